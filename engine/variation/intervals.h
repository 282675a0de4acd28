// Intervals of a proportion, a count, a rate, a mean, and of what two of them differ by.
//
// `level` is two-sided, from 0 to 1 (0.95). Counts are from 0 on. What cannot be is kNone on both
// ends: a denominator of 0, more cases than there are, one value for a mean.
#pragma once

#include <vector>

#include "engine/variation/numbers.h"

namespace assize::variation {

struct Interval {
  double lower = kNone, upper = kNone;
};

// E. B. Wilson, Journal of the American Statistical Association 22, 1927: the score interval.
Interval wilson(double cases, double of, double level);
// C. J. Clopper and E. S. Pearson, Biometrika 26, 1934: exact.
Interval clopper_pearson(double cases, double of, double level);

// Of the mean of a Poisson count: exact, by chi-square (F. Garwood, Biometrika 28, 1936).
Interval exact_poisson(double events, double level);
// Byar's approximation (N. E. Breslow and N. E. Day, Statistical Methods in Cancer Research II,
// 1987). A lower end below 0, which it has for a single event at 99.8%, is none.
Interval byar(double events, double level);
// Exact below 10 events, Byar's from 10 on, as public health statistics in England have it.
Interval byar_or_exact(double events, double level);

struct Mean {
  std::size_t count = 0;
  double sum = kNone, mean = kNone, deviation = kNone;  // deviation: of a sample
  Interval interval;
};
Mean student_mean(const std::vector<double>& values, double level);

// A difference of proportions, first less second: R. G. Newcombe, Statistics in Medicine 17, 1998,
// method 10 (Wilson intervals, squared and added).
struct Difference {
  double difference = kNone;
  Interval interval;
};
Difference newcombe(double first, double of_first, double second, double of_second, double level);

// A ratio of rates: exact, given the sum of both counts (binomial). The ratio is infinite where the
// second has no events.
struct RateRatio {
  double ratio = kNone;
  Interval interval;
  double p = kNone;  // two-sided: of all splits at most as likely as this one
};
RateRatio rate_ratio(double events, double exposure, double other_events, double other_exposure,
                     double level);

// A ratio of proportions, by the score: the ratios that a chi-square test of both does not refuse
// (P. A. R. Koopman, Biometrics 40, 1984). Infinite where the second has no cases; none where
// neither has.
struct ShareRatio {
  double ratio = kNone;
  Interval interval;
};
ShareRatio share_ratio(double first, double of_first, double second, double of_second,
                       double level);

}  // namespace assize::variation
