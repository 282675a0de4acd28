#include "dsl/lint/lint.h"

#include "dsl/lint/lints.h"

namespace assize {

void lint(const model::Ruleset& ruleset, const std::vector<model::RuleTest>& tests,
          std::uint32_t file, Diagnostics& diagnostics) {
  const lint_detail::Context context{ruleset, tests, file, diagnostics};
  for (const auto look : {
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
       }) {
    look(context);
  }
}

}  // namespace assize
