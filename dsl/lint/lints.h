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

  bool here(Span s) const { return s.file == file; }
  void warn(const char* code, Span span, std::string text, std::string hint = {}) const {
    out.warning(code, span, std::move(text), std::move(hint));
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

// --- what they share (reads.cpp) ---
// The nodes that the roots reach, each once, operands first; kNoExpr is passed over.
std::vector<model::ExprId> reach(const model::Ruleset& r, const std::vector<model::ExprId>& roots);
std::set<model::Index> fields(const model::Ruleset& r, const std::vector<model::ExprId>& roots);
std::set<model::Index> parameters(const model::Ruleset& r, const std::vector<model::ExprId>& roots);
std::vector<model::ExprId> conditions(const std::vector<model::Clause>& clauses);
// Everything that decides an indicator's records and figures, dates apart.
std::vector<model::ExprId> tests_of(const model::Indicator& i);
std::string quoted(const std::string& name);

}  // namespace assize::lint_detail
