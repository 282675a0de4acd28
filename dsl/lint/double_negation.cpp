// A4022. `not` of a `not`: it reads as the opposite of what it says.
#include "dsl/lint/lints.h"

namespace assize::lint_detail {

void double_negation(const Context& c) {
  using model::Op;
  for (const model::Expr& e : c.ruleset.exprs) {
    if (e.op != Op::not_ || !c.here(e.span)) continue;
    const model::Expr& inner = c.ruleset.exprs[e.args[0]];
    if (inner.op != Op::not_ && inner.op != Op::ne) continue;
    c.warn("A4022", e.span, "this denies a denial",
           inner.op == Op::ne ? "write `is`" : "leave both `not` out");
    if (inner.op != Op::not_) continue;
    const model::Expr& said = c.ruleset.exprs[inner.args[0]];
    if (!c.here(said.span)) continue;
    const std::string& text = c.ruleset.texts.file(c.file).text();
    const std::string words = text.substr(said.span.begin, said.span.end - said.span.begin);
    const bool plain = said.op == Op::field || said.op == Op::named;
    c.fix("A4022", e.span, plain ? words : "(" + words + ")");
  }
}

}  // namespace assize::lint_detail
