// A4012. A source that does not say how well it is known.
#include "dsl/lint/lints.h"

namespace assize::lint_detail {

void no_evidence(const Context& c) {
  for (const model::SourceDocument& s : c.ruleset.documents) {
    if (!c.here(s.span) || s.evidence != model::Evidence::not_said) continue;
    c.warn("A4012", s.span, quoted(s.name) + " does not say whether its text was read",
           "add `evidence verified`, `verified secondary`, `recalled` or `derived`");
  }
}

}  // namespace assize::lint_detail
