#include "engine/functions/call.h"

namespace assize {

using model::Function;
using model::Kind;

bool is_never(const Scalar& s) {
  if (const auto* d = std::get_if<DayValue>(&s)) return d->day == kNeverDay;
  if (const auto* m = std::get_if<MillisValue>(&s)) return m->ms == kNever;
  return false;
}

bool is_list_function(Function f) {
  switch (f) {
    case Function::lowest:
    case Function::highest:
    case Function::sum:
    case Function::mean:
    case Function::median:
    case Function::product:
    case Function::count:
    case Function::all_of:
    case Function::any_of:
      return true;
    default:
      return false;
  }
}

bool has_steps(Function f) {
  return f != Function::add && f != Function::subtract && f != Function::negate &&
         f != Function::time_from;
}

Slope slope(Function f, std::size_t operand) {
  switch (f) {
    case Function::add:
    case Function::plus_working_days:
      return Slope::rising;
    case Function::subtract:
      return operand == 0 ? Slope::rising : Slope::falling;
    case Function::multiply:
    case Function::divide:
      return Slope::either;
    case Function::negate:
      return Slope::falling;
    case Function::floor:
    case Function::ceiling:
    case Function::truncate:
    case Function::round:
      return operand == 0 ? Slope::rising : Slope::none;
    case Function::time_from:
    case Function::calendar_days:
    case Function::working_days:
    case Function::whole_months:
    case Function::whole_years:
    case Function::age:
      return operand == 0 ? Slope::falling : Slope::rising;
    case Function::date_of:
    case Function::year_of:
    case Function::iso_year:
      return Slope::rising;
    default:
      return Slope::none;
  }
}

Value call(const model::Ruleset& ruleset, const model::Expr& expr, std::span<const Scalar> points) {
  const Function f = expr.function;
  for (const Scalar& p : points) {
    if (!is_never(p)) continue;
    const bool keeps = f == Function::add || f == Function::subtract || f == Function::time_from;
    if (!keeps) return Value::unknown(Reason::blank);
    if (expr.type.kind == Kind::date) return Value::of(DayValue{kNeverDay});
    if (expr.type.kind == Kind::elapsed || expr.type.kind == Kind::date_time ||
        expr.type.kind == Kind::wall_time) {
      return Value::of(MillisValue{kNever});
    }
    return Value::unknown(Reason::blank);
  }
  if (f <= Function::round) return call_arithmetic(ruleset, expr, points);
  if (f <= Function::iso_year) return call_calendar(ruleset, expr, points);
  return call_text(ruleset, expr, points);
}

}  // namespace assize
