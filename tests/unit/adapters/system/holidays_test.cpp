#include "adapters/system/holidays.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "adapters/system/today.h"
#include "adapters/system/zones.h"

namespace assize {
namespace {

TEST(BankHolidays, TheTableIsCompiledIn) {
  const Holidays& england = bank_holidays_england();
  EXPECT_EQ(england.days.size(), 115u);
  EXPECT_EQ(england.version, "bank holidays in England, 2013 to 2026");
  EXPECT_EQ(date_text(england.first), "2013-01-01");
  EXPECT_EQ(date_text(england.last), "2026-12-31");
  EXPECT_TRUE(std::is_sorted(england.days.begin(), england.days.end()));
  EXPECT_EQ(std::adjacent_find(england.days.begin(), england.days.end()), england.days.end());
  for (const Day d : england.days) EXPECT_LE(weekday(d), 5) << date_text(d);  // substitute days
}

TEST(BankHolidays, TheProclaimedExceptions) {
  const Holidays& england = bank_holidays_england();
  const auto is_holiday = [&](int year, int month, int day) {
    return !is_working_day(england, *day_of(year, month, day));
  };
  EXPECT_TRUE(is_holiday(2020, 5, 8));
  EXPECT_FALSE(is_holiday(2020, 5, 4));
  EXPECT_TRUE(is_holiday(2022, 6, 2));
  EXPECT_TRUE(is_holiday(2022, 6, 3));
  EXPECT_FALSE(is_holiday(2022, 5, 30));
  EXPECT_TRUE(is_holiday(2022, 9, 19));
  EXPECT_TRUE(is_holiday(2023, 5, 8));
}

TEST(Today, IsADayOfOurTime) {
  const auto london = zone_table("Europe/London");
  ASSERT_TRUE(london);
  EXPECT_GT(today_in(*london), *day_of(2022, 1, 1));
  const Today fixed = [] { return *day_of(2022, 3, 31); };
  EXPECT_EQ(date_text(fixed()), "2022-03-31");
}

}  // namespace
}  // namespace assize
