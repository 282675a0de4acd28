#include "dsl/base/period.h"

#include <gtest/gtest.h>

namespace assize {
namespace {

Day d(int year, int month, int day) { return *day_of(year, month, day); }

void expect_days(const char* written, Day first, Day last) {
  const auto p = parse_period(written);
  ASSERT_TRUE(p) << written;
  EXPECT_EQ(text(*p), written);
  EXPECT_EQ(days_of(*p).first, first) << written;
  EXPECT_EQ(days_of(*p).last, last) << written;
  EXPECT_EQ(period_of(p->kind, first), *p) << written;
  EXPECT_EQ(period_of(p->kind, last), *p) << written;
  EXPECT_NE(period_of(p->kind, last + 1), *p) << written;
  EXPECT_NE(period_of(p->kind, first - 1), *p) << written;
}

TEST(Period, TheFourKinds) {
  expect_days("2022-03", d(2022, 3, 1), d(2022, 3, 31));
  expect_days("2024-02", d(2024, 2, 1), d(2024, 2, 29));
  expect_days("2022-12", d(2022, 12, 1), d(2022, 12, 31));
  expect_days("2022 Q1", d(2022, 1, 1), d(2022, 3, 31));
  expect_days("2022 Q4", d(2022, 10, 1), d(2022, 12, 31));
  expect_days("2021/22", d(2021, 4, 1), d(2022, 3, 31));
  expect_days("1999/00", d(1999, 4, 1), d(2000, 3, 31));
  expect_days("2022", d(2022, 1, 1), d(2022, 12, 31));
}

// A day lies in twelve windows; it goes by the one that ends with its month.
TEST(Period, WindowsAreNamedByTheirLastMonth) {
  const auto w = parse_period("12 months to 2022-02");
  ASSERT_TRUE(w);
  EXPECT_EQ(text(*w), "12 months to 2022-02");
  EXPECT_EQ(in_words(*w), "the 12 months to February 2022");
  EXPECT_EQ(days_of(*w).first, d(2021, 3, 1));
  EXPECT_EQ(days_of(*w).last, d(2022, 2, 28));
  EXPECT_EQ(period_of(PeriodKind::rolling_year, d(2022, 2, 1)), *w);
  EXPECT_EQ(period_of(PeriodKind::rolling_year, d(2022, 3, 1)),
            *parse_period("12 months to 2022-03"));
  EXPECT_TRUE(lies_inside(*parse_period("12 months to 2022-03"), *parse_period("2021/22")));
  EXPECT_FALSE(lies_inside(*w, *parse_period("2021/22")));
  for (const char* written : {"12 months to 2022", "12 months to 2022 Q1", "11 months to 2022-03",
                              "12 months to ", "12 months to 12 months to 2022-03"}) {
    EXPECT_FALSE(parse_period(written)) << written;
  }
}

TEST(Period, InWords) {
  EXPECT_EQ(in_words(*parse_period("2022-03")), "March 2022");
  EXPECT_EQ(in_words(*parse_period("2022 Q1")), "January to March 2022 (quarter 1)");
  EXPECT_EQ(in_words(*parse_period("2022 Q3")), "July to September 2022 (quarter 3)");
  EXPECT_EQ(in_words(*parse_period("2021/22")), "2021/22");
  EXPECT_EQ(in_words(*parse_period("2022")), "2022");
  EXPECT_EQ(in_words(Period{}), "");
}

TEST(Period, RefusesEverythingElse) {
  for (const char* written :
       {"",          "202",     "22",      "2022-3",   "2022-00",  "2022-13",
        "2022 Q0",   "2022 Q5", "2022 q1", "2022Q1",   "2022  Q1", "2021/23",
        "2021/2022", "2022/22", "0000",    "2022-03 ", " 2022",    "2022-03-01",
        "20 2",      "+202",    "2022-+1", "202２"}) {
    EXPECT_FALSE(parse_period(written)) << written;
  }
}

TEST(Period, OrderedByKindThenTime) {
  EXPECT_LT(*parse_period("2022-03"), *parse_period("2022-04"));
  EXPECT_LT(*parse_period("2021-12"), *parse_period("2022-01"));
  EXPECT_LT(*parse_period("2030-12"), *parse_period("2022 Q1"));
}

// Months, quarters and years cut the days without a gap or an overlap.
TEST(Period, EveryDayLiesInItsPeriod) {
  for (const auto kind : {PeriodKind::month, PeriodKind::quarter, PeriodKind::financial_year,
                          PeriodKind::calendar_year}) {
    for (Day day = d(1995, 1, 1); day <= d(2105, 12, 31); ++day) {
      const DaySpan span = days_of(period_of(kind, day));
      ASSERT_TRUE(span.first <= day && day <= span.last) << date_text(day);
    }
  }
}

TEST(Period, TheEndsOfTheCalendar) {
  EXPECT_EQ(days_of(period_of(PeriodKind::financial_year, kFirstDay)).first, kFirstDay);
  EXPECT_EQ(days_of(period_of(PeriodKind::financial_year, kLastDay)).last, kLastDay);
  EXPECT_EQ(days_of(*parse_period("9999-12")).last, kLastDay);
  EXPECT_EQ(days_of(*parse_period("0001")).first, kFirstDay);
}

}  // namespace
}  // namespace assize
