// A4025. A share of few cases jumps from one verdict to the other with a single record.
#include <algorithm>

#include "dsl/lint/lints.h"

namespace assize::lint_detail {

void no_minimum(const Context& c) {
  for (const model::Standard& s : c.ruleset.standards) {
    const model::Indicator& i = c.ruleset.indicators[s.indicator];
    const bool small =
        s.per_provider && (s.per_period == PeriodKind::month || !s.per_fields.empty());
    const bool share = std::any_of(s.targets.begin(), s.targets.end(), [](const model::Target& t) {
      return t.kind == model::TargetKind::at_least || t.kind == model::TargetKind::at_most;
    });
    if (!c.here(s.span) || !small || !share || s.minimum > 0 || !model::gives_share(i) || s.claim)
      continue;
    c.tell("A4025", s.span,
           quoted(s.name) + " judges a share however few the cases: one record can decide it",
           "add `with fewer than N cases: say \"...\";`, or leave it so where the source does");
  }
}

}  // namespace assize::lint_detail
