// A4026. One standard without an outcome domain among others that have one.
#include <algorithm>

#include "dsl/lint/lints.h"

namespace assize::lint_detail {

void not_mapped(const Context& c) {
  const auto mapped = [](const model::Standard& s) {
    return !s.domains.empty() || !s.priorities.empty();
  };
  const auto& all = c.ruleset.standards;
  if (std::none_of(all.begin(), all.end(),
                   [&](const model::Standard& s) { return c.here(s.span) && mapped(s); }))
    return;
  for (const model::Standard& s : all) {
    if (!c.here(s.span) || mapped(s)) continue;
    c.warn("A4026", s.span,
           quoted(s.name) + " is mapped to no outcome domain and no priority area; others here are",
           "add it to a `mapping`");
  }
}

}  // namespace assize::lint_detail
