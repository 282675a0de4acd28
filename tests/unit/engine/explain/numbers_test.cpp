#include "engine/explain/numbers.h"

#include <gtest/gtest.h>

namespace assize {
namespace {

Decimal decimal(const char* text) { return *Decimal::parse(text); }

TEST(Numbers, HaveCommasFromAThousandOn) {
  EXPECT_EQ(with_commas(0), "0");
  EXPECT_EQ(with_commas(999), "999");
  EXPECT_EQ(with_commas(1000), "1,000");
  EXPECT_EQ(with_commas(1234567), "1,234,567");
  EXPECT_EQ(with_commas(-1234), "-1,234");
  EXPECT_EQ(with_commas(decimal("12345.678")), "12,345.678");
  EXPECT_EQ(with_commas(decimal("-0.5")), "-0.5");
}

TEST(Numbers, FiguresShowBothEndsWhereTheyDiffer) {
  EXPECT_EQ(in_words(Figure{61, 61}), "61");
  EXPECT_EQ(in_words(Figure{61, 1063}), "61 to 1,063");
}

TEST(Percent, RoundsHalfUp) {
  EXPECT_EQ(percent_text(61, 100, 0, {}), "61%");
  EXPECT_EQ(percent_text(61, 99, 1, {}), "61.6%");
  EXPECT_EQ(percent_text(1, 8, 1, {}), "12.5%");
  EXPECT_EQ(percent_text(1, 8, 0, {}), "13%");
  EXPECT_EQ(percent_text(20, 29, 1, {}), "69%");
}

// A percentage that is shown never contradicts what was decided.
TEST(Percent, StandsOnItsOwnSideOfTheTarget) {
  EXPECT_EQ(percent_text(9496, 10000, 1, decimal("95")), "94.96%");
  EXPECT_EQ(percent_text(94996, 100000, 1, decimal("95")), "94.996%");
  EXPECT_EQ(percent_text(95, 100, 1, decimal("95")), "95%");
  EXPECT_EQ(percent_text(9504, 10000, 1, decimal("95")), "95.04%");
  EXPECT_EQ(percent_text(946, 1000, 0, decimal("94.6")), "94.6%");
}

TEST(Percent, IsNoneOrAllOnlyWhenItIs) {
  EXPECT_EQ(percent_text(0, 12, 1, {}), "0%");
  EXPECT_EQ(percent_text(12, 12, 1, {}), "100%");
  EXPECT_EQ(percent_text(9999, 10000, 1, {}), "99.99%");
  EXPECT_EQ(percent_text(1, 100000, 0, {}), "0.001%");
}

TEST(Percent, HoldsTheLargestCounts) {
  EXPECT_EQ(percent_text(INT64_MAX / 2, INT64_MAX - 1, 1, {}), "50%");
}

TEST(Durations, ReadAsAClockAndACalendar) {
  EXPECT_EQ(elapsed_in_words(0), "0 minutes");
  EXPECT_EQ(elapsed_in_words(6 * kHour + 30 * kMinute), "6 hours 30 minutes");
  EXPECT_EQ(elapsed_in_words(kMinute), "1 minute");
  EXPECT_EQ(elapsed_in_words(1500), "1.5 seconds");
  EXPECT_EQ(elapsed_in_words(-45 * kSecond), "minus 45 seconds");
  EXPECT_EQ(calendar_in_words({0, 10}), "10 days");
  EXPECT_EQ(calendar_in_words({24, 0}), "2 years");
  EXPECT_EQ(calendar_in_words({1, 2}), "1 month and 2 days");
}

TEST(Scalars, CarryTheirUnit) {
  model::Type percent{.kind = model::Kind::number, .unit = model::Unit::percent};
  model::Type pounds{.kind = model::Kind::number, .unit = model::Unit::pounds};
  EXPECT_EQ(in_words(Scalar(decimal("95")), percent), "95%");
  EXPECT_EQ(in_words(Scalar(decimal("1234.5")), pounds), "£1,234.50");
  EXPECT_EQ(in_words(Scalar(decimal("-3")), pounds), "-£3");
}

}  // namespace
}  // namespace assize
