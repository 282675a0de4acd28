#include "engine/variation/distributions.h"

#include <algorithm>
#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/hypergeometric.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/poisson.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>

#include "engine/variation/numbers.h"

namespace assize::variation {

namespace {

namespace bm = boost::math;

// Faults come back as NaN, so that nothing is thrown across the folder; doubles stay doubles, so
// that a machine with long doubles gives the same figures as one without.
using Policy = bm::policies::policy<bm::policies::domain_error<bm::policies::ignore_error>,
                                    bm::policies::pole_error<bm::policies::ignore_error>,
                                    bm::policies::overflow_error<bm::policies::ignore_error>,
                                    bm::policies::evaluation_error<bm::policies::ignore_error>,
                                    bm::policies::rounding_error<bm::policies::ignore_error>,
                                    bm::policies::promote_double<false>>;

using Normal = bm::normal_distribution<double, Policy>;
using ChiSquared = bm::chi_squared_distribution<double, Policy>;
using Student = bm::students_t_distribution<double, Policy>;
using Beta = bm::beta_distribution<double, Policy>;
using Binomial = bm::binomial_distribution<double, Policy>;
using Poisson = bm::poisson_distribution<double, Policy>;
using Hypergeometric = bm::hypergeometric_distribution<double, Policy>;

bool is_chance(double p) { return p > 0 && p < 1; }

}  // namespace

double normal_quantile(double p) { return is_chance(p) ? bm::quantile(Normal(), p) : kNone; }

double normal_upper_tail(double z) {
  return is_none(z) ? kNone : bm::cdf(bm::complement(Normal(), z));
}

double chi_squared_quantile(double p, double degrees) {
  if (!is_chance(p) || !(degrees > 0)) return kNone;
  return bm::quantile(ChiSquared(degrees), p);
}

double chi_squared_upper_tail(double x, double degrees) {
  if (!(x >= 0) || !(degrees > 0)) return kNone;
  return bm::cdf(bm::complement(ChiSquared(degrees), x));
}

double student_quantile(double p, double degrees) {
  if (!is_chance(p) || !(degrees > 0)) return kNone;
  return bm::quantile(Student(degrees), p);
}

double beta_quantile(double p, double a, double b) {
  if (!is_chance(p) || !(a > 0) || !(b > 0)) return kNone;
  return bm::quantile(Beta(a, b), p);
}

double binomial_cdf(double k, double n, double p) {
  if (k < 0) return 0;
  if (k >= n) return 1;
  return bm::cdf(Binomial(n, p), k);
}

double binomial_pmf(double k, double n, double p) {
  if (k < 0 || k > n) return 0;
  return bm::pdf(Binomial(n, p), k);
}

double poisson_cdf(double k, double mean) {
  if (k < 0) return 0;
  return mean > 0 ? bm::cdf(Poisson(mean), k) : 1;
}

double poisson_pmf(double k, double mean) {
  if (k < 0) return 0;
  if (!(mean > 0)) return k == 0 ? 1 : 0;
  return bm::pdf(Poisson(mean), k);
}

double hypergeometric_pmf(unsigned k, unsigned drawn, unsigned marked, unsigned all) {
  return bm::pdf(Hypergeometric(marked, drawn, all), k);
}

double binomial_quantile(double p, double n, double chance) {
  // From five standard deviations below the mean: nearly always a few steps short of it.
  const double start = n * chance - 5 * std::sqrt(n * chance * (1 - chance));
  double k = std::max(0.0, std::floor(start));
  while (k > 0 && binomial_cdf(k - 1, n, chance) >= p) --k;
  while (k < n && binomial_cdf(k, n, chance) < p) ++k;
  return k;
}

}  // namespace assize::variation
