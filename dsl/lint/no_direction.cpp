// A4009. An indicator that does not say which way is better: reports and later comparisons have to
// guess.
#include "dsl/lint/lints.h"

namespace assize::lint_detail {

void no_direction(const Context& c) {
  std::set<model::Index> parts;  // of a ratio, whose direction is what counts
  for (const model::Indicator& i : c.ruleset.indicators) {
    if (i.combined && i.combined->kind == model::Combined::Kind::ratio)
      parts.insert({i.combined->parts[0], i.combined->parts[1]});
  }
  for (model::Index at = 0; at < c.ruleset.indicators.size(); ++at) {
    const model::Indicator& i = c.ruleset.indicators[at];
    if (parts.contains(at)) continue;
    if (i.side_of != model::kNone) continue;  // what is compared is looked at itself
    if (!c.here(i.span) || i.direction != model::Direction::not_said ||
        i.measure == model::Measure::counted)
      continue;
    c.warn("A4009", i.span, quoted(i.name) + " does not say which way is better",
           "add `higher is better;` or `lower is better;`");
  }
}

}  // namespace assize::lint_detail
