// From counts to findings. Source: docs/language/meaning.md, sections 6 and 7.
#pragma once

#include <vector>

#include "engine/evaluate/tally.h"
#include "engine/run/run.h"

namespace assize::evaluate {

// The tally must be finished.
void add_findings(const model::Ruleset& ruleset, Tally& tally, const Names& names,
                  const RunOptions& options, std::vector<Finding>& out);
// Of a comparison: the tallies of its two groups, or of periods the one tally twice.
void add_comparisons(const model::Ruleset& ruleset, Tally& first, Tally& second, const Names& names,
                     const RunOptions& options, std::vector<Finding>& out);
void add_rule_findings(const model::Ruleset& ruleset, const plan::RecordPlan& plan,
                       RuleTally& tally, const Names& names, const RunOptions& options,
                       std::vector<Finding>& out);

}  // namespace assize::evaluate
