#include "engine/variation/quantiles.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "engine/variation/numbers.h"

namespace assize::variation {

double quantile(std::vector<double> values, double p) {
  std::erase_if(values, is_none);
  if (values.empty()) return kNone;
  std::sort(values.begin(), values.end());
  const double at = p * static_cast<double>(values.size() - 1);
  // An index that rounding has pushed just below a whole number is that number.
  const double whole = std::floor(at + 4 * std::numeric_limits<double>::epsilon());
  const auto i = static_cast<std::size_t>(whole);
  const double part = at - whole;
  if (i + 1 >= values.size() || part <= 0) return values[std::min(i, values.size() - 1)];
  return values[i] + part * (values[i + 1] - values[i]);
}

double median(std::vector<double> values) {
  std::erase_if(values, is_none);
  if (values.empty()) return kNone;
  const std::size_t half = values.size() / 2;
  std::nth_element(values.begin(), values.begin() + half, values.end());
  const double upper = values[half];
  if (values.size() % 2 == 1) return upper;
  return (*std::max_element(values.begin(), values.begin() + half) + upper) / 2;
}

std::vector<std::optional<int>> assign_groups(const std::vector<double>& values, int groups,
                                              bool highest_first) {
  std::vector<std::optional<int>> out(values.size());
  std::vector<double> sorted;
  for (const double x : values) {
    if (!is_none(x)) sorted.push_back(highest_first ? -x : x);
  }
  std::sort(sorted.begin(), sorted.end());
  const auto n = static_cast<std::int64_t>(sorted.size());
  const std::int64_t q = groups;
  if (q < 1 || n < q) return out;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (is_none(values[i])) continue;
    const double x = highest_first ? -values[i] : values[i];
    const std::int64_t rank =
        std::lower_bound(sorted.begin(), sorted.end(), x) - sorted.begin() + 1;
    // ceiling((n + 1 - rank) / (n / q)) in whole numbers
    const std::int64_t up = ((n + 1 - rank) * q + n - 1) / n;
    out[i] = static_cast<int>(std::max<std::int64_t>(1, q + 1 - up));
  }
  return out;
}

}  // namespace assize::variation
