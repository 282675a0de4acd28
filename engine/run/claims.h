// A published sentence about a figure, or about how it moved, held against the figures: whether
// they bear it out however the gaps are filled and however what was rounded was rounded, and where
// the claim says so whether by more than chance.
//
// Chance: of one share E. B. Wilson's interval (Journal of the American Statistical Association 22,
// 1927); of two R. G. Newcombe's interval of their difference (Statistics in Medicine 17,
// 1998, method 10); of n periods that rise one after another, which chance alone gives once in n!.
#pragma once

#include <vector>

#include "engine/run/figures.h"

namespace assize {

// One finding for each provider and subgroup that has a figure in one of the claim's periods; its
// period is the one that the sentence speaks of. `figures` are by period of the claim's kind.
std::vector<Finding> hold_claim(const model::Ruleset& ruleset, model::Index standard,
                                const std::vector<const Finding*>& figures,
                                const RunOptions& options);

}  // namespace assize
