// Division that never rounds: the two neighbours that a quotient lies between, both of 34 digits or
// 40 places; the same number twice where the quotient is exact. What rounds (divide, in decimal.h)
// is for display and for fixed numbers of places.
#pragma once

#include <optional>

#include "dsl/base/decimal.h"

namespace assize {

struct Quotient {
  Decimal low, high;
};
// nullopt: overflow, or a divisor of zero.
std::optional<Quotient> quotient(const Decimal& a, const Decimal& b);

}  // namespace assize
