// A4009. An indicator that does not say which way is better: reports and later comparisons have to
// guess.
#include "dsl/lint/lints.h"

namespace assize::lint_detail {

void no_direction(const Context& c) {
  for (const model::Indicator& i : c.ruleset.indicators) {
    if (i.side_of != model::kNone) continue;  // what is compared is looked at itself
    if (!c.here(i.span) || i.direction != model::Direction::not_said ||
        i.measure == model::Measure::counted)
      continue;
    c.warn("A4009", i.span, quoted(i.name) + " does not say which way is better",
           "add `higher is better;` or `lower is better;`");
  }
}

}  // namespace assize::lint_detail
