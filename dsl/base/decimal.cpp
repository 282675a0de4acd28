#include "dsl/base/decimal.h"

#include <algorithm>
#include <array>
#include <boost/multiprecision/cpp_int.hpp>
#include <cstdlib>

#include "dsl/base/neighbours.h"

namespace assize {
namespace {

using Coefficient = Decimal::Coefficient;
__extension__ typedef unsigned __int128 Unsigned128;
// Wide enough for a product of two coefficients, and for a coefficient moved by the largest scale
// (10^74).
using Wide = boost::multiprecision::int256_t;
// Wide enough for a quotient's numerator: a coefficient moved by a scale and by all places
// (10^114).
using Widest = boost::multiprecision::int512_t;

constexpr int kPowers = 39;  // 10^38 is the largest power of ten below 2^127

constexpr std::array<Coefficient, kPowers> powers_of_ten() {
  std::array<Coefficient, kPowers> p{};
  p[0] = 1;
  for (int i = 1; i < kPowers; ++i) p[i] = p[i - 1] * 10;
  return p;
}
constexpr std::array<Coefficient, kPowers> kTen = powers_of_ten();
constexpr Coefficient kLimit =
    kTen[Decimal::kMaxDigits];  // the first coefficient that does not fit

bool fits(Coefficient c) { return -kLimit < c && c < kLimit; }
bool is_narrow(Coefficient c) { return c == static_cast<std::int64_t>(c); }
Coefficient magnitude(Coefficient c) { return c < 0 ? -c : c; }

template <class Big>
Big widen(Coefficient c) {
  const auto u = static_cast<Unsigned128>(magnitude(c));
  Big b = static_cast<std::uint64_t>(u >> 64);
  b <<= 64;
  b |= static_cast<std::uint64_t>(u);
  return c < 0 ? Big(-b) : b;
}

template <class Big>
Coefficient narrow(const Big& b) {  // the caller has checked that it fits
  const Big m = abs(b);
  const auto low = static_cast<std::uint64_t>(m & Big(UINT64_MAX));
  const auto high = static_cast<std::uint64_t>(m >> 64);
  const auto c = static_cast<Coefficient>((static_cast<Unsigned128>(high) << 64) | low);
  return b < 0 ? -c : c;
}

template <class Big>
Big ten_to(int exponent) {
  Big p = widen<Big>(kTen[std::min(exponent, kPowers - 1)]);
  for (int done = kPowers - 1; done < exponent; ++done) p *= 10;
  return p;
}

// A wide coefficient as a decimal, trailing zeros taken off as far as that is needed and possible.
std::optional<Decimal> fit(Wide c, int scale) {
  static const Wide limit = widen<Wide>(kLimit);
  while (scale > 0 && (abs(c) >= limit || scale > Decimal::kMaxScale) && c % 10 == 0) {
    c /= 10;
    --scale;
  }
  if (abs(c) >= limit) return std::nullopt;
  return Decimal::make(narrow(c), scale);
}

// Both coefficients at the larger of the two scales.
struct Aligned {
  Wide a;
  Wide b;
  int scale;
};
Aligned align(const Decimal& a, const Decimal& b) {
  const int scale = std::max(a.scale(), b.scale());
  return {widen<Wide>(a.coefficient()) * ten_to<Wide>(scale - a.scale()),
          widen<Wide>(b.coefficient()) * ten_to<Wide>(scale - b.scale()), scale};
}

std::optional<Coefficient> times_ten_to(Coefficient c, std::int64_t exponent) {
  if (c == 0) return c;
  if (exponent >= kPowers) return std::nullopt;
  Coefficient product;
  if (__builtin_mul_overflow(c, kTen[exponent], &product)) return std::nullopt;
  return product;
}

std::optional<Decimal> sum(const Decimal& a, Coefficient b, int b_scale) {
  if (a.scale() == b_scale) return Decimal::make(a.coefficient() + b, b_scale);
  // The operand of the larger scale does not end in zero, so neither does the sum: where the other,
  // moved to that scale, leaves 128 bits, the sum has more than 34 digits.
  const bool move_a = a.scale() < b_scale;
  const auto moved = times_ten_to(move_a ? a.coefficient() : b, std::abs(a.scale() - b_scale));
  if (!moved) return std::nullopt;
  Coefficient total;
  if (__builtin_add_overflow(*moved, move_a ? b : a.coefficient(), &total)) return std::nullopt;
  return Decimal::make(total, std::max(a.scale(), b_scale));
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

std::optional<Decimal> Decimal::make(Coefficient c, int scale) {
  if (c == 0) return Decimal();
  if (scale < 0) {
    const auto whole = times_ten_to(c, -static_cast<std::int64_t>(scale));
    if (!whole) return std::nullopt;
    c = *whole;
    scale = 0;
  }
  if (is_narrow(c)) {  // 64-bit division is many times faster
    auto n = static_cast<std::int64_t>(c);
    while (scale > 0 && n % 10 == 0) n /= 10, --scale;
    c = n;
  } else {
    while (scale > 0 && c % 10 == 0) c /= 10, --scale;
  }
  if (!fits(c) || scale > kMaxScale) return std::nullopt;
  Decimal d;
  d.c_ = c;
  d.scale_ = scale;
  return d;
}

std::optional<Decimal> Decimal::parse(std::string_view text) {
  std::size_t i = 0;
  const auto at = [&](char c) { return i < text.size() && text[i] == c; };
  const auto at_digit = [&] { return i < text.size() && is_digit(text[i]); };

  const bool negative = at('-');
  if (negative || at('+')) ++i;
  Coefficient c = 0;
  std::int64_t zeros = 0;  // read but not yet part of c: they count only if another digit follows
  std::int64_t exponent = 0;  // the number is c x 10^(zeros + exponent)
  bool too_long = false;
  const auto digits = [&](bool after_point) {
    const std::size_t begin = i;
    for (; at_digit(); ++i) {
      if (after_point) --exponent;
      if (text[i] == '0') {
        if (c != 0) ++zeros;
        continue;
      }
      const auto moved = times_ten_to(c, zeros + 1);
      if (!moved || !fits(*moved))
        too_long = true;
      else
        c = *moved + (text[i] - '0');
      zeros = 0;
    }
    return i > begin;
  };
  if (!digits(false)) return std::nullopt;
  if (at('.')) {
    ++i;
    if (!digits(true)) return std::nullopt;
  }
  if (at('e') || at('E')) {
    ++i;
    const bool down = at('-');
    if (down || at('+')) ++i;
    if (!at_digit()) return std::nullopt;
    std::int64_t written = 0;
    for (; at_digit(); ++i)
      written = std::min<std::int64_t>(written * 10 + (text[i] - '0'), INT64_MAX / 100);
    exponent += down ? -written : written;
  }
  if (i != text.size() || too_long) return std::nullopt;
  if (c == 0) return Decimal();
  exponent += zeros;
  if (exponent < -kMaxScale || exponent >= kMaxDigits) return std::nullopt;
  return make(negative ? -c : c, static_cast<int>(-exponent));
}

std::optional<std::int64_t> Decimal::as_int64() const {
  if (scale_ != 0 || !is_narrow(c_)) return std::nullopt;
  return static_cast<std::int64_t>(c_);
}

std::string Decimal::text() const {
  std::string backwards;
  Coefficient rest = magnitude(c_);
  for (int place = 0; rest != 0 || place <= scale_; ++place) {
    if (place == scale_ && scale_ > 0) backwards += '.';
    backwards += static_cast<char>('0' + static_cast<int>(rest % 10));
    rest /= 10;
  }
  if (c_ < 0) backwards += '-';
  return {backwards.rbegin(), backwards.rend()};
}

Decimal Decimal::operator-() const {
  Decimal d = *this;
  d.c_ = -c_;
  return d;
}

std::strong_ordering Decimal::compare_scaled(const Decimal& o) const {
  // A number that leaves 128 bits when moved to the other's scale is the larger in magnitude.
  if (scale_ < o.scale_) {
    const auto moved = times_ten_to(c_, o.scale_ - scale_);
    return moved ? *moved <=> o.c_ : c_ <=> Coefficient{0};
  }
  const auto moved = times_ten_to(o.c_, scale_ - o.scale_);
  return moved ? c_ <=> *moved : Coefficient{0} <=> o.c_;
}

std::optional<Decimal> add(const Decimal& a, const Decimal& b) {
  return sum(a, b.coefficient(), b.scale());
}

std::optional<Decimal> subtract(const Decimal& a, const Decimal& b) {
  return sum(a, -b.coefficient(), b.scale());
}

std::optional<Decimal> multiply(const Decimal& a, const Decimal& b) {
  const int scale = a.scale() + b.scale();
  if (is_narrow(a.coefficient()) && is_narrow(b.coefficient())) {
    return Decimal::make(a.coefficient() * b.coefficient(), scale);
  }
  return fit(widen<Wide>(a.coefficient()) * widen<Wide>(b.coefficient()), scale);
}

namespace {

// |a| / |b| in whole units of the last place that 34 digits and 40 places leave room for, and what
// that leaves over.
struct LongDivision {
  Widest quotient, rest, divisor;
  int places = 0;
};

std::optional<LongDivision> divide_long(const Decimal& a, const Decimal& b) {
  LongDivision d;
  d.divisor = widen<Widest>(magnitude(b.coefficient())) * ten_to<Widest>(a.scale());
  const Widest dividend = widen<Widest>(magnitude(a.coefficient())) * ten_to<Widest>(b.scale());
  const Widest limit = widen<Widest>(kLimit);
  d.places = Decimal::kMaxScale;
  for (Widest q = dividend * ten_to<Widest>(d.places) / d.divisor; q >= limit; q /= 10) --d.places;
  if (d.places < 0) return std::nullopt;
  divide_qr(Widest(dividend * ten_to<Widest>(d.places)), d.divisor, d.quotient, d.rest);
  return d;
}

// A number of units of the last place; 99...9 and one more is 100...0 with a place fewer.
std::optional<Decimal> of_units(Widest units, int places, bool negative) {
  if (units == widen<Widest>(kLimit)) {
    if (places == 0) return std::nullopt;
    units /= 10;
    --places;
  }
  const Coefficient c = narrow(units);
  return Decimal::make(negative ? -c : c, places);
}

}  // namespace

std::optional<Decimal> divide(const Decimal& a, const Decimal& b, bool* exact) {
  if (exact) *exact = true;
  if (b.is_zero()) return std::nullopt;
  if (a.scale() >= b.scale() && a.coefficient() % b.coefficient() == 0) {
    return Decimal::make(a.coefficient() / b.coefficient(), a.scale() - b.scale());
  }
  auto d = divide_long(a, b);
  if (!d) return std::nullopt;
  if (exact) *exact = d->rest == 0;
  const Widest twice = d->rest * 2;
  if (twice > d->divisor || (twice == d->divisor && d->quotient % 2 != 0)) ++d->quotient;
  return of_units(d->quotient, d->places, a.is_negative() != b.is_negative());
}

std::optional<Neighbours> quotient(const Decimal& a, const Decimal& b) {
  bool exact = true;
  const auto rounded = divide(a, b, &exact);
  if (!rounded) return std::nullopt;
  if (exact) return Neighbours{*rounded, *rounded};
  const auto d = divide_long(a, b);
  const bool negative = a.is_negative() != b.is_negative();
  const auto nearer = of_units(d->quotient, d->places, negative);
  const auto farther = of_units(d->quotient + 1, d->places, negative);
  if (!nearer || !farther) return std::nullopt;
  return negative ? Neighbours{*farther, *nearer} : Neighbours{*nearer, *farther};
}

namespace {

// Places are dropped until what is left fits.
std::optional<Neighbours> between(Wide c, int scale) {
  if (const auto exact = fit(c, scale)) return Neighbours{*exact, *exact};
  static const Wide limit = widen<Wide>(kLimit);
  const bool negative = c < 0;
  Wide units = abs(c);
  bool dropped = false;
  for (; scale > 0 && (units >= limit || scale > Decimal::kMaxScale); --scale) {
    dropped = dropped || units % 10 != 0;
    units /= 10;
  }
  if (units >= limit) return std::nullopt;
  const auto nearer = of_units(Widest(units), scale, negative);
  const auto farther = of_units(Widest(units + (dropped ? 1 : 0)), scale, negative);
  if (!nearer || !farther) return std::nullopt;
  return negative ? Neighbours{*farther, *nearer} : Neighbours{*nearer, *farther};
}

}  // namespace

std::optional<Neighbours> sum_between(const Decimal& a, const Decimal& b) {
  const Aligned x = align(a, b);
  return between(x.a + x.b, x.scale);
}

std::optional<Neighbours> product_between(const Decimal& a, const Decimal& b) {
  return between(widen<Wide>(a.coefficient()) * widen<Wide>(b.coefficient()),
                 a.scale() + b.scale());
}

std::optional<Decimal> remainder(const Decimal& a, const Decimal& b, bool truncated) {
  if (b.is_zero()) return std::nullopt;
  const Aligned x = align(a, b);
  Wide rest = x.a % x.b;
  if (!truncated && rest != 0 && (rest < 0) != (x.b < 0)) rest += x.b;
  return fit(rest, x.scale);
}

std::optional<Decimal> whole_quotient(const Decimal& a, const Decimal& b) {
  if (b.is_zero()) return std::nullopt;
  const Aligned x = align(a, b);
  return fit(x.a / x.b, 0);
}

std::optional<Decimal> power(const Decimal& a, std::int64_t exponent) {
  std::optional<Decimal> result = Decimal(1), square = a;
  for (auto rest = exponent < 0 ? -static_cast<std::uint64_t>(exponent)
                                : static_cast<std::uint64_t>(exponent);
       rest != 0;) {
    if (rest & 1) result = multiply(*result, *square);
    rest >>= 1;
    if (rest != 0) square = multiply(*square, *square);
    if (!result || !square) return std::nullopt;
  }
  return exponent < 0 ? divide(Decimal(1), *result) : result;
}

std::optional<Decimal> round(const Decimal& a, int places, Rounding how) {
  if (places >= a.scale()) return a;
  const std::int64_t dropped = static_cast<std::int64_t>(a.scale()) - places;
  const bool negative = a.is_negative();
  const Coefficient c = magnitude(a.coefficient());
  // Beyond the powers that we hold, everything is dropped and it is less than half of the last
  // place kept.
  const bool all = dropped >= kPowers;
  Coefficient kept = all ? 0 : c / kTen[dropped];
  const Coefficient rest = all ? c : c % kTen[dropped];
  const auto half = all ? std::strong_ordering::less : rest <=> kTen[dropped] / 2;
  const bool away = [&] {
    switch (how) {
      case Rounding::half_up:
        return half >= 0;
      case Rounding::half_down:
        return half > 0;
      case Rounding::half_even:
        return half > 0 || (half == 0 && kept % 2 != 0);
      case Rounding::up:
        return rest != 0;
      case Rounding::down:
        return false;
      case Rounding::floor:
        return negative && rest != 0;
      case Rounding::ceiling:
        return !negative && rest != 0;
    }
    std::abort();
  }();
  if (away) ++kept;
  if (kept == 0) return Decimal();
  if (places < -Decimal::kMaxDigits) return std::nullopt;
  return Decimal::make(negative ? -kept : kept, places);
}

}  // namespace assize
