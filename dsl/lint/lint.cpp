#include "dsl/lint/lint.h"

#include <algorithm>

#include "dsl/lint/lints.h"

namespace assize {

namespace {

void look(const lint_detail::Context& context) {
  for (const auto look_for : {
           lint_detail::favourable_blank,
           lint_detail::read_twice,
           lint_detail::blank_flag,
           lint_detail::exclusion_reads_met,
           lint_detail::parameter_in_population,
           lint_detail::event_date,
           lint_detail::not_equal_codes,
           lint_detail::literal_repeats_parameter,
           lint_detail::no_direction,
           lint_detail::unused,
           lint_detail::no_citation,
           lint_detail::no_evidence,
           lint_detail::no_test,
           lint_detail::change_inside_period,
           lint_detail::never_before_its_limit,
           lint_detail::constant_condition,
           lint_detail::constant_for_provider,
           lint_detail::events_as_people,
           lint_detail::limit_inside_period,
           lint_detail::same_test_twice,
           lint_detail::double_negation,
           lint_detail::no_duty,
           lint_detail::no_start,
           lint_detail::no_minimum,
           lint_detail::not_mapped,
           lint_detail::looks_personal,
           lint_detail::no_key,
           lint_detail::order_left_in_use,
           lint_detail::only_successes_tested,
           lint_detail::quotes_unread,
           lint_detail::parameter_gap,
           lint_detail::codes_alike,
           lint_detail::same_title,
           lint_detail::text_compared,
           lint_detail::time_is_time,
           lint_detail::whole_share,
           lint_detail::date_in_test,
           lint_detail::no_reason,
           lint_detail::personal_unread,
           lint_detail::within_over_rows,
           lint_detail::key_without_provider,
           lint_detail::days_to_what_may_come,
       }) {
    look_for(context);
  }
}

}  // namespace

void lint(const model::Ruleset& ruleset, const std::vector<model::RuleTest>& tests,
          std::uint32_t file, Diagnostics& diagnostics) {
  look({ruleset, tests, file, diagnostics, nullptr});
}

std::vector<Fix> fixes(const model::Ruleset& ruleset, const std::vector<model::RuleTest>& tests,
                       std::uint32_t file) {
  Diagnostics unheard;
  std::vector<Fix> all, apart;
  look({ruleset, tests, file, unheard, &all});
  std::stable_sort(all.begin(), all.end(),
                   [](const Fix& a, const Fix& b) { return a.span.begin < b.span.begin; });
  for (Fix& f : all) {
    if (apart.empty() || apart.back().span.end <= f.span.begin) apart.push_back(std::move(f));
  }
  return apart;
}

}  // namespace assize
