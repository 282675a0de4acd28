// A4004. An exclusion that reads what the measure tests can take the failures out and leave the
// successes in.
#include <algorithm>

#include "dsl/lint/lints.h"

namespace assize::lint_detail {

void exclusion_reads_met(const Context& c) {
  for (const model::Indicator& i : c.ruleset.indicators) {
    if (i.side_of != model::kNone) continue;  // what is compared is looked at itself
    if (!c.here(i.span) || i.met == model::kNoExpr) continue;
    const std::set<model::Index> tested = fields(c.ruleset, {i.met});
    const std::set<model::Index> dates = fields(c.ruleset, {i.dated_by});
    for (const auto* clauses : {&i.left_out, &i.excused}) {
      for (const model::Clause& clause : *clauses) {
        if (clause.condition == i.unanswered) continue;  // it says so itself
        for (model::Index f : fields(c.ruleset, {clause.condition})) {
          if (!tested.contains(f) || dates.contains(f)) continue;
          c.warn("A4004", clause.span,
                 quoted(clause.name) + " reads " +
                     quoted(c.ruleset.records[i.record].fields[f].name) + ", which is what " +
                     quoted(i.name) + " measures",
                 "leave records out by what was so before the measured event");
        }
      }
    }
  }
}

}  // namespace assize::lint_detail
