// A4003. An excuse or an exclusion by a flag whose blank is unknown: each blank makes the record
// perhaps excused.
#include "dsl/lint/lints.h"

namespace assize::lint_detail {

void blank_flag(const Context& c) {
  for (const model::Indicator& i : c.ruleset.indicators) {
    if (i.side_of != model::kNone) continue;  // what is compared is looked at itself
    if (!c.here(i.span)) continue;
    for (const auto* clauses : {&i.excused, &i.left_out}) {
      for (const model::Clause& clause : *clauses) {
        for (model::Index f : fields(c.ruleset, {clause.condition})) {
          const model::Field& field = c.ruleset.records[i.record].fields[f];
          if (field.type.kind != model::Kind::yes_no || field.required ||
              field.blank == model::Blank::no || field.blank_declared)
            continue;
          c.warn("A4003", clause.span,
                 quoted(clause.name) + " rests on " + quoted(field.name) +
                     ", and nothing says what a blank there means: each one may or may not be " +
                     (clauses == &i.excused ? "excused" : "left out"),
                 "say `blank means no because \"...\"` or `blank means unknown` beside the field, "
                 "or make it required");
        }
      }
    }
  }
}

}  // namespace assize::lint_detail
