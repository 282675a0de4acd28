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

std::string quoted(const std::string& name) { return "`" + name + "`"; }

}  // namespace assize::lint_detail
