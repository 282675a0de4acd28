#include "engine/reference/two_valued.h"

#include "engine/functions/call.h"

namespace assize::reference {
namespace {

using model::Blank;
using model::Op;

// Literals have no cell of their own: their reasons say what it would have been.
Cell cell_of(const Value& v) {
  if (v.is_known()) return Cell::present;
  if (v.state == Value::State::range) return Cell::ranged;
  if (v.reasons.has(Reason::not_supplied)) return Cell::not_supplied;
  if (v.reasons.has(Reason::blank)) return Cell::blank;
  if (v.reasons.has(Reason::out_of_range)) return Cell::out_of_range;
  if (v.reasons.has(Reason::not_listed)) return Cell::not_listed;
  return Cell::unreadable;
}

Truth has_happened(const model::Ruleset& ruleset, const model::Expr& expr, Cell cell,
                   const Value& v, const Bindings& b) {
  const model::Index field = field_of(ruleset, expr.args[0]);
  const bool is_doubtful = field != model::kNone && !b.doubtful.empty() && b.doubtful[field];
  if (cell == Cell::blank) {
    const bool means_unknown = field == model::kNone || b.record == model::kNone ||
                               ruleset.records[b.record].fields[field].blank == Blank::unknown;
    return means_unknown || is_doubtful ? Truth::unknown : Truth::no;
  }
  if (!v.is_known() || is_never(v.point())) return Truth::unknown;
  const bool later =
      is_after_cut_off(v.point(), ruleset.expr(expr.args[0]).type, b.cut_off, ruleset);
  return later ? Truth::unknown : Truth::yes;
}

bool is_known(const Value& v) {
  if (!v.is_known() || is_never(v.point())) return false;
  const auto* code = std::get_if<CodeIndex>(&v.point());
  return !code || *code != kNotInList;
}

}  // namespace

Value two_valued(const model::Ruleset& ruleset, const model::Expr& expr, const Value& operand,
                 const Bindings& b) {
  if (expr.op == Op::surely)
    return Value::of(operand.is_known() && std::get<bool>(operand.point()));
  const model::Index field = field_of(ruleset, expr.args[0]);
  const Cell cell = field != model::kNone && !b.cells.empty() ? b.cells[field] : cell_of(operand);
  const bool is_absent = cell == Cell::not_supplied ||
                         (!operand.is_known() && operand.reasons.has(Reason::not_supplied));
  if (is_absent) return Value::unknown(Reason::not_supplied);
  switch (expr.op) {
    case Op::is_blank:
      return Value::of(cell == Cell::blank);
    case Op::is_supplied:
      return Value::of(cell != Cell::blank);
    case Op::is_well_formed:
      return Value::of(cell != Cell::blank && cell != Cell::unreadable);
    case Op::is_listed:
      return Value::of(cell == Cell::present);
    case Op::is_known:
      return Value::of(is_known(operand));
    case Op::is_unknown:
      return Value::of(!is_known(operand));
    case Op::is_unknown_because:
      return Value::of(!is_known(operand) && operand.reasons.has(expr.reason));
    default: {
      const Truth t = has_happened(ruleset, expr, cell, operand, b);
      return t == Truth::unknown ? Value::unknown(operand.is_known() ? Reasons(Reason::not_yet_due)
                                                                     : operand.reasons)
                                 : Value::of(t == Truth::yes);
    }
  }
}

Value verdict(const model::Expr& expr, RuleResult result) {
  switch (expr.op) {
    case Op::rule_passes:
      return Value::of(result == RuleResult::passes);
    case Op::rule_fails:
      return Value::of(result == RuleResult::fails);
    case Op::rule_undecided:
      return Value::of(result == RuleResult::undecided);
    default:
      return Value::of(result == RuleResult::not_applicable);
  }
}

bool is_after_cut_off(const Scalar& s, const model::Type& type, Day cut_off,
                      const model::Ruleset& ruleset) {
  return day_of_point(s, type, ruleset) > cut_off;
}

}  // namespace assize::reference
