// + - * / and their kin over numbers, durations, dates and times; rounding.
#include <algorithm>
#include <cstdlib>

#include "dsl/base/neighbours.h"
#include "engine/functions/call.h"

namespace assize {
namespace {

using model::Function;
using model::Kind;

Value of_number(const std::optional<Decimal>& d) {
  return d ? Value::of(*d) : Value::unknown(Reason::overflow);
}

// What has no end within 34 digits is somewhere between two neighbours, so that no rounding decides
// a comparison.
Value of_neighbours(const std::optional<Neighbours>& n) {
  if (!n) return Value::unknown(Reason::overflow);
  return n->low == n->high ? Value::of(n->low) : Value::between(n->low, n->high, Reason::rounded);
}

Value of_millis(std::int64_t a, std::int64_t b, bool minus) {
  std::int64_t sum = 0;
  const bool wide = minus ? __builtin_sub_overflow(a, b, &sum) : __builtin_add_overflow(a, b, &sum);
  if (wide || sum == kNever) return Value::unknown(Reason::overflow);
  return Value::of(MillisValue{sum});
}

Value of_calendar(std::int64_t months, std::int64_t days) {
  if (std::abs(months) > INT32_MAX || std::abs(days) > INT32_MAX)
    return Value::unknown(Reason::overflow);
  if ((months > 0 && days < 0) || (months < 0 && days > 0))
    return Value::unknown(Reason::contradictory);
  return Value::of(
      CalendarDuration{static_cast<std::int32_t>(months), static_cast<std::int32_t>(days)});
}

// Elapsed times scale to whole milliseconds only: a fraction of one is not a time of ours.
Value of_millis_exactly(const std::optional<Decimal>& d) {
  if (!d) return Value::unknown(Reason::overflow);
  const auto whole = d->as_int64();
  if (!whole) return Value::unknown(d->is_whole() ? Reason::overflow : Reason::imprecise);
  return Value::of(MillisValue{*whole});
}

CalendarDuration negative(CalendarDuration c) { return {-c.months, -c.days}; }

Value day_plus(Day day, CalendarDuration c) {
  const auto moved = plus(day, c);
  return moved ? Value::of(DayValue{*moved}) : Value::unknown(Reason::overflow);
}

// Calendar arithmetic on a time keeps the wall clock. A local time that occurs twice is both; one
// that the clocks skip is moved on by what they skip, as the clock on the wall would show.
Value time_plus(const Scalar& time, const model::Type& type, CalendarDuration c,
                const model::Ruleset& ruleset) {
  const Millis wall = wall_of_point(time, type, ruleset);
  const Day day =
      static_cast<Day>(wall >= 0 ? wall / kDayMillis : -((-wall + kDayMillis - 1) / kDayMillis));
  const auto moved = plus(day, c);
  if (!moved) return Value::unknown(Reason::overflow);
  const Millis then =
      static_cast<Millis>(*moved) * kDayMillis + (wall - static_cast<Millis>(day) * kDayMillis);
  if (type.kind == Kind::wall_time) return Value::of(MillisValue{then});
  const ZoneTable& zone = ruleset.zones[type.zone];
  const Instants instants = instants_of(zone, then);
  if (instants.count == 1) return Value::of(MillisValue{instants.first});
  if (instants.count == 2) {
    return Value::between(MillisValue{instants.first}, MillisValue{instants.second},
                          Reason::ambiguous_clock);
  }
  const std::int32_t before = offset_at(zone, then - kDayMillis);
  return Value::of(MillisValue{then - before * kSecond});
}

Value moved(const Scalar& from, const model::Type& type, const Scalar& by, bool minus,
            const model::Ruleset& ruleset) {
  if (const auto* c = std::get_if<CalendarDuration>(&by)) {
    const CalendarDuration step = minus ? negative(*c) : *c;
    if (const auto* day = std::get_if<DayValue>(&from)) return day_plus(day->day, step);
    return time_plus(from, type, step, ruleset);
  }
  return of_millis(std::get<MillisValue>(from).ms, std::get<MillisValue>(by).ms, minus);
}

bool is_place(Kind k) { return k == Kind::date || k == Kind::date_time || k == Kind::wall_time; }

Value sum(const model::Ruleset& ruleset, const model::Expr& expr, std::span<const Scalar> p,
          bool minus) {
  const model::Type& left = ruleset.expr(expr.args[0]).type;
  const model::Type& right = ruleset.expr(expr.args[1]).type;
  if (is_place(left.kind) && is_place(right.kind)) {  // how far apart: the sign is kept
    if (left.kind != Kind::date)
      return of_millis(std::get<MillisValue>(p[0]).ms, std::get<MillisValue>(p[1]).ms, true);
    const std::int64_t days =
        std::int64_t{std::get<DayValue>(p[0]).day} - std::get<DayValue>(p[1]).day;
    if (expr.type.kind == Kind::number) return Value::of(Decimal(days));
    if (expr.type.kind == Kind::elapsed) return Value::of(MillisValue{days * kDayMillis});
    return of_calendar(0, days);
  }
  if (is_place(left.kind)) return moved(p[0], left, p[1], minus, ruleset);
  if (is_place(right.kind)) return moved(p[1], right, p[0], minus, ruleset);
  if (const auto* a = std::get_if<CalendarDuration>(&p[0])) {
    const CalendarDuration b =
        minus ? negative(std::get<CalendarDuration>(p[1])) : std::get<CalendarDuration>(p[1]);
    return of_calendar(std::int64_t{a->months} + b.months, std::int64_t{a->days} + b.days);
  }
  if (const auto* a = std::get_if<MillisValue>(&p[0]))
    return of_millis(a->ms, std::get<MillisValue>(p[1]).ms, minus);
  const Decimal& a = std::get<Decimal>(p[0]);
  const Decimal& b = std::get<Decimal>(p[1]);
  const auto exact = minus ? subtract(a, b) : add(a, b);
  return exact ? Value::of(*exact) : of_neighbours(sum_between(a, minus ? -b : b));
}

Value times(std::span<const Scalar> p) {
  const bool first = std::holds_alternative<Decimal>(p[0]);
  const Scalar& factor = first ? p[0] : p[1];
  const Scalar& other = first ? p[1] : p[0];
  if (const auto* d = std::get_if<Decimal>(&other)) {
    const Decimal& by = std::get<Decimal>(factor);
    const auto exact = multiply(by, *d);
    return exact ? Value::of(*exact) : of_neighbours(product_between(by, *d));
  }
  if (const auto* m = std::get_if<MillisValue>(&other)) {
    return of_millis_exactly(multiply(std::get<Decimal>(factor), Decimal(m->ms)));
  }
  const auto n = std::get<Decimal>(factor).as_int64();
  if (!n) return Value::unknown(Reason::imprecise);
  const CalendarDuration c = std::get<CalendarDuration>(other);
  std::int64_t months = 0, days = 0;
  if (__builtin_mul_overflow(std::int64_t{c.months}, *n, &months) ||
      __builtin_mul_overflow(std::int64_t{c.days}, *n, &days)) {
    return Value::unknown(Reason::overflow);
  }
  return of_calendar(months, days);
}

Value over(std::span<const Scalar> p) {
  if (const auto* by = std::get_if<MillisValue>(&p[1])) {
    if (by->ms == 0) return Value::unknown(Reason::divided_by_zero);
    return of_neighbours(quotient(Decimal(std::get<MillisValue>(p[0]).ms), Decimal(by->ms)));
  }
  const Decimal& by = std::get<Decimal>(p[1]);
  if (by.is_zero()) return Value::unknown(Reason::divided_by_zero);
  if (const auto* m = std::get_if<MillisValue>(&p[0]))
    return of_millis_exactly(divide(Decimal(m->ms), by));
  if (const auto* c = std::get_if<CalendarDuration>(&p[0])) {
    const auto months = divide(Decimal(c->months), by), days = divide(Decimal(c->days), by);
    if (!months || !days || !months->as_int64() || !days->as_int64())
      return Value::unknown(Reason::imprecise);
    return of_calendar(*months->as_int64(), *days->as_int64());
  }
  return of_neighbours(quotient(std::get<Decimal>(p[0]), by));
}

Value negated(const Scalar& s) {
  if (const auto* m = std::get_if<MillisValue>(&s)) {
    return m->ms == INT64_MIN ? Value::unknown(Reason::overflow) : Value::of(MillisValue{-m->ms});
  }
  if (const auto* c = std::get_if<CalendarDuration>(&s)) return Value::of(negative(*c));
  return Value::of(-std::get<Decimal>(s));
}

bool is_negative(const Scalar& s) {
  if (const auto* m = std::get_if<MillisValue>(&s)) return m->ms < 0;
  if (const auto* c = std::get_if<CalendarDuration>(&s)) return c->months < 0 || c->days < 0;
  return std::get<Decimal>(s).is_negative();
}

Value to_places(const Decimal& x, const Decimal& places, Rounding how) {
  // As far as the decimal point of a number of 34 digits can move (IEEE 754, decimal128).
  const auto n = places.as_int64();
  if (!n || *n < -6111 || *n > 6176) return Value::unknown(Reason::out_of_range);
  // Beyond the digits that a number can have nothing more happens.
  constexpr std::int64_t kFar = 2 * Decimal::kMaxScale;
  return of_number(round(x, static_cast<int>(std::clamp(*n, -kFar, kFar)), how));
}

}  // namespace

Value call_arithmetic(const model::Ruleset& ruleset, const model::Expr& expr,
                      std::span<const Scalar> p) {
  switch (expr.function) {
    case Function::add:
      return sum(ruleset, expr, p, false);
    case Function::subtract:
      return sum(ruleset, expr, p, true);
    case Function::multiply:
      return times(p);
    case Function::divide:
      return over(p);
    case Function::negate:
      return negated(p[0]);
    case Function::absolute:
      return is_negative(p[0]) ? negated(p[0]) : Value::of(p[0]);
    case Function::remainder:
    case Function::whole_quotient: {
      const Decimal& a = std::get<Decimal>(p[0]);
      const Decimal& b = std::get<Decimal>(p[1]);
      if (b.is_zero()) return Value::unknown(Reason::divided_by_zero);
      return of_number(expr.function == Function::remainder ? remainder(a, b)
                                                            : whole_quotient(a, b));
    }
    case Function::power: {
      const Decimal& a = std::get<Decimal>(p[0]);
      const auto n = std::get<Decimal>(p[1]).as_int64();
      if (!n) return Value::unknown(Reason::out_of_range);
      if (a.is_zero() && *n < 0) return Value::unknown(Reason::divided_by_zero);
      if (*n >= 0) return of_number(power(a, *n));
      const auto below = power(a, -*n);
      return below ? of_neighbours(quotient(Decimal(1), *below)) : Value::unknown(Reason::overflow);
    }
    case Function::floor:
      return of_number(round(std::get<Decimal>(p[0]), 0, Rounding::floor));
    case Function::ceiling:
      return of_number(round(std::get<Decimal>(p[0]), 0, Rounding::ceiling));
    case Function::truncate:
      return of_number(round(std::get<Decimal>(p[0]), 0, Rounding::down));
    default:
      return to_places(std::get<Decimal>(p[0]), std::get<Decimal>(p[1]), expr.rounding);
  }
}

}  // namespace assize
