// Arithmetic that never rounds: the two neighbours that a result lies between, both of 34 digits or
// 40 places; the same number twice where the result is exact. What rounds (divide, in decimal.h) is
// for display and for fixed numbers of places.
#pragma once

#include <optional>

#include "dsl/base/decimal.h"

namespace assize {

struct Neighbours {
  Decimal low, high;
};
// nullopt: the whole part has more than 34 digits, or a divisor of zero.
std::optional<Neighbours> quotient(const Decimal& a, const Decimal& b);
std::optional<Neighbours> sum_between(const Decimal& a, const Decimal& b);
std::optional<Neighbours> product_between(const Decimal& a, const Decimal& b);

}  // namespace assize
