#include "engine/variation/overdispersion.h"

#include <algorithm>
#include <cmath>

#include "engine/variation/quantiles.h"

namespace assize::variation {

namespace {

std::vector<double> winsorised(const std::vector<double>& z, double share) {
  std::vector<double> finite = z;
  for (double& x : finite) {
    if (std::isinf(x)) x = kNone;
  }
  const double low = quantile(finite, share), high = quantile(finite, 1 - share);
  for (double& x : finite) {
    if (!is_none(x)) x = std::clamp(x, low, high);
  }
  return finite;
}

// By rank (ties share the mean rank): of 1/share parts the first and the last go.
std::vector<double> truncated(const std::vector<double>& z, double share) {
  std::vector<double> sorted = z;
  std::erase_if(sorted, is_none);
  std::sort(sorted.begin(), sorted.end());
  const auto n = static_cast<double>(sorted.size());
  const double parts = 1 / share;
  std::vector<double> out = z;
  for (double& x : out) {
    if (is_none(x)) continue;
    const auto [first, last] = std::equal_range(sorted.begin(), sorted.end(), x);
    const auto below = static_cast<double>(first - sorted.begin());
    const auto up_to = static_cast<double>(last - sorted.begin());
    const double rank = (below + 1 + up_to) / 2;
    const double part = std::floor(rank * parts / (n + 1) + 1e-12);
    if (part <= 0 || part >= std::round(parts) - 1 || std::isinf(x)) x = kNone;
  }
  return out;
}

}  // namespace

Overdispersion overdispersion(const std::vector<double>& z, const std::vector<double>& s, Trim trim,
                              double share) {
  Overdispersion out;
  out.trimmed = trim == Trim::winsorise  ? winsorised(z, share)
                : trim == Trim::truncate ? truncated(z, share)
                                         : z;
  Sum squares, weights, squared_weights;
  for (std::size_t i = 0; i < z.size(); ++i) {
    const double x = out.trimmed[i];
    if (is_none(x) || std::isinf(x)) continue;
    const double w = 1 / (s[i] * s[i]);
    squares.add(x * x);
    weights.add(w);
    squared_weights.add(w * w);
  }
  out.used = squares.count();
  if (out.used == 0) return out;
  out.phi = squares.mean();
  if (out.used < 2) return out;
  const double excess = squares.total() - static_cast<double>(out.used - 1);
  const double by = weights.total() - squared_weights.total() / weights.total();
  out.tau2 = excess > 0 ? excess / by : 0;
  return out;
}

}  // namespace assize::variation
