#include "engine/reference/range.h"

#include <algorithm>
#include <cstdlib>
#include <limits>
#include <tuple>

#include "engine/functions/call.h"

namespace assize::reference {
namespace {

using model::Kind;

// The points of a value but never: an interval whose ends may be absent.
struct Interval {
  bool empty = false;
  std::optional<Scalar> low, high;
  bool low_open = false, high_open = false;
  bool or_never = false;
};

// Calendar durations in different units have no order of their own: the days that they can be
// decide.
bool in_different_units(const Scalar& a, const Scalar& b) {
  const auto* x = std::get_if<CalendarDuration>(&a);
  const auto* y = std::get_if<CalendarDuration>(&b);
  return x && y && x->months != y->months && x->days != y->days;
}

// The fewest and the most days that n months are, over every month of the 400 years after which the
// calendar repeats.
std::pair<std::int64_t, std::int64_t> days_in(std::int64_t months) {
  constexpr std::int64_t kCycle = 400 * 12, kCycleDays = 146097;
  const auto first_day = [](std::int64_t month) {
    return std::int64_t{
        *day_of(static_cast<int>(2000 + month / 12), static_cast<int>(month % 12) + 1, 1)};
  };
  std::int64_t least = std::numeric_limits<std::int64_t>::max(), most = 0;
  for (std::int64_t from = 0; from < kCycle; ++from) {
    const std::int64_t days = first_day(from + months % kCycle) - first_day(from);
    least = std::min(least, days);
    most = std::max(most, days);
  }
  return {least + months / kCycle * kCycleDays, most + months / kCycle * kCycleDays};
}

Value in_days(const CalendarDuration& c) {
  auto [least, most] = days_in(std::abs(std::int64_t{c.months}));
  if (c.months < 0) std::tie(least, most) = std::pair(-most, -least);
  return normal(Value::between(Decimal(least + c.days), Decimal(most + c.days), Reason::imprecise));
}

Value in_days(const Value& v) {
  if (v.is_known()) return in_days(std::get<CalendarDuration>(v.point()));
  Value days = v;
  if (v.low) days.low = in_days(std::get<CalendarDuration>(*v.low)).low;
  if (v.high) {
    const Value end = in_days(std::get<CalendarDuration>(*v.high));
    days.high = end.is_known() ? end.low : end.high;
  }
  return days;
}

Interval interval(const Value& v) {
  Interval i;
  if (v.state == Value::State::known) {
    if (is_never(v.point())) {
      i.empty = i.or_never = true;
    } else {
      i.low = i.high = v.point();
    }
    return i;
  }
  i.or_never = v.or_never;
  if (v.state == Value::State::unknown) return i;
  i.low = v.low;
  i.high = v.high;
  i.low_open = v.low_open;
  i.high_open = v.high_open;
  return i;
}

// Is there a point of `a` below (not above) one of `b`?
bool some_below(const Interval& a, const Interval& b) {
  if (a.empty || b.empty) return false;
  return !a.low || !b.high || order(*a.low, *b.high) < 0;
}
bool some_not_above(const Interval& a, const Interval& b) {
  if (a.empty || b.empty) return false;
  if (!a.low || !b.high) return true;
  const int o = order(*a.low, *b.high);
  return o < 0 || (o == 0 && !a.low_open && !b.high_open);
}

bool is_one_point(const Interval& a) { return a.low && a.high && order(*a.low, *a.high) == 0; }

// Both values as numbers of days where their units differ; false where they compare as they are.
bool compared_in_days(const Value& a, const Value& b) {
  for (const auto* x : {&a.low, &a.high}) {
    for (const auto* y : {&b.low, &b.high}) {
      if (*x && *y && in_different_units(**x, **y)) return true;
    }
  }
  return false;
}

}  // namespace

int order(const Scalar& a, const Scalar& b) {
  if (const auto* x = std::get_if<CalendarDuration>(&a)) {
    const auto& y = std::get<CalendarDuration>(b);
    return x->months != y.months ? (x->months < y.months ? -1 : 1)
                                 : (x->days > y.days) - (x->days < y.days);
  }
  if (const auto* x = std::get_if<Decimal>(&a)) {
    const auto o = *x <=> std::get<Decimal>(b);
    return (o > 0) - (o < 0);
  }
  if (const auto* x = std::get_if<std::string>(&a)) {
    const int o = x->compare(std::get<std::string>(b));
    return (o > 0) - (o < 0);
  }
  if (const auto* x = std::get_if<DayValue>(&a)) {
    const Day y = std::get<DayValue>(b).day;
    return (x->day > y) - (x->day < y);
  }
  if (const auto* x = std::get_if<bool>(&a)) return int{*x} - int{std::get<bool>(b)};
  if (const auto* x = std::get_if<CodeIndex>(&a)) {
    const std::int32_t y = std::get<CodeIndex>(b).at;
    return (x->at > y) - (x->at < y);
  }
  const Millis x = std::get<MillisValue>(a).ms, y = std::get<MillisValue>(b).ms;
  return (x > y) - (x < y);
}

Value of_truth(Truth t, Reasons why) {
  return t == Truth::unknown ? Value::unknown(why) : Value::of(t == Truth::yes);
}

Truth truth(const Value& v) {
  return v.is_known() ? truth_of(std::get<bool>(v.point())) : Truth::unknown;
}

Value normal(Value v) {
  const bool one = v.state == Value::State::range && v.low && v.high && !v.or_never &&
                   order(*v.low, *v.high) == 0;
  return one ? Value::of(*v.low) : v;
}

Value stretch(std::optional<Scalar> low, std::optional<Scalar> high, bool or_never, Reasons why) {
  Value v;
  v.state = Value::State::range;
  v.low = std::move(low);
  v.high = std::move(high);
  v.or_never = or_never;
  v.reasons = why;
  return normal(std::move(v));
}

Chances less(const Value& a, const Value& b) {
  if (compared_in_days(a, b)) return less(in_days(a), in_days(b));
  const Interval x = interval(a), y = interval(b);
  return {some_below(x, y), some_not_above(y, x) || x.or_never || y.or_never};
}

Chances less_or_equal(const Value& a, const Value& b) {
  if (compared_in_days(a, b)) return less_or_equal(in_days(a), in_days(b));
  const Interval x = interval(a), y = interval(b);
  return {some_not_above(x, y), some_below(y, x) || x.or_never || y.or_never};
}

Chances equal(const Value& a, const Value& b) {
  if (compared_in_days(a, b)) return equal(in_days(a), in_days(b));
  const Interval x = interval(a), y = interval(b);
  const bool can = some_not_above(x, y) && some_not_above(y, x);
  const bool must = can && is_one_point(x) && is_one_point(y) && !x.or_never && !y.or_never;
  return {can, !must};
}

Chances between(const Value& x, const Value& low, const Value& high, bool open_end) {
  const Chances from = less_or_equal(low, x);
  const Chances to = open_end ? less(x, high) : less_or_equal(x, high);
  const Chances some =
      open_end ? less(low, high) : less_or_equal(low, high);  // else nothing lies between the ends
  return {from.yes && to.yes && some.yes, from.no || to.no};
}

Value hull(std::span<const Value> values, Kind kind, Reasons why) {
  if (values.size() == 1) return values[0];
  if (kind == Kind::list) return Value::unknown(why);
  const bool alike = std::all_of(values.begin(), values.end(), [&](const Value& v) {
    return v.is_known() && values[0].is_known() && order(v.point(), values[0].point()) == 0;
  });
  if (alike) return values[0];
  for (const Value& v : values) why |= v.reasons;
  if (std::any_of(values.begin(), values.end(),
                  [](const Value& v) { return v.state == Value::State::unknown; })) {
    return Value::unknown(why);
  }
  Value out;
  out.state = Value::State::range;
  out.reasons = why;
  if (kind == Kind::code) {
    for (const Value& v : values) {
      if (v.is_known()) {
        out.codes.push_back(std::get<CodeIndex>(v.point()));
      } else {
        out.codes.insert(out.codes.end(), v.codes.begin(), v.codes.end());
      }
    }
    std::sort(out.codes.begin(), out.codes.end());
    out.codes.erase(std::unique(out.codes.begin(), out.codes.end()), out.codes.end());
    return out.codes.size() == 1 ? Value::of(out.codes[0]) : out;
  }
  const bool is_ordered = kind == Kind::number || kind == Kind::date || kind == Kind::date_time ||
                          kind == Kind::wall_time || kind == Kind::elapsed;
  if (!is_ordered) return Value::unknown(why);
  bool first = true, low_absent = false, high_absent = false;
  for (const Value& v : values) {
    const Interval i = interval(v);
    out.or_never |= i.or_never;
    if (i.empty) continue;
    low_absent |= !i.low;
    high_absent |= !i.high;
    const auto widen = [&](std::optional<Scalar>& end, bool& open,
                           const std::optional<Scalar>& other, bool other_open, int sign) {
      if (!other) return;
      const int o = end ? order(*other, *end) * sign : -1;
      if (o < 0 || first) {
        end = other;
        open = other_open;
      } else if (o == 0) {
        open = open && other_open;
      }
    };
    widen(out.low, out.low_open, i.low, i.low_open, 1);
    widen(out.high, out.high_open, i.high, i.high_open, -1);
    first = false;
  }
  if (low_absent) out.low.reset();
  if (high_absent) out.high.reset();
  return normal(std::move(out));
}

}  // namespace assize::reference
