// Exact base-10 numbers: coefficient x 10^-scale, a coefficient of at most 34 digits, scale from 0
// to 40.
//
// Add, subtract, multiply and compare are exact or report overflow; they never round. Divide is
// exact where the quotient fits and is otherwise rounded half to even at the 34th digit or the 40th
// place, whichever comes first, which `exact` tells: a quotient that was rounded is never compared
// with a threshold (a share is two integers, compared by cross-multiplication). Values are
// normalised (no trailing zeros after the point), so equality of members is equality of numbers.
// Source of the width: IEEE 754-2008 decimal128. No floating point anywhere.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace assize {

class Decimal {
 public:
  __extension__ typedef __int128 Coefficient;  // NOLINT: only a typedef may carry __extension__
  static constexpr int kMaxDigits = 34;
  static constexpr int kMaxScale = 40;

  constexpr Decimal() = default;
  constexpr Decimal(std::int64_t n) : c_(n) {}  // NOLINT: a whole number is a decimal
  // coefficient x 10^-scale, normalised; nullopt when it does not fit.
  static std::optional<Decimal> make(Coefficient coefficient, int scale);
  // Digits with an optional sign, an optional point with digits on both sides, and an optional
  // exponent (e or E). No thousands separators, no blanks, no infinity. nullopt for anything else
  // or when it does not fit.
  static std::optional<Decimal> parse(std::string_view text);

  Coefficient coefficient() const { return c_; }
  int scale() const { return scale_; }
  bool is_whole() const { return scale_ == 0; }
  bool is_zero() const { return c_ == 0; }
  bool is_negative() const { return c_ < 0; }
  std::optional<std::int64_t> as_int64() const;  // nullopt when not whole or too wide

  // Plain notation without an exponent: "-3.5", "0", "100".
  std::string text() const;

  Decimal operator-() const;
  std::strong_ordering operator<=>(const Decimal& o) const {
    return scale_ == o.scale_ ? c_ <=> o.c_ : compare_scaled(o);
  }
  bool operator==(const Decimal& o) const = default;

 private:
  std::strong_ordering compare_scaled(const Decimal& o) const;

  Coefficient c_ = 0;
  std::int32_t scale_ = 0;
};

// nullopt: overflow (more than 34 digits or 40 places), or for divide, remainder and whole_quotient
// a divisor of zero.
std::optional<Decimal> add(const Decimal& a, const Decimal& b);
std::optional<Decimal> subtract(const Decimal& a, const Decimal& b);
std::optional<Decimal> multiply(const Decimal& a, const Decimal& b);
std::optional<Decimal> divide(const Decimal& a, const Decimal& b, bool* exact = nullptr);
// a - b x floor(a / b): takes the sign of b (FEEL, Excel). `truncated` takes the sign of a (CQL,
// SQL).
std::optional<Decimal> remainder(const Decimal& a, const Decimal& b, bool truncated = false);
// a / b cut toward zero.
std::optional<Decimal> whole_quotient(const Decimal& a, const Decimal& b);
// Exact for an exponent from 0 on (0 to the power 0 is 1); otherwise 1 divided by the positive
// power, rounded as divide does.
std::optional<Decimal> power(const Decimal& a, std::int64_t exponent);

enum class Rounding { half_up, half_down, half_even, up, down, floor, ceiling };
// To `places` decimal places (may be negative). half_up takes 0.5 away from zero; up and down mean
// away from and toward zero.
std::optional<Decimal> round(const Decimal& a, int places, Rounding how);

}  // namespace assize
