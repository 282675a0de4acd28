#include "dsl/base/neighbours.h"

#include <gtest/gtest.h>

#include <tuple>

namespace assize {
namespace {

Decimal number(const char* text) { return *Decimal::parse(text); }

TEST(Neighbours, IsOneNumberWhereItEnds) {
  for (const auto& [a, b, q] :
       {std::tuple{"1", "8", "0.125"}, {"-6", "4", "-1.5"}, {"0", "7", "0"}, {"0.3", "0.1", "3"}}) {
    const auto got = quotient(number(a), number(b));
    ASSERT_TRUE(got);
    EXPECT_EQ(got->low.text(), q);
    EXPECT_EQ(got->high.text(), q);
  }
}

// The neighbours enclose the quotient: low x b <= a <= high x b, and not both are equal. Small
// divisors keep the products exact.
TEST(Neighbours, LiesBetweenItsNeighbours) {
  for (int a : {1, 2, 10, -1, -20}) {
    for (int b : {3, 7, 9, 11}) {
      const auto got = quotient(Decimal(a), Decimal(b));
      ASSERT_TRUE(got);
      EXPECT_LT(got->low, got->high);
      const auto below = round(got->low, 30, Rounding::floor),
                 above = round(got->high, 30, Rounding::ceiling);
      EXPECT_LT(*multiply(*below, Decimal(b)), Decimal(a));
      EXPECT_GT(*multiply(*above, Decimal(b)), Decimal(a));
    }
  }
}

// 1/3 + 100 is 100.33...: what 34 digits do not hold of it lies between them.
TEST(Neighbours, OfASumThatDoesNotFit) {
  const Decimal third = quotient(Decimal(1), Decimal(3))->low;
  const auto sum = sum_between(third, Decimal(100));
  ASSERT_TRUE(sum);
  EXPECT_EQ(sum->low, *Decimal::parse("100.3333333333333333333333333333333"));
  EXPECT_EQ(sum->high, *Decimal::parse("100.3333333333333333333333333333334"));
  const auto below = sum_between(-third, Decimal(-100));
  EXPECT_EQ(below->low, -sum->high);
  EXPECT_EQ(below->high, -sum->low);
}

TEST(Neighbours, OfAProductThatDoesNotFit) {
  const Decimal seventh = *Decimal::parse("0.1428571428571428571428571428571429");
  const auto product = product_between(seventh, Decimal(31));
  ASSERT_TRUE(product);
  EXPECT_EQ(product->low, *Decimal::parse("4.428571428571428571428571428571429"));
  EXPECT_EQ(product->high, *Decimal::parse("4.428571428571428571428571428571430"));
  // Of what fits both are the number.
  const auto exact = product_between(*Decimal::parse("0.5"), Decimal(31));
  EXPECT_EQ(exact->low, *Decimal::parse("15.5"));
  EXPECT_EQ(exact->high, exact->low);
}

// A whole part of 35 digits is too long, however it is rounded.
TEST(Neighbours, OfAWholePartThatDoesNotFit) {
  const Decimal large = *Decimal::parse("9999999999999999999999999999999999");
  EXPECT_FALSE(sum_between(large, Decimal(1)));
  EXPECT_FALSE(product_between(large, Decimal(10)));
}

TEST(Neighbours, OfZeroThereIsNone) { EXPECT_FALSE(quotient(Decimal(1), Decimal(0))); }

}  // namespace
}  // namespace assize
