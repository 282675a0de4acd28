// The two sides of a comparison. A group becomes an indicator of its own: what is compared, among
// the records of the group. What the group's condition owes is said here: a blank may not move a
// record in or out of a group in silence.
#include <algorithm>
#include <map>

#include "dsl/check/expressions.h"
#include "dsl/check/reads.h"

namespace assize::check_detail {

using model::Comparison;
using model::ExprId;
using model::kNoExpr;
using model::Op;

namespace {

// What a condition asks of single fields: those of its conjuncts that name values of one.
using Asked = std::map<Index, std::vector<Scalar>>;

class Sides {
 public:
  Sides(Program& p, std::uint32_t module, const syntax::StandardDecl& decl, Index at)
      : p_(p), module_(module), decl_(decl), at_(at), s_(p.ruleset.standards[at]) {}

  void check() {
    Comparison c;
    const bool groups = !decl_.group.empty() || !decl_.against.empty();
    if (groups != decl_.change.empty()) {
      p_.error(
          "A3060", groups ? decl_.change[0].span : decl_.id.span,
          groups ? "`" + s_.name + "` compares groups and periods at once"
                 : "`" + s_.name + "` does not say what is held against what",
          "say `group NAME where: ...;` and `against NAME where: ...;`, or one of `change from "
          "PERIOD to PERIOD;`, `change on the year before;`, `change on the period before;`");
      return;
    }
    c.sides[0] = c.sides[1] = s_.indicator;
    if (groups ? !make_groups(c) : !make_periods(c)) return;
    for (Index q : parameters_read(p_.ruleset, indicator_tests(indicator()))) {
      if (p_.ruleset.parameters[q].values.size() > 1) c.parameters.push_back(q);
    }
    s_.comparison = std::move(c);
  }

 private:
  const model::Indicator& indicator() const { return p_.ruleset.indicators[s_.indicator]; }

  // --- periods ---

  std::optional<Period> period(const syntax::Word& w) {
    std::optional<Period> found = parse_period(w.text);
    if (!found)
      p_.error(
          "A3011", w.span, "`" + w.text + "` is no period",
          "periods are written `2022-03`, `2022 Q1`, `2021/22`, `2022` or `12 months to 2022-03`");
    return found;
  }

  bool make_periods(Comparison& c) {
    const syntax::Change* k = only(p_, decl_.change, "change");
    const PeriodKind per = s_.per_period;
    if (per == PeriodKind::rolling_year) return overlap(k->span);
    for (const syntax::Favour& f : decl_.favour)
      p_.error("A3060", f.span, "only the condition of a group can rest on a blank here",
               "say it in the indicator");
    if (k->periods.empty()) {
      c.kind = Comparison::Kind::before;
      c.year = k->year;
      c.back = !k->year ? 1 : per == PeriodKind::month ? 12 : per == PeriodKind::quarter ? 4 : 1;
      if (per != PeriodKind::whole) return true;
      p_.error("A3060", k->span,
               "`" + s_.name + "` is not judged by periods: which is the later one?",
               "add `per month`, `per quarter`, `per financial year` or `per calendar year` to "
               "`compares`, or name both periods: `change from 2023/24 to 2024/25;`");
      return false;
    }
    c.kind = Comparison::Kind::periods;
    const auto from = period(k->periods[0]), to = period(k->periods[1]);
    if (!from || !to) return false;
    if (per != PeriodKind::whole) {
      p_.error("A3060", k->span,
               "both periods are named, and the comparison is judged by periods too",
               "leave the `per` of the period out, or say `change on the period before;`");
      return false;
    }
    if (from->kind != to->kind || to->index <= from->index) {
      p_.error("A3060", k->span,
               "a change is from one period to a later one of the same length; these are " +
                   in_words(*from) + " and " + in_words(*to));
      return false;
    }
    if (to->kind == PeriodKind::rolling_year) return overlap(k->span);
    c.from = *from;
    c.to = *to;
    s_.per_period = to->kind;
    return true;
  }

  bool overlap(Span span) {
    p_.error(
        "A3083", span,
        "windows of twelve months overlap: what changed between two of them is what changed at "
        "their ends",
        "compare calendar or financial years, months or quarters");
    return false;
  }

  // --- groups ---

  bool make_groups(Comparison& c) {
    const syntax::NamedTest* first = required(p_, decl_.group, "group", decl_.id.span);
    const syntax::NamedTest* second = required(p_, decl_.against, "against", decl_.id.span);
    if (first == nullptr || second == nullptr) return false;
    if (first->name.text == second->name.text) {
      Diagnostic& d = p_.error("A2002", second->name.span,
                               "both groups are called `" + second->name.text + "`");
      d.notes.push_back({"the other group", first->name.span});
      return false;
    }
    const Index record = indicator().record;
    const ExprId a = Typer(p_, module_, record).test(first->condition);
    ExprId b = Typer(p_, module_, record).test(second->condition);
    if (a == kNoExpr || b == kNoExpr) return false;
    if (!favours()) return false;
    owed(*first, a);
    owed(*second, b);
    // A record of both groups counts in the first.
    if (!are_apart(a, b)) b = both(b, negated(a));
    c.names[0] = first->name.text;
    c.names[1] = second->name.text;
    c.sides[0] = side(*first, a);
    c.sides[1] = side(*second, b);
    return true;
  }

  ExprId node(Op op, std::vector<ExprId> args) {
    model::Expr e;
    e.op = op;
    e.type = kYesNo;
    e.span = p_.arena[args[0]].span;
    e.args = std::move(args);
    return p_.arena.add(std::move(e), indicator().record);
  }
  ExprId both(ExprId a, ExprId b) { return a == kNoExpr ? b : node(Op::and_, {a, b}); }
  ExprId negated(ExprId a) { return node(Op::not_, {a}); }

  Index side(const syntax::NamedTest& t, ExprId condition) {
    model::Indicator i = indicator();
    i.name = s_.name + "." + t.name.text;
    i.title = s_.title + ": " + t.name.text;
    i.population = both(i.population, condition);
    i.side_of = at_;
    i.span = t.name.span;
    for (const model::FavourableBlank& f : favourable_) {
      const bool there = std::any_of(i.favourable_blanks.begin(), i.favourable_blanks.end(),
                                     [&](const auto& x) { return x.field == f.field; });
      if (!there) i.favourable_blanks.push_back(f);
    }
    p_.ruleset.indicators.push_back(std::move(i));
    return static_cast<Index>(p_.ruleset.indicators.size() - 1);
  }

  bool favours() {
    for (const syntax::Favour& f : decl_.favour) {
      const Index field = p_.field(indicator().record, f.field);
      if (field == kNone) return false;
      favourable_.push_back({field, f.because.text});
    }
    return true;
  }

  // What a condition of a group owes: a reason for its two-valued words, nothing open, and a word
  // for each blank that would move a record.
  void owed(const syntax::NamedTest& t, ExprId condition) {
    const std::vector<ExprId> nodes = reach(p_.ruleset, {condition});
    const auto asks = [&](Op op) {
      return std::find_if(nodes.begin(), nodes.end(),
                          [&](ExprId id) { return p_.arena[id].op == op; }) != nodes.end();
    };
    const std::string what = "the group `" + t.name.text + "` of `" + s_.name + "`";
    if (asks(Op::or_else)) {
      p_.error("A3034", t.condition.span,
               what + " rests on `or else`: a value that nobody returned would place a record",
               "let the blank stay unknown");
      return;
    }
    const bool words = std::any_of(nodes.begin(), nodes.end(), [&](ExprId id) {
      return model::is_two_valued(p_.arena[id].op) && p_.arena[id].op != Op::has_happened;
    });
    if (words && !t.because)
      p_.error("A3032", t.condition.span,
               what + " makes a yes or no of what is not known and does not say why",
               "add `, because \"...\"`");
    const model::Record& record = p_.ruleset.records[indicator().record];
    std::string owes;
    for (Index f : fields_read(p_.ruleset, {condition})) {
      const model::Field& field = record.fields[f];
      if (field.blank == model::Blank::not_by_cut_off) {
        Diagnostic& d = p_.error("A3033", t.condition.span,
                                 what + " rests on `" + field.name + "`, which may still be open",
                                 "make the groups by what is known when a record is made");
        d.notes.push_back({"the field is declared here", field.span});
        return;
      }
      const bool decides =
          words || p_.ruleset.unknown_counts_as_no || field.blank != model::Blank::unknown;
      const bool said = std::any_of(favourable_.begin(), favourable_.end(),
                                    [&](const auto& x) { return x.field == f; });
      if (decides && !said)
        owes += (owes.empty() ? "`a blank " : " `a blank ") + field.name +
                " counts in the provider's favour because \"...\";`";
    }
    if (!owes.empty())
      p_.error("A3035", t.condition.span, "a blank would move a record in or out of " + what,
               "say that it is meant: " + owes);
  }

  // --- groups that no record can be in together ---

  void collect(ExprId id, Asked& asked) const {
    const model::Expr& e = p_.arena[id];
    const auto field = [&](ExprId x) -> const model::Expr* {
      return p_.arena[x].op == Op::field ? &p_.arena[x] : nullptr;
    };
    switch (e.op) {
      case Op::named:
      case Op::surely:
        return collect(e.args[0], asked);
      case Op::and_:
        for (ExprId arg : e.args) collect(arg, asked);
        return;
      case Op::field:
        asked[e.index].push_back(Scalar(true));
        return;
      case Op::not_:
        if (const auto* f = field(e.args[0])) asked[f->index].push_back(Scalar(false));
        return;
      case Op::eq:
      case Op::in: {
        const bool swapped = e.op == Op::eq && field(e.args[0]) == nullptr;
        const auto* f = field(e.args[swapped ? 1 : 0]);
        if (f == nullptr) return;
        std::vector<Scalar> values;
        for (std::size_t i = swapped ? 0 : 1; i < e.args.size() - (swapped ? 1 : 0); ++i) {
          const model::Expr& v = p_.arena[e.args[i]];
          if (v.op != Op::literal || !v.value.is_known()) return;
          values.push_back(v.value.point());
        }
        std::vector<Scalar>& all = asked[f->index];
        if (all.empty()) all = std::move(values);
        return;
      }
      default:
        return;
    }
  }

  bool are_apart(ExprId a, ExprId b) const {
    Asked x, y;
    collect(a, x);
    collect(b, y);
    return std::any_of(x.begin(), x.end(), [&](const auto& one) {
      const auto other = y.find(one.first);
      if (other == y.end()) return false;
      return std::none_of(one.second.begin(), one.second.end(), [&](const Scalar& v) {
        return std::any_of(other->second.begin(), other->second.end(),
                           [&](const Scalar& w) { return same(v, w); });
      });
    });
  }

  Program& p_;
  std::uint32_t module_;
  const syntax::StandardDecl& decl_;
  Index at_;
  model::Standard& s_;
  std::vector<model::FavourableBlank> favourable_;
};

}  // namespace

void check_sides(Program& p, std::uint32_t module, const syntax::StandardDecl& decl, Index at) {
  Sides(p, module, decl, at).check();
}

}  // namespace assize::check_detail
