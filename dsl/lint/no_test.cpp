// A4013. A standard or an indicator of which no test expects anything. Rules have none of their
// own: their indicators show them.
#include "dsl/lint/lints.h"

namespace assize::lint_detail {

void no_test(const Context& c) {
  std::set<model::Index> seen;
  for (const model::RuleTest& t : c.tests) {
    for (const model::Expectation& e : t.expected) {
      if (e.indicator != model::kNone) seen.insert(e.indicator);
    }
  }
  for (model::Index i = 0; i < c.ruleset.indicators.size(); ++i) {
    const model::Indicator& indicator = c.ruleset.indicators[i];
    if (!c.here(indicator.span) || seen.contains(i)) continue;
    c.warn("A4013", indicator.span, "no test expects anything of " + quoted(indicator.name),
           "add a `test` with a record that meets it, one that does not, and one with a gap");
  }
}

}  // namespace assize::lint_detail
