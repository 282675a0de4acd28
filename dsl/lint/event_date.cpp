// A4006. An event as its own counting date: where it never happens, nothing is counted, so the
// worst failures are not seen.
#include "dsl/lint/lints.h"

namespace assize::lint_detail {

void event_date(const Context& c) {
  for (const model::Indicator& i : c.ruleset.indicators) {
    if (i.side_of != model::kNone) continue;  // what is compared is looked at itself
    if (!c.here(i.span) || i.dated_by == model::kNoExpr) continue;
    for (model::Index f : fields(c.ruleset, {i.dated_by})) {
      const model::Field& field = c.ruleset.records[i.record].fields[f];
      const bool event = field.blank == model::Blank::not_by_cut_off ||
                         field.blank == model::Blank::did_not_happen;
      if (!event) continue;
      c.warn("A4006", i.span,
             quoted(i.name) + " is dated by " + quoted(field.name) +
                 ": a record in which it has not happened belongs to no period",
             "date the records by what starts the clock");
    }
  }
}

}  // namespace assize::lint_detail
