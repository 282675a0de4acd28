#include "dsl/base/ratio.h"

#include <boost/multiprecision/cpp_int.hpp>

namespace assize {

namespace {

using Integer = boost::multiprecision::cpp_int;
using Fraction = boost::multiprecision::cpp_rational;

Integer power_of_ten(int n) {
  return boost::multiprecision::pow(Integer(10), static_cast<unsigned>(n));
}

Fraction fraction_of(const Decimal& d) {
  return {Integer(d.coefficient()), power_of_ten(d.scale())};
}

}  // namespace

struct Ratio::Digits {
  Fraction value;
};

Ratio::Ratio(std::int64_t n, std::int64_t d)
    : digits_(std::make_shared<const Digits>(Digits{Fraction(Integer(n), Integer(d))})) {}
Ratio::Ratio(const Decimal& d) : digits_(std::make_shared<const Digits>(Digits{fraction_of(d)})) {}

Ratio Ratio::operator-() const {
  return Ratio(std::make_shared<const Digits>(Digits{Fraction(-digits_->value)}));
}
Ratio Ratio::absolute() const { return digits_->value < 0 ? -*this : *this; }

std::strong_ordering Ratio::operator<=>(const Ratio& o) const {
  const int sign = digits_->value.compare(o.digits_->value);
  return sign <=> 0;
}

Ratio operator+(const Ratio& a, const Ratio& b) {
  return Ratio(std::make_shared<const Ratio::Digits>(
      Ratio::Digits{Fraction(a.digits_->value + b.digits_->value)}));
}
Ratio operator-(const Ratio& a, const Ratio& b) {
  return Ratio(std::make_shared<const Ratio::Digits>(
      Ratio::Digits{Fraction(a.digits_->value - b.digits_->value)}));
}
Ratio operator*(const Ratio& a, const Ratio& b) {
  return Ratio(std::make_shared<const Ratio::Digits>(
      Ratio::Digits{Fraction(a.digits_->value * b.digits_->value)}));
}
Ratio operator/(const Ratio& a, const Ratio& b) {
  return Ratio(std::make_shared<const Ratio::Digits>(
      Ratio::Digits{Fraction(a.digits_->value / b.digits_->value)}));
}

std::string Ratio::numerator() const {
  return boost::multiprecision::numerator(digits_->value).str();
}
std::string Ratio::denominator() const {
  return boost::multiprecision::denominator(digits_->value).str();
}

std::optional<Decimal> Ratio::decimal() const {
  Integer rest = boost::multiprecision::denominator(digits_->value);
  int places = 0;
  for (; rest % 10 == 0; rest /= 10) ++places;
  int twos = 0, fives = 0;
  for (; rest % 2 == 0; rest /= 2) ++twos;
  for (; rest % 5 == 0; rest /= 5) ++fives;
  if (rest != 1) return std::nullopt;
  places += std::max(twos, fives);
  if (places > Decimal::kMaxScale) return std::nullopt;
  return Decimal::parse(rounded(places));
}

std::string Ratio::rounded(int places) const {
  const Integer scale = power_of_ten(places);
  Integer n = boost::multiprecision::numerator(digits_->value) * scale;
  const Integer d = boost::multiprecision::denominator(digits_->value);
  const bool negative = n < 0;
  if (negative) n = -n;
  std::string digits = Integer((2 * n + d) / (2 * d)).str();
  const auto width = static_cast<std::size_t>(places);
  if (digits.size() <= width) digits.insert(0, width + 1 - digits.size(), '0');
  if (places > 0) digits.insert(digits.size() - width, ".");
  const bool zero = digits.find_first_not_of("0.") == std::string::npos;
  return (negative && !zero ? "-" : "") + digits;
}

}  // namespace assize
