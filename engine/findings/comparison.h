// From the two sides of a comparison to a finding: the ends of the difference, in points, and
// whether the sides can be compared at all. Both evaluators hand it what they counted.
//
// Source: docs/language/meaning.md, "Comparisons".
#pragma once

#include "engine/findings/judge.h"

namespace assize {

// What an evaluator counted for one side: a finding without a status, and its two passes.
struct CountedSide {
  Finding counts;
  BothPasses passes;
};

// `first` and `second` as in Finding::sides. Fills the finding's figures, sides and status; its
// standard, provider, period and subgroup must be set.
void conclude(Finding& finding, const CountedSide& first, const CountedSide& second,
              const model::Ruleset& ruleset, Day as_at, bool no_minimum);

// The ends of a difference of two shares, in points: of `minuend` less `subtrahend`, or with `size`
// how far apart they are. The cases are those of the side that has fewer.
Ends difference_of_shares(const Ends& minuend, const Ends& subtrahend, bool size);

// Of the parameters the title of one that the two periods do not have alike for the provider: what
// was measured then and now differs. nullopt: they can be compared.
std::optional<std::string> what_differs(const std::vector<model::Index>& parameters,
                                        const model::Ruleset& ruleset,
                                        const std::optional<std::string>& provider, Period from,
                                        Period to);
// Makes a finding not comparable for that reason.
void set_not_comparable(Finding& finding, const std::string& what, Period from, Period to);

// The earlier of the two periods of a comparison of periods; `later` is the finding's.
Period earlier_period(const model::Comparison& comparison, Period later);

}  // namespace assize
