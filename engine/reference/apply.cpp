// Functions over ranges: the kernel at the ends, where the function moves one way.
#include <algorithm>

#include "engine/functions/call.h"
#include "engine/reference/operations.h"
#include "engine/reference/range.h"

namespace assize::reference {
namespace {

using model::Function;
using model::Kind;

bool may_be_never(const Value& v) { return v.or_never || (v.is_known() && is_never(v.point())); }

const std::optional<Scalar>& low_of(const Value& v) { return v.low; }
const std::optional<Scalar>& high_of(const Value& v) { return v.is_known() ? v.low : v.high; }

// What a kernel says at one corner, added to what the others said.
struct Corners {
  std::vector<Value> results;
  Reasons why;
  bool none = false;  // a corner has no answer

  void add(const Value& v) {
    why |= v.reasons;
    none |= v.state == Value::State::unknown;
    if (v.is_known()) {
      results.push_back(v);
    } else if (v.low && v.high) {
      results.push_back(Value::of(*v.low));
      results.push_back(Value::of(*v.high));
    }
  }
};

// Monotone in each operand whichever way (products, quotients): the extremes are at the corners,
// and every end is needed.
Value by_corners(const model::Ruleset& ruleset, const model::Expr& expr,
                 std::span<const Value> args, Reasons why) {
  Corners corners;
  for (unsigned choice = 0; choice < 1u << args.size(); ++choice) {
    std::vector<Scalar> points;
    for (std::size_t i = 0; i < args.size(); ++i) {
      const auto& end = (choice >> i & 1u) != 0 ? high_of(args[i]) : low_of(args[i]);
      if (!end) return Value::unknown(why);
      points.push_back(*end);
    }
    corners.add(call(ruleset, expr, points));
  }
  if (corners.none) return Value::unknown(why | corners.why);
  return hull(corners.results, expr.type.kind, why | corners.why);
}

// Each operand moves the result one way: the low end of the result comes from one end of each
// operand.
Value by_slopes(const model::Ruleset& ruleset, const model::Expr& expr, std::span<const Value> args,
                Reasons why) {
  Value out;
  out.state = Value::State::range;
  for (const bool upper : {false, true}) {
    std::vector<Scalar> points;
    bool open = false;
    for (std::size_t i = 0; i < args.size(); ++i) {
      const bool from_high = (slope(expr.function, i) == Slope::rising) == upper;
      const auto& end = from_high ? high_of(args[i]) : low_of(args[i]);
      if (!end) break;
      open |= !args[i].is_known() && (from_high ? args[i].high_open : args[i].low_open);
      points.push_back(*end);
    }
    if (points.size() < args.size()) continue;  // this end is absent
    const Value at_end = call(ruleset, expr, points);
    if (at_end.state == Value::State::unknown) return Value::unknown(why | at_end.reasons);
    why |= at_end.reasons;
    (upper ? out.high : out.low) = upper && !at_end.is_known() ? at_end.high : at_end.low;
    (upper ? out.high_open : out.low_open) = open && !has_steps(expr.function);
  }
  out.or_never = std::any_of(args.begin(), args.end(), may_be_never);
  out.reasons = why;
  return normal(std::move(out));
}

// How far from zero: an end that is absent stays so.
Value absolute_of(const model::Ruleset& ruleset, const model::Expr& expr, const Value& x,
                  Reasons why) {
  const Scalar zero = expr.type.kind == Kind::number ? Scalar(Decimal()) : Scalar(MillisValue{0});
  if (x.low && order(*x.low, zero) >= 0) return x;
  model::Expr minus = expr;
  minus.function = Function::negate;
  Value turned = x;  // -x
  std::swap(turned.low, turned.high);
  std::swap(turned.low_open, turned.high_open);
  for (auto* end : {&turned.low, &turned.high}) {
    if (!*end) continue;
    const Scalar point[] = {**end};
    const Value negative = call(ruleset, minus, point);
    if (!negative.is_known()) return Value::unknown(why | negative.reasons);
    *end = negative.point();
  }
  turned.reasons = why;
  if (x.high && order(*x.high, zero) <= 0) return turned;
  Value out = stretch(zero, std::nullopt, false, why);
  if (!x.low || !x.high) return out;
  const int longer = order(*turned.high, *x.high);
  out.high = longer > 0 ? turned.high : x.high;
  out.high_open = longer > 0   ? turned.high_open
                  : longer < 0 ? x.high_open
                               : turned.high_open && x.high_open;
  return out;
}

// Can the second operand come before the first?
bool may_run_backwards(const model::Ruleset& ruleset, const model::Expr& expr,
                       std::span<const Value> args) {
  model::Expr signed_expr = expr;
  signed_expr.is_signed = true;
  const Value apart = by_slopes(ruleset, signed_expr, args, {});
  if (apart.state == Value::State::unknown) return false;  // that reason is told instead
  if (!apart.low) return true;
  if (const auto* n = std::get_if<Decimal>(&*apart.low)) return n->is_negative();
  return std::get<MillisValue>(*apart.low).ms < 0;
}

bool may_be_zero(const Value& v) {
  if (!v.low || !high_of(v)) return true;
  const auto sign = [](const Scalar& s) {
    const Scalar zero =
        std::holds_alternative<Decimal>(s) ? Scalar(Decimal()) : Scalar(MillisValue{0});
    return order(s, zero);
  };
  return sign(*v.low) <= 0 && sign(*high_of(v)) >= 0;
}

}  // namespace

Value apply(const model::Ruleset& ruleset, const model::Expr& expr, std::span<const Value> args) {
  if (is_list_function(expr.function)) return apply_to_list(ruleset, expr, args);
  const Function f = expr.function;
  const Reasons why = reasons_of(args);
  const bool keeps_never =
      (f == Function::add || f == Function::subtract || f == Function::time_from) &&
      expr.type.kind != Kind::calendar;
  if (std::all_of(args.begin(), args.end(), [](const Value& v) { return v.is_known(); })) {
    std::vector<Scalar> points;
    for (const Value& v : args) points.push_back(v.point());
    return call(ruleset, expr, points);
  }
  if (keeps_never && std::any_of(args.begin(), args.end(), [](const Value& v) {
        return v.is_known() && is_never(v.point());
      })) {
    return expr.type.kind == Kind::date ? Value::of(DayValue{kNeverDay})
                                        : Value::of(MillisValue{kNever});  // whatever the other is
  }
  if (std::any_of(args.begin(), args.end(),
                  [](const Value& v) { return v.state == Value::State::unknown; })) {
    return Value::unknown(why);
  }
  if (!keeps_never && std::any_of(args.begin(), args.end(), may_be_never))
    return Value::unknown(why | Reason::blank);
  if (f == Function::absolute) return absolute_of(ruleset, expr, args[0], why);
  if (f == Function::divide && may_be_zero(args[1]))
    return Value::unknown(why | Reason::divided_by_zero);
  const bool forward_only = f == Function::time_from || f == Function::calendar_days ||
                            f == Function::working_days || f == Function::age;
  if (forward_only && !expr.is_signed && may_run_backwards(ruleset, expr, args)) {
    return Value::unknown(why | Reason::contradictory);
  }
  bool one_way = true, monotone = true;
  for (std::size_t i = 0; i < args.size(); ++i) {
    const Slope s = slope(f, i);
    one_way &=
        s == Slope::rising || s == Slope::falling || (s == Slope::none && args[i].is_known());
    monotone &= s != Slope::none || args[i].is_known();
  }
  if (!monotone) return Value::unknown(why);
  return one_way ? by_slopes(ruleset, expr, args, why) : by_corners(ruleset, expr, args, why);
}

}  // namespace assize::reference
