#include "engine/run/run.h"

#include <algorithm>

#include "engine/evaluate/run_columnar.h"
#include "engine/reference/run_reference.h"
#include "engine/run/combined.h"
#include "engine/run/figures.h"
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
  // What is made of figures asks for figures that nothing else asks for; who asked for some
  // keeps them.
  RunOptions asked = options;
  const bool varies = !ruleset.variations.empty() && options.variations;
  if (varies) {
    for (const FigureRequest& request : variation_figures(ruleset, options.only))
      add_once(asked.figures, request);
  }
  RunOptions with = asked;
  const bool combines = ask_for_parts(ruleset, with);
  auto result = evaluate(ruleset, inputs, with);
  if (!result) return result;
  if (combines) add_combined(ruleset, asked, result->findings);
  if (varies) {
    Variations found = find_variations(ruleset, result->findings, options.only);
    result->variations = std::move(found.findings);
    result->variation_summaries = std::move(found.summaries);
  }
  if (options.figures.empty() && (varies || combines)) {
    std::erase_if(result->findings, [](const Finding& f) {
      return f.kind == FindingKind::compliance && f.standard == model::kNone;
    });
  }
  return result;
}

}  // namespace assize
