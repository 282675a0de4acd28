#include "dsl/base/decimal.h"

#include <gtest/gtest.h>

#include <boost/multiprecision/cpp_int.hpp>
#include <random>

namespace assize {
namespace {

using Integer = boost::multiprecision::cpp_int;
using Rational = boost::multiprecision::cpp_rational;

Decimal dec(std::string_view text) {
  const auto d = Decimal::parse(text);
  EXPECT_TRUE(d) << text;
  return d.value_or(Decimal());
}
std::string shown(const std::optional<Decimal>& d) { return d ? d->text() : "none"; }

const std::string kNines34(34, '9');

TEST(Decimal, ReadsAndWrites) {
  const std::pair<const char*, const char*> cases[] = {
      {"0", "0"},
      {"-0", "0"},
      {"+5", "5"},
      {"007", "7"},
      {"0.10", "0.1"},
      {"-3.50", "-3.5"},
      {"100", "100"},
      {"100.00", "100"},
      {"1e3", "1000"},
      {"1E-3", "0.001"},
      {"12.5e1", "125"},
      {"12.5e+0", "12.5"},
      {"0e999999999999999999999", "0"},
      {"0.0", "0"},
      {"-0.000001", "-0.000001"},
      {"1e33", "1000000000000000000000000000000000"},
      {"9223372036854775808", "9223372036854775808"},
      {"1e-40", "0.0000000000000000000000000000000000000001"},
      {"10000000000000000000000000000000000000000e-40", "1"},
      {"0.00000000000000000000000000000000000000010",
       "0.0000000000000000000000000000000000000001"}};
  for (const auto& [written, expected] : cases)
    EXPECT_EQ(shown(Decimal::parse(written)), expected) << written;
  EXPECT_EQ(dec(kNines34).text(), kNines34);
  EXPECT_EQ(dec("-" + kNines34).text(), "-" + kNines34);
  EXPECT_EQ(dec("0." + kNines34).text(), "0." + kNines34);
}

TEST(Decimal, Refuses) {
  for (const char* text : {"",
                           " ",
                           "-",
                           "+",
                           ".",
                           ".5",
                           "5.",
                           "1 000",
                           "1,000",
                           "1.5.2",
                           "1e",
                           "1e+",
                           "e5",
                           "--1",
                           "+-1",
                           " 1",
                           "1 ",
                           "0x10",
                           "1_000",
                           "inf",
                           "nan",
                           "NaN",
                           "Infinity",
                           "１",
                           "1e1.5",
                           "1e34",
                           "1e-41",
                           "£3",
                           "5%",
                           "1\n",
                           "1e99999999999999999999",
                           "1e-99999999999999999999",
                           "1'000"}) {
    EXPECT_FALSE(Decimal::parse(text)) << text;
  }
  EXPECT_FALSE(Decimal::parse(kNines34 + "9"));
  EXPECT_FALSE(Decimal::parse("1" + kNines34));
  EXPECT_FALSE(Decimal::parse("0.1" + kNines34));
  EXPECT_FALSE(Decimal::parse(std::string_view("1\0", 2)));
  EXPECT_FALSE(Decimal::parse(std::string(1'000'000, '9')));
  EXPECT_EQ(shown(Decimal::parse(std::string(1'000'000, '0') + "1")), "1");
}

TEST(Decimal, IsNormalised) {
  EXPECT_EQ(dec("1.500"), dec("1.5"));
  EXPECT_EQ(dec("1.500").scale(), 1);
  EXPECT_EQ(dec("100").scale(), 0);
  EXPECT_EQ(dec("0.000").scale(), 0);
  EXPECT_EQ(shown(Decimal::make(12300, 4)), "1.23");
  EXPECT_EQ(shown(Decimal::make(5, -3)), "5000");
  EXPECT_EQ(shown(Decimal::make(5, -34)), "none");
  EXPECT_EQ(shown(Decimal::make(5, 41)), "none");
  EXPECT_EQ(shown(Decimal::make(50, 41)), "0.0000000000000000000000000000000000000005");
  EXPECT_EQ(dec("9223372036854775807").as_int64(), INT64_MAX);
  EXPECT_EQ(dec("-9223372036854775808").as_int64(), INT64_MIN);
  EXPECT_EQ(dec("9223372036854775808").as_int64(), std::nullopt);
  EXPECT_EQ(dec("1.5").as_int64(), std::nullopt);
}

TEST(Decimal, OverflowIsReported) {
  const Decimal most = dec(kNines34), least = dec("1e-40");
  EXPECT_EQ(shown(add(most, 1)), "none");
  EXPECT_EQ(shown(subtract(-most, 1)), "none");
  EXPECT_EQ(shown(add(most, dec("0.1"))), "none");
  EXPECT_EQ(shown(add(most, least)), "none");
  EXPECT_EQ(shown(add(most, -most)), "0");
  EXPECT_EQ(shown(add(dec("1e33"), dec("1e-1"))), "none");
  EXPECT_EQ(shown(add(dec("1e-40"), Decimal())), least.text());
  EXPECT_EQ(shown(multiply(most, 2)), "none");
  EXPECT_EQ(shown(multiply(most, most)), "none");
  EXPECT_EQ(shown(multiply(least, dec("0.1"))), "none");
  EXPECT_EQ(shown(multiply(dec("5e-40"), dec("0.2"))), least.text());
  EXPECT_EQ(shown(multiply(dec("0.5"), dec("4"))), "2");
  EXPECT_EQ(shown(divide(dec("1e33"), dec("1e-10"))), "none");
}

TEST(Decimal, DivisionSaysWhetherItIsExact) {
  bool exact = false;
  EXPECT_EQ(shown(divide(1, 8, &exact)), "0.125");
  EXPECT_TRUE(exact);
  EXPECT_EQ(shown(divide(1, 3, &exact)), "0." + std::string(34, '3'));
  EXPECT_FALSE(exact);
  EXPECT_EQ(shown(divide(2, 3, &exact)), "0." + std::string(33, '6') + "7");
  EXPECT_FALSE(exact);
  EXPECT_EQ(shown(divide(200, -3, &exact)), "-66." + std::string(31, '6') + "7");
  EXPECT_FALSE(exact);
  EXPECT_EQ(shown(divide(dec("1e-40"), 2, &exact)),
            "0");  // half a last place goes to the even neighbour
  EXPECT_FALSE(exact);
  EXPECT_EQ(shown(divide(dec("3e-40"), 2, &exact)), "0.0000000000000000000000000000000000000002");
  EXPECT_FALSE(exact);
  EXPECT_EQ(shown(divide(1, 0, &exact)), "none");
  EXPECT_EQ(shown(divide(0, 5, &exact)), "0");
  EXPECT_TRUE(exact);
  EXPECT_EQ(shown(divide(dec("1e-40"), dec("1e-40"), &exact)), "1");
  EXPECT_TRUE(exact);
}

TEST(Decimal, RemaindersOfBothConventions) {
  // FEEL: modulo takes the sign of the divisor. CQL: that of the dividend.
  EXPECT_EQ(shown(remainder(10, 4)), "2");
  EXPECT_EQ(shown(remainder(-10, 4)), "2");
  EXPECT_EQ(shown(remainder(10, -4)), "-2");
  EXPECT_EQ(shown(remainder(-10, -4)), "-2");
  EXPECT_EQ(shown(remainder(dec("10.1"), dec("4.5"))), "1.1");
  EXPECT_EQ(shown(remainder(dec("-10.1"), dec("4.5"))), "3.4");
  EXPECT_EQ(shown(remainder(-10, 4, true)), "-2");
  EXPECT_EQ(shown(remainder(10, -4, true)), "2");
  EXPECT_EQ(shown(remainder(10, 0)), "none");
  EXPECT_EQ(shown(whole_quotient(-10, 4)), "-2");
  EXPECT_EQ(shown(whole_quotient(dec("10.1"), dec("3.1"))), "3");
  EXPECT_EQ(shown(whole_quotient(10, 0)), "none");
  EXPECT_EQ(shown(whole_quotient(dec(kNines34), dec("1e-40"))), "none");
  EXPECT_EQ(shown(remainder(dec(kNines34), dec("1e-40"))), "0");
}

TEST(Decimal, Powers) {
  EXPECT_EQ(shown(power(2, 10)), "1024");
  EXPECT_EQ(shown(power(0, 0)), "1");
  EXPECT_EQ(shown(power(dec("1.5"), 2)), "2.25");
  EXPECT_EQ(shown(power(-2, 3)), "-8");
  EXPECT_EQ(shown(power(2, -2)), "0.25");
  EXPECT_EQ(shown(power(0, -1)), "none");
  EXPECT_EQ(shown(power(10, 33)), "1" + std::string(33, '0'));
  EXPECT_EQ(shown(power(10, 34)), "none");
  EXPECT_EQ(shown(power(1, INT64_MAX)), "1");
  EXPECT_EQ(shown(power(-1, INT64_MIN)), "1");
  EXPECT_EQ(shown(power(3, INT64_MAX)), "none");
}

// The first rows are the examples of DMN 1.4, sections 10.3.4.5 and 10.3.4.6, and those of CQL 1.5
// for Round.
TEST(Decimal, RoundsEachWay) {
  const auto r = [](const char* text, int places, Rounding how) {
    return shown(round(dec(text), places, how));
  };
  EXPECT_EQ(r("5.5", 0, Rounding::up), "6");
  EXPECT_EQ(r("-5.5", 0, Rounding::up), "-6");
  EXPECT_EQ(r("1.121", 2, Rounding::up), "1.13");
  EXPECT_EQ(r("-1.126", 2, Rounding::up), "-1.13");
  EXPECT_EQ(r("5.5", 0, Rounding::down), "5");
  EXPECT_EQ(r("-5.5", 0, Rounding::down), "-5");
  EXPECT_EQ(r("1.126", 2, Rounding::down), "1.12");
  EXPECT_EQ(r("5.5", 0, Rounding::half_up), "6");
  EXPECT_EQ(r("-5.5", 0, Rounding::half_up), "-6");
  EXPECT_EQ(r("1.121", 2, Rounding::half_up), "1.12");
  EXPECT_EQ(r("-1.126", 2, Rounding::half_up), "-1.13");
  EXPECT_EQ(r("5.5", 0, Rounding::half_down), "5");
  EXPECT_EQ(r("-5.5", 0, Rounding::half_down), "-5");
  EXPECT_EQ(r("1.126", 2, Rounding::half_down), "1.13");
  EXPECT_EQ(r("2.5", 0, Rounding::half_even), "2");
  EXPECT_EQ(r("3.5", 0, Rounding::half_even), "4");
  EXPECT_EQ(r("0.333", 2, Rounding::half_even), "0.33");
  EXPECT_EQ(r("-1.5", 0, Rounding::floor), "-2");
  EXPECT_EQ(r("1.5", 0, Rounding::floor), "1");
  EXPECT_EQ(r("-1.5", 0, Rounding::ceiling), "-1");
  EXPECT_EQ(r("1.5", 0, Rounding::ceiling), "2");
  EXPECT_EQ(r("0.05", 1, Rounding::half_up), "0.1");
  EXPECT_EQ(r("-0.4", 0, Rounding::half_up), "0");
  EXPECT_EQ(r("15", -1, Rounding::half_up), "20");
  EXPECT_EQ(r("15", -2, Rounding::half_up), "0");
  EXPECT_EQ(r("15", -2, Rounding::up), "100");
  EXPECT_EQ(r("15", -40, Rounding::up), "none");
  EXPECT_EQ(r("15", INT32_MIN, Rounding::half_up), "0");
  EXPECT_EQ(r("15", INT32_MAX, Rounding::half_up), "15");
  EXPECT_EQ(shown(round(dec(kNines34), -1, Rounding::half_up)), "none");
  EXPECT_EQ(shown(round(dec("0." + kNines34), 33, Rounding::half_up)), "1");
}

// --- against exact fractions ---

Integer ten_to(int n) { return boost::multiprecision::pow(Integer(10), static_cast<unsigned>(n)); }
Rational exact(const Decimal& d) {
  std::string digits = d.text();
  if (const auto point = digits.find('.'); point != std::string::npos) digits.erase(point, 1);
  const bool negative = digits[0] == '-';
  digits.erase(0, std::min(digits.find_first_not_of("-0"),
                           digits.size() - 1));  // a leading zero would mean octal
  const Rational magnitude(Integer(digits), ten_to(d.scale()));
  return negative ? Rational(-magnitude) : magnitude;
}
Integer floored(const Rational& r) {
  const Integer q = numerator(r) / denominator(r);
  return r < 0 && q * denominator(r) != numerator(r) ? Integer(q - 1) : q;
}

// Whether a fraction has a decimal form that fits, by definition: a whole number of at most 34
// digits at some scale up to 40.
bool representable(const Rational& r) {
  for (int scale = 0; scale <= 40; ++scale) {
    const Rational moved = r * Rational(ten_to(scale));
    if (denominator(moved) == 1) return abs(numerator(moved)) < ten_to(34);
  }
  return false;
}

void expect_exact(const char* what, const std::optional<Decimal>& result, const Rational& truth,
                  const Decimal& a, const Decimal& b) {
  ASSERT_EQ(result.has_value(), representable(truth)) << what << ' ' << a.text() << ' ' << b.text();
  if (!result) return;
  ASSERT_EQ(exact(*result), truth) << what << ' ' << a.text() << ' ' << b.text();
}

class Numbers {
 public:
  Decimal next() {
    const int digits = static_cast<int>(random_() % 34) + 1;
    std::string text = random_() % 2 ? "-" : "";
    for (int i = 0; i < digits; ++i)
      text += static_cast<char>('0' + (random_() % 3 ? random_() % 10 : 0));
    const int scale = static_cast<int>(random_() % 41);
    return Decimal::parse(text + "e-" + std::to_string(random_() % 3 ? scale % 6 : scale)).value();
  }

 private:
  std::mt19937 random_{20220301};
};

TEST(Decimal, AgreesWithExactFractions) {
  Numbers numbers;
  for (int i = 0; i < 20'000; ++i) {
    const Decimal a = numbers.next(), b = numbers.next();
    const Rational x = exact(a), y = exact(b);
    expect_exact("add", add(a, b), x + y, a, b);
    expect_exact("subtract", subtract(a, b), x - y, a, b);
    expect_exact("multiply", multiply(a, b), x * y, a, b);
    ASSERT_EQ(a < b, x < y);
    ASSERT_EQ(a == b, x == y);
    ASSERT_EQ(a > b, x > y);
    ASSERT_EQ(dec(a.text()), a);
    if (b.is_zero()) continue;
    const Integer down = floored(x / y);
    expect_exact("remainder", remainder(a, b), x - y * Rational(down), a, b);
    const Integer cut = numerator(Rational(x / y)) / denominator(Rational(x / y));
    expect_exact("truncated remainder", remainder(a, b, true), x - y * Rational(cut), a, b);
    expect_exact("whole quotient", whole_quotient(a, b), Rational(cut), a, b);
    bool is_exact = false;
    const auto q = divide(a, b, &is_exact);
    if (!q) {
      ASSERT_GE(abs(x / y), Rational(ten_to(34)) - Rational(1, 2));
      continue;
    }
    ASSERT_EQ(is_exact, exact(*q) == x / y);
    ASSERT_TRUE(is_exact || !representable(x / y)) << a.text() << ' ' << b.text();
    // No further from the truth than half a unit of the last digit that there is room for.
    int places = 40;
    while (places > 0 && abs(x / y) * Rational(ten_to(places)) >= Rational(ten_to(34))) --places;
    ASSERT_LE(abs(exact(*q) - x / y) * 2, Rational(1, ten_to(places)))
        << a.text() << ' ' << b.text();
  }
}

TEST(Decimal, RoundingAgreesWithExactFractions) {
  Numbers numbers;
  for (int i = 0; i < 5'000; ++i) {
    const Decimal a = numbers.next();
    const int places = i % 13 - 4;
    const Rational unit = places >= 0 ? Rational(1, ten_to(places)) : Rational(ten_to(-places));
    const Rational scaled = exact(a) / unit;
    const Integer below = floored(scaled),
                  above = denominator(scaled) == 1 ? below : Integer(below + 1);
    const Rational rest = scaled - Rational(below), half(1, 2);
    const Integer toward = scaled < 0 ? above : below, away = scaled < 0 ? below : above;
    const Integer nearest = rest < half ? below : above;
    const bool tie = rest == half;
    const std::pair<Rounding, Integer> expected[] = {
        {Rounding::floor, below},
        {Rounding::ceiling, above},
        {Rounding::down, toward},
        {Rounding::up, away},
        {Rounding::half_up, tie ? away : nearest},
        {Rounding::half_down, tie ? toward : nearest},
        {Rounding::half_even, tie ? (below % 2 == 0 ? below : above) : nearest}};
    for (const auto& [how, whole] : expected) {
      const auto r = round(a, places, how);
      const Rational truth = Rational(whole) * unit;
      ASSERT_EQ(r.has_value(), representable(truth)) << a.text() << ' ' << places;
      if (!r) continue;
      ASSERT_EQ(exact(*r), truth) << a.text() << ' ' << places << ' ' << static_cast<int>(how);
    }
  }
}

}  // namespace
}  // namespace assize
