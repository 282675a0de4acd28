// What one record comes to under one indicator, and under one rule: docs/language/meaning.md,
// sections 3 and 4, followed plainly.
#pragma once

#include <string>
#include <vector>

#include "engine/findings/outcome.h"
#include "engine/reference/domain.h"
#include "engine/reference/evaluate.h"
#include "engine/reference/reads.h"
#include "engine/run/trace.h"

namespace assize::reference {

// The parts of an indicator that are the same for every record.
struct Conditions {
  const model::Indicator* indicator = nullptr;
  const model::Record* record = nullptr;
  std::vector<model::ExprId> tests;   // P, X, M and E
  std::vector<model::ExprId> values;  // of percentiles and totals
  std::vector<model::ExprId> all;     // every node that anything of the indicator needs
  std::vector<model::ExprId>
      tests_only;  // the nodes that P, X, M and E read, two-valued words not entered
  std::vector<model::Index> parameters;  // read by P, X, M, E or the value
  std::vector<bool>
      looks_at;  // one a field: read by P, X, M, E or the value, two-valued words included
  std::vector<bool> value_reads;  // one a field: read by the value, two-valued words not entered
  std::vector<model::ExprId> two_valued;  // read by P, X, M or E
  // What they, and the value, read across records: not through two-valued words, and all of it.
  std::vector<model::ExprId> across_tests, across_values, across_all;
  Reads reads;
};
Conditions conditions_of(const model::Ruleset& ruleset, const model::Indicator& indicator);

// P, X, N, M and E of the table of outcomes.
struct Tests {
  Truth in_population = Truth::yes, left_out = Truth::no, not_in_force = Truth::no,
        met = Truth::yes, excused = Truth::no;
  bool operator==(const Tests&) const = default;
};
// The outcome that is against the provider.
Outcome against(const model::Indicator& indicator);
// Those of every way of making the unknowns yes or no, independently.
OutcomeSet possible_outcomes(const Tests& t, Outcome against);

// Where a record's date can lie.
struct Dated {
  bool is_certainly_after = false;  // the cut-off
  bool may_be_after = false;
  std::optional<DaySpan>
      range;  // its possible days where both ends are known, none after the cut-off
};

struct RecordResult {
  OutcomeSet now, later;  // of the indicator: a standard's dates are not in it
  Tests returned;         // over returned values
  std::vector<Truth> left_out, excused, failures;  // clause by clause, over returned values
  bool is_proved = true, is_by_convention = false, has_favourable_blank = false;
  Value value;                   // percentile
  Value numerator, denominator;  // totals
  Dated dated;
  std::vector<std::optional<std::string>>
      fields;                        // as text where known: for providers and subgroups
  std::vector<FieldReason> reasons;  // of the uncertain fields that it looks at
};

struct RecordPlace {
  const Chunk* chunk = nullptr;
  std::uint32_t row = 0;
  CutOff cut_off;
};

// One result a rule of the ruleset; rules of other records do not apply. `trace`, where there is
// one, is told what was made of each node; the caller adds whose record it is.
std::vector<RuleResult> rule_results(const model::Ruleset& ruleset, const RecordPlace& at,
                                     model::Index record, const Tables* tables,
                                     const Tracer& trace = {});

RecordResult evaluate_record(const model::Ruleset& ruleset, const Conditions& conditions,
                             const RecordPlace& at, const std::vector<RuleResult>& rules,
                             const Tables* tables, int combinations, const Tracer& trace = {});

// The days that a date or time can be, for placement. Unknown and never are no days.
Dated dated(const Value& v, const model::Type& type, Day cut_off, const model::Ruleset& ruleset);

}  // namespace assize::reference
