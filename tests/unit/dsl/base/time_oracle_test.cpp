// Every row of tests/data/oracles/time against the calendar, the zone table and the holidays.
#include <gtest/gtest.h>

#include "adapters/system/holidays.h"
#include "adapters/system/zones.h"
#include "dsl/base/calendar.h"
#include "dsl/base/nhs_number.h"
#include "tests/unit/dsl/base/oracle_csv.h"

namespace assize {
namespace {

using tests::Row;

std::vector<Row> oracle(const std::string& name) {
  return tests::read_oracle("tests/data/oracles/time/" + name + ".csv");
}

Day day(const std::string& text) {
  const auto span = parse_date(text);
  EXPECT_TRUE(span && span->first == span->last) << text;
  return span ? span->first : 0;
}

const ZoneTable& london() {
  static const ZoneTable table = *zone_table("Europe/London");
  return table;
}

std::string kind(const Instants& i) {
  return i.count == 0 ? "nonexistent" : i.count == 1 ? "unique" : "ambiguous";
}

TEST(TimeOracle, ElapsedMinutesInLondon) {
  const auto rows = oracle("elapsed");
  EXPECT_EQ(rows.size(), 71u);
  for (Row row : rows) {
    SCOPED_TRACE(row["id"]);
    const auto start = parse_date_time(row["start_local"]), end = parse_date_time(row["end_local"]);
    ASSERT_TRUE(start && end);
    EXPECT_EQ((end->wall - start->wall) / kMinute, std::stoll(row["wall_clock_min"]));
    const Instants from = instants_of(london(), start->wall), to = instants_of(london(), end->wall);
    EXPECT_EQ(kind(from), row["start_kind"]);
    EXPECT_EQ(kind(to), row["end_kind"]);
    if (row["verdict_within_limit"] == "invalid_timestamp") {
      EXPECT_TRUE(from.count == 0 || to.count == 0);
      EXPECT_EQ(row["elapsed_min_lowest"], "");
      continue;
    }
    ASSERT_TRUE(from.count > 0 && to.count > 0);
    const Millis lowest = to.first - from.second, highest = to.second - from.first;
    EXPECT_EQ(lowest, std::stoll(row["elapsed_min_lowest"]) * kMinute);
    EXPECT_EQ(highest, std::stoll(row["elapsed_min_highest"]) * kMinute);
    const Millis limit = std::stoll(row["limit_min"]) * kMinute;
    const std::string verdict = highest < 0        ? "negative"
                                : lowest < 0       ? "undetermined"
                                : highest <= limit ? "met"
                                : lowest > limit   ? "not_met"
                                                   : "undetermined";
    EXPECT_EQ(verdict, row["verdict_within_limit"]);
  }
}

TEST(TimeOracle, WholeMonthsByBothConventions) {
  const auto rows = oracle("months");
  EXPECT_EQ(rows.size(), 35u);
  for (Row row : rows) {
    SCOPED_TRACE(row["id"]);
    const Day from = day(row["from_date"]), to = day(row["to_date"]);
    EXPECT_EQ(whole_months(from, to, true), std::stoll(row["months_day_of_month"]));
    EXPECT_EQ(whole_months(from, to, false), std::stoll(row["months_end_of_month_clamped"]));
    EXPECT_EQ(to - from, std::stoll(row["days"]));
  }
}

TEST(TimeOracle, AgeByBothConventions) {
  const auto rows = oracle("age");
  EXPECT_EQ(rows.size(), 34u);
  for (Row row : rows) {
    SCOPED_TRACE(row["id"]);
    const Day born = day(row["dob"]), on = day(row["at_date"]);
    const auto march = age(born, on, false), february = age(born, on, true);
    ASSERT_EQ(march.has_value(), row["status"] == "ok");
    ASSERT_EQ(february.has_value(), row["status"] == "ok");
    if (!march) continue;
    EXPECT_EQ(*march, std::stoll(row["age_mar1"]));
    EXPECT_EQ(*february, std::stoll(row["age_feb28"]));
    EXPECT_EQ(*march < 18 ? "yes" : "no", row["is_under_18_mar1"]);
  }
}

TEST(TimeOracle, WorkingDays) {
  const auto rows = oracle("working_days");
  EXPECT_EQ(rows.size(), 37u);
  const Holidays& england = bank_holidays_england();
  for (Row row : rows) {
    SCOPED_TRACE(row["id"]);
    const Day from = day(row["from_date"]), to = day(row["to_date"]);
    const std::int64_t expected = std::stoll(row["working_days_after_from"]);
    EXPECT_EQ(working_days(england, from, to), expected);
    EXPECT_EQ(working_days(england, to, from), -expected);
    EXPECT_EQ(is_working_day(england, from) ? "yes" : "no", row["from_is_working_day"]);
    EXPECT_EQ(is_working_day(england, to) ? "yes" : "no", row["to_is_working_day"]);
    EXPECT_EQ(to - from, std::stoll(row["calendar_days"]));
  }
}

TEST(TimeOracle, TheWorkingDayAfter) {
  const auto rows = oracle("add_working_days");
  EXPECT_EQ(rows.size(), 22u);
  for (Row row : rows) {
    SCOPED_TRACE(row["id"]);
    const auto due = plus_working_days(bank_holidays_england(), day(row["from_date"]),
                                       std::stoll(row["add_working_days"]));
    ASSERT_TRUE(due);
    EXPECT_EQ(date_text(*due), row["due_date"]);
  }
}

TEST(TimeOracle, FinancialYears) {
  const auto rows = oracle("financial_year");
  EXPECT_EQ(rows.size(), 33u);
  for (Row row : rows) {
    SCOPED_TRACE(row["id"]);
    Day on = 0;
    if (row["input_kind"] == "date") {
      on = day(row["input"]);
    } else {
      const auto written = parse_date_time(row["input"]);
      ASSERT_TRUE(written && written->offset_minutes);
      on = local_day(london(), written->wall - *written->offset_minutes * kMinute);
    }
    EXPECT_EQ(date_text(on), row["london_date"]);
    const FinancialDate f = financial(on);
    EXPECT_EQ(financial_year_text(f.first_year), row["financial_year"]);
    EXPECT_EQ("Q" + std::to_string(f.quarter), row["quarter"]);
    EXPECT_EQ(std::to_string(f.month), row["month_in_fy"]);
  }
}

TEST(TimeOracle, IsoWeeks) {
  const auto rows = oracle("iso_week");
  EXPECT_EQ(rows.size(), 25u);
  for (Row row : rows) {
    SCOPED_TRACE(row["id"]);
    const IsoWeek w = iso_week(day(row["date"]));
    EXPECT_EQ(std::to_string(w.year), row["iso_year"]);
    EXPECT_EQ(std::to_string(w.week), row["iso_week"]);
    EXPECT_EQ(std::to_string(w.weekday), row["iso_weekday"]);
  }
}

// The oracle's classes say how a case was made; these are the ones that differ from ours only in
// name.
std::string our_class(const std::string& theirs) {
  static const std::map<std::string, NhsNumberClass> kSame = {
      {"valid_test_range", NhsNumberClass::valid},
      {"valid_spaced_3_3_4", NhsNumberClass::valid},
      {"valid_check_digit_zero", NhsNumberClass::valid},
      {"wrong_check_digit", NhsNumberClass::wrong_check_digit},
      {"one_digit_changed", NhsNumberClass::wrong_check_digit},
      {"check_value_10_never_issued", NhsNumberClass::never_issued},
      {"all_digits_same_placeholder_suspected", NhsNumberClass::all_digits_same},
      {"ascending_digits_placeholder_suspected", NhsNumberClass::ascending_digits},
      {"descending_digits_placeholder_suspected", NhsNumberClass::descending_digits},
      {"eleven_digits", NhsNumberClass::too_many_digits},
      {"missing", NhsNumberClass::missing},
      {"not_digits", NhsNumberClass::not_digits},
      {"spreadsheet_scientific_notation", NhsNumberClass::scientific_notation},
      {"decimal_point", NhsNumberClass::decimal_point},
      {"leading_apostrophe", NhsNumberClass::leading_apostrophe},
      {"letter_O_for_zero", NhsNumberClass::letter_for_digit},
      {"full_width_digits", NhsNumberClass::digits_of_another_script},
      {"arabic_indic_digits", NhsNumberClass::digits_of_another_script},
      {"sign", NhsNumberClass::sign},
      {"hexadecimal", NhsNumberClass::hexadecimal},
      {"trailing_letter", NhsNumberClass::trailing_letter},
  };
  const auto found = kSame.find(theirs);
  return found == kSame.end() ? "a class that this test does not know: " + theirs
                              : std::string(words(found->second));
}

TEST(TimeOracle, NhsNumbers) {
  const auto rows = oracle("nhs_number");
  EXPECT_EQ(rows.size(), 34u);
  for (Row row : rows) {
    SCOPED_TRACE(row["id"]);
    const NhsNumber n = read_nhs_number(row["raw"]);
    EXPECT_EQ(n.digits, row["normalised"]);
    EXPECT_EQ(n.digits.empty() ? "n/a" : n.check_digit_right ? "yes" : "no", row["checksum_valid"]);
    EXPECT_EQ(words(n.kind), our_class(row["class"]));
    EXPECT_EQ(is_valid_nhs_number(row["raw"]), row["checksum_valid"] == "yes");
  }
}

}  // namespace
}  // namespace assize
