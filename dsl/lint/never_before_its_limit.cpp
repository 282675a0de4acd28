// A4015. A time whose blank means that it did not happen, held to a limit: a record whose limit has
// not passed yet counts as a failure at once, and can never be *not yet due*.
#include "dsl/lint/lints.h"

namespace assize::lint_detail {

using model::Op;

void never_before_its_limit(const Context& c) {
  for (const model::Indicator& i : c.ruleset.indicators) {
    if (i.side_of != model::kNone) continue;  // what is compared is looked at itself
    if (!c.here(i.span) || i.measure != model::Measure::met) continue;
    for (model::ExprId id : reach(c.ruleset, {i.met})) {
      const model::Expr& e = c.ruleset.exprs[id];
      if (e.op != Op::within_after && e.op != Op::le && e.op != Op::lt) continue;
      const model::Expr& x = c.ruleset.exprs[e.args[0]];
      if (x.op != Op::field) continue;
      const model::Field& f = c.ruleset.records[i.record].fields[x.index];
      if (f.blank != model::Blank::did_not_happen) continue;
      c.warn("A4015", i.span,
             quoted(i.name) + " holds " + quoted(f.name) +
                 " to a limit, and its blank means that it did not happen: a record whose limit "
                 "has not passed is not met at once",
             "say `blank means not by the cut-off` beside the field, so that such a record is not "
             "yet due");
    }
  }
}

}  // namespace assize::lint_detail
