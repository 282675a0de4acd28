#include "dsl/base/calendar.h"

#include <gtest/gtest.h>

namespace assize {
namespace {

Day d(int year, int month, int day) { return *day_of(year, month, day); }
Millis at(const char* written) { return parse_date_time(written)->wall; }

// A calendar that counts days one by one, by the rule of 1582 and nothing else.
TEST(Calendar, EveryDayOfTheYears1To9999) {
  static constexpr int kLast[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  Day day = kFirstDay;
  int of_week = 1;  // 0001-01-01 was a Monday
  std::string written;
  for (int year = 1; year <= 9999; ++year) {
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    for (int month = 1; month <= 12; ++month) {
      const int last = kLast[month - 1] + (month == 2 && leap ? 1 : 0);
      ASSERT_EQ(last_day_of_month(year, month), last);
      for (int number = 1; number <= last; ++number, ++day, of_week = of_week % 7 + 1) {
        const Civil c = civil_of(day);
        ASSERT_TRUE(c.year == year && c.month == month && c.day == number) << day;
        ASSERT_EQ(day_of(year, month, number), day);
        ASSERT_EQ(weekday(day), of_week);
        const auto read = parse_date(date_text(day));
        ASSERT_TRUE(read && read->first == day && read->last == day) << date_text(day);
      }
      ASSERT_FALSE(day_of(year, month, last + 1));
    }
  }
  EXPECT_EQ(day, kLastDay + 1);
  EXPECT_EQ(d(1970, 1, 1), 0);
}

TEST(Calendar, DatesAreReadExactly) {
  const auto month = parse_date("2024-02"), year = parse_date("2022");
  ASSERT_TRUE(month && year);
  EXPECT_EQ(date_text(month->first) + ' ' + date_text(month->last), "2024-02-01 2024-02-29");
  EXPECT_EQ(date_text(year->first) + ' ' + date_text(year->last), "2022-01-01 2022-12-31");
  for (const char* written :
       {"",           "2022-02-29", "2022-02-30",  "2022-04-31",  "2022-13-01",       "2022-00-01",
        "2022-01-00", "0000-01-01", "2022-1-01",   "2022-01-1",   "22-01-01",         "2022/01/01",
        "01/01/2022", "20220101",   "2022-01-01 ", " 2022-01-01", "2022-01-01T00:00", "2022-01-",
        "2022-0",     "2022-",      "202",         "+022",        "-022-01-01",       "2022-+1-01",
        "2022-01-0x", "2O22-01-01", "2022-1",      "2022-13",     "2022-00",          "0000",
        "２022",      "2022-W01",   "NULL"}) {
    EXPECT_FALSE(parse_date(written)) << written;
  }
  EXPECT_FALSE(parse_date(std::string_view("2022-01-01\0", 11)));
  EXPECT_EQ(date_in_words(d(2022, 3, 1)), "1 March 2022");
  EXPECT_EQ(date_text(d(7, 1, 2)), "0007-01-02");
}

TEST(Calendar, TimesAreReadExactly) {
  const auto millis = [](const char* written) { return parse_time(written).value().wall; };
  EXPECT_EQ(millis("00:00"), 0);
  EXPECT_EQ(millis("10:00"), 10 * kHour);
  EXPECT_EQ(millis("23:59:59.999"), kDayMillis - 1);
  EXPECT_EQ(millis("10:00:30.250"), 10 * kHour + 30'250);
  EXPECT_EQ(millis("24:00"), kDayMillis);
  EXPECT_EQ(millis("24:00:00"), kDayMillis);
  EXPECT_FALSE(parse_time("10:00")->offset_minutes);
  EXPECT_EQ(parse_time("10:00Z")->offset_minutes, 0);
  EXPECT_EQ(parse_time("10:00:30+01:00")->offset_minutes, 60);
  EXPECT_EQ(parse_time("10:00:30.250-05:30")->offset_minutes, -330);
  EXPECT_EQ(parse_time("10:00+14:00")->offset_minutes, 840);
  for (const char* written : {"",
                              "10",
                              "1000",
                              "10:0",
                              "1:00",
                              "10:60",
                              "25:00",
                              "24:01",
                              "24:00:01",
                              "24:00:00.001",
                              "10:00:60",
                              "10:00:3",
                              "10:00:",
                              "10:00:30.",
                              "10:00:30.2",
                              "10:00:30.25",
                              "10:00:30.2500",
                              "10:00:30,250",
                              "10:00z",
                              "10:00 Z",
                              "10:00ZZ",
                              "10:00+1:00",
                              "10:00+0100",
                              "10:00+01",
                              "10:00+14:01",
                              "10:00+01:60",
                              "10:00+",
                              "10:00 ",
                              " 10:00",
                              "1O:30",
                              "10.00",
                              "10:00pm",
                              "-1:00",
                              "+1:00",
                              "10:-1"}) {
    EXPECT_FALSE(parse_time(written)) << written;
  }
}

TEST(Calendar, DatesWithTimes) {
  EXPECT_EQ(at("1970-01-01T00:00"), 0);
  EXPECT_EQ(at("1970-01-02 00:00:00.001"), kDayMillis + 1);
  EXPECT_EQ(at("1969-12-31T23:59:59.999"), -1);
  EXPECT_EQ(at("2022-03-01T24:00"), at("2022-03-02T00:00"));
  EXPECT_EQ(parse_date_time("2022-03-01T10:00:30Z")->offset_minutes, 0);
  for (const char* written :
       {"2022-03-01", "2022-03-01T", "2022-03-01T10", "2022-03-01t10:00", "2022-03-01  10:00",
        "2022-03T10:00", "2022-02-29T10:00", "2022-03-01T10:00 ", " 2022-03-01T10:00",
        "9999-12-31T24:00", "2022-03-0110:00", "10:00"}) {
    EXPECT_FALSE(parse_date_time(written)) << written;
  }
  for (const char* written : {"2022-03-01T10:00", "2022-03-01T10:00:30", "2022-03-01T10:00:30.250",
                              "2022-03-01T00:00:00.001", "0001-01-01T00:00",
                              "1969-12-31T23:59:59.999", "9999-12-31T23:59:59.999"}) {
    EXPECT_EQ(wall_text(at(written)), written);
  }
}

TEST(Calendar, MonthEndsClamp) {
  EXPECT_EQ(plus(d(2023, 1, 31), {1, 0}), d(2023, 2, 28));
  EXPECT_EQ(plus(d(2024, 1, 31), {1, 0}), d(2024, 2, 29));
  EXPECT_EQ(plus(d(2024, 2, 29), {12, 0}), d(2025, 2, 28));
  EXPECT_EQ(plus(d(2024, 2, 29), {-48, 0}), d(2020, 2, 29));
  EXPECT_EQ(plus(d(2024, 3, 31), {-1, 0}), d(2024, 2, 29));
  EXPECT_EQ(plus(d(2024, 1, 31), {1, 1}), d(2024, 3, 1));  // months first, then days
  EXPECT_EQ(plus(d(2024, 1, 15), {-13, 0}), d(2022, 12, 15));
  EXPECT_EQ(plus(d(9999, 12, 31), {0, 1}), std::nullopt);
  EXPECT_EQ(plus(d(9999, 12, 31), {1, 0}), std::nullopt);
  EXPECT_EQ(plus(d(1, 1, 1), {-1, 0}), std::nullopt);
  EXPECT_EQ(plus(d(2022, 1, 1), {INT32_MAX, INT32_MAX}), std::nullopt);
  EXPECT_EQ(plus(d(2022, 1, 1), {INT32_MIN, INT32_MIN}), std::nullopt);
  EXPECT_EQ(plus(kNeverDay, {0, 1}), std::nullopt);
}

TEST(Calendar, WholeMonthsAndAgeTheOtherWayRound) {
  for (const bool by_day_number : {false, true}) {
    EXPECT_EQ(whole_months(d(2020, 3, 15), d(2020, 2, 20), by_day_number), 0);
    EXPECT_EQ(whole_months(d(2020, 3, 15), d(2020, 2, 15), by_day_number), -1);
    EXPECT_EQ(whole_months(d(2020, 3, 15), d(2020, 3, 15), by_day_number), 0);
  }
  EXPECT_EQ(age(d(2020, 3, 15), d(2020, 3, 14), false), std::nullopt);
  EXPECT_EQ(age(d(2020, 3, 15), d(2020, 3, 15), false), 0);
  EXPECT_EQ(age(d(2004, 2, 29), d(2006, 2, 28), true), 2);
  EXPECT_EQ(age(d(2004, 2, 29), d(2006, 2, 28), false), 1);
}

// The clamped count is, by its definition, the largest n with from + n months not after to.
TEST(Calendar, ClampedMonthsByDefinition) {
  for (Day from = d(2023, 12, 1); from <= d(2024, 3, 31); ++from) {
    for (Day to = from; to <= d(2025, 4, 30); ++to) {
      std::int32_t n = 0;
      while (*plus(from, {n + 1, 0}) <= to) ++n;
      ASSERT_EQ(whole_months(from, to, false), n) << date_text(from) << ' ' << date_text(to);
    }
  }
}

// A zone with a gap and an overlap at midnight, and a day that is skipped.
const ZoneTable kOdd = {"Odd",
                        "1",
                        {{INT64_MIN, 0},
                         {10 * kDayMillis, 3600},       // 24:00 of day 9 becomes 01:00 of day 10
                         {20 * kDayMillis - kHour, 0},  // 24:00 of day 19 becomes 23:00
                         {30 * kDayMillis, 24 * 3600 - 1}}};  // nearly all of day 30 is skipped

TEST(Zone, GapsAndOverlapsAtMidnight) {
  EXPECT_EQ(instants_of(kOdd, 10 * kDayMillis).count, 0);
  EXPECT_EQ(instants_of(kOdd, 10 * kDayMillis + kHour).count, 1);
  EXPECT_EQ(instants_of(kOdd, 20 * kDayMillis).count, 1);
  const Instants twice = instants_of(kOdd, 20 * kDayMillis - kHour);
  EXPECT_EQ(twice.count, 2);
  EXPECT_EQ(twice.second - twice.first, kHour);
  EXPECT_EQ(end_of_day(kOdd, 8), 9 * kDayMillis);
  EXPECT_EQ(end_of_day(kOdd, 9), 10 * kDayMillis);
  EXPECT_EQ(end_of_day(kOdd, 10), 11 * kDayMillis - kHour);
  EXPECT_EQ(end_of_day(kOdd, 19), 20 * kDayMillis);
  EXPECT_EQ(end_of_day(kOdd, 29), 30 * kDayMillis);
}

TEST(Zone, EveryInstantIsFoundByItsWallClock) {
  for (Millis t = 0; t < 40 * kDayMillis; t += 7 * kMinute) {
    const Instants i = instants_of(kOdd, wall_of(kOdd, t));
    ASSERT_TRUE(i.count >= 1 && (i.first == t || i.second == t)) << t;
    ASSERT_LT(t, end_of_day(kOdd, local_day(kOdd, t)));
  }
}

TEST(Zone, NeverStaysNever) {
  EXPECT_EQ(wall_of(kOdd, kNever), kNever);
  EXPECT_EQ(local_day(kOdd, kNever), kNeverDay);
  EXPECT_EQ(end_of_day(kOdd, kNeverDay), kNever);
  EXPECT_EQ(instants_of(kOdd, kNever).first, kNever);
}

// Wednesday 5 January 2022 is a holiday; the list covers January alone.
const Holidays kOne = {
    "one", *day_of(2022, 1, 1), *day_of(2022, 1, 31), {*day_of(2022, 1, 5), *day_of(2022, 1, 8)}};

TEST(WorkingDays, ByHand) {
  EXPECT_EQ(working_days(kOne, d(2022, 1, 3), d(2022, 1, 10)),
            4);  // 4, 6, 7, 10; the holiday on Saturday takes nothing
  EXPECT_EQ(working_days(kOne, d(2022, 1, 10), d(2022, 1, 3)), -4);
  EXPECT_EQ(working_days(kOne, d(2022, 1, 5), d(2022, 1, 5)), 0);
  EXPECT_EQ(plus_working_days(kOne, d(2022, 1, 3), 2), d(2022, 1, 6));
  EXPECT_EQ(plus_working_days(kOne, d(2022, 1, 6), -2), d(2022, 1, 3));
  EXPECT_EQ(plus_working_days(kOne, d(2022, 1, 8), 0), d(2022, 1, 8));
}

TEST(WorkingDays, UnknownBeyondTheList) {
  EXPECT_EQ(working_days(kOne, d(2021, 12, 31), d(2022, 1, 3)),
            1);  // 31 December itself is not counted
  EXPECT_EQ(working_days(kOne, d(2021, 12, 30), d(2022, 1, 3)), std::nullopt);
  EXPECT_EQ(working_days(kOne, d(2022, 1, 3), d(2022, 2, 1)), std::nullopt);
  EXPECT_EQ(working_days(kOne, d(2022, 2, 1), d(2022, 1, 3)), std::nullopt);
  EXPECT_EQ(plus_working_days(kOne, d(2022, 1, 28), 1), d(2022, 1, 31));
  EXPECT_EQ(plus_working_days(kOne, d(2022, 1, 31), 1), std::nullopt);
  EXPECT_EQ(plus_working_days(kOne, d(2022, 1, 3), -1), std::nullopt);
  EXPECT_EQ(plus_working_days(kOne, d(2022, 1, 3), INT64_MAX), std::nullopt);
  EXPECT_EQ(plus_working_days(kOne, kLastDay, 1), std::nullopt);
  EXPECT_EQ(plus_working_days(kOne, kNeverDay, 1), std::nullopt);
}

TEST(WorkingDays, TheCountAgreesWithTheSteps) {
  for (Day from = kOne.first; from <= kOne.last; ++from) {
    std::int64_t n = 0;
    for (Day to = from + 1; to <= kOne.last; ++to) {
      if (is_working_day(kOne, to)) {
        ++n;
        ASSERT_EQ(plus_working_days(kOne, from, n), to);
      }
      ASSERT_EQ(working_days(kOne, from, to), n);
    }
  }
}

}  // namespace
}  // namespace assize
