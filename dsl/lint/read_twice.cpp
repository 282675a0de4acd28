// A4002. A field that is read more than once in a way that cannot be resolved jointly: where it is
// unknown, each read is taken to be unknown by itself, so a finding may say `cannot tell` (could
// not be ruled out) where one more look would have decided.
#include <algorithm>
#include <unordered_map>

#include "dsl/lint/lints.h"

namespace assize::lint_detail {

using model::Expr;
using model::ExprId;
using model::Function;
using model::Index;
using model::Kind;
using model::Op;

namespace {

// Operations whose reads of a date or time the evaluators resolve.
bool resolves(const Expr& e) {
  switch (e.op) {
    case Op::eq:
    case Op::ne:
    case Op::lt:
    case Op::le:
    case Op::gt:
    case Op::ge:
    case Op::between:
    case Op::in:
    case Op::within_after:
    case Op::within_before:
    case Op::and_:
    case Op::or_:
    case Op::not_:
    case Op::implies:
    case Op::xor_:
    case Op::named:
    case Op::has_happened:
      return true;
    case Op::call:
      return e.function == Function::add || e.function == Function::subtract ||
             e.function == Function::time_from;
    default:
      return false;
  }
}

// How often each field is read below each node, counted as far as two, and whether one of the reads
// cannot be resolved.
struct Reads {
  int times = 0;
  bool unresolved = false;
};
using ByField = std::unordered_map<Index, Reads>;

ByField reads(const model::Ruleset& r, const std::vector<ExprId>& roots) {
  std::unordered_map<ExprId, ByField> below;
  for (ExprId id : reach(r, roots)) {
    const Expr& e = r.exprs[id];
    ByField& mine = below[id];
    if (e.op == Op::field)
      mine[e.index] = {1, e.type.kind == Kind::number || e.type.kind == Kind::text};
    if (is_two_valued(e.op) && e.op != Op::has_happened) continue;
    for (ExprId a : e.args) {
      for (const auto& [f, n] : below[a]) {
        Reads& m = mine[f];
        m.times = std::min(2, m.times + n.times);
        m.unresolved = m.unresolved || n.unresolved || !resolves(e);
      }
    }
  }
  ByField all;
  for (ExprId root : roots) {
    if (root == model::kNoExpr) continue;
    for (const auto& [f, n] : below[root]) {
      all[f].times = std::min(2, all[f].times + n.times);
      all[f].unresolved = all[f].unresolved || n.unresolved;
    }
  }
  return all;
}

}  // namespace

void read_twice(const Context& c) {
  for (const model::Indicator& i : c.ruleset.indicators) {
    if (i.side_of != model::kNone) continue;  // what is compared is looked at itself
    const bool shares = i.measure == model::Measure::met || i.measure == model::Measure::counted;
    if (!c.here(i.span) || !shares) continue;
    std::vector<ExprId> roots{i.population, i.met};
    for (const auto* clauses : {&i.left_out, &i.excused}) {
      for (ExprId id : conditions(*clauses)) roots.push_back(id);
    }
    const ByField all = reads(c.ruleset, roots);
    for (Index f = 0; f < c.ruleset.records[i.record].fields.size(); ++f) {
      const auto it = all.find(f);
      if (it == all.end() || it->second.times < 2 || !it->second.unresolved) continue;
      c.warn("A4002", i.span,
             quoted(i.name) + " reads " + quoted(c.ruleset.records[i.record].fields[f].name) +
                 " more than once: where it is unknown, its `cannot tell` is not proved",
             "read it once, or compare it only with literals and parameters");
    }
  }
}

}  // namespace assize::lint_detail
