// From the checked model to a list of steps: what has to be worked out for the records of one type,
// each shared part once.
//
// Every step gives one register for a chunk of records; its operands stand before it. An expression
// is one step in each view of the record that it can tell apart: a rule reads values as returned;
// an indicator reads them doubtful where a rule failed, and codes and parameters as of the record's
// date. Source of the views: docs/language/meaning.md, sections 1 and 3.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "dsl/model/ruleset.h"
#include "engine/plan/reads.h"

namespace assize::plan {

using StepId = std::uint32_t;
inline constexpr StepId kNoStep = 0xFFFFFFFFu;

// How a register holds its rows.
enum class Kind : std::uint8_t { truth, ordinal, code, number, text, other };
Kind kind_of(const model::Type& type);  // ordinal: dates, times, elapsed times

enum class What : std::uint8_t {
  field,  // a column: `index` into Record::fields; `args`: verdicts of the rules that can doubt it;
          // `date`: for valid codes
  literal,
  parameter,  // `index`; `date`
  absent,     // truth: the parameter `index` has no value on the record's date
  days,     // the possible local days of a date or time; `index` 0: none after the cut-off, 1: for
            // parameters and codes
  verdict,  // of rule `index`: when, decided when, must (kNoStep: always)
  word,     // a two-valued word; args: its operand, or the verdict
  operation,
  across,  // `index`: into RecordPlan::across; args: what its conditions read of this record
  outer,   // within a plan of those conditions: what was handed in as operand `index`
};

struct Step {
  What what = What::operation;
  Kind kind = Kind::truth;
  model::ExprId expr = model::kNoExpr;  // not of absent, days and verdict
  std::uint32_t index = 0;
  std::vector<StepId> args;
  StepId date = kNoStep;
  model::Type type;
  bool dates = false;               // field: by it the indicator dates the record
  bool over_across = false;         // word: something across records is below it
  bool test = false;                // unknown counts as no, in a module that says so
  StepId field = kNoStep;           // word: the field that it reads, where its operand is one
  std::vector<model::Index> reads;  // word: all fields below it
};

struct IndicatorPlan {
  model::Index indicator = model::kNone;
  // Where records come to the same, and only the figure made of them differs (a median, a 90th
  // percentile): the earlier one of RecordPlan::indicators, whose results serve both.
  std::optional<std::size_t> same_as;
  StepId days = kNoStep;           // by which a record is placed
  StepId date = kNoStep;           // of code validity and parameters
  StepId returned_days = kNoStep;  // as `days`, without doubt
  StepId population = kNoStep, met = kNoStep, numerator = kNoStep, denominator = kNoStep,
         value = kNoStep;
  std::vector<StepId> left_out, excused, failures;
  std::vector<StepId> absent;       // parameters that may have no value
  std::vector<StepId> conventions;  // two-valued words and tests below P, X, M and E
  std::vector<StepId> filled;       // what a filling can change, in order; fields included
  std::vector<StepId> roots;        // P, X, M, E
  Reads reads;                      // of P, X, M and E
  std::vector<StepId> field_step;   // for each of reads.fields: its step
  std::map<model::ExprId, StepId> link_step;               // of the constants in reads.links
  std::vector<std::pair<model::Index, StepId>> subgroups;  // fields that findings are given by
  // Nodes across records: among `filled`, below the value, and all (two-valued words included).
  std::vector<StepId> across, value_across, shown_across;
  std::vector<StepId> value_fields;  // field steps that the value or the totals read
  std::vector<StepId>
      shown;  // field steps whose reasons a record shows: read anywhere, words included, by field
};

struct RulePlan {
  model::Index rule = model::kNone;
  StepId verdict = kNoStep;
  // Its requirement is this of RecordPlan::put_off: records that pass may still turn out to fail.
  std::optional<std::size_t> put_off;
};

struct AcrossPlan;

struct RecordPlan {
  model::Index record = model::kNone;
  std::vector<Step> steps;
  std::vector<RulePlan> rules;            // in the ruleset's order
  std::vector<IndicatorPlan> indicators;  // the same
  StepId rule_days = kNoStep;  // by which rules are counted; kNoStep: no indicator dates the record
  std::vector<StepId> base;    // for each field of the record: its step as returned, or kNoStep
  std::vector<std::shared_ptr<const AcrossPlan>> across;
  std::vector<StepId> put_off;  // `is unique` that is answered when the file has been read
  std::vector<StepId>
      expects;  // for each standard of the ruleset: `expects ... where`, as returned
};

// A node across records: the steps over the rows of the other record.
struct AcrossPlan {
  model::Index across = model::kNone;  // into Ruleset::across
  RecordPlan rows;
  StepId condition = kNoStep, value = kNoStep, until = kNoStep;
  std::vector<StepId> order;
  std::vector<std::pair<StepId, Reason>> doubts;  // an operand that is no: why that is in doubt
  std::vector<StepId> handed_in;  // by operand: its What::outer step in `rows`, or kNoStep
  std::vector<StepId> fields;     // what these read, two-valued words included
  std::vector<StepId> nested;     // nodes across records among them
  bool is_correlated = false;     // something of the outer record is read
};

// What nodes across records need of each record of the ruleset: all of it, or the values of some
// fields alone (`is unique`).
struct LookedAt {
  bool whole = false;
  std::vector<model::Index> keys;
};
void look_at(const RecordPlan& plan, const model::Ruleset& ruleset, std::vector<LookedAt>& out);

// What a run wants. Rules and indicators not named are left out (a rule that others need is still
// worked out).
struct Wanted {
  std::vector<bool> rules, indicators, standards;  // by index into the ruleset
  std::vector<std::vector<model::Index>>
      per_fields;        // by indicator: every field that some finding is given by
  bool outcomes = true;  // of every record, with reasons
};
// What a run that does not list the outcomes of records can put off, it does (`put_off`): whether a
// value is unique, where rules ask that as their whole requirement and nothing else reads it. The
// file is then read once.
RecordPlan make_plan(const model::Ruleset& ruleset, model::Index record, const Wanted& wanted);

}  // namespace assize::plan
