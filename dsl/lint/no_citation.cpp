// A4011. A standard that cites nothing, and whose indicator cites nothing: its findings cannot say
// on whose words they rest.
#include "dsl/lint/lints.h"

namespace assize::lint_detail {

void no_citation(const Context& c) {
  for (const model::Standard& s : c.ruleset.standards) {
    if (!c.here(s.span) || !s.cites.empty() || !c.ruleset.indicators[s.indicator].cites.empty())
      continue;
    c.warn("A4011", s.span,
           quoted(s.name) + " cites no source, and neither does " +
               quoted(c.ruleset.indicators[s.indicator].name),
           "add `cites SOURCE quoting \"...\"`, or `in our words \"...\"` where the text was not "
           "read");
  }
}

}  // namespace assize::lint_detail
