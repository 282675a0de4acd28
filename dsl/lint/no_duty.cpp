// A4023. A standard that does not say whose duty it is.
#include "dsl/lint/lints.h"

namespace assize::lint_detail {

void no_duty(const Context& c) {
  for (const model::Standard& s : c.ruleset.standards) {
    if (!c.here(s.span) || !s.duty_of.empty() || s.claim) continue;
    c.tell("A4023", s.span, quoted(s.name) + " does not say whose duty it is",
           "add `duty of \"...\";`");
  }
}

}  // namespace assize::lint_detail
