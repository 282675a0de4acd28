// A4016, A4017. A test that every record passes, or that none can: what stands beside it says
// nothing, or the whole clause does not.
#include <algorithm>
#include <map>
#include <optional>

#include "dsl/lint/lints.h"

namespace assize::lint_detail {

using model::Expr;
using model::ExprId;
using model::Index;
using model::Op;

namespace {

// The values of one field for which a test holds: a stretch, or a set of codes.
struct Holds {
  Index field = model::kNone;
  std::optional<Scalar> low, high;
  bool low_open = false, high_open = false;
  bool of_codes = false;
  std::set<std::int32_t> codes;
};

std::optional<bool> less(const Scalar& a, const Scalar& b) {
  if (a.index() != b.index()) return std::nullopt;
  if (const auto* d = std::get_if<Decimal>(&a)) return *d < std::get<Decimal>(b);
  if (const auto* d = std::get_if<DayValue>(&a)) return *d < std::get<DayValue>(b);
  if (const auto* m = std::get_if<MillisValue>(&a)) return *m < std::get<MillisValue>(b);
  return std::nullopt;
}

const Scalar* literal(const Expr& e) {
  return e.op == Op::literal && e.value.is_known() ? &e.value.point() : nullptr;
}

class Constant {
 public:
  Constant(const Context& c, Index record) : c_(c), r_(c.ruleset), record_(record) {}

  // yes: it always holds; no: it never does; nullopt: it depends.
  std::optional<bool> of(ExprId id) const {
    const Expr& e = r_.exprs[id];
    if (e.op == Op::and_ || e.op == Op::or_) return joined(e);
    const auto holds = holds_of(e);
    return holds ? of(*holds) : std::nullopt;
  }

 private:
  const model::Field& field(Index f) const { return r_.records[record_].fields[f]; }

  std::optional<Holds> holds_of(const Expr& e) const {
    if (e.args.size() < 2 || e.exactly || r_.exprs[e.args[0]].op != Op::field) return std::nullopt;
    Holds h;
    h.field = r_.exprs[e.args[0]].index;
    if (field(h.field).type.kind == model::Kind::code) return codes_of(e, std::move(h));
    const Scalar* first = literal(r_.exprs[e.args[1]]);
    if (first == nullptr) return std::nullopt;
    switch (e.op) {
      case Op::eq:
        h.low = h.high = *first;
        return h;
      case Op::lt:
      case Op::le:
        h.high = *first;
        h.high_open = e.op == Op::lt;
        return h;
      case Op::gt:
      case Op::ge:
        h.low = *first;
        h.low_open = e.op == Op::gt;
        return h;
      case Op::between: {
        const Scalar* second = literal(r_.exprs[e.args[2]]);
        if (second == nullptr) return std::nullopt;
        h.low = *first;
        h.high = *second;
        h.high_open = e.open_end;
        return h;
      }
      default:
        return std::nullopt;
    }
  }

  std::optional<Holds> codes_of(const Expr& e, Holds h) const {
    if (e.op != Op::eq && e.op != Op::in) return std::nullopt;
    h.of_codes = true;
    for (std::size_t a = 1; a < e.args.size(); ++a) {
      const Scalar* code = literal(r_.exprs[e.args[a]]);
      const auto* index = code == nullptr ? nullptr : std::get_if<CodeIndex>(code);
      if (index == nullptr) return std::nullopt;
      h.codes.insert(index->at);
    }
    return h;
  }

  static bool is_empty(const Holds& h) {
    if (h.of_codes) return h.codes.empty();
    if (!h.low || !h.high) return false;
    const auto below = less(*h.high, *h.low);
    if (!below) return false;
    const auto above = less(*h.low, *h.high);
    return *below || (!*above && (h.low_open || h.high_open));
  }

  std::optional<bool> of(const Holds& h) const {
    if (is_empty(h)) return false;
    const model::Field& f = field(h.field);
    if (h.of_codes) {
      const auto& list = r_.code_lists[f.type.list].codes;
      for (std::size_t at = 0; at < list.size(); ++at) {
        if (list[at].role == model::CodeRole::ordinary &&
            !h.codes.contains(static_cast<std::int32_t>(at)))
          return std::nullopt;
      }
      return true;
    }
    if (f.type.kind != model::Kind::number) return std::nullopt;
    const auto low = bound(f.low, h.low, h.low_open, true);
    const auto high = bound(f.high, h.high, h.high_open, false);
    if (low == false || high == false) return false;
    return low == true && high == true ? std::optional(true) : std::nullopt;
  }

  // One end against what the field allows: all of it lies inside, none does, or it depends.
  static std::optional<bool> bound(const std::optional<Decimal>& allowed,
                                   const std::optional<Scalar>& end, bool open, bool is_low) {
    if (!end) return true;
    const auto* d = std::get_if<Decimal>(&*end);
    if (d == nullptr) return std::nullopt;
    if (!allowed) return std::nullopt;
    const bool inside = is_low ? *d < *allowed || (*d == *allowed && !open)
                               : *allowed < *d || (*d == *allowed && !open);
    return inside ? std::optional(true) : std::nullopt;
  }

  // What the tests of one field leave together, or reach together.
  std::optional<bool> joined(const Expr& e) const {
    std::map<Index, std::vector<Holds>> by_field;
    for (const ExprId a : e.args) {
      if (auto h = holds_of(r_.exprs[a])) by_field[h->field].push_back(std::move(*h));
    }
    for (const auto& [f, all] : by_field) {
      if (all.size() < 2) continue;
      if (e.op == Op::and_ && is_empty(meet(all))) return false;
      if (e.op == Op::or_ && all.size() == e.args.size() && covers(all)) return true;
    }
    return std::nullopt;
  }

  static Holds meet(const std::vector<Holds>& all) {
    Holds m = all.front();
    for (std::size_t i = 1; i < all.size(); ++i) {
      const Holds& h = all[i];
      if (h.of_codes) {
        std::erase_if(m.codes, [&](std::int32_t c) { return !h.codes.contains(c); });
        continue;
      }
      if (h.low && (!m.low || less(*m.low, *h.low) == true ||
                    (less(*h.low, *m.low) == false && h.low_open))) {
        m.low = h.low;
        m.low_open = h.low_open;
      }
      if (h.high && (!m.high || less(*h.high, *m.high) == true ||
                     (less(*m.high, *h.high) == false && h.high_open))) {
        m.high = h.high;
        m.high_open = h.high_open;
      }
    }
    return m;
  }

  // A stretch without a lower end and one without an upper end that leave nothing between them.
  bool covers(const std::vector<Holds>& all) const {
    if (all.front().of_codes) {
      Holds together = all.front();
      for (const Holds& h : all) together.codes.insert(h.codes.begin(), h.codes.end());
      return of(together) == true;
    }
    for (const Holds& a : all) {
      for (const Holds& b : all) {
        if (a.low || !a.high || b.high || !b.low) continue;
        const auto gap = less(*a.high, *b.low);
        if (!gap || *gap) continue;
        if (less(*b.low, *a.high) == true || !(a.high_open && b.low_open)) return true;
      }
    }
    return false;
  }

  const Context& c_;
  const model::Ruleset& r_;
  Index record_;
};

}  // namespace

void constant_condition(const Context& c) {
  std::set<ExprId> told;
  for (const Root& root : roots(c)) {
    const Constant constant(c, root.record);
    for (const ExprId id : reach(c.ruleset, {root.expr})) {
      const Expr& e = c.ruleset.exprs[id];
      if (!c.here(e.span) || !told.insert(id).second || is_made(c.ruleset, e)) continue;
      const auto always = constant.of(id);
      if (!always) continue;
      if (*always) {
        c.warn("A4016", e.span, "every record that has a value passes this test",
               "leave it out, or test what was meant");
      } else {
        c.warn("A4017", e.span, "no record can pass this test",
               "no value fits all of it: `or` may be meant in place of `and`, or another limit");
      }
    }
  }
}

}  // namespace assize::lint_detail
