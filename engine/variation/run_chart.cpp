#include "engine/variation/run_chart.h"

#include <algorithm>
#include <cmath>

#include "engine/variation/distributions.h"

namespace assize::variation {

namespace {

// The smallest k with P(X <= k) >= 5% for X of `n` fair coins: summed from the left, where chances
// are small. 2^-n of more than 1,000 coins is no double.
std::size_t five_per_cent_point(std::size_t n) {
  if (n > 1000)
    return static_cast<std::size_t>(binomial_quantile(0.05, static_cast<double>(n), 0.5));
  double chance = std::ldexp(1.0, -static_cast<int>(n)), below = chance;
  std::size_t k = 0;
  while (below < 0.05 && k < n) {
    chance *= static_cast<double>(n - k) / static_cast<double>(k + 1);
    below += chance;
    ++k;
  }
  return k;
}

}  // namespace

RunAnalysis analyse_runs(const std::vector<int>& sides) {
  RunAnalysis out;
  out.points = sides.size();
  int before = 0;
  std::size_t length = 0;
  for (const int s : sides) {
    if (s == 0) continue;
    ++out.useful;
    if (before != 0 && s != before) ++out.crossings;
    length = s == before ? length + 1 : 1;
    before = s;
    out.longest = std::max(out.longest, length);
  }
  if (out.useful == 0) return out;
  out.judged = true;
  const double useful = static_cast<double>(out.useful);
  out.longest_expected = static_cast<std::size_t>(std::nearbyint(std::log2(useful))) + 3;
  out.crossings_expected = five_per_cent_point(out.useful - 1);
  return out;
}

}  // namespace assize::variation
