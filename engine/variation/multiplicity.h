// Many tests at once: p values that account for how many there are.
#pragma once

#include <cstdint>
#include <vector>

namespace assize::variation {

enum class Multiplicity : std::uint8_t {
  none,
  bonferroni,
  holm,                 // S. Holm, Scandinavian Journal of Statistics 6, 1979
  hochberg,             // Y. Hochberg, Biometrika 75, 1988
  benjamini_hochberg,   // false discoveries: Journal of the Royal Statistical Society B 57, 1995
  benjamini_yekutieli,  // the same for dependent tests: Annals of Statistics 29, 2001
};

// Adjusted p values in the order given, at most 1. kNone stays and does not count.
std::vector<double> adjust_p(const std::vector<double>& p, Multiplicity method);

}  // namespace assize::variation
