#include "engine/variation/proportion_tests.h"

#include <algorithm>

#include "engine/variation/distributions.h"

namespace assize::variation {

namespace {

// As likely, but for rounding.
constexpr double kAsLikely = 1 + 1e-7;

double pooled(const std::vector<double>& cases, const std::vector<double>& of) {
  Sum x, n;
  for (std::size_t i = 0; i < cases.size(); ++i) {
    x.add(cases[i]);
    n.add(of[i]);
  }
  return x.total() / n.total();
}

}  // namespace

ExactTest exact_binomial_test(double x, double n, double chance) {
  if (!(n >= x) || !(x >= 0) || !(chance > 0) || !(chance < 1)) return {};
  ExactTest out;
  out.less = binomial_cdf(x, n, chance);
  Sum upper;
  for (double k = n; k >= x; --k) upper.add(binomial_pmf(k, n, chance));
  out.greater = std::min(1.0, upper.total());
  const double here = binomial_pmf(x, n, chance) * kAsLikely;
  Sum both;
  for (double k = 0; k <= n; ++k) {
    const double p = binomial_pmf(k, n, chance);
    if (p <= here) both.add(p);
  }
  out.two_sided = std::min(1.0, both.total());
  return out;
}

double fisher_exact(unsigned x1, unsigned n1, unsigned x2, unsigned n2) {
  if (x1 > n1 || x2 > n2 || n1 == 0 || n2 == 0) return kNone;
  const unsigned marked = x1 + x2, all = n1 + n2;
  const unsigned low = marked > n2 ? marked - n2 : 0, high = std::min(marked, n1);
  const double here = hypergeometric_pmf(x1, n1, marked, all) * kAsLikely;
  Sum both;
  for (unsigned k = low; k <= high; ++k) {
    const double p = hypergeometric_pmf(k, n1, marked, all);
    if (p <= here) both.add(p);
  }
  return std::min(1.0, both.total());
}

ChiSquared equal_proportions(const std::vector<double>& cases, const std::vector<double>& of) {
  const double p = pooled(cases, of);
  Sum sum;
  for (std::size_t i = 0; i < cases.size(); ++i) {
    const double more = cases[i] - of[i] * p;
    sum.add(more * more / (of[i] * p * (1 - p)));
  }
  const auto degrees = static_cast<double>(cases.size() - 1);
  return {sum.total(), degrees, chi_squared_upper_tail(sum.total(), degrees)};
}

ChiSquared trend_of_proportions(const std::vector<double>& cases, const std::vector<double>& of,
                                const std::vector<double>& score) {
  const double p = pooled(cases, of);
  Sum cross, weighted, squares, n;
  for (std::size_t i = 0; i < cases.size(); ++i) {
    cross.add((cases[i] - of[i] * p) * score[i]);
    weighted.add(of[i] * score[i]);
    squares.add(of[i] * score[i] * score[i]);
    n.add(of[i]);
  }
  const double spread = squares.total() - weighted.total() * weighted.total() / n.total();
  const double statistic = cross.total() * cross.total() / (p * (1 - p) * spread);
  return {statistic, 1, chi_squared_upper_tail(statistic, 1)};
}

}  // namespace assize::variation
