// Percentiles by rank over values some of which are uncertain, or may not count. Source:
// docs/language/meaning.md, section 6.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "dsl/base/decimal.h"
#include "dsl/base/ratio.h"

namespace assize::evaluate {

// One end of the values: of certain cases, and of those that may be outside. `absent` ends lie
// beyond all others.
struct Cases {
  std::vector<Decimal> certain, optional;  // any order
  std::int64_t certain_absent = 0, optional_absent = 0;
};

// The lowest (or highest) that the percentile can be. nullopt: no case at all, or an absent end is
// the answer.
std::optional<Decimal> extreme_percentile(Cases cases, const Decimal& percentile, bool highest);

// ceil(percentile x n / 100), at least 1.
std::int64_t rank_of(const Decimal& percentile, std::int64_t n);

// Between neighbours (type 7), of values x 10^-scale. `values` has one at least and is put in
// another order.
Ratio between_neighbours(std::vector<std::int64_t>& values, int scale, const Decimal& percentile);
// The same of any values.
Ratio between_neighbours(std::vector<Decimal>& values, const Decimal& percentile);

}  // namespace assize::evaluate
