// A4021. One test twice in one `and` or `or`: another was meant, or the second says nothing.
#include "dsl/lint/lints.h"

namespace assize::lint_detail {

void same_test_twice(const Context& c) {
  for (const model::Expr& e : c.ruleset.exprs) {
    if ((e.op != model::Op::and_ && e.op != model::Op::or_) || !c.here(e.span)) continue;
    std::set<model::ExprId> met;
    for (const model::ExprId a : e.args) {
      if (met.insert(a).second) continue;
      c.warn("A4021", e.span,
             std::string("the same test stands twice beside ") +
                 (e.op == model::Op::and_ ? "`and`" : "`or`"),
             "leave one out, or write the test that was meant");
      break;
    }
  }
}

}  // namespace assize::lint_detail
