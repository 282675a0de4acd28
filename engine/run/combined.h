// Figures that are made of other figures: averages of monthly shares, ratios of sums, standardised
// rates, and what claims say of how a figure moved. Made once, of what either evaluator counted.
//
// Every end is the least (the greatest) that the parts allow together, in exact fractions. Parts
// that share a record are taken as if they did not: the finding is then not proved, and its cannot
// tell reads "could not be ruled out".
// Source: docs/language/meaning.md, sections 6 and 7.
#pragma once

#include <vector>

#include "engine/run/run.h"

namespace assize {

// Replaces requests for figures that are made of others by requests for those, and adds what
// standards and claims need; true where there is anything to make.
bool ask_for_parts(const model::Ruleset& ruleset, RunOptions& options);

// Adds the findings that are made of what was asked for: figures (with `standard` kNone),
// standards, claims. `asked` are the options before ask_for_parts.
void add_combined(const model::Ruleset& ruleset, const RunOptions& asked,
                  std::vector<Finding>& findings);

}  // namespace assize
