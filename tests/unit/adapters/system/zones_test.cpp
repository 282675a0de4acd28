#include "adapters/system/zones.h"

#include <gtest/gtest.h>

namespace assize {
namespace {

Day last_sunday(int year, int month) {
  Day d = *day_of(year, month, last_day_of_month(year, month));
  while (weekday(d) != 7) --d;
  return d;
}

// Directive 2000/84/EC: from 1996 the clocks change at 01:00 UTC on the last Sundays of March and
// October.
TEST(Zones, LondonByTheRuleUntil2100) {
  const auto london = zone_table("Europe/London");
  ASSERT_TRUE(london);
  EXPECT_EQ(london->name, "Europe/London");
  EXPECT_EQ(london->version.size(), 5u) << london->version;  // "2025b"
  EXPECT_EQ(london->changes.front().at, INT64_MIN);
  for (int year = 1996; year <= 2100; ++year) {
    const Millis spring = last_sunday(year, 3) * kDayMillis + kHour,
                 autumn = last_sunday(year, 10) * kDayMillis + kHour;
    EXPECT_EQ(offset_at(*london, spring - 1), 0) << year;
    EXPECT_EQ(offset_at(*london, spring), 3600) << year;
    EXPECT_EQ(offset_at(*london, autumn - 1), 3600) << year;
    EXPECT_EQ(offset_at(*london, autumn), 0) << year;
    EXPECT_EQ(instants_of(*london, spring).count, 0) << year;
    EXPECT_EQ(instants_of(*london, autumn).count, 2) << year;
  }
}

TEST(Zones, LondonBefore1996) {
  const auto london = zone_table("Europe/London");
  ASSERT_TRUE(london);
  const auto offset = [&](int year, int month, int day) {
    return offset_at(*london, *day_of(year, month, day) * kDayMillis);
  };
  EXPECT_EQ(offset(1900, 7, 1), 0);
  EXPECT_EQ(offset(1941, 7, 1), 7200);  // double summer time
  EXPECT_EQ(offset(1970, 1, 1), 3600);  // British Standard Time, 1968 to 1971
  EXPECT_EQ(offset(1972, 1, 1), 0);
}

TEST(Zones, ChangesAscendAndEachChanges) {
  for (const char* name :
       {"Europe/London", "America/New_York", "Australia/Sydney", "Asia/Kolkata", "UTC"}) {
    const auto zone = zone_table(name);
    ASSERT_TRUE(zone) << name;
    for (std::size_t i = 1; i < zone->changes.size(); ++i) {
      ASSERT_LT(zone->changes[i - 1].at, zone->changes[i].at) << name;
      ASSERT_NE(zone->changes[i - 1].offset_seconds, zone->changes[i].offset_seconds) << name;
    }
  }
}

TEST(Zones, NoSuchZone) {
  for (const char* name : {"", "Europe/Lodnon", "../../etc/passwd", "/etc/passwd"}) {
    const auto zone = zone_table(name);
    ASSERT_FALSE(zone) << name;
    EXPECT_NE(zone.error().find("no time zone"), std::string::npos);
  }
}

}  // namespace
}  // namespace assize
