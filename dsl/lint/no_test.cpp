// A4013. A standard or an indicator of which no test expects anything. Rules have none of their
// own: their indicators show them.
#include <algorithm>

#include "dsl/lint/lints.h"

namespace assize::lint_detail {

namespace {

// Nothing judges it in a file that judges.
bool is_unused(const Context& c, model::Index indicator) {
  const auto& r = c.ruleset;
  const auto here = [&](const auto& x) { return c.here(x.span); };
  const bool judges = std::any_of(r.standards.begin(), r.standards.end(), here) ||
                      std::any_of(r.rules.begin(), r.rules.end(), here);
  return judges && std::none_of(r.standards.begin(), r.standards.end(),
                                [&](const model::Standard& s) { return s.indicator == indicator; });
}

}  // namespace

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
    if (is_unused(c, i)) continue;  // A4010 says so
    c.warn("A4013", indicator.span, "no test expects anything of " + quoted(indicator.name),
           "add a `test` with a record that meets it, one that does not, and one with a gap");
  }
}

}  // namespace assize::lint_detail
