#include "engine/run/run.h"

#include <algorithm>

#include "engine/evaluate/run_columnar.h"
#include "engine/reference/run_reference.h"
#include "engine/run/combined.h"
#include "engine/run/figures.h"
#include "engine/run/payments.h"
#include "engine/run/variations.h"

namespace assize {

namespace {

Result<RunResult, RunFailure> evaluate(const model::Ruleset& ruleset,
                                       const std::vector<RunInput>& inputs,
                                       const RunOptions& options) {
  return options.evaluator == Evaluator::columnar ? run_columnar(ruleset, inputs, options)
                                                  : run_reference(ruleset, inputs, options);
}

// What is made of figures asks for figures that nothing else asks for.
Result<RunResult, RunFailure> with_figures(const model::Ruleset& ruleset,
                                           const std::vector<RunInput>& inputs,
                                           const RunOptions& options) {
  RunOptions asked = options;
  const bool varies = !ruleset.variations.empty() && options.variations;
  if (varies) {
    for (const FigureRequest& request : variation_figures(ruleset, options.only))
      add_once(asked.figures, request);
  }
  RunOptions with = asked;
  const bool combines = ask_for_parts(ruleset, with);
  with.figures_of_all = varies || combines;
  auto result = evaluate(ruleset, inputs, with);
  if (!result) return result;
  if (combines) add_combined(ruleset, asked, result->findings);
  if (varies) {
    Variations found = find_variations(ruleset, result->findings, options);
    result->variations = std::move(found.findings);
    result->variation_summaries = std::move(found.summaries);
  }
  return result;
}

void forget_figures(RunResult& result) {
  std::erase_if(result.findings, [](const Finding& f) {
    return f.kind == FindingKind::compliance && f.standard == model::kNone;
  });
}

// Whoever asked for no outcomes of records gets none; failures of rules as they would have been.
void forget_outcomes(RunResult& result, const RunOptions& options) {
  if (options.records) return;
  for (const RecordOutcome& o : result.outcomes) {
    if (options.failing_records && o.rule != model::kNone && o.result == "fails")
      result.failing.push_back({o.rule, o.file, o.record, o.line, o.key});
  }
  result.outcomes.clear();
}

}  // namespace

Result<RunResult, RunFailure> run(const model::Ruleset& ruleset,
                                  const std::vector<RunInput>& inputs, const RunOptions& options) {
  PaymentRun payments(ruleset, options);
  if (!payments.any()) {
    auto result = with_figures(ruleset, inputs, options);
    if (result && options.figures.empty()) forget_figures(*result);
    if (result && options.payments && !ruleset.payment_schemes.empty() && options.only.empty())
      result->notes.push_back(
          "Payments are worked out over whole returns, not for a part of the periods or "
          "providers.");
    return result;
  }
  RunOptions with = options;
  payments.ask(with);
  auto result = with_figures(ruleset, payments.tapped(inputs), with);
  if (!result) return result;
  result->payments = payments.lines(*result, options.as_at);
  for (std::string& note : payments.notes()) result->notes.push_back(std::move(note));
  if (options.figures.empty()) forget_figures(*result);
  forget_outcomes(*result, options);
  return result;
}

}  // namespace assize
