#include "engine/plan/reads.h"

#include <algorithm>
#include <map>

namespace assize::plan {

using model::Expr;
using model::ExprId;
using model::Function;
using model::Kind;
using model::Op;

ExprId unnamed(const model::Ruleset& ruleset, ExprId id) {
  while (ruleset.expr(id).op == Op::named) id = ruleset.expr(id).args[0];
  return id;
}

std::vector<ExprId> values_of(const model::Ruleset& ruleset, ExprId id) {
  std::vector<ExprId> out, open{id};
  while (!open.empty()) {
    const ExprId at = unnamed(ruleset, open.back());
    open.pop_back();
    const Expr& e = ruleset.expr(at);
    if (e.op != Op::choose) {
      out.push_back(at);
      continue;
    }
    for (std::size_t i = 0; i < e.args.size(); ++i) {
      if (i % 2 == 1 || i + 1 == e.args.size()) open.push_back(e.args[i]);
    }
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

bool is_word(Op op) { return model::is_two_valued(op) || op == Op::or_else; }

namespace {

constexpr std::uint32_t kMany = 1u << 20;  // reads are not counted further

class Reader {
 public:
  Reader(const model::Ruleset& ruleset, model::Index record)
      : ruleset_(ruleset), fields_(ruleset.records[record].fields.size()) {
    for (std::size_t i = 0; i < fields_.size(); ++i)
      fields_[i].field = static_cast<model::Index>(i);
  }

  Reads read(const std::vector<ExprId>& tests) {
    ExprId last = 0;
    for (const ExprId t : tests) last = std::max(last, t);
    times_.assign(tests.empty() ? 0 : last + 1, 0);
    for (const ExprId t : tests) {
      add(t, 1);
      allow_whole(t, 1);
    }
    for (ExprId id = static_cast<ExprId>(times_.size()); id-- > 0;) {
      if (times_[id] != 0) visit(id, times_[id]);
    }
    Reads out;
    for (std::size_t i = 0; i < fields_.size(); ++i) {
      FieldRead& f = fields_[i];
      if (f.count == 0) continue;
      f.resolvable = allowed_[static_cast<model::Index>(i)] == f.count && f.count < kMany;
      std::sort(f.codes.begin(), f.codes.end());
      f.codes.erase(std::unique(f.codes.begin(), f.codes.end()), f.codes.end());
      out.fields.push_back(f);
    }
    out.links = std::move(links_);
    return out;
  }

 private:
  const Expr& expr(ExprId id) const { return ruleset_.expr(id); }
  void add(ExprId id, std::uint32_t n) { times_[id] = std::min(kMany, times_[id] + n); }

  // What a duration can be: of a parameter with a value a code, or with local versions, a choice.
  bool is_constant(ExprId id) const {
    const std::vector<ExprId> all = values_of(ruleset_, id);
    return std::all_of(all.begin(), all.end(), [&](ExprId v) {
      return expr(v).op == Op::literal || expr(v).op == Op::parameter;
    });
  }
  const Expr* field_under(ExprId id, Kind kind) const {
    const Expr& e = expr(unnamed(ruleset_, id));
    return e.op == Op::field && e.type.kind == kind ? &e : nullptr;
  }
  void allow(model::Index field, std::uint32_t n) {
    allowed_[field] = std::min(kMany, allowed_[field] + n);
  }

  // A yes/no field as an operand of logic or as a whole condition.
  void allow_whole(ExprId id, std::uint32_t n) {
    if (const Expr* f = field_under(id, Kind::yes_no)) allow(f->index, n);
  }

  bool whole_days(ExprId id) const {
    const Expr& e = expr(unnamed(ruleset_, id));
    const auto days = [](const Scalar& s) {
      const auto* c = std::get_if<CalendarDuration>(&s);
      return c != nullptr && c->months == 0;
    };
    if (e.op == Op::literal) return e.value.is_known() && days(e.value.point());
    if (e.op == Op::choose) {
      const std::vector<ExprId> all = values_of(ruleset_, id);
      return std::all_of(all.begin(), all.end(), [&](ExprId v) { return whole_days(v); });
    }
    const auto& values = ruleset_.parameters[e.index].values;
    return std::all_of(values.begin(), values.end(),
                       [&](const model::DatedValue& v) { return days(v.value); });
  }

  bool term_of(ExprId id, Term& out) const {
    out = {};
    out.expr = id;
    const Expr* e = &expr(unnamed(ruleset_, id));
    const bool is_day = e->type.kind == Kind::date;
    if (!is_day && e->type.kind != Kind::date_time && e->type.kind != Kind::wall_time) return false;
    if (e->op == Op::call && (e->function == Function::add || e->function == Function::subtract)) {
      ExprId base = e->args[0], shift = e->args[1];
      const auto is_shift = [&](ExprId d) {
        if (!is_constant(d)) return false;
        return is_day ? expr(unnamed(ruleset_, d)).type.kind == Kind::calendar && whole_days(d)
                      : expr(unnamed(ruleset_, d)).type.kind == Kind::elapsed;
      };
      out.minus = e->function == Function::subtract;
      if (!out.minus && !is_shift(shift)) std::swap(base, shift);
      if (!is_shift(shift)) return false;
      out.shift = shift;
      e = &expr(unnamed(ruleset_, base));
      if (e->type.kind != expr(id).type.kind) return false;
    }
    if (e->op == Op::field) {
      out.field = e->index;
      return true;
    }
    return e->op == Op::literal || e->op == Op::parameter;
  }

  // All of them are terms: their fields may be resolved as far as this place goes.
  bool terms_of(const std::vector<ExprId>& places, std::uint32_t n, std::vector<Term>& out) {
    out.clear();
    for (const ExprId id : places) {
      if (!term_of(id, out.emplace_back())) return false;
    }
    for (const Term& t : out) {
      if (t.field != model::kNone) allow(t.field, n);
    }
    return true;
  }

  void link(Term left, Term right, std::vector<ExprId> limits, bool exactly) {
    if (left.field == model::kNone && right.field == model::kNone) return;
    links_.push_back({left, right, std::move(limits), exactly, comparisons_});
  }

  // time from a to b, compared with constants.
  bool measured(ExprId id, const std::vector<ExprId>& limits, std::uint32_t n) {
    const Expr& e = expr(unnamed(ruleset_, id));
    if (e.op != Op::call || e.function != Function::time_from) return false;
    if (!std::all_of(limits.begin(), limits.end(), [&](ExprId l) { return is_constant(l); }))
      return false;
    std::vector<Term> ends;
    if (!terms_of({e.args[0], e.args[1]}, n, ends)) return false;
    link(ends[1], ends[0], limits, false);
    return true;
  }

  void compare(const Expr& e, std::uint32_t n) {
    for (std::size_t i = 0; i < e.args.size(); ++i) {
      std::vector<ExprId> others;
      for (std::size_t k = 0; k < e.args.size(); ++k) {
        if (k != i) others.push_back(e.args[k]);
      }
      measured(e.args[i], others, n);
    }
    std::vector<Term> terms;
    if (!terms_of(e.args, n, terms)) return;
    // Whether anything lies between two ends is a matter of the ends too.
    for (std::size_t i = 0; i < terms.size(); ++i) {
      for (std::size_t k = i + 1; k < terms.size(); ++k) link(terms[i], terms[k], {}, e.exactly);
    }
  }

  void name_code(const Expr& field, ExprId other, Op op, std::uint32_t n) {
    const Expr& l = expr(unnamed(ruleset_, other));
    if (l.op != Op::literal || !l.value.is_known()) return;
    fields_[field.index].codes.push_back(std::get<CodeIndex>(l.value.point()).at);
    if (is_order(op)) fields_[field.index].by_order = true;
    allow(field.index, n);
  }

  void visit(ExprId id, std::uint32_t n) {
    const Expr& e = expr(id);
    ++comparisons_;
    if (e.op == Op::field) fields_[e.index].count = std::min(kMany, fields_[e.index].count + n);
    if (is_word(e.op)) return;
    for (const ExprId a : e.args) add(a, n);
    switch (e.op) {
      case Op::and_:
      case Op::or_:
      case Op::not_:
      case Op::implies:
      case Op::xor_:
        for (const ExprId a : e.args) allow_whole(a, n);
        break;
      case Op::in: {
        const Expr* f = field_under(e.args[0], Kind::code);
        if (f == nullptr) break;
        bool literals = true;
        for (std::size_t i = 1; i < e.args.size(); ++i) {
          const Expr& l = expr(unnamed(ruleset_, e.args[i]));
          literals = literals && l.op == Op::literal && l.value.is_known();
          if (l.op == Op::literal && l.value.is_known())
            fields_[f->index].codes.push_back(std::get<CodeIndex>(l.value.point()).at);
        }
        if (literals) allow(f->index, n);
        break;
      }
      case Op::eq:
      case Op::ne:
      case Op::lt:
      case Op::le:
      case Op::gt:
      case Op::ge:
        for (std::size_t i = 0; i < 2; ++i) {
          const ExprId other = e.args[1 - i];
          if (const Expr* f = field_under(e.args[i], Kind::code)) name_code(*f, other, e.op, n);
          const Expr* b = field_under(e.args[i], Kind::yes_no);
          if (b != nullptr && is_equality(e.op) && expr(unnamed(ruleset_, other)).op == Op::literal)
            allow(b->index, n);
        }
        compare(e, n);
        break;
      case Op::between:
        compare(e, n);
        break;
      case Op::within_after:
      case Op::within_before: {
        std::vector<Term> ends;
        if (!is_constant(e.args[1]) || !terms_of({e.args[0], e.args[2]}, n, ends)) break;
        if (e.op == Op::within_after)
          link(ends[0], ends[1], {e.args[1]}, e.exactly);
        else
          link(ends[1], ends[0], {e.args[1]}, e.exactly);
        break;
      }
      default:
        break;
    }
  }

  const model::Ruleset& ruleset_;
  std::vector<FieldRead> fields_;
  std::map<model::Index, std::uint32_t> allowed_;
  std::vector<std::uint32_t> times_;
  std::vector<Link> links_;
  std::uint32_t comparisons_ = 0;
};

}  // namespace

Reads reads_of(const model::Ruleset& ruleset, model::Index record,
               const std::vector<ExprId>& tests) {
  return Reader(ruleset, record).read(tests);
}

}  // namespace assize::plan
