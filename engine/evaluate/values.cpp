#include "engine/evaluate/values.h"

#include <algorithm>
#include <optional>
#include <tuple>

#include "engine/evaluate/call_values.h"
#include "engine/evaluate/faults.h"
#include "engine/evaluate/intervals.h"
#include "engine/functions/call.h"
#include "engine/functions/items.h"

namespace assize::evaluate {

using model::Expr;
using model::Function;
using model::Kind;
using model::Op;

namespace {

Value truth_value(Truth t, Reasons why) {
  return t == Truth::unknown ? Value::unknown(why) : Value::of(t == Truth::yes);
}
Truth truth(const Value& v) {
  return v.is_known() ? truth_of(std::get<bool>(v.point())) : Truth::unknown;
}

CodeSet set_of(const Value& v, const model::Ruleset& ruleset, const model::Type& type) {
  CodeSet s;
  const auto put = [&](std::int32_t c) {
    if (c == kUnlisted)
      s.unlisted = true;
    else
      s.codes.push_back(c);
  };
  if (v.is_known()) {
    put(std::get<CodeIndex>(v.point()).at);
  } else if (v.codes.empty()) {
    return *codes_of(ruleset.code_lists[type.list], INT64_MIN, INT64_MAX);
  } else {
    for (const CodeIndex c : v.codes) put(c.at);
  }
  return s;
}

// Every x of `a` is below every y of `b`; or_equal: or equal to it.
bool surely_below(const Numbers& a, const Numbers& b, bool or_equal) {
  if (!a.hi || !b.lo) return false;
  if (*a.hi < *b.lo) return true;
  return *a.hi == *b.lo && (or_equal || a.hi_open || b.lo_open);
}
Truth compare_numbers(Op op, const Numbers& a, const Numbers& b) {
  switch (op) {
    case Op::eq: {
      const bool points = a.lo && a.hi && b.lo && b.hi && *a.lo == *a.hi && *b.lo == *b.hi;
      return decide(points && *a.lo == *b.lo,
                    surely_below(a, b, false) || surely_below(b, a, false));
    }
    case Op::ne:
      return not_(compare_numbers(Op::eq, a, b));
    case Op::lt:
      return decide(surely_below(a, b, false), surely_below(b, a, true));
    case Op::le:
      return decide(surely_below(a, b, true), surely_below(b, a, false));
    case Op::gt:
      return compare_numbers(Op::lt, b, a);
    default:
      return compare_numbers(Op::le, b, a);
  }
}

// The fewest and the most days that a calendar duration can be: 400 years have 146097 days, so a
// year has 365 or 366, a month 28 to 31; over many months the bounds of whole years hold.
Interval days_of_calendar(const CalendarDuration& c) {
  if (c.months == 0) return {c.days, c.days, Never::no};
  const bool minus = c.months < 0;
  const std::int64_t m = minus ? -std::int64_t{c.months} : c.months;
  std::int64_t least = INT64_MAX, most = 0;
  // The calendar repeats after 4800 months: the extremes over all first days of months of one cycle
  // are those for ever.
  const std::int64_t cycles = m / 4800, rest = m % 4800;
  thread_local std::map<std::int64_t, std::pair<std::int64_t, std::int64_t>> known;
  const auto at = known.find(rest);
  if (at != known.end())
    std::tie(least, most) = at->second;
  else
    for (int start = 0; start < 4800; ++start) {
      const auto first = [](std::int64_t month) {
        return std::int64_t{
            *day_of(static_cast<int>(1600 + month / 12), static_cast<int>(month % 12 + 1), 1)};
      };
      const std::int64_t n = first(start + rest) - first(start);
      least = std::min(least, n);
      most = std::max(most, n);
      if (start == 4799) known[rest] = {least, most};
    }
  least += cycles * 146097;
  most += cycles * 146097;
  Interval out{least, most, Never::no};
  if (minus) out = {-out.hi, -out.lo, Never::no};
  out.lo += c.days;
  out.hi += c.days;
  return out;
}

// Two calendar durations as months or as days where that is all that differs between them, else as
// the days that they can be.
std::pair<Interval, Interval> in_one_unit(const Value& a, const Value& b) {
  std::vector<CalendarDuration> ends;
  for (const Value* v : {&a, &b}) {
    if (v->low) ends.push_back(std::get<CalendarDuration>(*v->low));
    if (v->high) ends.push_back(std::get<CalendarDuration>(*v->high));
  }
  const auto all_share = [&](auto part) {
    return std::all_of(ends.begin(), ends.end(),
                       [&](const CalendarDuration& c) { return c.*part == ends[0].*part; });
  };
  const bool by_days = all_share(&CalendarDuration::months),
             by_months = !by_days && all_share(&CalendarDuration::days);
  const auto interval = [&](const Value& v) {
    const auto place = [&](const Scalar& s) {
      const auto& c = std::get<CalendarDuration>(s);
      if (by_days) return Interval{c.days, c.days, Never::no};
      if (by_months) return Interval{c.months, c.months, Never::no};
      return days_of_calendar(c);
    };
    Interval out{kMinusInfinity, kPlusInfinity, Never::no};
    if (v.low) out.lo = place(*v.low).lo;
    if (v.is_known())
      out.hi = place(*v.low).hi;
    else if (v.high)
      out.hi = place(*v.high).hi;
    return out;
  };
  return {interval(a), interval(b)};
}

// A date beside a time, compared exactly: its first instant.
Interval first_instants(const Interval& days, const model::Type& time,
                        const model::Ruleset& ruleset) {
  const auto first = [&](std::int64_t d) -> std::int64_t {
    if (d <= kMinusInfinity || d >= kPlusInfinity) return d;
    if (time.kind == Kind::date_time)
      return end_of_day(ruleset.zones[time.zone], static_cast<Day>(d - 1));
    return d * kDayMillis;
  };
  return {first(days.lo), first(days.hi), days.never};
}

Interval place_of(const model::Ruleset& ruleset, const Expr& e, std::size_t i, const Value& v) {
  const Interval own = interval_of_value(v);
  const model::Type& type = ruleset.expr(e.args[i]).type;
  if (type.kind != Kind::date) return own;
  for (const model::ExprId a : e.args) {
    const model::Type& other = ruleset.expr(a).type;
    if (other.kind == Kind::date_time || other.kind == Kind::wall_time)
      return first_instants(own, other, ruleset);
  }
  return own;
}

Truth compare_values(const model::Ruleset& ruleset, const Expr& e, Op op, std::size_t i,
                     const Value& a, std::size_t k, const Value& b) {
  const model::Type& type = ruleset.expr(e.args[i]).type;
  const model::Type& other = ruleset.expr(e.args[k]).type;
  const Kind kind = type.kind == Kind::nothing ? other.kind : type.kind;
  if (type.kind == Kind::nothing || other.kind == Kind::nothing) return Truth::unknown;
  if (is_ordinal(kind)) return compare(op, place_of(ruleset, e, i, a), place_of(ruleset, e, k, b));
  switch (kind) {
    case Kind::number:
      return compare_numbers(op, numbers(a), numbers(b));
    case Kind::code:
      return code_test(op, set_of(a, ruleset, type), set_of(b, ruleset, other));
    case Kind::yes_no: {
      if (!a.is_known() || !b.is_known()) return Truth::unknown;
      return truth_of(same(a.point(), b.point()) == (op == Op::eq));
    }
    case Kind::calendar: {
      const auto [x, y] = in_one_unit(a, b);
      return compare(op, x, y);
    }
    default:
      break;
  }
  if (!a.is_known() || !b.is_known()) return Truth::unknown;
  const int order = std::get<std::string>(a.point()).compare(std::get<std::string>(b.point()));
  return compare(op, {order, order, Never::no}, {0, 0, Never::no});
}

Truth in_list(const model::Ruleset& ruleset, const Expr& e, std::span<const Value> args) {
  const Kind kind = ruleset.expr(e.args[0]).type.kind;
  if (kind == Kind::code) {
    const CodeSet x = set_of(args[0], ruleset, ruleset.expr(e.args[0]).type);
    bool some = false, all = !x.unlisted;
    std::vector<std::int32_t> listed;
    for (std::size_t i = 1; i < args.size(); ++i) {
      const CodeSet s = set_of(args[i], ruleset, ruleset.expr(e.args[i]).type);
      listed.insert(listed.end(), s.codes.begin(), s.codes.end());
    }
    for (const std::int32_t c : x.codes) {
      const bool in = std::find(listed.begin(), listed.end(), c) != listed.end();
      some |= in;
      all = all && in;
    }
    return decide(all && some, !some);
  }
  Truth t = Truth::no;
  for (std::size_t i = 1; i < args.size(); ++i)
    t = or_(t, compare_values(ruleset, e, Op::eq, 0, args[0], i, args[i]));
  if (t != Truth::unknown || !is_ordinal(kind)) return t;
  // A short stretch every point of which is listed.
  const Interval x = interval_of_value(args[0]);
  if (x.never != Never::no || x.lo <= kMinusInfinity ||
      x.hi - x.lo >= static_cast<std::int64_t>(args.size()))
    return t;
  for (std::int64_t p = x.lo; p <= x.hi; ++p) {
    bool listed = false;
    for (std::size_t i = 1; i < args.size(); ++i)
      listed |= interval_of_value(args[i]) == Interval{p, p, Never::no};
    if (!listed) return t;
  }
  return Truth::yes;
}

// x, low, high over numbers and the rest: both comparisons, and no where no choice of x lies
// between.
Truth between_values(const model::Ruleset& ruleset, const Expr& e, std::span<const Value> args) {
  const Kind kind = ruleset.expr(e.args[0]).type.kind;
  if (is_ordinal(kind)) {
    return between(place_of(ruleset, e, 0, args[0]), place_of(ruleset, e, 1, args[1]),
                   place_of(ruleset, e, 2, args[2]), e.open_end);
  }
  const Truth t =
      and_(compare_values(ruleset, e, Op::ge, 0, args[0], 1, args[1]),
           compare_values(ruleset, e, e.open_end ? Op::lt : Op::le, 0, args[0], 2, args[2]));
  if (t != Truth::unknown || kind != Kind::number) return t;
  const Numbers low = numbers(args[1]), high = numbers(args[2]);
  return surely_below(high, low, e.open_end) ? Truth::no : t;
}

Value add_duration(const model::Ruleset& ruleset, const Expr& e, const Value& at, std::size_t place,
                   const Value& d, bool minus) {
  Expr sum = e;
  sum.op = Op::call;
  sum.function = minus ? Function::subtract : Function::add;
  sum.args = {e.args[place], e.args[1]};
  sum.type = ruleset.expr(e.args[place]).type;
  const Value args[] = {at, d};
  return combine(ruleset, sum, args);
}

Truth within_values(const model::Ruleset& ruleset, const Expr& e, std::span<const Value> args) {
  const bool after = e.op == Op::within_after;
  const Interval x = place_of(ruleset, e, 0, args[0]), y = place_of(ruleset, e, 2, args[2]);
  const Kind wait = ruleset.expr(e.args[1]).type.kind;
  if (wait == Kind::elapsed) {
    Interval d = interval_of_value(args[1]);
    if (ruleset.expr(e.args[0]).type.kind == Kind::date &&
        ruleset.expr(e.args[2]).type.kind == Kind::date) {
      d = {floor_day(d.lo), floor_day(d.hi), d.never};  // between dates only whole days pass
    }
    return after ? within(x, d, y, e.is_signed) : within(y, d, x, e.is_signed);
  }
  if (x.never == Never::only || y.never == Never::only) return Truth::no;
  Interval limit = interval_of_value(add_duration(ruleset, e, args[2], 2, args[1], !after));
  if (limit.never == Never::may) limit.never = Never::no;  // y's own, counted below
  const Interval& first = after ? y : limit;
  const Interval& last = after ? limit : y;
  const bool yes = x.lo >= first.hi && ASSIZE_FAULT(28, x.hi < last.lo, x.hi <= last.lo);
  const bool late = after ? x.lo > limit.hi : x.hi < limit.lo;
  const bool negative = after ? x.hi < y.lo : x.lo > y.hi;
  return with_never(decide(yes, late || (e.is_signed && negative)), x.never, y.never);
}

Value hull_of(const model::Ruleset& ruleset, const Expr& e,
              const std::vector<const Value*>& branches, Reasons why) {
  if (branches.size() == 1) return *branches[0];
  for (const Value* b : branches) why |= b->reasons;
  bool equal = branches[0]->is_known();
  for (const Value* b : branches)
    equal = equal && b->is_known() && same(b->point(), branches[0]->point());
  if (equal) return *branches[0];
  const Kind kind = e.type.kind;
  if (is_ordinal(kind)) {
    Interval all = interval_of_value(*branches[0]);
    for (const Value* b : branches) all = hull(all, interval_of_value(*b));
    Value out = value_of_interval(all, e.type);
    if (!out.is_known()) out.reasons = why;
    return out;
  }
  if (kind == Kind::code) {
    CodeSet all;
    for (const Value* b : branches) {
      const CodeSet s = set_of(*b, ruleset, e.type);
      all.unlisted |= s.unlisted;
      all.codes.insert(all.codes.end(), s.codes.begin(), s.codes.end());
    }
    std::sort(all.codes.begin(), all.codes.end());
    all.codes.erase(std::unique(all.codes.begin(), all.codes.end()), all.codes.end());
    return value_of_codes(all, why);
  }
  if (kind != Kind::number) return Value::unknown(why);
  Numbers all = numbers(*branches[0]);
  for (const Value* b : branches) {
    const Numbers n = numbers(*b);
    if (!n.lo || !all.lo)
      all.lo.reset();
    else if (*n.lo < *all.lo || (*n.lo == *all.lo && !n.lo_open)) {
      all.lo = n.lo;
      all.lo_open = n.lo_open;
    }
    if (!n.hi || !all.hi)
      all.hi.reset();
    else if (ASSIZE_FAULT(30, *n.hi<*all.hi, *n.hi> * all.hi) || (*n.hi == *all.hi && !n.hi_open)) {
      all.hi = n.hi;
      all.hi_open = n.hi_open;
    }
  }
  if (!all.lo && !all.hi) return Value::unknown(why);
  Value out;
  out.state = Value::State::range;
  out.reasons = why;
  if (all.lo) out.low = *all.lo;
  if (all.hi) out.high = *all.hi;
  out.low_open = all.lo && all.lo_open;
  out.high_open = all.hi && all.hi_open;
  return out;
}

Value choose(const model::Ruleset& ruleset, const Expr& e, std::span<const Value> args) {
  std::vector<const Value*> branches;
  Reasons why;
  std::size_t i = 0;
  for (; i + 1 < args.size(); i += 2) {
    const Truth t = truth(args[i]);
    if (ASSIZE_FAULT(29, t != Truth::yes, t == Truth::no)) continue;
    branches.push_back(&args[i + 1]);
    why |= args[i].reasons;
    if (t == Truth::yes) return hull_of(ruleset, e, branches, why);
  }
  // Of a table without a hole there is no `otherwise`: one of the rows holds, and for a code that
  // is not in its list nobody knows which.
  if (i < args.size()) branches.push_back(&args[i]);
  if (branches.empty()) {
    for (std::size_t row = 0; row < args.size(); row += 2) {
      branches.push_back(&args[row + 1]);
      why |= args[row].reasons;
    }
    why |= Reason::not_listed;
  }
  return hull_of(ruleset, e, branches, why);
}

}  // namespace

Value combine(const model::Ruleset& ruleset, const Expr& e, std::span<const Value> args) {
  const auto fold = [&](auto f, Truth start) {
    Truth t = start;
    for (const Value& a : args) t = f(t, truth(a));
    return truth_value(t, all_reasons(args));
  };
  switch (e.op) {
    case Op::literal:
      return e.value;
    case Op::and_:
      return fold(and_, Truth::yes);
    case Op::or_:
      return fold(or_, Truth::no);
    case Op::not_:
      return truth_value(not_(truth(args[0])), all_reasons(args));
    case Op::implies:
      return truth_value(implies(truth(args[0]), truth(args[1])), all_reasons(args));
    case Op::xor_:
      return truth_value(xor_(truth(args[0]), truth(args[1])), all_reasons(args));
    case Op::eq:
    case Op::ne:
    case Op::lt:
    case Op::le:
    case Op::gt:
    case Op::ge:
      return truth_value(compare_values(ruleset, e, e.op, 0, args[0], 1, args[1]),
                         all_reasons(args));
    case Op::between:
      return truth_value(between_values(ruleset, e, args), all_reasons(args));
    case Op::in:
      return truth_value(in_list(ruleset, e, args), all_reasons(args));
    case Op::within_after:
    case Op::within_before: {
      const Truth t = within_values(ruleset, e, args);
      return truth_value(t, all_reasons(args) | Reason::contradictory);
    }
    case Op::choose:
      return choose(ruleset, e, args);
    case Op::call:
      return call_values(ruleset, e, args);
    case Op::has_item: {
      // With its reasons, for words that ask for them.
      if (!args[0].is_known()) return Value::unknown(all_reasons(args));
      Truth any = Truth::no;
      Reasons why;
      for (std::size_t i = 1; i < args.size(); ++i) {
        if (!args[i].is_known()) {
          any = or_(any, Truth::unknown);
          why |= args[i].reasons;
          continue;
        }
        any = or_(any, has_item(ruleset, std::get<std::string>(args[0].point()),
                                std::get<std::string>(e.value.point()), e.index,
                                std::get<std::string>(args[i].point())));
      }
      return truth_value(any, why.empty() ? Reasons(Reason::not_listed) : why);
    }
    default:
      return args.empty() ? Value::unknown(Reason::stated) : args[0];
  }
}

}  // namespace assize::evaluate
