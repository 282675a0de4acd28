// The lints, and what they share. Internal to dsl/lint.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "dsl/lint/lint.h"

namespace assize::lint_detail {

struct Context {
  const model::Ruleset& ruleset;
  const std::vector<model::RuleTest>& tests;
  std::uint32_t file;
  Diagnostics& out;
  std::vector<Fix>* fixes = nullptr;  // not asked for

  bool here(Span s) const { return s.file == file; }
  void warn(const char* code, Span span, std::string text, std::string hint = {}) const {
    out.warning(code, span, std::move(text), std::move(hint));
  }
  // For the reader to know: nothing need be wrong.
  void tell(const char* code, Span span, std::string text, std::string hint = {}) const {
    Diagnostic d;
    d.code = code;
    d.severity = Severity::information;
    d.span = span;
    d.text = std::move(text);
    d.hint = std::move(hint);
    out.add(std::move(d));
  }
  // Only where the ruleset means the same afterwards.
  void fix(const char* code, Span span, std::string text) const {
    if (fixes != nullptr) fixes->push_back({code, span, std::move(text)});
  }
};

void favourable_blank(const Context& c);           // A4001
void read_twice(const Context& c);                 // A4002
void blank_flag(const Context& c);                 // A4003
void exclusion_reads_met(const Context& c);        // A4004
void parameter_in_population(const Context& c);    // A4005
void event_date(const Context& c);                 // A4006
void not_equal_codes(const Context& c);            // A4007
void literal_repeats_parameter(const Context& c);  // A4008
void no_direction(const Context& c);               // A4009
void unused(const Context& c);                     // A4010
void no_citation(const Context& c);                // A4011
void no_evidence(const Context& c);                // A4012
void no_test(const Context& c);                    // A4013
void change_inside_period(const Context& c);       // A4014
void never_before_its_limit(const Context& c);     // A4015
void constant_condition(const Context& c);         // A4016, A4017
void constant_for_provider(const Context& c);      // A4018
void events_as_people(const Context& c);           // A4019
void limit_inside_period(const Context& c);        // A4020
void same_test_twice(const Context& c);            // A4021
void double_negation(const Context& c);            // A4022
void no_duty(const Context& c);                    // A4023
void no_start(const Context& c);                   // A4024
void no_minimum(const Context& c);                 // A4025
void not_mapped(const Context& c);                 // A4026
void looks_personal(const Context& c);             // A4027
void no_key(const Context& c);                     // A4028
void order_left_in_use(const Context& c);          // A4029
void only_successes_tested(const Context& c);      // A4030
void quotes_unread(const Context& c);              // A4031
void parameter_gap(const Context& c);              // A4032
void codes_alike(const Context& c);                // A4033
void same_title(const Context& c);                 // A4034
void text_compared(const Context& c);              // A4035
void time_is_time(const Context& c);               // A4036
void whole_share(const Context& c);                // A4037
void date_in_test(const Context& c);               // A4038
void no_reason(const Context& c);                  // A4039
void personal_unread(const Context& c);            // A4040
void within_over_rows(const Context& c);           // A4041
void key_without_provider(const Context& c);       // A4042
void days_to_what_may_come(const Context& c);      // A4043

// --- what they share (reads.cpp) ---
// A test that nobody wrote: what a look-up, or a local version, is made into stands where that
// does.
bool is_made(const model::Ruleset& r, const model::Expr& test);
// The expressions that stand in the blocks of the file: of rules, definitions and indicators.
struct Root {
  model::Index record;
  model::ExprId expr;
  bool is_rule;
};
std::vector<Root> roots(const Context& c);
// The nodes that the roots reach, each once, operands first; kNoExpr is passed over.
std::vector<model::ExprId> reach(const model::Ruleset& r, const std::vector<model::ExprId>& roots);
std::set<model::Index> fields(const model::Ruleset& r, const std::vector<model::ExprId>& roots);
std::set<model::Index> parameters(const model::Ruleset& r, const std::vector<model::ExprId>& roots);
std::vector<model::ExprId> conditions(const std::vector<model::Clause>& clauses);
// Everything that decides an indicator's records and figures, dates apart.
std::vector<model::ExprId> tests_of(const model::Indicator& i);
std::string quoted(const std::string& name);
// Made by the checker of `judges A and B`: its name is no name that an author can write.
bool is_composite(const model::Indicator& i);

}  // namespace assize::lint_detail
