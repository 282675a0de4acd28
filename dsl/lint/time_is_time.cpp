// A4036. Two times that must be the same to the thousandth of a second.
#include <algorithm>

#include "dsl/lint/lints.h"

namespace assize::lint_detail {

namespace {

// `keeping the earliest KEY`: that two may be the same is the checker's own question.
bool is_of_order(const Context& c, Span span) {
  return std::any_of(c.ruleset.across.begin(), c.ruleset.across.end(), [&](const auto& a) {
    return !a.said.empty() && a.span.file == span.file && a.span.begin <= span.begin &&
           span.end <= a.span.end;
  });
}

}  // namespace

void time_is_time(const Context& c) {
  using model::Kind;
  for (const model::Expr& e : c.ruleset.exprs) {
    if (!model::is_equality(e.op) || !c.here(e.span) || is_of_order(c, e.span)) continue;
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
