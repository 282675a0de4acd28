// A4041. `within` as a filter over rows: a row on the other side of the moment is unknown, where
// the author means that it is none of those.
#include "dsl/lint/lints.h"

namespace assize::lint_detail {

void within_over_rows(const Context& c) {
  using model::Op;
  const model::Ruleset& r = c.ruleset;
  const auto is_outside = [&](model::ExprId id) {
    for (const model::ExprId below : reach(r, {id})) {
      if (r.exprs[below].op == Op::outer) return true;
    }
    return false;
  };
  std::set<std::size_t> told;  // a condition may stand in several uses of a definition
  for (const model::Across& a : r.across) {
    for (const model::ExprId id : reach(r, {a.condition})) {
      const model::Expr& e = r.exprs[id];
      if ((e.op != Op::within_after && e.op != Op::within_before) || e.is_signed || !c.here(e.span))
        continue;
      if (is_outside(e.args[0]) == is_outside(e.args[2]) || !told.insert(e.span.begin).second)
        continue;
      const bool after = e.op == Op::within_after;
      c.warn("A4041", e.span,
             std::string("of a row that comes ") + (after ? "before" : "after") +
                 " this is unknown, not no: a wait that is negative contradicts itself",
             "add `signed`: such a row is then none of those that are meant");
    }
  }
}

}  // namespace assize::lint_detail
