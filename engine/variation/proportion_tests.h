// Tests of proportions.
#pragma once

#include <vector>

#include "engine/variation/numbers.h"

namespace assize::variation {

// Of `cases` out of `of` against a chance. Two-sided: all outcomes that are at most as likely.
struct ExactTest {
  double two_sided = kNone, less = kNone, greater = kNone;
};
ExactTest exact_binomial_test(double cases, double of, double chance);

// R. A. Fisher's exact test of two proportions, two-sided in the same sense.
double fisher_exact(unsigned cases, unsigned of, unsigned other_cases, unsigned of_other);

struct ChiSquared {
  double statistic = kNone, degrees = kNone, p = kNone;
};
// K. Pearson's test that proportions are one and the same, without continuity correction.
ChiSquared equal_proportions(const std::vector<double>& cases, const std::vector<double>& of);
// P. Armitage, Biometrics 11, 1955: that proportions rise or fall with a score, one degree.
ChiSquared trend_of_proportions(const std::vector<double>& cases, const std::vector<double>& of,
                                const std::vector<double>& score);

}  // namespace assize::variation
