// Functions of lists, over members that may be ranges or unknown. Only `assize eval` has lists.
#include <algorithm>

#include "engine/reference/operations.h"
#include "engine/reference/range.h"

namespace assize::reference {
namespace {

using model::Function;
using model::Kind;

// One end of a rank among the members: every member taken at that end, then sorted.
std::optional<Scalar> ranked(std::span<const Value> members, bool upper, std::size_t rank) {
  std::vector<Scalar> ends;
  for (const Value& v : members) {
    const auto& end = upper && !v.is_known() ? v.high : v.low;
    if (!end) return std::nullopt;
    ends.push_back(*end);
  }
  std::sort(ends.begin(), ends.end(),
            [](const Scalar& a, const Scalar& b) { return order(a, b) < 0; });
  return ends[rank];
}

Value rank(std::span<const Value> members, std::size_t at, Reasons why) {
  auto low = ranked(members, false, at), high = ranked(members, true, at);
  if (!low || !high) return Value::unknown(why);
  return stretch(std::move(low), std::move(high), false, why);
}

// A call of two operands that are not nodes: `like` has the types.
struct Fold {
  const model::Ruleset& ruleset;
  model::Expr expr;

  Value operator()(Function f, const Value& a, const Value& b) {
    expr.function = f;
    const Value both[] = {a, b};
    return apply(ruleset, expr, both);
  }
};

}  // namespace

Value apply_to_list(const model::Ruleset& ruleset, const model::Expr& expr,
                    std::span<const Value> args) {
  std::span<const Value> members = args;
  const bool is_list = args.size() == 1 && ruleset.expr(expr.args[0]).type.kind == Kind::list;
  if (is_list) {
    if (!args[0].is_known()) return Value::unknown(args[0].reasons);
    members = std::get<ListValue>(args[0].point());
  }
  const Function f = expr.function;
  if (f == Function::count) return Value::of(Decimal(static_cast<std::int64_t>(members.size())));
  if (f == Function::all_of || f == Function::any_of) {
    Truth all = truth_of(f == Function::all_of);
    for (const Value& v : members)
      all = f == Function::all_of ? and_(all, truth(v)) : or_(all, truth(v));
    return of_truth(all, reasons_of(members));
  }
  const Reasons why = reasons_of(members);
  if (members.empty()) return Value::unknown(Reason::blank);
  if (std::any_of(members.begin(), members.end(), [](const Value& v) {
        return v.state == Value::State::unknown || v.or_never ||
               (v.is_known() && std::holds_alternative<ListValue>(v.point()));
      })) {
    return Value::unknown(why);
  }
  const std::size_t n = members.size();
  if (f == Function::lowest) return rank(members, 0, why);
  if (f == Function::highest) return rank(members, n - 1, why);
  // Folding needs nodes of the members' type; the list's own node will not do, so the call's stands
  // in: it has that type.
  model::Ruleset types;
  model::Expr one;
  one.type = expr.type;
  types.exprs = {one, one};
  types.zones = ruleset.zones;
  model::Expr step = expr;
  step.args = {0, 1};
  Fold fold{types, step};
  if (f == Function::median) {
    if (n % 2 == 1) return rank(members, n / 2, why);
    const Value lower = rank(members, n / 2 - 1, why), upper = rank(members, n / 2, why);
    return fold(Function::divide, fold(Function::add, lower, upper), Value::of(Decimal(2)));
  }
  const Function by = f == Function::product ? Function::multiply : Function::add;
  Value total = members[0];
  for (const Value& v : members.subspan(1)) total = fold(by, total, v);
  if (f == Function::mean)
    return fold(Function::divide, total, Value::of(Decimal(static_cast<std::int64_t>(n))));
  return total;
}

}  // namespace assize::reference
