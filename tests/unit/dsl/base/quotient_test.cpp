#include "dsl/base/quotient.h"

#include <gtest/gtest.h>

#include <tuple>

namespace assize {
namespace {

Decimal number(const char* text) { return *Decimal::parse(text); }

TEST(Quotient, IsOneNumberWhereItEnds) {
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
TEST(Quotient, LiesBetweenItsNeighbours) {
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

TEST(Quotient, OfZeroThereIsNone) { EXPECT_FALSE(quotient(Decimal(1), Decimal(0))); }

}  // namespace
}  // namespace assize
