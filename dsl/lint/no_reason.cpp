// A4039. A clause that takes records out of the count, without the reason why it may.
#include "dsl/lint/lints.h"

namespace assize::lint_detail {

void no_reason(const Context& c) {
  for (const model::Indicator& i : c.ruleset.indicators) {
    if (i.side_of != model::kNone) continue;  // what is compared is looked at itself
    for (const auto* clauses : {&i.left_out, &i.excused}) {
      for (const model::Clause& clause : *clauses) {
        if (!c.here(clause.span) || !clause.because.empty()) continue;
        c.warn("A4039", clause.span,
               quoted(clause.name) + " takes records out of " + quoted(i.name) +
                   " and does not say why it may",
               "add `, because \"...\"`");
      }
    }
  }
}

}  // namespace assize::lint_detail
