// Counting days, months and years; the parts of dates and times. All of it on local days and wall
// clocks.
#include "engine/functions/call.h"

namespace assize {
namespace {

using model::Function;
using model::Kind;

Day floor_day(Millis wall) {
  const Millis days = wall / kDayMillis;
  return static_cast<Day>(wall % kDayMillis < 0 ? days - 1 : days);
}

Value number(std::int64_t n) { return Value::of(Decimal(n)); }

Value elapsed(const model::Expr& expr, std::span<const Scalar> p) {
  Millis apart = 0;
  if (const auto* from = std::get_if<DayValue>(&p[0])) {
    apart = (std::int64_t{std::get<DayValue>(p[1]).day} - from->day) * kDayMillis;
  } else if (__builtin_sub_overflow(std::get<MillisValue>(p[1]).ms, std::get<MillisValue>(p[0]).ms,
                                    &apart) ||
             apart == kNever) {
    return Value::unknown(Reason::overflow);
  }
  if (apart < 0 && !expr.is_signed) return Value::unknown(Reason::contradictory);
  return Value::of(MillisValue{apart});
}

Value days_between(const model::Ruleset& ruleset, const model::Expr& expr, Day from, Day to) {
  if (to < from && !expr.is_signed) return Value::unknown(Reason::contradictory);
  if (expr.function == Function::calendar_days) return number(std::int64_t{to} - from);
  const auto n = working_days(ruleset.holidays, from, to);
  return n ? number(*n) : Value::unknown(Reason::out_of_range);
}

Value part_of_clock(Function f, Millis wall) {
  const Millis into = wall - static_cast<Millis>(floor_day(wall)) * kDayMillis;
  if (f == Function::hour_of) return number(into / kHour);
  if (f == Function::minute_of) return number(into % kHour / kMinute);
  return number(into % kMinute / kSecond);
}

Value part_of_day(Function f, Day d) {
  const Civil c = civil_of(d);
  switch (f) {
    case Function::date_of:
      return Value::of(DayValue{d});
    case Function::year_of:
      return number(c.year);
    case Function::month_of:
      return number(c.month);
    case Function::day_of:
      return number(c.day);
    case Function::weekday_of:
      return number(weekday(d));
    case Function::day_of_year:
      return number(d - *day_of(c.year, 1, 1) + 1);
    case Function::financial_year:
      return Value::of(financial_year_text(financial(d).first_year));
    case Function::financial_quarter:
      return number(financial(d).quarter);
    case Function::financial_month:
      return number(financial(d).month);
    case Function::iso_week:
      return number(iso_week(d).week);
    default:
      return number(iso_week(d).year);
  }
}

}  // namespace

Day day_of_point(const Scalar& s, const model::Type& type, const model::Ruleset& ruleset) {
  if (const auto* d = std::get_if<DayValue>(&s)) return d->day;
  const Millis ms = std::get<MillisValue>(s).ms;
  if (ms == kNever) return kNeverDay;
  return type.kind == Kind::date_time ? local_day(ruleset.zones[type.zone], ms) : floor_day(ms);
}

Millis wall_of_point(const Scalar& s, const model::Type& type, const model::Ruleset& ruleset) {
  if (const auto* d = std::get_if<DayValue>(&s)) return static_cast<Millis>(d->day) * kDayMillis;
  const Millis ms = std::get<MillisValue>(s).ms;
  return type.kind == Kind::date_time ? wall_of(ruleset.zones[type.zone], ms) : ms;
}

Value call_calendar(const model::Ruleset& ruleset, const model::Expr& expr,
                    std::span<const Scalar> p) {
  const auto day = [&](std::size_t i) {
    return day_of_point(p[i], ruleset.expr(expr.args[i]).type, ruleset);
  };
  switch (expr.function) {
    case Function::time_from:
      return elapsed(expr, p);
    case Function::calendar_days:
    case Function::working_days:
      return days_between(ruleset, expr, day(0), day(1));
    case Function::plus_working_days: {
      const auto n = std::get<Decimal>(p[1]).as_int64();
      if (!n) return Value::unknown(Reason::out_of_range);
      const auto due = plus_working_days(ruleset.holidays, day(0), *n);
      return due ? Value::of(DayValue{*due}) : Value::unknown(Reason::out_of_range);
    }
    case Function::whole_months:
      return number(whole_months(day(0), day(1), expr.by_day_number));
    case Function::whole_years:
      return number(whole_months(day(0), day(1), expr.by_day_number) / 12);
    case Function::age: {
      const auto years = age(day(0), day(1), expr.birthday_on_28_february);
      return years ? number(*years) : Value::unknown(Reason::contradictory);
    }
    case Function::hour_of:
    case Function::minute_of:
    case Function::second_of:
      return part_of_clock(expr.function,
                           wall_of_point(p[0], ruleset.expr(expr.args[0]).type, ruleset));
    default:
      return part_of_day(expr.function, day(0));
  }
}

}  // namespace assize
