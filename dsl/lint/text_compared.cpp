// A4035. A free text compared with fixed words: a capital or a blank more makes it another text.
#include "dsl/lint/lints.h"

namespace assize::lint_detail {

void text_compared(const Context& c) {
  using model::Op;
  for (const model::Expr& e : c.ruleset.exprs) {
    if ((e.op != Op::eq && e.op != Op::ne && e.op != Op::in) || !c.here(e.span)) continue;
    const model::Expr& x = c.ruleset.exprs[e.args[0]];
    const model::Expr& y = c.ruleset.exprs[e.args[1]];
    if (x.op != Op::field || x.type.kind != model::Kind::text || y.op != Op::literal) continue;
    if (is_made(c.ruleset, e)) continue;
    c.warn("A4035", e.span, "a free text is compared letter by letter",
           "declare `codes` for what it may hold, or test its form with `matches`");
  }
}

}  // namespace assize::lint_detail
