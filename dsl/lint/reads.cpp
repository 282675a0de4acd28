#include <algorithm>
#include <unordered_set>

#include "dsl/lint/lints.h"

namespace assize::lint_detail {

using model::ExprId;
using model::Index;
using model::Op;

std::vector<ExprId> reach(const model::Ruleset& r, const std::vector<ExprId>& roots) {
  std::unordered_set<ExprId> seen;
  std::vector<ExprId> open, all;
  const auto visit = [&](ExprId id) {
    if (id != model::kNoExpr && seen.insert(id).second) open.push_back(id);
  };
  for (ExprId root : roots) visit(root);
  while (!open.empty()) {
    const ExprId id = open.back();
    open.pop_back();
    all.push_back(id);
    for (ExprId a : r.exprs[id].args) visit(a);
  }
  std::sort(all.begin(), all.end());
  return all;
}

namespace {

std::set<Index> leaves(const model::Ruleset& r, const std::vector<ExprId>& roots, Op op) {
  std::set<Index> found;
  for (ExprId id : reach(r, roots)) {
    if (r.exprs[id].op == op) found.insert(r.exprs[id].index);
  }
  return found;
}

}  // namespace

std::set<Index> fields(const model::Ruleset& r, const std::vector<ExprId>& roots) {
  return leaves(r, roots, Op::field);
}
std::set<Index> parameters(const model::Ruleset& r, const std::vector<ExprId>& roots) {
  return leaves(r, roots, Op::parameter);
}

bool is_made(const model::Ruleset& r, const model::Expr& test) {
  return !test.args.empty() && r.exprs[test.args[0]].span == test.span;
}

std::vector<Root> roots(const Context& c) {
  std::vector<Root> all;
  const auto add = [&](Index record, ExprId id, bool is_rule) {
    if (id != model::kNoExpr) all.push_back({record, id, is_rule});
  };
  for (const model::Rule& rule : c.ruleset.rules) {
    if (!c.here(rule.span)) continue;
    for (ExprId id : {rule.when, rule.decided_when, rule.must}) add(rule.record, id, true);
  }
  for (const model::Definition& d : c.ruleset.definitions) {
    if (c.here(d.span)) add(d.record, d.expr, false);
  }
  for (const model::Indicator& i : c.ruleset.indicators) {
    if (!c.here(i.span)) continue;
    for (ExprId id : tests_of(i)) add(i.record, id, false);
    add(i.record, i.dated_by, false);
    add(i.record, i.rules_as_at, false);
  }
  for (const model::Standard& s : c.ruleset.standards) {
    if (c.here(s.span)) add(c.ruleset.indicators[s.indicator].record, s.expects_where, false);
  }
  return all;
}

std::vector<ExprId> conditions(const std::vector<model::Clause>& clauses) {
  std::vector<ExprId> all;
  for (const model::Clause& c : clauses) all.push_back(c.condition);
  return all;
}

std::vector<ExprId> tests_of(const model::Indicator& i) {
  std::vector<ExprId> all{i.population, i.met, i.numerator, i.denominator, i.value};
  for (const auto* clauses : {&i.left_out, &i.excused, &i.failures}) {
    for (ExprId id : conditions(*clauses)) all.push_back(id);
  }
  return all;
}

bool is_composite(const model::Indicator& i) { return i.name.find(' ') != std::string::npos; }

std::string quoted(const std::string& name) { return "`" + name + "`"; }

}  // namespace assize::lint_detail
