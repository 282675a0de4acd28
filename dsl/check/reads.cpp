#include "dsl/check/reads.h"

#include <algorithm>
#include <unordered_set>

namespace assize::check_detail {

using model::ExprId;
using model::Index;
using model::kNoExpr;
using model::Op;

namespace {

bool is_verdict(Op op) {
  return op == Op::rule_passes || op == Op::rule_fails || op == Op::rule_undecided ||
         op == Op::rule_not_applicable;
}

// With `through_rules`, what the rules read whose verdicts are asked for.
std::vector<ExprId> reach(const model::Ruleset& r, const std::vector<ExprId>& roots,
                          bool through_rules) {
  std::unordered_set<ExprId> seen;
  std::vector<ExprId> open, all;
  const auto visit = [&](ExprId id) {
    if (id != kNoExpr && seen.insert(id).second) open.push_back(id);
  };
  for (ExprId root : roots) visit(root);
  while (!open.empty()) {
    const ExprId id = open.back();
    open.pop_back();
    all.push_back(id);
    const model::Expr& e = r.exprs[id];
    for (ExprId a : e.args) visit(a);
    if (!through_rules || !is_verdict(e.op)) continue;
    const model::Rule& rule = r.rules[e.index];
    visit(rule.when);
    visit(rule.decided_when);
    visit(rule.must);
  }
  // Operands stand before their users in the arena.
  std::sort(all.begin(), all.end());
  return all;
}

}  // namespace

std::vector<ExprId> indicator_tests(const model::Indicator& i) {
  std::vector<ExprId> all{i.dated_by,  i.rules_as_at, i.population, i.met,
                          i.numerator, i.denominator, i.value};
  for (const auto* clauses : {&i.left_out, &i.excused, &i.failures}) {
    for (const model::Clause& c : *clauses) all.push_back(c.condition);
  }
  return all;
}

std::vector<ExprId> reach(const model::Ruleset& r, const std::vector<ExprId>& roots) {
  return reach(r, roots, false);
}

std::set<Index> fields_read(const model::Ruleset& r, const std::vector<ExprId>& roots) {
  std::set<Index> fields;
  for (ExprId id : reach(r, roots, true)) {
    if (r.exprs[id].op == Op::field) fields.insert(r.exprs[id].index);
  }
  return fields;
}

std::vector<ExprId> parts_of(const model::Across& a) {
  std::vector<ExprId> parts{a.condition, a.value, a.until};
  parts.insert(parts.end(), a.order.begin(), a.order.end());
  return parts;
}

std::vector<Index> across_read(const model::Ruleset& r, const std::vector<ExprId>& roots) {
  std::vector<Index> found;
  std::vector<ExprId> open = roots;
  while (!open.empty()) {
    std::vector<ExprId> within;
    for (ExprId id : reach(r, open, true)) {
      const model::Expr& e = r.exprs[id];
      if (e.op != Op::across || std::find(found.begin(), found.end(), e.index) != found.end())
        continue;
      found.push_back(e.index);
      for (ExprId part : parts_of(r.across[e.index])) within.push_back(part);
    }
    open = std::move(within);
  }
  return found;
}

std::set<Index> parameters_read(const model::Ruleset& r, const std::vector<ExprId>& roots) {
  std::set<Index> parameters;
  for (ExprId id : reach(r, roots, true)) {
    if (r.exprs[id].op == Op::parameter) parameters.insert(r.exprs[id].index);
  }
  return parameters;
}

}  // namespace assize::check_detail
