// A4043. Days, months or years counted up to an event that may still come: as long as its cell is
// blank nobody knows how many, so that the test is never decided, limit or no limit.
#include <algorithm>

#include "dsl/lint/lints.h"

namespace assize::lint_detail {

using model::Function;
using model::Op;

namespace {

// Counts from its first operand to its second, or of a difference of days from the second.
bool counts_days(const model::Ruleset& r, const model::Expr& e) {
  if (e.op != Op::call) return false;
  if (e.function == Function::subtract)
    return e.args.size() == 2 && r.expr(e.args[0]).type.kind == model::Kind::date &&
           r.expr(e.args[1]).type.kind == model::Kind::date;
  return e.function == Function::calendar_days || e.function == Function::working_days ||
         e.function == Function::whole_months || e.function == Function::whole_years;
}

}  // namespace

void days_to_what_may_come(const Context& c) {
  const model::Ruleset& r = c.ruleset;
  for (const model::Indicator& i : r.indicators) {
    if (i.side_of != model::kNone || !c.here(i.span)) continue;
    for (const model::ExprId id : reach(r, tests_of(i))) {
      const model::Expr& test = r.expr(id);
      if (!model::is_comparison(test.op)) continue;
      for (const model::ExprId arg : test.args) {
        const model::Expr& count = r.expr(arg);
        if (!counts_days(r, count)) continue;
        const bool difference = count.function == Function::subtract;
        const model::Expr& until = r.expr(count.args[difference ? 0 : 1]);
        if (until.op != Op::field) continue;
        const model::Field& f = r.records[i.record].fields[until.index];
        if (f.blank != model::Blank::not_by_cut_off) continue;
        c.warn("A4043", test.span,
               "days are counted up to " + quoted(f.name) +
                   ", whose blank means that it may still come: while it is blank this is not "
                   "known, however long ago the limit was",
               "hold it to the limit itself: `" + f.name + " is within 7 days after ...`");
      }
    }
  }
}

}  // namespace assize::lint_detail
