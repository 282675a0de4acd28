#include "engine/reference/reads.h"

#include <algorithm>
#include <limits>

namespace assize::reference {
namespace {

using model::ExprId;
using model::Function;
using model::Kind;
using model::Op;

bool is_place(Kind k) { return k == Kind::date || k == Kind::date_time || k == Kind::wall_time; }
bool is_duration(Kind k) { return k == Kind::elapsed || k == Kind::calendar; }
bool is_logic(Op op) { return op >= Op::and_ && op <= Op::xor_; }
bool compares(Op op) { return model::is_comparison(op) || op == Op::between; }

class Reader {
 public:
  Reader(const model::Ruleset& ruleset, const model::Record& record)
      : ruleset_(ruleset), record_(record) {}

  Reads read(const std::vector<ExprId>& roots) {
    reads_.fields.resize(record_.fields.size());
    for (std::size_t f = 0; f < record_.fields.size(); ++f) {
      const Kind k = record_.fields[f].type.kind;
      reads_.fields[f].can_be_resolved = k == Kind::yes_no || k == Kind::code || is_place(k);
    }
    count(roots);
    for (ExprId root : roots) {
      if (root != model::kNoExpr) check_whole_condition(root);
    }
    for (ExprId id : read_directly(ruleset_, roots)) {
      if (!is_two_valued(ruleset_.expr(id).op)) check_node(id);
    }
    return std::move(reads_);
  }

 private:
  const model::Expr& node(ExprId id) const { return ruleset_.expr(id); }

  ExprId without_names(ExprId id) const {
    while (node(id).op == Op::named) id = node(id).args[0];
    return id;
  }

  // The number of ways from the conditions down to each field.
  void count(const std::vector<ExprId>& roots) {
    constexpr std::uint64_t kMany = std::numeric_limits<std::uint32_t>::max();
    std::vector<std::uint64_t> ways(ruleset_.exprs.size(), 0);
    for (ExprId root : roots) {
      if (root != model::kNoExpr) ++ways[root];
    }
    for (ExprId id = static_cast<ExprId>(ways.size()); id-- > 0;) {
      if (ways[id] == 0) continue;
      if (node(id).op == Op::field) reads_.fields[node(id).index].count += ways[id];
      if (is_two_valued(node(id).op)) continue;
      for (ExprId arg : node(id).args) ways[arg] = std::min(kMany, ways[arg] + ways[id]);
    }
  }

  // A parameter that has a value a code, or local versions, is a choice of such.
  bool is_fixed(ExprId id) const {
    const model::Expr& e = node(id);
    if (e.op == Op::choose) return every_value(e, [&](ExprId v) { return is_fixed(v); });
    return e.op == Op::literal || e.op == Op::parameter;
  }

  // c1, v1, c2, v2 ... and where there is one, the other.
  template <class Is>
  bool every_value(const model::Expr& choose, Is is) const {
    for (std::size_t i = 0; i < choose.args.size(); ++i) {
      const bool is_value = i % 2 == 1 || i + 1 == choose.args.size();
      if (is_value && !is(without_names(choose.args[i]))) return false;
    }
    return true;
  }

  // Whole days move a date, elapsed time a time.
  bool is_fixed_shift(ExprId id, Kind of) const {
    if (!is_fixed(id)) return false;
    if (node(id).op == Op::choose)
      return every_value(node(id), [&](ExprId v) { return is_fixed_shift(v, of); });
    if (of != Kind::date) return node(id).type.kind == Kind::elapsed;
    if (node(id).type.kind != Kind::calendar) return false;
    if (node(id).op == Op::literal) {
      return node(id).value.is_known() &&
             std::get<CalendarDuration>(node(id).value.point()).months == 0;
    }
    const auto& values = ruleset_.parameters[node(id).index].values;
    return std::all_of(values.begin(), values.end(), [](const model::DatedValue& v) {
      return std::get<CalendarDuration>(v.value).months == 0;
    });
  }

  std::optional<Term> term(ExprId id) const {
    Term t;
    t.node = without_names(id);
    if (!is_place(node(t.node).type.kind)) return std::nullopt;
    ExprId base = t.node;
    const model::Expr& e = node(base);
    const bool moves =
        e.op == Op::call && (e.function == Function::add || e.function == Function::subtract);
    if (moves) {
      ExprId place = without_names(e.args[0]), by = without_names(e.args[1]);
      if (e.function == Function::add && is_duration(node(place).type.kind)) std::swap(place, by);
      if (!is_fixed_shift(by, node(place).type.kind)) return std::nullopt;
      base = place;
      t.shift = by;
      t.minus = e.function == Function::subtract;
    }
    if (node(base).op == Op::field) {
      t.field = node(base).index;
    } else if (!is_fixed(base)) {
      return std::nullopt;
    }
    return t;
  }

  std::optional<std::vector<Term>> terms(const std::vector<ExprId>& ids) const {
    std::vector<Term> out;
    for (ExprId id : ids) {
      auto t = term(id);
      if (!t) return std::nullopt;
      out.push_back(*t);
    }
    return out;
  }

  // The time from one term to another.
  std::optional<std::vector<Term>> gap(ExprId id) const {
    const model::Expr& e = node(without_names(id));
    if (e.op != Op::call || e.function != Function::time_from) return std::nullopt;
    return terms(e.args);
  }

  // A comparison whose fields may be tried out.
  std::optional<Site> site(const model::Expr& e) const {
    Site s;
    if (e.op == Op::within_after || e.op == Op::within_before) {
      const auto ends = terms({e.args[0], e.args[2]});
      const ExprId limit = without_names(e.args[1]);
      if (!ends || !is_fixed(limit)) return std::nullopt;
      return Site{*ends, {limit}, e.op == Op::within_after};
    }
    if (!compares(e.op)) return std::nullopt;
    if (const auto all = terms(e.args)) return Site{*all, {}, false};
    for (ExprId arg : e.args) {
      const auto between = gap(arg);
      if (between && s.terms.empty()) {
        s.terms = *between;
      } else if (is_fixed(without_names(arg))) {
        s.apart.push_back(without_names(arg));
      } else {
        return std::nullopt;
      }
    }
    return s.terms.empty() ? std::nullopt : std::optional(s);
  }

  void refuse(model::Index field) {
    if (field != model::kNone) reads_.fields[field].can_be_resolved = false;
  }

  void check_whole_condition(ExprId root) {
    const model::Expr& e = node(without_names(root));
    if (e.op == Op::field && e.type.kind != Kind::yes_no) refuse(e.index);
  }

  // Every field that a node reads where fillings cannot follow is refused.
  void check_node(ExprId id) {
    const model::Expr& e = node(id);
    if (e.op == Op::named || term(id) || gap(id)) return;  // their users decide
    if (const auto s = site(e)) {
      reads_.sites.push_back(*s);
      return;
    }
    for (ExprId arg : e.args) {
      const model::Expr& operand = node(without_names(arg));
      if (operand.op == Op::field) {
        if (!may_read(e, operand)) refuse(operand.index);
      } else if (const auto t = term(arg)) {
        refuse(t->field);
      } else if (const auto between = gap(arg)) {
        for (const Term& one : *between) refuse(one.field);
      }
    }
  }

  // A yes/no field in logic or beside a literal; a code beside literals.
  bool may_read(const model::Expr& e, const model::Expr& field) {
    if (field.type.kind == Kind::yes_no && is_logic(e.op)) return true;
    const bool equality = e.op == Op::eq || e.op == Op::ne;
    const bool allowed = field.type.kind == Kind::code
                             ? compares(e.op) || e.op == Op::in
                             : field.type.kind == Kind::yes_no && equality;
    if (!allowed) return false;
    bool one_field = true;
    for (ExprId arg : e.args) {
      const model::Expr& other = node(without_names(arg));
      if (&other == &field) continue;
      one_field &= other.op == Op::literal && other.value.is_known();
      if (field.type.kind == Kind::code && other.op == Op::literal && other.value.is_known()) {
        reads_.fields[field.index].codes.insert(std::get<CodeIndex>(other.value.point()).at);
      }
    }
    return one_field;
  }

  const model::Ruleset& ruleset_;
  const model::Record& record_;
  Reads reads_;
};

}  // namespace

bool are_compared(const Reads& reads, model::Index a, model::Index b) {
  const auto holds = [](const Site& site, model::Index f) {
    return std::any_of(site.terms.begin(), site.terms.end(),
                       [&](const Term& t) { return t.field == f; });
  };
  return std::any_of(reads.sites.begin(), reads.sites.end(),
                     [&](const Site& s) { return holds(s, a) && holds(s, b); });
}

Reads reads_of(const model::Ruleset& ruleset, const model::Record& record,
               const std::vector<ExprId>& roots) {
  return Reader(ruleset, record).read(roots);
}

}  // namespace assize::reference
