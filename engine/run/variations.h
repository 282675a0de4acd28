// Variation from the figures of a run: the same from either evaluator, since it is made of what
// they counted.
#pragma once

#include <vector>

#include "engine/findings/variation.h"
#include "engine/run/run.h"

namespace assize {

// What a run must count for the variations that are asked for.
std::vector<FigureRequest> variation_figures(const model::Ruleset& ruleset,
                                             const std::vector<std::string>& only);

struct Variations {
  std::vector<VariationFinding> findings;  // by variation, provider, period, group
  std::vector<VariationSummary> summaries;
};
// `findings` hold the figures that were asked for (with `standard` kNone), of all providers and
// periods; those findings are given that `options` choose.
Variations find_variations(const model::Ruleset& ruleset, const std::vector<Finding>& findings,
                           const RunOptions& options);

}  // namespace assize
