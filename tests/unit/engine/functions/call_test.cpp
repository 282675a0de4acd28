// Kernels over known points. Expected values are from the catalogue's examples, from hand, or from
// the pages that the names cite.
#include "engine/functions/call.h"

#include <gtest/gtest.h>

#include "adapters/system/holidays.h"
#include "adapters/system/zones.h"

namespace assize {
namespace {

using model::Function;
using model::Kind;

model::Type type_of(const Scalar& s) {
  constexpr Kind kKinds[] = {Kind::yes_no, Kind::number,    Kind::text,     Kind::code,
                             Kind::date,   Kind::wall_time, Kind::calendar, Kind::list};
  model::Type type;
  type.kind = kKinds[s.index()];
  return type;
}

// A call of literals, written and read as text.
class Kernels : public ::testing::Test {
 protected:
  Kernels() {
    rules_.zones.push_back(*zone_table("Europe/London"));
    rules_.holidays = bank_holidays_england();
  }

  Value value(Function f, std::vector<Scalar> points, model::Type result,
              const model::Expr& options = {}) {
    return value_of(f, std::move(points), {}, result, options);
  }

  Value value_of(Function f, std::vector<Scalar> points, std::vector<model::Type> types,
                 model::Type result, const model::Expr& options = {}) {
    rules_.exprs.clear();
    model::Expr expr = options;
    expr.op = model::Op::call;
    expr.function = f;
    expr.type = result;
    for (std::size_t i = 0; i < points.size(); ++i) {
      model::Expr literal;
      literal.type = i < types.size() ? types[i] : type_of(points[i]);
      literal.value = Value::of(points[i]);
      expr.args.push_back(static_cast<model::ExprId>(rules_.exprs.size()));
      rules_.exprs.push_back(literal);
    }
    rules_.exprs.push_back(expr);
    return call(rules_, rules_.exprs.back(), points);
  }

  std::string text(const Value& v, model::Type type) const {
    if (v.is_known()) return plain_text(v.point(), type, rules_);
    std::string out = v.state == Value::State::range ? plain_text(*v.low, type, rules_) + " to " +
                                                           plain_text(*v.high, type, rules_) + ":"
                                                     : "unknown:";
    v.reasons.each([&](Reason r) { out += ' ' + std::string(word(r)); });
    return out;
  }

  std::string run(Function f, std::vector<Scalar> points, Kind result = Kind::number,
                  const model::Expr& options = {}) {
    model::Type type;
    type.kind = result;
    return text(value(f, std::move(points), type, options), type);
  }

  model::Ruleset rules_;
};

Scalar number(const char* s) { return *Decimal::parse(s); }
Scalar day(const char* s) { return DayValue{parse_date(s)->first}; }
Scalar time(const char* s) { return MillisValue{parse_date_time(s)->wall}; }
Scalar elapsed(Millis ms) { return MillisValue{ms}; }
Scalar calendar(int months, int days) { return CalendarDuration{months, days}; }
Scalar words(const char* s) { return std::string(s); }

TEST_F(Kernels, NumbersAreExactOrSayWhyNot) {
  EXPECT_EQ(run(Function::add, {number("0.1"), number("0.2")}), "0.3");
  EXPECT_EQ(run(Function::divide, {number("1"), number("8")}), "0.125");
  EXPECT_EQ(run(Function::divide, {number("1"), number("0")}),
            "unknown: " + std::string(word(Reason::divided_by_zero)));
  EXPECT_EQ(run(Function::remainder, {number("7"), number("3")}), "1");
  EXPECT_EQ(run(Function::remainder, {number("-7"), number("3")}), "2");
  EXPECT_EQ(run(Function::remainder, {number("7"), number("0")}),
            "unknown: " + std::string(word(Reason::divided_by_zero)));
  EXPECT_EQ(run(Function::whole_quotient, {number("-7"), number("3")}), "-2");
  EXPECT_EQ(run(Function::power, {number("2"), number("10")}), "1024");
  EXPECT_EQ(run(Function::power, {number("2"), number("0.5")}),
            "unknown: " + std::string(word(Reason::out_of_range)));
  EXPECT_EQ(run(Function::power, {number("10"), number("40")}),
            "unknown: " + std::string(word(Reason::overflow)));
  EXPECT_EQ(run(Function::absolute, {number("-3")}), "3");
  EXPECT_EQ(run(Function::floor, {number("-2.5")}), "-3");
  EXPECT_EQ(run(Function::ceiling, {number("2.1")}), "3");
  EXPECT_EQ(run(Function::truncate, {number("-2.5")}), "-2");
}

TEST_F(Kernels, RoundingGoesOnlyWhereItIsAskedTo) {
  model::Expr how;
  how.rounding = Rounding::half_up;
  EXPECT_EQ(run(Function::round, {number("2.345"), number("2")}, Kind::number, how), "2.35");
  how.rounding = Rounding::half_even;
  EXPECT_EQ(run(Function::round, {number("2.345"), number("2")}, Kind::number, how), "2.34");
  EXPECT_EQ(run(Function::round, {number("2.345"), number("6176")}, Kind::number, how), "2.345");
  EXPECT_EQ(run(Function::round, {number("2.345"), number("-6111")}, Kind::number, how), "0");
  for (const char* none : {"0.5", "6177", "-6112"}) {
    EXPECT_EQ(run(Function::round, {number("2.345"), number(none)}, Kind::number, how),
              "unknown: " + std::string(word(Reason::out_of_range)));
  }
}

TEST_F(Kernels, DaysAndDurations) {
  EXPECT_EQ(run(Function::add, {day("2022-01-31"), calendar(1, 0)}, Kind::date), "2022-02-28");
  EXPECT_EQ(run(Function::subtract, {day("2022-03-31"), calendar(1, 0)}, Kind::date), "2022-02-28");
  EXPECT_EQ(run(Function::add, {day("9999-12-31"), calendar(0, 1)}, Kind::date),
            "unknown: " + std::string(word(Reason::overflow)));
  EXPECT_EQ(run(Function::subtract, {day("2022-03-01"), day("2022-02-01")}, Kind::calendar),
            "28 days");
  EXPECT_EQ(run(Function::subtract, {day("2022-02-01"), day("2022-03-01")}, Kind::calendar),
            "-28 days");
  EXPECT_EQ(run(Function::add, {calendar(1, 0), calendar(0, 2)}, Kind::calendar), "1 month 2 days");
  EXPECT_EQ(run(Function::multiply, {calendar(2, 0), number("3")}, Kind::calendar), "6 months");
  EXPECT_EQ(run(Function::multiply, {elapsed(kHour), number("1.5")}, Kind::elapsed), "90 minutes");
  EXPECT_EQ(run(Function::divide, {elapsed(kHour), elapsed(kMinute)}), "60");
  EXPECT_EQ(run(Function::negate, {elapsed(kHour)}, Kind::elapsed), "-60 minutes");
  model::Type wall, wait;
  wall.kind = Kind::wall_time;
  wait.kind = Kind::elapsed;
  EXPECT_EQ(
      text(value_of(Function::add, {time("2022-03-01T23:30"), elapsed(kHour)}, {wall, wait}, wall),
           wall),
      "2022-03-02T00:30");
}

// 27 March 2022: 01:00 to 02:00 is skipped in London. 30 October 2022: 01:00 to 02:00 occurs twice.
TEST_F(Kernels, DaysAddedToAnInstantKeepTheClock) {
  model::Type london;
  london.kind = Kind::date_time;
  const auto instant = [&](const char* wall) {
    return Scalar(MillisValue{instants_of(rules_.zones[0], parse_date_time(wall)->wall).first});
  };
  const auto plus_day = [&](const char* wall) {
    return text(value_of(Function::add, {instant(wall), calendar(0, 1)}, {london}, london), london);
  };
  EXPECT_EQ(plus_day("2022-03-26T10:00"), "2022-03-27T10:00");  // 23 hours later
  EXPECT_EQ(plus_day("2022-03-26T01:30"), "2022-03-27T02:30");  // moved on by what is skipped
  EXPECT_EQ(plus_day("2022-10-29T01:30"),
            "2022-10-30T01:30 to 2022-10-30T01:30: " + std::string(word(Reason::ambiguous_clock)));
  EXPECT_EQ(plus_day("2022-10-29T10:00"), "2022-10-30T10:00");  // 25 hours later
}

TEST_F(Kernels, CountsBetweenDays) {
  model::Expr is_signed, by_number, on_28;
  is_signed.is_signed = true;
  by_number.by_day_number = true;
  on_28.birthday_on_28_february = true;
  const std::string contradictory = "unknown: " + std::string(word(Reason::contradictory));
  EXPECT_EQ(run(Function::calendar_days, {day("2022-02-28"), day("2022-03-01")}), "1");
  EXPECT_EQ(run(Function::calendar_days, {day("2022-03-01"), day("2022-02-28")}), contradictory);
  EXPECT_EQ(
      run(Function::calendar_days, {day("2022-03-01"), day("2022-02-28")}, Kind::number, is_signed),
      "-1");
  EXPECT_EQ(run(Function::working_days, {day("2022-06-01"), day("2022-06-06")}),
            "1");  // two bank holidays and a weekend
  EXPECT_EQ(run(Function::working_days, {day("2012-06-01"), day("2012-06-06")}),
            "unknown: " + std::string(word(Reason::out_of_range)));
  EXPECT_EQ(run(Function::plus_working_days, {day("2022-06-01"), number("2")}, Kind::date),
            "2022-06-07");
  EXPECT_EQ(run(Function::whole_months, {day("2022-01-31"), day("2022-02-28")}), "1");
  EXPECT_EQ(
      run(Function::whole_months, {day("2022-01-31"), day("2022-02-28")}, Kind::number, by_number),
      "0");
  EXPECT_EQ(run(Function::whole_years, {day("2020-02-29"), day("2021-02-28")}), "1");
  EXPECT_EQ(run(Function::age, {day("2004-02-29"), day("2022-02-28")}), "17");
  EXPECT_EQ(run(Function::age, {day("2004-02-29"), day("2022-02-28")}, Kind::number, on_28), "18");
  EXPECT_EQ(run(Function::age, {day("2004-02-29"), day("2004-02-28")}), contradictory);
  EXPECT_EQ(
      run(Function::time_from, {time("2022-03-01T10:00"), time("2022-03-01T11:30")}, Kind::elapsed),
      "90 minutes");
  EXPECT_EQ(
      run(Function::time_from, {time("2022-03-01T11:30"), time("2022-03-01T10:00")}, Kind::elapsed),
      contradictory);
}

TEST_F(Kernels, PartsOfDaysAndClocks) {
  EXPECT_EQ(run(Function::year_of, {day("2022-03-01")}), "2022");
  EXPECT_EQ(run(Function::month_of, {day("2022-03-01")}), "3");
  EXPECT_EQ(run(Function::weekday_of, {day("2022-03-01")}), "2");
  EXPECT_EQ(run(Function::day_of_year, {day("2022-03-01")}), "60");
  EXPECT_EQ(run(Function::hour_of, {time("2022-03-01T10:05:07")}), "10");
  EXPECT_EQ(run(Function::minute_of, {time("1969-12-31T23:05:07")}), "5");
  EXPECT_EQ(run(Function::second_of, {time("2022-03-01T10:05:07")}), "7");
  EXPECT_EQ(run(Function::financial_year, {day("2022-03-31")}, Kind::text), "2021/22");
  EXPECT_EQ(run(Function::financial_quarter, {day("2022-03-31")}), "4");
  EXPECT_EQ(run(Function::iso_week, {day("2021-01-03")}), "53");
  EXPECT_EQ(run(Function::iso_year, {day("2021-01-03")}), "2020");
}

TEST_F(Kernels, Texts) {
  EXPECT_EQ(run(Function::length, {words("aé😀")}), "3");
  EXPECT_EQ(run(Function::valid_nhs_number, {words("999 000 0018")}, Kind::yes_no), "yes");
  EXPECT_EQ(run(Function::as_number, {words("-42.50")}), "-42.5");
  EXPECT_EQ(run(Function::as_number, {words("4O")}),
            "unknown: " + std::string(word(Reason::unreadable)));
  EXPECT_EQ(run(Function::as_date, {words("2022-03-01")}, Kind::date), "2022-03-01");
  EXPECT_EQ(run(Function::as_date, {words("2022-02")}, Kind::date),
            "2022-02-01 to 2022-02-28: " + std::string(word(Reason::imprecise)));
  EXPECT_EQ(run(Function::as_date, {words("2022/03/01")}, Kind::date),
            "unknown: " + std::string(word(Reason::unreadable)));
  EXPECT_EQ(run(Function::as_text, {number("3.50")}, Kind::text), "3.5");
  const std::string out_of_range = "unknown: " + std::string(word(Reason::out_of_range));
  const auto part = [&](const char* from, const char* to, const char* of) {
    return run(Function::characters_from, {number(from), number(to), words(of)}, Kind::text);
  };
  EXPECT_EQ(part("2", "3", "aé😀b"), "é😀");
  EXPECT_EQ(part("-3", "1", "abc"), "a");
  EXPECT_EQ(part("3", "99999999999999999999", "abc"), "c");
  EXPECT_EQ(part("4", "9", "abc"), "");
  EXPECT_EQ(part("2", "1", "abc"), "");
  EXPECT_EQ(part("1.5", "2", "abc"), out_of_range);
  EXPECT_EQ(run(Function::without, {words("943 476 "), words(" ")}, Kind::text), "943476");
  EXPECT_EQ(run(Function::without, {words("aaa"), words("aa")}, Kind::text), "a");
  EXPECT_EQ(run(Function::without, {words("abc"), words("")}, Kind::text), "abc");
  EXPECT_EQ(run(Function::followed_by, {words("A"), words("12")}, Kind::text), "A12");
  EXPECT_EQ(run(Function::reverse, {words("aé😀")}, Kind::text), "😀éa");
  EXPECT_EQ(run(Function::as_capitals, {words("aé1Z")}, Kind::text), "Aé1Z");
  EXPECT_EQ(run(Function::as_time, {words("2022-03-01T10:05")}, Kind::wall_time),
            "2022-03-01T10:05");
  EXPECT_EQ(run(Function::as_time, {words("2022-03-01T10:05Z")}, Kind::wall_time),
            "unknown: " + std::string(word(Reason::unreadable)));
}

TEST_F(Kernels, NeverStaysNeverOrIsNotKnown) {
  EXPECT_EQ(run(Function::add, {elapsed(kNever), elapsed(kHour)}, Kind::wall_time), "never");
  EXPECT_EQ(run(Function::time_from, {time("2022-03-01T10:00"), elapsed(kNever)}, Kind::elapsed),
            "never");
  EXPECT_EQ(run(Function::year_of, {Scalar(DayValue{kNeverDay})}),
            "unknown: " + std::string(word(Reason::blank)));
}

}  // namespace
}  // namespace assize
