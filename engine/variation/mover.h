// Intervals of what is made of figures, from the intervals of these (MOVER: the variance of each
// end is recovered from the interval of the part).
//
// Sums and differences: G. Y. Zou and A. Donner, Statistics in Medicine 27, 2008; ratios: A. Donner
// and G. Y. Zou, Statistical Methods in Medical Research 21, 2012. With Wilson's intervals the
// difference of two proportions is R. G. Newcombe's (1998, method 10).
#pragma once

#include <vector>

#include "engine/variation/intervals.h"

namespace assize::variation {

struct Estimate {
  double value = kNone;
  Interval interval;
};

// Cases out of cases in one stratum; `weight` over 0.
struct StratumShare {
  double cases = 0, of = 0, weight = 0;
};
// Directly standardised: the shares of the strata, each with Wilson's interval, by their weights.
// A stratum without cases has no share, and nothing is estimated.
Estimate weighed_share(const std::vector<StratumShare>& strata, double level);

// First less second.
Difference difference(const Estimate& first, const Estimate& second);
// First over second, of figures that are not negative; infinite where the second is 0.
Estimate ratio(const Estimate& first, const Estimate& second);

}  // namespace assize::variation
