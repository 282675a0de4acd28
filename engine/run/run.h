// The front door: a checked ruleset and returns in, findings out.
//
// Deterministic: the same ruleset, bytes and options give the same result whatever the number of
// threads. Pure: no clock, no files, no locale; the caller hands in sources and the cut-off date.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "dsl/base/result.h"
#include "engine/column/source.h"
#include "engine/findings/finding.h"
#include "engine/findings/variation.h"
#include "engine/payments/line.h"

namespace assize {

struct RecordTrace;  // engine/run/trace.h

enum class Evaluator { columnar, reference };

// Figures of an indicator without a target, as tests in the language ask for them. Standards of the
// ruleset need no request. The findings have `standard` kNone and the status no_cases or, where
// there may be cases, not_applicable: nothing binds.
struct FigureRequest {
  model::Index indicator = model::kNone;
  bool per_provider = false;
  PeriodKind per_period = PeriodKind::whole;
  std::vector<model::Index> per_fields;
};

struct RunOptions {
  Day as_at = 0;                // the cut-off is the end of this local day
  bool as_at_given = false;     // false: a return's `complete_to`, where it has one, is its cut-off
  std::vector<Period> periods;  // empty: every period present
  std::vector<std::string> providers;  // empty: all
  std::vector<std::string> only;       // standards, indicators or rules by name; empty: all
  bool records = false;                // give RecordOutcomes for every record
  bool failing_records = false;        // give them only for rules that fail (cheap)
  bool no_minimum = false;             // tests in the language
  bool variations = true;              // false: charts and funnels are not asked for
  bool payments = true;                // false: payment schemes are passed over
  std::vector<FigureRequest> figures;  // beside the ruleset's standards
  // Those figures are of all providers and periods: what is made of them rests on more than is
  // chosen.
  bool figures_of_all = false;
  int jobs = 1;
  int combinations = 256;  // the most fillings of one record that are tried
  Evaluator evaluator = Evaluator::columnar;
  std::function<void(std::uint64_t records, std::uint64_t bytes)>
      progress;                     // called now and then; may be empty
  std::function<bool()> cancelled;  // may be empty
  // May be empty; only the reference evaluator calls it, once a record and indicator or rule.
  std::function<void(const RecordTrace&)> trace;
};

// The records of one record type of the ruleset.
struct RunInput {
  model::Index record = model::kNone;
  std::shared_ptr<RecordSource> source;
};

struct RunResult {
  std::vector<Finding> findings;        // sorted
  std::vector<RecordOutcome> outcomes;  // by indicator or rule, file, record
  std::vector<FailingRecord> failing;   // by rule, file, record: with `failing_records` alone, an
                                        // evaluator may list failures here in place of `outcomes`
  std::vector<FileTotals> files;
  std::vector<DataProblem> problems;         // folded; not fatal; `file` is into files
  std::vector<std::string> notes;            // about the whole run, plain sentences
  std::vector<VariationFinding> variations;  // by variation, provider, period, group
  std::vector<VariationSummary> variation_summaries;
  std::vector<PaymentLine> payments;  // by scheme, part, provider, period, record
};

struct RunFailure {
  std::vector<DataProblem> problems;  // the fatal ones, first first
  std::string text;
};

Result<RunResult, RunFailure> run(const model::Ruleset& ruleset,
                                  const std::vector<RunInput>& inputs, const RunOptions& options);

}  // namespace assize
