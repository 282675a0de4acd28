#include "engine/variation/intervals.h"

#include <cmath>
#include <limits>

#include "engine/variation/distributions.h"
#include "engine/variation/proportion_tests.h"

namespace assize::variation {

namespace {

constexpr double kFewEvents = 10;

double tail(double level) { return (1 - level) / 2; }
double z_of(double level) { return normal_quantile(1 - tail(level)); }
bool a_share(double cases, double of) { return of > 0 && cases >= 0 && cases <= of; }

}  // namespace

Interval wilson(double x, double n, double level) {
  if (!a_share(x, n)) return {};
  const double z = z_of(level), by = 2 * (n + z * z);
  const double root = z * std::sqrt(z * z + 4 * x * (1 - x / n));
  // Where no case or every case is one, the end is exact, and not what rounding makes of it.
  return {x == 0 ? 0 : (2 * x + z * z - root) / by, x == n ? 1 : (2 * x + z * z + root) / by};
}

Interval clopper_pearson(double x, double n, double level) {
  if (!a_share(x, n)) return {};
  return {x == 0 ? 0 : beta_quantile(tail(level), x, n - x + 1),
          x == n ? 1 : beta_quantile(1 - tail(level), x + 1, n - x)};
}

Interval exact_poisson(double x, double level) {
  if (!(x >= 0)) return {};
  return {x == 0 ? 0 : chi_squared_quantile(tail(level), 2 * x) / 2,
          chi_squared_quantile(1 - tail(level), 2 * x + 2) / 2};
}

Interval byar(double x, double level) {
  if (!(x > 0)) return {};
  const double z = z_of(level), y = x + 1;
  const double low = 1 - 1 / (9 * x) - z / (3 * std::sqrt(x));
  const double high = 1 - 1 / (9 * y) + z / (3 * std::sqrt(y));
  return {low < 0 ? kNone : x * low * low * low, y * high * high * high};
}

Interval byar_or_exact(double x, double level) {
  return x < kFewEvents ? exact_poisson(x, level) : byar(x, level);
}

Mean student_mean(const std::vector<double>& values, double level) {
  Sum sum, squares;
  for (const double x : values) {
    if (!is_none(x)) sum.add(x);
  }
  Mean out;
  out.count = sum.count();
  if (out.count == 0) return out;
  out.sum = sum.total();
  out.mean = sum.mean();
  if (out.count < 2) return out;
  for (const double x : values) {
    if (!is_none(x)) squares.add((x - out.mean) * (x - out.mean));
  }
  const auto n = static_cast<double>(out.count);
  out.deviation = std::sqrt(squares.total() / (n - 1));
  const double half = student_quantile(1 - tail(level), n - 1) * out.deviation / std::sqrt(n);
  out.interval = {out.mean - half, out.mean + half};
  return out;
}

Difference newcombe(double x1, double n1, double x2, double n2, double level) {
  if (!a_share(x1, n1) || !a_share(x2, n2)) return {};
  const double p1 = x1 / n1, p2 = x2 / n2, d = p1 - p2;
  const Interval a = wilson(x1, n1, level), b = wilson(x2, n2, level);
  return {d,
          {d - std::hypot(p1 - a.lower, b.upper - p2), d + std::hypot(a.upper - p1, p2 - b.lower)}};
}

namespace {

// How far two proportions are from one being `r` times the other: chi-square of one degree, with
// both as likely as that allows.
double score(double r, double x1, double n1, double x2, double n2) {
  const double a = (n1 + n2) * r, b = n1 * r + x1 + n2 + x2 * r, c = x1 + x2;
  const double p2 = 2 * c / (b + std::sqrt(b * b - 4 * a * c)), p1 = r * p2;
  const double by = x1 / n1 - r * (x2 / n2);
  return by * by / (p1 * (1 - p1) / n1 + r * r * p2 * (1 - p2) / n2);
}

}  // namespace

ShareRatio share_ratio(double x1, double n1, double x2, double n2, double level) {
  if (!a_share(x1, n1) || !a_share(x2, n2) || x1 + x2 == 0) return {};
  const double infinite = std::numeric_limits<double>::infinity();
  const double z = z_of(level), most = z * z;
  ShareRatio out;
  out.ratio = x2 == 0 ? infinite : (x1 / n1) / (x2 / n2);
  // Bisection of the logarithm, from a ratio that is inside to one that is not.
  const auto end = [&](double inside, double factor) {
    double outside = inside * factor;
    while (score(outside, x1, n1, x2, n2) <= most) {
      inside = outside;
      outside *= factor;
    }
    for (int i = 0; i < 200 && std::fabs(outside - inside) > 1e-14 * inside; ++i) {
      const double middle = std::sqrt(inside * outside);
      (score(middle, x1, n1, x2, n2) <= most ? inside : outside) = middle;
    }
    return inside;
  };
  // Without a case of the first, or of the second, one end is that of all ratios.
  const double near = x1 == 0 ? 1e-12 : x2 == 0 ? 1e12 : out.ratio;
  out.interval = {x1 == 0 ? 0 : end(near, 0.5), x2 == 0 ? infinite : end(near, 2)};
  return out;
}

RateRatio rate_ratio(double x1, double t1, double x2, double t2, double level) {
  if (!(x1 >= 0) || !(x2 >= 0) || !(t1 > 0) || !(t2 > 0) || x1 + x2 == 0) return {};
  RateRatio out;
  out.ratio = (x1 / t1) / (x2 / t2);
  const Interval share = clopper_pearson(x1, x1 + x2, level);
  const auto odds = [&](double p) { return p / (1 - p) * t2 / t1; };
  out.interval = {odds(share.lower), odds(share.upper)};
  out.p = exact_binomial_test(x1, x1 + x2, t1 / (t1 + t2)).two_sided;
  return out;
}

}  // namespace assize::variation
