// Exact fractions of any width: differences of shares, means, ratios of sums. Adding, comparing and
// dividing never round and never overflow.
//
// Immutable and cheap to copy: copies share their digits.
#pragma once

#include <compare>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "dsl/base/decimal.h"

namespace assize {

class Ratio {
 public:
  Ratio() : Ratio(0) {}
  Ratio(std::int64_t n, std::int64_t d = 1);  // NOLINT: a whole number is a fraction; d not 0
  explicit Ratio(const Decimal& d);

  Ratio operator-() const;
  Ratio absolute() const;
  std::strong_ordering operator<=>(const Ratio& o) const;
  bool operator==(const Ratio& o) const { return (*this <=> o) == 0; }

  friend Ratio operator+(const Ratio& a, const Ratio& b);
  friend Ratio operator-(const Ratio& a, const Ratio& b);
  friend Ratio operator*(const Ratio& a, const Ratio& b);
  friend Ratio operator/(const Ratio& a, const Ratio& b);  // b is not 0

  // In lowest terms, the divisor more than 0.
  std::string numerator() const;
  std::string denominator() const;
  // The number itself, where it ends within what a Decimal holds.
  std::optional<Decimal> decimal() const;
  // For display only: to so many places, halves away from zero; "-0.5", "12.34", "3".
  std::string rounded(int places) const;

 private:
  struct Digits;
  explicit Ratio(std::shared_ptr<const Digits> digits) : digits_(std::move(digits)) {}
  std::shared_ptr<const Digits> digits_;
};

}  // namespace assize
