#include "engine/reference/evaluate.h"

#include <algorithm>

#include "engine/functions/items.h"
#include "engine/reference/links.h"
#include "engine/reference/moments.h"
#include "engine/reference/range.h"
#include "engine/reference/two_valued.h"

namespace assize::reference {
namespace {

using model::ExprId;
using model::Kind;
using model::Op;

std::vector<ExprId> reachable(const model::Ruleset& ruleset, const std::vector<ExprId>& roots,
                              bool through_two_valued) {
  std::vector<bool> wanted(ruleset.exprs.size(), false);
  for (ExprId root : roots) {
    if (root != model::kNoExpr) wanted[root] = true;
  }
  std::vector<ExprId> order;
  for (ExprId id = static_cast<ExprId>(ruleset.exprs.size());
       id-- > 0;) {  // users stand after their operands
    if (!wanted[id]) continue;
    order.push_back(id);
    if (!through_two_valued && is_two_valued(ruleset.expr(id).op)) continue;
    for (ExprId arg : ruleset.expr(id).args) wanted[arg] = true;
  }
  std::reverse(order.begin(), order.end());
  return order;
}

Value logic(Op op, const std::vector<const Value*>& args) {
  Reasons why;
  for (const Value* v : args) why |= v->reasons;
  Truth t = truth(*args[0]);
  switch (op) {
    case Op::and_:
      for (const Value* v : args) t = and_(t, truth(*v));
      break;
    case Op::or_:
      for (const Value* v : args) t = or_(t, truth(*v));
      break;
    case Op::not_:
      t = not_(t);
      break;
    case Op::implies:
      t = implies(t, truth(*args[1]));
      break;
    default:
      t = xor_(t, truth(*args[1]));
      break;
  }
  return of_truth(t, why);
}

// c1, v1, c2, v2 ..., otherwise: the values that are not passed over. Without `otherwise` one of
// the conditions holds (a decision table without a hole); of a code that is not in its list nobody
// knows which.
Value choose(const model::Expr& expr, const std::vector<const Value*>& args) {
  std::vector<Value> possible;
  Reasons why;
  std::size_t i = 0;
  for (; i + 1 < args.size(); i += 2) {
    const Truth c = truth(*args[i]);
    if (c == Truth::no) continue;
    why |= args[i]->reasons;
    possible.push_back(*args[i + 1]);
    if (c == Truth::yes) return hull(possible, expr.type.kind, why);
  }
  if (i < args.size()) possible.push_back(*args[i]);
  if (possible.empty()) {
    for (std::size_t row = 0; row < args.size(); row += 2) {
      why |= args[row]->reasons;
      possible.push_back(*args[row + 1]);
    }
    why |= Reason::not_listed;
  }
  return hull(possible, expr.type.kind, why);
}

bool has_blank_cell(const model::Ruleset& ruleset, ExprId x, const Value& v, const Bindings& b) {
  const model::Index field = field_of(ruleset, x);
  if (field != model::kNone && !b.cells.empty()) return b.cells[field] == Cell::blank;
  return v.state == Value::State::unknown && v.reasons.has(Reason::blank);
}

// One of the items is among those of the cell.
Value has_any(const model::Ruleset& ruleset, const model::Expr& expr,
              const std::vector<Value>& values) {
  const Value& cell = values[expr.args[0]];
  if (!cell.is_known()) return Value::unknown(cell.reasons);
  Truth any = Truth::no;
  Reasons why;
  for (std::size_t i = 1; i < expr.args.size(); ++i) {
    const Value& item = values[expr.args[i]];
    if (!item.is_known()) {
      any = or_(any, Truth::unknown);
      why |= item.reasons;
      continue;
    }
    any = or_(any, has_item(ruleset, std::get<std::string>(cell.point()),
                            std::get<std::string>(expr.value.point()), expr.index,
                            std::get<std::string>(item.point())));
  }
  if (why.empty()) why = Reason::not_listed;
  return of_truth(any, why);
}

Value value_of_node(const model::Ruleset& ruleset, ExprId id, const Bindings& b,
                    const std::vector<Value>& values) {
  const model::Expr& expr = ruleset.expr(id);
  if (is_two_valued(expr.op)) {
    if (b.returned) return (*b.returned)[id];
    if (expr.args.empty())
      return verdict(expr,
                     expr.index < b.rules.size() ? b.rules[expr.index] : RuleResult::undecided);
    const model::Index field =
        field_of(ruleset, expr.args[0]);  // its cell, whatever its unknown counts as
    return two_valued(
        ruleset, expr,
        field != model::kNone && expr.op != Op::surely ? b.fields[field] : values[expr.args[0]], b);
  }
  if (expr.op == Op::across) {
    // Fillings of this record do not reach others: over returned values.
    if (b.returned) return (*b.returned)[id];
    return b.tables ? b.tables->across(id, b, values) : Value::unknown(Reason::not_covered);
  }
  switch (expr.op) {
    case Op::literal:
      return expr.value;
    case Op::cut_off:
      return Value::of(DayValue{b.cut_off});
    case Op::outer:
      return b.handed_in[expr.index];
    case Op::has_item:
      return has_any(ruleset, expr, values);
    case Op::field:
      return b.fields[expr.index];
    case Op::parameter:
      return parameter_value(ruleset.parameters[expr.index], b.days);
    case Op::named:
      return values[expr.args[0]];
    case Op::or_else:
      return has_blank_cell(ruleset, expr.args[0], values[expr.args[0]], b) ? values[expr.args[1]]
                                                                            : values[expr.args[0]];
    case Op::and_:
    case Op::or_:
    case Op::not_:
    case Op::implies:
    case Op::xor_:
    case Op::choose: {
      std::vector<const Value*> args;
      for (ExprId arg : expr.args) args.push_back(&values[arg]);
      return expr.op == Op::choose ? choose(expr, args) : logic(expr.op, args);
    }
    default:
      break;
  }
  std::vector<Value> args;
  for (ExprId arg : expr.args) args.push_back(values[arg]);
  if (expr.op == Op::call) return apply(ruleset, expr, args);
  if (expr.op == Op::spans) return how_spans_lie(ruleset, expr, args);
  if (expr.op == Op::doubted) {
    if (!args[0].is_known()) return args[0];
    return truth(args[0]) == Truth::yes ? args[0] : Value::unknown(expr.reason);
  }
  if (expr.op == Op::within_after || expr.op == Op::within_before)
    return within(ruleset, expr, args);
  return compare(ruleset, expr, args, b.days);
}

}  // namespace

bool is_single_test(const model::Expr& expr) {
  if (expr.type.kind != Kind::yes_no) return false;
  return expr.op != Op::choose && expr.op != Op::named &&
         !(expr.op >= Op::and_ && expr.op <= Op::xor_);
}

model::Index field_of(const model::Ruleset& ruleset, ExprId id) {
  while (ruleset.expr(id).op == Op::named) id = ruleset.expr(id).args[0];
  return ruleset.expr(id).op == Op::field ? ruleset.expr(id).index : model::kNone;
}

std::vector<ExprId> needed(const model::Ruleset& ruleset, const std::vector<ExprId>& roots) {
  return reachable(ruleset, roots, true);
}

std::vector<ExprId> read_directly(const model::Ruleset& ruleset, const std::vector<ExprId>& roots) {
  return reachable(ruleset, roots, false);
}

void evaluate(const model::Ruleset& ruleset, const std::vector<ExprId>& order,
              const Bindings& bindings, std::vector<Value>& out) {
  out.resize(ruleset.exprs.size());
  for (ExprId id : order) {
    out[id] = value_of_node(ruleset, id, bindings, out);
    const bool counts_as_no =
        bindings.unknown_counts_as_no && is_single_test(ruleset.expr(id)) && !out[id].is_known();
    if (counts_as_no) out[id] = Value::of(false);
  }
}

Value evaluate(const model::Ruleset& ruleset, ExprId expr, const Bindings& bindings) {
  std::vector<Value> values;
  evaluate(ruleset, needed(ruleset, {expr}), bindings, values);
  return values[expr];
}

}  // namespace assize::reference
