#include "engine/run/run.h"

#include <algorithm>

#include "engine/evaluate/run_columnar.h"
#include "engine/reference/run_reference.h"
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

Result<RunResult, RunFailure> with_variations(const model::Ruleset& ruleset,
                                              const std::vector<RunInput>& inputs,
                                              const RunOptions& options) {
  if (ruleset.variations.empty() || !options.variations) return evaluate(ruleset, inputs, options);
  // Variation is made of figures that nothing else asks for; who asked for others keeps them.
  RunOptions with = options;
  for (FigureRequest& request : variation_figures(ruleset, options.only)) {
    const bool asked =
        std::any_of(with.figures.begin(), with.figures.end(), [&](const FigureRequest& f) {
          return f.indicator == request.indicator && f.per_provider == request.per_provider &&
                 f.per_period == request.per_period && f.per_fields == request.per_fields;
        });
    if (!asked) with.figures.push_back(std::move(request));
  }
  auto result = evaluate(ruleset, inputs, with);
  if (!result) return result;
  Variations found = find_variations(ruleset, result->findings, options.only);
  result->variations = std::move(found.findings);
  result->variation_summaries = std::move(found.summaries);
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
    auto result = with_variations(ruleset, inputs, options);
    if (result && options.figures.empty() && options.variations && !ruleset.variations.empty())
      forget_figures(*result);
    if (result && options.payments && !ruleset.payment_schemes.empty() && options.only.empty())
      result->notes.push_back(
          "Payments are worked out over whole returns, not for a part of the periods or "
          "providers.");
    return result;
  }
  RunOptions with = options;
  payments.ask(with);
  auto result = with_variations(ruleset, payments.tapped(inputs), with);
  if (!result) return result;
  result->payments = payments.lines(*result, options.as_at);
  for (std::string& note : payments.notes()) result->notes.push_back(std::move(note));
  if (options.figures.empty()) forget_figures(*result);
  forget_outcomes(*result, options);
  return result;
}

}  // namespace assize
