// One expectation of a test against what a run found.
#pragma once

#include <string>

#include "dsl/model/ruleset.h"
#include "dsl/model/ruletest.h"
#include "engine/run/run.h"

namespace assize {

// What a run must be asked for so that the expectation can be compared; only for those about an
// indicator's figures.
bool needs_figures(const model::Expectation& expected);
FigureRequest figures_for(const model::Expectation& expected, const model::Ruleset& ruleset);

// Empty where it holds, else what is true instead: "it is from 1 of 3 to 3 of 3".
std::string difference(const model::Expectation& expected, const RunResult& result,
                       const model::Ruleset& ruleset);

}  // namespace assize
