#include "engine/evaluate/call_values.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "engine/evaluate/faults.h"
#include "engine/evaluate/intervals.h"
#include "engine/functions/call.h"

namespace assize::evaluate {

using model::Expr;
using model::Function;
using model::Kind;

Reasons all_reasons(std::span<const Value> args) {
  Reasons r;
  for (const Value& a : args) r |= a.reasons;
  return r.empty() ? Reasons(Reason::stated) : r;
}

namespace {

const std::optional<Scalar>& end_of(const Value& v, bool upper) {
  return v.is_known() || !upper ? v.low : v.high;
}
bool end_is_open(const Value& v, bool upper) {
  return !v.is_known() && (upper ? v.high_open : v.low_open);
}

bool orders(Kind k) { return k == Kind::number || k == Kind::calendar || is_ordinal(k); }

bool can_be_zero(const Value& v) {
  const Numbers n = numbers(v);
  const bool below = n.lo && (*n.lo > Decimal(0) || (*n.lo == Decimal(0) && n.lo_open));
  const bool above = n.hi && (*n.hi < Decimal(0) || (*n.hi == Decimal(0) && n.hi_open));
  return !below && !above;
}

Value ranged_absolute(const Value& v, Reasons why, const model::Ruleset& ruleset, const Expr& e) {
  const Scalar zero = e.type.kind == Kind::number ? Scalar(Decimal(0)) : Scalar(MillisValue{0});
  const auto negative = [&](const Scalar& s) {
    const Scalar p[] = {s};
    Expr n = e;
    n.function = Function::negate;
    return call(ruleset, n, p);
  };
  if (v.low && order_of(*v.low, zero) >= 0) return v;
  Value out;
  out.state = Value::State::range;
  out.reasons = why;
  if (v.high && order_of(*v.high, zero) <= 0) {
    const Value low = negative(*v.high);
    if (!low.is_known()) return Value::unknown(why);
    out.low = low.point();
    out.low_open = v.high_open;
    if (v.low) out.high = negative(*v.low).low;
    out.high_open = v.low_open;
    return out;
  }
  out.low = zero;
  if (v.low && v.high) {
    const Value minus = negative(*v.low);
    if (!minus.is_known()) return Value::unknown(why);
    const int o = order_of(minus.point(), *v.high);
    out.high = o > 0 ? minus.point() : *v.high;
    out.high_open = o > 0 ? v.low_open : o < 0 ? v.high_open : v.low_open && v.high_open;
  }
  return out;
}

Value call_ranges(const model::Ruleset& ruleset, const Expr& e, std::span<const Value> args) {
  const Function f = e.function;
  const Reasons why = all_reasons(args);
  const bool keeps_never =
      f == Function::add || f == Function::subtract || f == Function::time_from;
  bool may_never = false;
  for (const Value& a : args) {
    if (a.is_known() && assize::is_never(a.point())) {
      if (!keeps_never) return Value::unknown(why | Reason::blank);
      std::vector<Scalar> p;
      for (std::size_t i = 0; i < args.size(); ++i) p.push_back(a.point());
      if (is_ordinal(e.type.kind)) {
        if (e.type.kind == Kind::date) return Value::of(DayValue{kNeverDay});
        return Value::of(MillisValue{kNever});
      }
      return Value::unknown(why | Reason::blank);
    }
    may_never |= a.or_never;
  }
  if (may_never && (!keeps_never || !is_ordinal(e.type.kind))) return Value::unknown(why);
  if (!orders(e.type.kind)) return Value::unknown(why);
  for (std::size_t i = 0; i < args.size(); ++i) {
    if (args[i].is_known()) continue;
    if (!orders(ruleset.expr(e.args[i]).type.kind)) return Value::unknown(why);
  }
  if (f == Function::absolute)
    return args[0].state == Value::State::unknown ? Value::unknown(why)
                                                  : ranged_absolute(args[0], why, ruleset, e);
  const bool either = f == Function::multiply || f == Function::divide;
  if (f == Function::divide && ruleset.expr(e.args[1]).type.kind == Kind::number &&
      can_be_zero(args[1]))
    return Value::unknown(why);
  for (std::size_t i = 0; i < args.size(); ++i) {
    if (!args[i].is_known() && slope(f, i) == Slope::none) return Value::unknown(why);
    if (either && (!end_of(args[i], false) || !end_of(args[i], true))) return Value::unknown(why);
  }
  const bool needs_order = f == Function::time_from || f == Function::calendar_days ||
                           f == Function::working_days || f == Function::age;
  if (needs_order && !e.is_signed && (!end_of(args[0], true) || !end_of(args[1], false))) {
    return Value::unknown(why | Reason::contradictory);
  }

  Value out;
  out.state = Value::State::range;
  out.reasons = why;
  out.or_never = may_never;
  const auto corner = [&](std::size_t pick, bool& open) -> std::optional<Value> {
    std::vector<Scalar> p;
    open = false;
    for (std::size_t i = 0; i < args.size(); ++i) {
      const bool upper = (pick >> i) & 1u;
      const auto& end = end_of(args[i], upper);
      if (!end) return std::nullopt;
      p.push_back(*end);
      open |= end_is_open(args[i], upper);
    }
    return call(ruleset, e, p);
  };
  const auto take = [&](const Value& v, bool open, bool low, bool high) {
    const Scalar& bottom = *v.low;
    const Scalar& top = v.is_known() ? *v.low : *v.high;
    if (low && (!out.low || order_of(bottom, *out.low) < 0 ||
                (order_of(bottom, *out.low) == 0 && !open))) {
      out.low = bottom;
      out.low_open = open;
    }
    if (high &&
        (!out.high || order_of(top, *out.high) > 0 || (order_of(top, *out.high) == 0 && !open))) {
      out.high = top;
      out.high_open = open;
    }
  };
  bool open = false;
  if (either) {
    for (std::size_t pick = 0; pick < (std::size_t{1} << args.size()); ++pick) {
      const auto v = corner(pick, open);
      if (!v || v->state == Value::State::unknown)
        return Value::unknown(v ? why | v->reasons : why);
      take(*v, open, true, true);
    }
  } else {
    std::size_t lowest = 0, highest = 0;
    for (std::size_t i = 0; i < args.size(); ++i) {
      if (slope(f, i) == Slope::falling)
        lowest |= std::size_t{1} << i;
      else
        highest |= std::size_t{1} << i;
    }
    for (const bool upper : {false, true}) {
      const auto v = corner(upper ? highest : lowest, open);
      if (!v) continue;
      if (v->state == Value::State::unknown) return Value::unknown(why | v->reasons);
      take(*v, open && !has_steps(f), !upper, upper);
    }
  }
  if (!out.low && !out.high) return Value::unknown(why);
  if (!out.or_never && out.low && out.high && order_of(*out.low, *out.high) == 0)
    return Value::of(*out.low);
  return out;
}

}  // namespace

Value call_values(const model::Ruleset& ruleset, const Expr& e, std::span<const Value> args) {
  std::vector<Scalar> points;
  for (const Value& a : args) {
    if (!a.is_known()) return call_ranges(ruleset, e, args);
    if (const auto* c = std::get_if<CodeIndex>(&a.point()); c != nullptr && c->at == kUnlisted)
      return Value::unknown(Reason::not_listed);
    points.push_back(a.point());
  }
  return call(ruleset, e, points);
}

}  // namespace assize::evaluate
