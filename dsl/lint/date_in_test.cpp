// A4038. A date of the law written into a test: nobody finds it when the law changes.
#include "dsl/lint/lints.h"

namespace assize::lint_detail {

void date_in_test(const Context& c) {
  std::set<model::ExprId> told;
  for (const Root& root : roots(c)) {
    if (root.is_rule) continue;  // limits of what a field may hold
    for (const model::ExprId id : reach(c.ruleset, {root.expr})) {
      const model::Expr& e = c.ruleset.exprs[id];
      if (!model::is_order(e.op) || !c.here(e.span)) continue;
      const model::Expr& y = c.ruleset.exprs[e.args[1]];
      const bool date = y.op == model::Op::literal && y.value.is_known() &&
                        (y.type.kind == model::Kind::date || y.type.kind == model::Kind::date_time);
      if (!date || !told.insert(id).second) continue;
      c.tell("A4038", e.span, "a date decides here, and nothing says why",
             "put it in a `parameter` with its reason, or in `in force since`");
    }
  }
}

}  // namespace assize::lint_detail
