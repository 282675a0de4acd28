// A4029. A rule about the order of two times that makes neither doubtful: indicators go on to use
// times that cannot both be right.
#include "dsl/lint/lints.h"

namespace assize::lint_detail {

namespace {

bool is_time(const model::Type& t) {
  return t.kind == model::Kind::date || t.kind == model::Kind::date_time ||
         t.kind == model::Kind::wall_time;
}

}  // namespace

void order_left_in_use(const Context& c) {
  const model::Ruleset& r = c.ruleset;
  for (const model::Rule& rule : r.rules) {
    const bool error = rule.severity == model::RuleSeverity::error;
    if (!c.here(rule.span) || !error || !rule.doubted.empty() || rule.must == model::kNoExpr)
      continue;
    const model::Expr& must = r.exprs[rule.must];
    if (!model::is_order(must.op)) continue;
    std::set<model::Index> compared;
    for (const model::ExprId a : must.args) {
      if (r.exprs[a].op == model::Op::field && is_time(r.exprs[a].type))
        compared.insert(r.exprs[a].index);
    }
    if (compared.size() < 2) continue;
    for (const model::Indicator& i : r.indicators) {
      if (i.record != rule.record) continue;
      std::set<model::Index> both;
      for (const model::Index f : fields(r, tests_of(i))) {
        if (compared.contains(f)) both.insert(f);
      }
      if (both.empty()) continue;
      c.warn("A4029", rule.span,
             "where " + quoted(rule.name) + " fails, " + quoted(i.name) + " still goes by " +
                 quoted(r.records[rule.record].fields[*both.begin()].name),
             "add `if broken: FIELD is doubtful;`, so that such a record is not judged by it");
      break;
    }
  }
}

}  // namespace assize::lint_detail
