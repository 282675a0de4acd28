// Comparisons over every choice of points.
#include <algorithm>

#include "engine/functions/call.h"
#include "engine/reference/operations.h"
#include "engine/reference/range.h"

namespace assize::reference {
namespace {

using model::Kind;
using model::Op;

Chances either_way() { return {true, true}; }
Chances negation(Chances c) { return {c.no, c.yes}; }

Value answer(Chances c, std::span<const Value> args) {
  return of_truth(c.truth(), reasons_of(args));
}

// --- codes
bool holds(Op op, int order) {
  switch (op) {
    case Op::eq:
      return order == 0;
    case Op::ne:
      return order != 0;
    case Op::lt:
      return order < 0;
    case Op::le:
      return order <= 0;
    case Op::gt:
      return order > 0;
    default:
      return order >= 0;
  }
}

Chances compare_codes(Op op, const std::vector<CodeIndex>& a, const std::vector<CodeIndex>& b) {
  Chances c;
  const bool equality = op == Op::eq || op == Op::ne;
  for (CodeIndex x : a) {
    for (CodeIndex y : b) {
      const bool no_order = x == kNotInList || y == kNotInList;
      if (no_order && (!equality || x == y)) return either_way();
      (holds(op, (x > y) - (x < y)) ? c.yes : c.no) = true;
    }
  }
  return c;
}

Chances in_codes(const std::vector<CodeIndex>& x, std::span<const std::vector<CodeIndex>> lists) {
  Chances any;
  for (CodeIndex one : x) {
    Truth found = Truth::no;
    for (const auto& y : lists) found = or_(found, compare_codes(Op::eq, {one}, y).truth());
    any.yes |= found != Truth::no;
    any.no |= found != Truth::yes;
  }
  return any;
}

Value compare_code_operands(const model::Ruleset& ruleset, const model::Expr& expr,
                            std::span<const Value> args, const RecordDays& days) {
  std::vector<std::vector<CodeIndex>> sets;
  for (std::size_t i = 0; i < args.size(); ++i) {
    model::Type type = ruleset.expr(expr.args[i]).type;
    if (type.kind != Kind::code) type = ruleset.expr(expr.args[0]).type;  // a bare `unknown`
    sets.push_back(code_members(args[i], ruleset.code_lists[type.list], days));
  }
  if (expr.op == Op::in) return answer(in_codes(sets[0], std::span(sets).subspan(1)), args);
  if (expr.op != Op::between) return answer(compare_codes(expr.op, sets[0], sets[1]), args);
  const Truth from = compare_codes(Op::ge, sets[0], sets[1]).truth();
  const Truth to = compare_codes(expr.open_end ? Op::lt : Op::le, sets[0], sets[2]).truth();
  return of_truth(and_(from, to), reasons_of(args));
}

// --- dates beside times
// ----------------------------------------------------------------------------------------------------
Value mapped(Value v, auto&& to) {
  if (v.low) v.low = to(*v.low);
  if (v.high) v.high = to(*v.high);
  return normal(std::move(v));
}

Value first_instant(const Value& v, const model::Type& time, const model::Ruleset& ruleset) {
  return mapped(v, [&](const Scalar& s) -> Scalar {
    const Day day = std::get<DayValue>(s).day;
    if (day == kNeverDay) return MillisValue{kNever};
    if (time.kind == Kind::date_time)
      return MillisValue{end_of_day(ruleset.zones[time.zone], day - 1)};
    return MillisValue{static_cast<Millis>(day) * kDayMillis};
  });
}

Value local_days(const Value& v, const model::Type& time, const model::Ruleset& ruleset) {
  return mapped(
      v, [&](const Scalar& s) -> Scalar { return DayValue{day_of_point(s, time, ruleset)}; });
}

// The operands in one type: beside a time, a date is its first instant (`exactly`), or the time is
// its day.
std::vector<Value> in_one_type(const model::Ruleset& ruleset, const model::Expr& expr,
                               std::span<const Value> args) {
  std::vector<Value> out(args.begin(), args.end());
  const auto type = [&](std::size_t i) -> const model::Type& {
    return ruleset.expr(expr.args[i]).type;
  };
  std::optional<model::Type> time;
  bool dates = false;
  for (std::size_t i = 0; i < out.size(); ++i) {
    if (type(i).kind == Kind::date_time || type(i).kind == Kind::wall_time) time = type(i);
    dates |= type(i).kind == Kind::date;
  }
  if (!time || !dates) return out;
  for (std::size_t i = 0; i < out.size(); ++i) {
    if (expr.exactly && type(i).kind == Kind::date) out[i] = first_instant(out[i], *time, ruleset);
    if (!expr.exactly && type(i).kind != Kind::date) out[i] = local_days(out[i], type(i), ruleset);
  }
  return out;
}

// --- everything else
// -------------------------------------------------------------------------------------------------------
bool any_unknown(std::span<const Value> args) {
  return std::any_of(args.begin(), args.end(),
                     [](const Value& v) { return v.state == Value::State::unknown; });
}

// Never satisfies no comparison, whatever the other is.
bool is_known_never(const Value& v) { return v.is_known() && is_never(v.point()); }

Truth equal_lists(const ListValue& a, const ListValue& b);

Truth equal_values(const Value& a, const Value& b) {
  if (is_known_never(a) || is_known_never(b)) return Truth::no;
  if (!a.is_known() || !b.is_known()) {
    if (a.state == Value::State::unknown || b.state == Value::State::unknown) return Truth::unknown;
    return equal(a, b).truth();
  }
  if (a.point().index() != b.point().index()) return Truth::no;
  if (const auto* list = std::get_if<ListValue>(&a.point()))
    return equal_lists(*list, std::get<ListValue>(b.point()));
  return equal(a, b).truth();
}

Truth equal_lists(const ListValue& a, const ListValue& b) {
  if (a.size() != b.size()) return Truth::no;
  Truth all = Truth::yes;
  for (std::size_t i = 0; i < a.size(); ++i) all = and_(all, equal_values(a[i], b[i]));
  return all;
}

Chances compare_ordered(const model::Expr& expr, std::span<const Value> args) {
  switch (expr.op) {
    case Op::eq:
      return equal(args[0], args[1]);
    case Op::ne:
      return negation(equal(args[0], args[1]));
    case Op::lt:
      return less(args[0], args[1]);
    case Op::le:
      return less_or_equal(args[0], args[1]);
    case Op::gt:
      return less(args[1], args[0]);
    case Op::ge:
      return less_or_equal(args[1], args[0]);
    default:
      return between(args[0], args[1], args[2], expr.open_end);
  }
}

// One of several: the values of a list stand for themselves.
Value in_list(std::span<const Value> args) {
  Truth found = Truth::no;
  for (std::size_t i = 1; i < args.size(); ++i) {
    const auto* list = args[i].is_known() ? std::get_if<ListValue>(&args[i].point()) : nullptr;
    const std::span<const Value> choices =
        list ? std::span<const Value>(*list) : args.subspan(i, 1);
    for (const Value& choice : choices) found = or_(found, equal_values(args[0], choice));
  }
  return of_truth(found, reasons_of(args));
}

}  // namespace

bool may_be_valid(const model::Code& code, const RecordDays& days) {
  if (!days) return true;
  return (!code.valid.from || *code.valid.from <= days->last) &&
         (!code.valid.until || days->first <= *code.valid.until);
}

bool is_certainly_valid(const model::Code& code, const RecordDays& days) {
  if (!days) return true;
  return (!code.valid.from || *code.valid.from <= days->first) &&
         (!code.valid.until || days->last <= *code.valid.until);
}

std::vector<CodeIndex> possible_codes(const model::CodeList& list, const RecordDays& days) {
  std::vector<CodeIndex> out;
  for (std::size_t i = 0; i < list.codes.size(); ++i) {
    const model::Code& code = list.codes[i];
    if (code.role == model::CodeRole::ordinary && may_be_valid(code, days))
      out.push_back({static_cast<std::int32_t>(i)});
  }
  return out;
}

std::vector<CodeIndex> code_members(const Value& v, const model::CodeList& list,
                                    const RecordDays& days) {
  if (v.is_known()) return {std::get<CodeIndex>(v.point())};
  if (v.state == Value::State::range) return v.codes;
  std::vector<CodeIndex> all = possible_codes(list, days);
  all.push_back(kNotInList);
  return all;
}

Reasons reasons_of(std::span<const Value> values) {
  Reasons all;
  for (const Value& v : values) all |= v.reasons;
  return all;
}

Value compare(const model::Ruleset& ruleset, const model::Expr& expr, std::span<const Value> args,
              const RecordDays& days) {
  const Kind kind = ruleset.expr(expr.args[0]).type.kind;
  const Kind other = ruleset.expr(expr.args[1]).type.kind;
  if (kind == Kind::code || other == Kind::code)
    return compare_code_operands(ruleset, expr, args, days);
  const std::vector<Value> same = in_one_type(ruleset, expr, args);
  if (expr.op == Op::in) return in_list(same);
  if (kind == Kind::yes_no && expr.op <= Op::ne) {
    const Truth differ = xor_(truth(same[0]), truth(same[1]));
    return of_truth(expr.op == Op::ne ? differ : not_(differ), reasons_of(args));
  }
  if (kind == Kind::list) {
    const Truth same_members = equal_values(same[0], same[1]);
    return of_truth(expr.op == Op::ne ? not_(same_members) : same_members, reasons_of(args));
  }
  if (std::any_of(same.begin(), same.end(), is_known_never)) return Value::of(expr.op == Op::ne);
  if (!any_unknown(same)) return answer(compare_ordered(expr, same), args);
  if (expr.op != Op::between || same[0].state == Value::State::unknown)
    return Value::unknown(reasons_of(args));
  // Beyond one end, whatever the other is.
  const bool is_known_low = same[1].state != Value::State::unknown,
             is_known_high = same[2].state != Value::State::unknown;
  const bool is_below = is_known_low && !less_or_equal(same[1], same[0]).yes;
  const bool is_above =
      is_known_high &&
      !(expr.open_end ? less(same[0], same[2]) : less_or_equal(same[0], same[2])).yes;
  return is_below || is_above ? Value::of(false) : Value::unknown(reasons_of(args));
}

Value within(const model::Ruleset& ruleset, const model::Expr& expr, std::span<const Value> args) {
  const bool after = expr.op == Op::within_after;
  const Value& x = args[0];
  const Value& y = args[2];
  if (is_known_never(x) || is_known_never(y)) return Value::of(false);
  model::Expr limit_expr;
  limit_expr.function = after ? model::Function::add : model::Function::subtract;
  limit_expr.op = Op::call;
  limit_expr.type = ruleset.expr(expr.args[2]).type;
  limit_expr.args = {expr.args[2], expr.args[1]};
  const Value ends[] = {y, args[1]};
  const Value limit = apply(ruleset, limit_expr, ends);
  const Value all[] = {x, args[1], y, limit};
  const Value places[] = {x, y};
  if (any_unknown(places)) return Value::unknown(reasons_of(all));
  if (any_unknown(all)) {  // however long it may be, a negative wait is not within it
    const bool is_negative = after ? !less_or_equal(y, x).yes : !less_or_equal(x, y).yes;
    return expr.is_signed && is_negative ? Value::of(false) : Value::unknown(reasons_of(all));
  }

  const bool early = after ? less(x, y).yes : less(y, x).yes;
  const bool late = after ? less(limit, x).yes : less(x, limit).yes;
  const Chances inside = after ? between(x, y, limit, false) : between(x, limit, y, false);
  const bool may_never = x.or_never || y.or_never || (x.is_known() && is_never(x.point())) ||
                         (y.is_known() && is_never(y.point()));
  if (!inside.yes && (expr.is_signed || !early)) return Value::of(false);
  if (!early && !late && !may_never) return Value::of(true);
  Reasons why = reasons_of(all);
  if (early && !expr.is_signed) why |= Reason::contradictory;
  return Value::unknown(why);
}

}  // namespace assize::reference
