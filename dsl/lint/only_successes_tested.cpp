// A4030. Tests that never show a failure: they would pass as well if every record met the
// indicator.
#include <algorithm>

#include "dsl/lint/lints.h"

namespace assize::lint_detail {

namespace {

using Kind = model::Expectation::Kind;
using Word = model::OutcomeWord::Kind;

bool shows_failure(const model::Expectation& e) {
  switch (e.kind) {
    case Kind::record_outcome:
      return std::any_of(e.outcomes.begin(), e.outcomes.end(),
                         [](const model::OutcomeWord& w) { return w.kind == Word::not_met; });
    case Kind::share:
      return e.low_n < e.low_d;
    case Kind::status:
      return e.word == "not met";
    default:
      return false;
  }
}

}  // namespace

void only_successes_tested(const Context& c) {
  for (model::Index i = 0; i < c.ruleset.indicators.size(); ++i) {
    const model::Indicator& indicator = c.ruleset.indicators[i];
    if (!c.here(indicator.span) || indicator.measure != model::Measure::met) continue;
    bool tested = false, failing = false;
    for (const model::RuleTest& t : c.tests) {
      for (const model::Expectation& e : t.expected) {
        const bool of_standard =
            e.standard != model::kNone && c.ruleset.standards[e.standard].indicator == i;
        if (e.indicator != i && !of_standard) continue;
        tested = true;
        failing = failing || shows_failure(e);
      }
    }
    if (!tested || failing) continue;
    c.warn("A4030", indicator.span,
           "no test shows a record that does not meet " + quoted(indicator.name),
           "add one, at its limit: the first that is no longer met");
  }
}

}  // namespace assize::lint_detail
