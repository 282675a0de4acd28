#include "engine/evaluate/intervals.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "engine/evaluate/faults.h"

namespace assize::evaluate {

using model::Op;

std::int64_t plus_saturated(std::int64_t a, std::int64_t b) {
  if (a <= kMinusInfinity || b <= kMinusInfinity) return kMinusInfinity;
  if (a >= kPlusInfinity || b >= kPlusInfinity) return kPlusInfinity;
  return std::clamp(a + b, kMinusInfinity, kPlusInfinity);
}

std::int64_t floor_day(std::int64_t ms) {
  const std::int64_t d = ms / kDayMillis;
  return ms % kDayMillis < 0 ? d - 1 : d;
}

int order_of(const Scalar& a, const Scalar& b) {
  if (const auto* d = std::get_if<Decimal>(&a)) {
    const auto o = *d <=> std::get<Decimal>(b);
    return o < 0 ? -1 : o > 0 ? 1 : 0;
  }
  if (const auto* c = std::get_if<CalendarDuration>(&a)) {
    const auto& other = std::get<CalendarDuration>(b);
    const auto o = std::pair(c->months, c->days) <=> std::pair(other.months, other.days);
    return o < 0 ? -1 : o > 0 ? 1 : 0;
  }
  const auto ordinal = [](const Scalar& s) {
    if (const auto* day = std::get_if<DayValue>(&s)) return std::int64_t{day->day};
    return std::get<MillisValue>(s).ms;
  };
  const std::int64_t x = ordinal(a), y = ordinal(b);
  return x < y ? -1 : x > y ? 1 : 0;
}

bool same(const Scalar& a, const Scalar& b) {
  if (a.index() != b.index()) return false;
  return std::visit(
      [&](const auto& x) {
        using T = std::decay_t<decltype(x)>;
        if constexpr (std::is_same_v<T, ListValue>)
          return false;
        else
          return x == std::get<T>(b);
      },
      a);
}

Truth with_never(Truth t, Never a, Never b) {
  if (a == Never::only || b == Never::only) return ASSIZE_FAULT(6, Truth::yes, Truth::no);
  if (t == Truth::yes && (a == Never::may || b == Never::may)) return Truth::unknown;
  return t;
}

Truth compare(Op op, const Interval& a, const Interval& b) {
  if (op == Op::ne) return not_(compare(Op::eq, a, b));
  Truth t = Truth::unknown;
  switch (op) {
    case Op::eq:
      t = decide(a.lo == a.hi && b.lo == b.hi && a.lo == b.lo, a.hi < b.lo || b.hi < a.lo);
      break;
    case Op::lt:
      t = decide(a.hi < b.lo, a.lo >= b.hi);
      break;
    case Op::le:
      t = ASSIZE_FAULT(1, decide(a.hi < b.lo, a.lo >= b.hi), decide(a.hi <= b.lo, a.lo > b.hi));
      break;
    case Op::gt:
      t = decide(a.lo > b.hi, a.hi <= b.lo);
      break;
    default:
      t = decide(a.lo >= b.hi, a.hi < b.lo);
      break;
  }
  return with_never(t, a.never, b.never);
}

Truth between(const Interval& x, const Interval& low, const Interval& high, bool open_end) {
  const std::int64_t top_sure = open_end ? high.lo - 1 : high.lo,
                     top_may = open_end ? high.hi - 1 : high.hi;
  const Truth t =
      decide(x.lo >= low.hi && x.hi <= top_sure, std::max(x.lo, low.lo) > std::min(x.hi, top_may));
  return with_never(with_never(t, x.never, low.never), high.never, Never::no);
}

Truth within(const Interval& x, const Interval& d, const Interval& y, bool is_signed) {
  if (x.never == Never::only || y.never == Never::only) return Truth::no;
  const std::int64_t least = plus_saturated(x.lo, -y.hi), most = plus_saturated(x.hi, -y.lo);
  const bool yes = least >= 0 && most <= d.lo;
  const bool late = least > d.hi;
  const bool negative = most < 0 || d.hi < 0;
  return with_never(decide(yes, late || (is_signed && negative)), x.never, y.never);
}

Truth code_test(Op op, const CodeSet& a, const CodeSet& b) {
  if (op == Op::ne) return not_(code_test(Op::eq, a, b));
  if (op == Op::eq) {
    if (!a.unlisted && !b.unlisted && a.codes.size() == 1 && a.codes == b.codes) return Truth::yes;
    if (a.unlisted && b.unlisted) return Truth::unknown;
    for (const std::int32_t c : a.codes) {
      if (std::binary_search(b.codes.begin(), b.codes.end(), c)) return Truth::unknown;
    }
    return Truth::no;
  }
  if (a.unlisted || b.unlisted || a.codes.empty() || b.codes.empty()) return Truth::unknown;
  return compare(op, {a.codes.front(), a.codes.back(), Never::no},
                 {b.codes.front(), b.codes.back(), Never::no});
}

Interval hull(const Interval& a, const Interval& b) {
  if (a == b) return a;
  if (a.never == Never::only) return {b.lo, b.hi, Never::may};
  if (b.never == Never::only) return {a.lo, a.hi, Never::may};
  return {std::min(a.lo, b.lo), std::max(a.hi, b.hi), std::max(a.never, b.never)};
}

const CodeSet* codes_of(const model::CodeList& list, std::int64_t first, std::int64_t last) {
  CodeSet s;
  s.unlisted = true;
  for (std::size_t i = 0; i < list.codes.size(); ++i) {
    const model::Code& c = list.codes[i];
    if (c.role != model::CodeRole::ordinary) continue;
    if ((c.valid.from && *c.valid.from > last) || (c.valid.until && *c.valid.until < first))
      continue;
    s.codes.push_back(static_cast<std::int32_t>(i));
  }
  return intern(std::move(s));
}

Value value_of_codes(const CodeSet& s, Reasons why) {
  Value out;
  out.state = Value::State::range;
  out.reasons = why;
  if (s.unlisted) out.codes.push_back({kUnlisted});
  for (const std::int32_t c : s.codes) out.codes.push_back({c});
  return out;
}

Numbers numbers(const Value& v) {
  Numbers n;
  if (v.is_known()) {
    n.lo = n.hi = std::get<Decimal>(v.point());
  } else if (v.state == Value::State::range) {
    if (v.low) n.lo = std::get<Decimal>(*v.low);
    if (v.high) n.hi = std::get<Decimal>(*v.high);
    n.lo_open = v.low_open;
    n.hi_open = v.high_open;
  }
  return n;
}

}  // namespace assize::evaluate
