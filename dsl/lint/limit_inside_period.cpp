// A4020. A limit that the law changes inside a period, over rows that are totals of that period: no
// row can be told apart into before and after.
#include "dsl/lint/lints.h"

namespace assize::lint_detail {

void limit_inside_period(const Context& c) {
  for (const model::Standard& s : c.ruleset.standards) {
    if (!c.here(s.span) || s.per_period == PeriodKind::whole) continue;
    const model::Indicator& i = c.ruleset.indicators[s.indicator];
    if (i.measure != model::Measure::totals) continue;
    for (const model::Index q : parameters(c.ruleset, tests_of(i))) {
      const model::Parameter& parameter = c.ruleset.parameters[q];
      for (std::size_t v = 1; v < parameter.values.size(); ++v) {
        const auto& from = parameter.values[v].valid.from;
        if (!from || days_of(period_of(s.per_period, *from)).first == *from) continue;
        c.warn(
            "A4020", s.span,
            quoted(parameter.name) + " changes on " + date_in_words(*from) + ", inside " +
                in_words(period_of(s.per_period, *from)) + ", and " + quoted(i.name) +
                " has only totals of it",
            "judge the periods before and after the change, or collect records in place of totals");
      }
    }
  }
}

}  // namespace assize::lint_detail
