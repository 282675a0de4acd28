// A4024. A standard without a first day: it judges every past period, those before it was made too.
#include "dsl/lint/lints.h"

namespace assize::lint_detail {

void no_start(const Context& c) {
  for (const model::Standard& s : c.ruleset.standards) {
    if (!c.here(s.span) || s.in_force.from || s.claim) continue;
    c.warn("A4024", s.span,
           quoted(s.name) + " has no first day: it judges the years before it was made too",
           "add `in force since DATE;`");
  }
}

}  // namespace assize::lint_detail
