// A4036. Two times that must be the same to the thousandth of a second.
#include "dsl/lint/lints.h"

namespace assize::lint_detail {

void time_is_time(const Context& c) {
  using model::Kind;
  for (const model::Expr& e : c.ruleset.exprs) {
    if (!model::is_equality(e.op) || !c.here(e.span)) continue;
    const Kind kind = c.ruleset.exprs[e.args[0]].type.kind;
    if (kind != Kind::date_time && kind != Kind::wall_time && kind != Kind::elapsed) continue;
    if (c.ruleset.exprs[e.args[1]].type.kind != kind) continue;
    c.warn(
        "A4036", e.span, "two times are seldom the same to the second",
        "compare their days (`is on DAY by day`), or say how far apart they may be (`is within ... "
        "after`)");
  }
}

}  // namespace assize::lint_detail
