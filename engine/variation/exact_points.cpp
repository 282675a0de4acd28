// The point below which a count lies with a given chance, between the whole numbers: r - a, where r
// is the smallest whole number with F(r) > p and a = (F(r) - p) / (F(r) - F(r - 1)).
// Source: D. J. Spiegelhalter, Statistics in Medicine 24, 2005, appendix A.1.1.
#include <algorithm>
#include <cmath>

#include "engine/variation/distributions.h"
#include "engine/variation/funnel.h"

namespace assize::variation {

namespace {

template <class Cdf, class Pmf>
double point(double start, double most, double p, Cdf cdf, Pmf pmf) {
  double r = std::clamp(std::floor(start), 0.0, most);
  double below = cdf(r);
  while (below <= p && r < most) below += pmf(++r);
  for (double here = pmf(r); r > 0 && below - here > p; here = pmf(r)) {
    below -= here;
    --r;
  }
  return r - (below - p) / pmf(r);
}

}  // namespace

double exact_binomial_point(double n, double chance, double p) {
  if (!(n >= 1) || !(chance > 0) || !(chance < 1) || !(p > 0) || !(p < 1)) return kNone;
  const double start = n * chance + normal_quantile(p) * std::sqrt(n * chance * (1 - chance));
  return point(
      start, n, p, [&](double k) { return binomial_cdf(k, n, chance); },
      [&](double k) { return binomial_pmf(k, n, chance); });
}

double exact_poisson_point(double mean, double p) {
  if (!(mean > 0) || !(p > 0) || !(p < 1)) return kNone;
  const double start = mean + normal_quantile(p) * std::sqrt(mean);
  return point(
      start, HUGE_VAL, p, [&](double k) { return poisson_cdf(k, mean); },
      [&](double k) { return poisson_pmf(k, mean); });
}

}  // namespace assize::variation
