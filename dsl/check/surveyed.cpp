// `of those who answered`: whose answer decides nothing because there is none.
#include "dsl/check/expressions.h"
#include "dsl/check/reads.h"

namespace assize::check_detail {

using model::ExprId;
using model::kNoExpr;
using model::Op;

ExprId Typer::is_unanswered(model::ExprId test, Span span) {
  if (test == kNoExpr) return test;
  Node open;
  open.op = Op::is_unknown;
  open.args = {test};
  Node slips;
  slips.op = Op::or_;
  for (const Index f : fields_read(p_.ruleset, {test})) {
    Node field;
    field.op = Op::field;
    field.index = f;
    const Typed cell = make(std::move(field), p_.ruleset.records[record_].fields[f].type, span);
    for (const Reason slip :
         {Reason::unreadable, Reason::out_of_range, Reason::not_listed, Reason::contradictory}) {
      Node is;
      is.op = Op::is_unknown_because;
      is.reason = slip;
      is.args = {cell.id};
      slips.args.push_back(make(std::move(is), kYesNo, span).id);
    }
  }
  const ExprId is_open = make(std::move(open), kYesNo, span).id;
  if (slips.args.empty()) return is_open;
  Node none;
  none.op = Op::not_;
  none.args = {make(std::move(slips), kYesNo, span).id};
  Node both;
  both.op = Op::and_;
  both.args = {is_open, make(std::move(none), kYesNo, span).id};
  return make(std::move(both), kYesNo, span).id;
}

}  // namespace assize::check_detail
