// A4014. A target that changes inside a period that is judged whole: the value of the period's
// first day is used throughout.
#include "dsl/lint/lints.h"

namespace assize::lint_detail {

namespace {

void look(const Context& c, const model::Standard& s, const model::Validity& valid, Span span) {
  if (!valid.from) return;
  const Day first = days_of(period_of(s.per_period, *valid.from)).first;
  // The standard itself may start inside a period: the period is judged from that day.
  if (first == *valid.from || valid.from == s.in_force.from) return;
  c.warn("A4014", span,
         "the target of " + quoted(s.name) + " changes on " + date_in_words(*valid.from) +
             ", inside " + in_words(period_of(s.per_period, *valid.from)) +
             ", which is judged by the value of its first day",
         "let it change on the first day of a period, or judge shorter periods");
}

}  // namespace

void change_inside_period(const Context& c) {
  for (const model::Standard& s : c.ruleset.standards) {
    if (!c.here(s.span) || s.per_period == PeriodKind::whole) continue;
    for (const model::Target& t : s.targets) {
      if (t.of_override != model::kNone) continue;  // it says its own day, agreed beforehand
      if (t.parameter == model::kNone) {
        if (s.targets.size() > 1) look(c, s, t.valid, t.span);
        continue;
      }
      const model::Parameter& q = c.ruleset.parameters[t.parameter];
      for (std::size_t v = 1; v < q.values.size(); ++v) look(c, s, q.values[v].valid, t.span);
    }
  }
}

}  // namespace assize::lint_detail
