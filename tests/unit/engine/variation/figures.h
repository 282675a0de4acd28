// Figures for the tests of this folder: from a fixed seed, so that a failure comes again.
#pragma once

#include <cmath>
#include <cstdint>
#include <vector>

#include "engine/variation/funnel.h"
#include "engine/variation/series.h"

namespace assize::variation {

class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}
  double uniform() {  // of [0, 1)
    state_ = state_ * 6364136223846793005u + 1442695040888963407u;
    return static_cast<double>(state_ >> 11) * 0x1.0p-53;
  }
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(uniform() * double(n)); }

 private:
  std::uint64_t state_;
};

inline std::vector<double> some_values(std::size_t n, std::uint64_t seed) {
  Random random(seed);
  std::vector<double> out;
  for (std::size_t i = 0; i < n; ++i) out.push_back(50 + 20 * random.uniform());
  return out;
}

inline std::vector<Unit> some_units(std::size_t n, std::uint64_t seed) {
  Random random(seed);
  std::vector<Unit> out;
  for (std::size_t i = 0; i < n; ++i) {
    const double of = 20 + std::floor(400 * random.uniform());
    out.push_back({std::floor(of * (0.1 + 0.4 * random.uniform())), of});
  }
  return out;
}

inline bool same(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }

}  // namespace assize::variation
