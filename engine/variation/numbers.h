// Sums that do not depend on luck, and comparisons that do not depend on the last bit.
//
// A sum is compensated (A. Neumaier, ZAMM 54, 1974), so that it is right to the last digits
// whatever the order of its terms. Two figures that differ by no more than 1e-9 of the larger are
// equal: whether 0.2 lies above a mean of 0.1, 0.2 and 0.3 must not hang on how a sum was rounded.
#pragma once

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace assize::variation {

// What is not there: a gap, or a figure that cannot be worked out.
inline constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
inline bool is_none(double x) { return std::isnan(x); }

class Sum {
 public:
  void add(double x) {
    const double t = sum_ + x;
    rest_ += std::fabs(sum_) >= std::fabs(x) ? (sum_ - t) + x : (x - t) + sum_;
    sum_ = t;
    ++count_;
  }
  double total() const { return sum_ + rest_; }
  double mean() const { return count_ == 0 ? kNone : total() / static_cast<double>(count_); }
  std::size_t count() const { return count_; }

 private:
  double sum_ = 0, rest_ = 0;
  std::size_t count_ = 0;
};

inline constexpr double kTie = 1e-9;

// -1 below, 0 equal, 1 above. `scale` is the size of the figures that `x` and `to` were worked out
// from: near zero, where a relative guard guards nothing, 1e-12 of it counts as nothing.
inline int side(double x, double to, double scale = 0) {
  const double guard = std::max(kTie * std::max(std::fabs(x), std::fabs(to)), 1e-12 * scale);
  const double by = x - to;  // of nothing, nothing: neither comparison holds
  if (by > guard || (std::isinf(by) && by > 0)) return 1;
  return by < -guard || (std::isinf(by) && by < 0) ? -1 : 0;
}

inline double largest(const std::vector<double>& values) {
  double scale = 0;
  for (const double x : values) {
    if (!is_none(x)) scale = std::max(scale, std::fabs(x));
  }
  return scale;
}

}  // namespace assize::variation
