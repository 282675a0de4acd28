#include "engine/run/run.h"

#include <algorithm>

#include "engine/evaluate/run_columnar.h"
#include "engine/reference/run_reference.h"
#include "engine/run/variations.h"

namespace assize {

namespace {

Result<RunResult, RunFailure> evaluate(const model::Ruleset& ruleset,
                                       const std::vector<RunInput>& inputs,
                                       const RunOptions& options) {
  return options.evaluator == Evaluator::columnar ? run_columnar(ruleset, inputs, options)
                                                  : run_reference(ruleset, inputs, options);
}

}  // namespace

Result<RunResult, RunFailure> run(const model::Ruleset& ruleset,
                                  const std::vector<RunInput>& inputs, const RunOptions& options) {
  if (ruleset.variations.empty() || !options.variations) return evaluate(ruleset, inputs, options);
  // Variation is made of figures that nothing else asks for; who asked for others keeps them.
  RunOptions with = options;
  for (FigureRequest& request : variation_figures(ruleset, options.only))
    with.figures.push_back(std::move(request));
  auto result = evaluate(ruleset, inputs, with);
  if (!result) return result;
  Variations found = find_variations(ruleset, result->findings, options.only);
  result->variations = std::move(found.findings);
  result->variation_summaries = std::move(found.summaries);
  if (options.figures.empty()) {
    std::erase_if(result->findings, [](const Finding& f) {
      return f.kind == FindingKind::compliance && f.standard == model::kNone;
    });
  }
  return result;
}

}  // namespace assize
