// A4032. Days on which a parameter has no value, between two values: records of those days are *not
// in force*, and drop out.
#include "dsl/lint/lints.h"

namespace assize::lint_detail {

void parameter_gap(const Context& c) {
  for (const model::Parameter& q : c.ruleset.parameters) {
    if (!c.here(q.span)) continue;
    for (std::size_t v = 1; v < q.values.size(); ++v) {
      const auto& until = q.values[v - 1].valid.until;
      const auto& from = q.values[v].valid.from;
      if (!until || !from || *until + 1 >= *from) continue;
      c.warn("A4032", q.span,
             quoted(q.name) + " has no value from " + date_in_words(*until + 1) + " to " +
                 date_in_words(*from - 1) + ": records of those days drop out",
             "let the first value hold until the second does");
    }
  }
}

}  // namespace assize::lint_detail
