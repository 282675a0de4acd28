// Indicators: their clauses and types. What their four tests owe is in outcome_tests.cpp.
#include <algorithm>

#include "dsl/check/expressions.h"
#include "dsl/check/literals.h"
#include "dsl/check/reads.h"

namespace assize::check_detail {

using model::ExprId;
using model::Kind;
using model::kNoExpr;

namespace {

constexpr std::int64_t kMostPer = 100'000'000;

class Indicators {
 public:
  Indicators(Program& p, Index at)
      : p_(p),
        decl_(*p.indicators[at].decl),
        module_(p.indicators[at].module),
        i_(p.ruleset.indicators[at]) {}

  void check() {
    i_.span = decl_.id.span;
    i_.cites = citations(p_, module_, decl_.cites);
    direction();
    if (const auto* a = only(p_, decl_.listed_apart, "records not placed are listed apart")) {
      i_.unplaced_listed_apart = a != nullptr;
    }
    if (const syntax::Expression* e = only(p_, decl_.decimal_places, "shown to")) {
      const std::optional<std::int64_t> n = whole_number(p_, *e);
      if (n && (*n < 0 || *n > 10))
        p_.error("A3018", e->span, "a figure is shown to between 0 and 10 decimal places");
      else if (n)
        i_.decimals = static_cast<int>(*n);
    }
    if (!decl_.combined.empty()) return shown_per();  // combined.cpp
    const syntax::ForEach* of = required(p_, decl_.for_each, "for each", decl_.id.span);
    const std::optional<Each> each = of == nullptr ? std::nullopt : each_of(p_, module_, *of);
    if (!each) return;
    i_.record = each->record;
    if (!of->by.empty()) {
      p_.error("A3809", of->span,
               "a group has no one date and no one outcome: an indicator is about records",
               "keep one of each group: `once for each FIELD, keeping the earliest FIELD`");
      return;
    }
    dates();
    i_.population = each->where;
    if (const syntax::Test* t = only(p_, decl_.only_where, "only those where"))
      i_.population = both(p_, i_.population, test(t->condition), t->span);
    i_.population =
        both(p_, i_.population, Typer(p_, module_, i_.record).counts_once(i_.span), i_.span);
    if (const syntax::OnceForEach* once = only(p_, decl_.once, "once for each")) {
      const ExprId kept = Typer(p_, module_, i_.record).kept(*once, i_.population, i_.dated_by);
      i_.population = both(p_, i_.population, kept, once->span);
    }
    named(decl_.leave_out, i_.left_out, "exclusion");
    named(decl_.excuse, i_.excused, "excuse");
    named(decl_.failures, i_.failures, "failure");
    measure();
    favours();
    surveyed();
  }

 private:
  ExprId test(const syntax::Expression& e) { return Typer(p_, module_, i_.record).test(e); }

  void direction() {
    const syntax::Word* w = only(p_, decl_.better, "is better");
    if (w == nullptr) return;
    i_.direction =
        w->text == "lower" ? model::Direction::lower_is_better : model::Direction::higher_is_better;
  }

  ExprId date(const syntax::Word& w) {
    syntax::Expression e;
    e.kind = syntax::Kind::name;
    e.span = w.span;
    e.name = {"", w.text, w.span};
    const Typed t = Typer(p_, module_, i_.record).value(e);
    if (!t.ok()) return kNoExpr;
    const bool named =
        p_.arena[t.id].op == model::Op::field || p_.arena[t.id].op == model::Op::named;
    if (!is_date_or_time(t.type.kind) || !named) {
      p_.error("A3029", w.span,
               "a record is dated by a field that is a date or a time; `" + w.text + "` is " +
                   (named ? p_.in_words(t.type) : std::string("not a field")));
      return kNoExpr;
    }
    return t.id;
  }

  void dates() {
    if (decl_.as_at_cut_off) {
      i_.dated_by = Typer(p_, module_, i_.record).cut_off(decl_.id.span).id;
      return;
    }
    if (const syntax::Word* w = required(p_, decl_.dated_by, "dated by", decl_.id.span))
      i_.dated_by = date(*w);
    if (const syntax::Word* w = only(p_, decl_.rules_as_at, "rules as at"))
      i_.rules_as_at = date(*w);
  }

  void named(const std::vector<syntax::NamedTest>& from, std::vector<model::Clause>& to,
             const char* what) {
    for (const syntax::NamedTest& n : from) {
      const auto twin = std::find_if(to.begin(), to.end(),
                                     [&](const model::Clause& c) { return c.name == n.name.text; });
      if (twin != to.end()) {
        Diagnostic& d = p_.error("A2002", n.name.span,
                                 std::string("two clauses of `") + i_.name + "` are the " + what +
                                     " `" + n.name.text + "`");
        d.notes.push_back({"first here", twin->span});
        continue;
      }
      to.push_back({n.name.text, n.because ? n.because->text : "", test(n.condition), n.name.span});
    }
  }

  void measure() {
    const syntax::Test* met = only(p_, decl_.met_when, "met when");
    const syntax::Test* counted = only(p_, decl_.counted_when, "counted when");
    const syntax::FromCounts* totals = only(p_, decl_.from_counts, "from counts");
    const syntax::RankValue* value = only(p_, decl_.value, "value");
    const int said =
        (met != nullptr) + (counted != nullptr) + (totals != nullptr) + (value != nullptr);
    if (said != 1) {
      p_.error(
          said == 0 ? "A2010" : "A2011", decl_.id.span,
          said == 0 ? "`" + i_.name + "` does not say what it measures"
                    : "`" + i_.name + "` measures more than one thing",
          "one of `met when`, `counted when`, `from counts` and `value` stands in an indicator");
    }
    if (met != nullptr) {
      i_.measure = model::Measure::met;
      i_.met = test(met->condition);
    } else if (counted != nullptr) {
      i_.measure = model::Measure::counted;
      i_.met = test(counted->condition);
    } else if (totals != nullptr) {
      i_.measure = model::Measure::totals;
      i_.numerator = number(totals->numerator);
      i_.denominator = number(totals->denominator);
      i_.part_of = totals->part_of;
    } else if (value != nullptr) {
      i_.measure = model::Measure::percentile;
      i_.percentile = Decimal(value->percentile);
      if (value->summary == "sum") i_.summary = model::Summary::sum;
      if (value->summary == "mean") i_.summary = model::Summary::mean;
      if (value->percentile < 1 || value->percentile > 100)
        p_.error("A3018", value->span, "a percentile is from the 1st to the 100th");
      const Typed t = Typer(p_, module_, i_.record).value(value->value);
      if (t.ok() && t.type.kind != Kind::number && t.type.kind != Kind::elapsed) {
        p_.error("A3014", value->value.span,
                 std::string("only numbers and elapsed times are ") +
                     (value->summary.empty() ? "ranked" : "added up") + "; this is " +
                     p_.in_words(t.type));
      } else {
        i_.value = t.id;
      }
    }
    const bool shares = i_.measure == model::Measure::met || i_.measure == model::Measure::counted;
    shown_per();
    if (!shares && !i_.failures.empty())
      p_.error("A3024", i_.failures[0].span,
               "only records that are met or not met can fail by a reason");
    if (!shares && !i_.excused.empty())
      p_.error("A3024", i_.excused[0].span, "only records that are met or not met can be excused",
               "leave them out instead: `leave out ... when`");
  }

  void shown_per() {
    const syntax::Expression* e = only(p_, decl_.shown_per, "shown per");
    if (e == nullptr) return;
    const std::optional<std::int64_t> n = whole_number(p_, *e);
    if (!n) return;
    if (i_.measure == model::Measure::percentile)
      p_.error("A3024", e->span, "only a share is shown per so many cases");
    else if (*n < 1 || *n > kMostPer)
      p_.error("A3018", e->span, "a share is shown per 1 to 100000000 cases");
    else
      i_.shown_per = *n;
  }

  ExprId number(const syntax::Expression& e) {
    const Typed t = Typer(p_, module_, i_.record).value(e);
    if (t.ok() && !(t.type == model::Type{Kind::number})) {
      p_.error("A3014", e.span, "a count is needed here; this is " + p_.in_words(t.type));
      return kNoExpr;
    }
    return t.id;
  }

  // `of those who answered`: who gave no answer that decides is left out, and said to be.
  void surveyed() {
    if (decl_.surveyed.empty() || !decl_.surveyed[0].answered || i_.met == kNoExpr) return;
    const Span span = decl_.surveyed[0].span;
    if (!across_read(p_.ruleset, {i_.met}).empty()) {
      p_.error("A3024", span,
               "whether somebody answered is told by the record itself; `" + i_.name +
                   "` looks at rows of others, which may not have been returned",
               "leave `of those who answered` out: what is not known widens the figure");
      return;
    }
    i_.unanswered = Typer(p_, module_, i_.record).is_unanswered(i_.met, span);
    i_.left_out.push_back({"not_answered", "it is of those who answered", i_.unanswered, span});
    for (const Index f : fields_read(p_.ruleset, {i_.met})) {
      const bool said = std::any_of(i_.favourable_blanks.begin(), i_.favourable_blanks.end(),
                                    [&](const auto& b) { return b.field == f; });
      if (!said) i_.favourable_blanks.push_back({f, "it is of those who answered"});
    }
  }

  void favours() {
    for (const syntax::Favour& f : decl_.favour) {
      const Index at = p_.field(i_.record, f.field);
      if (at == kNone) continue;
      const auto twin =
          std::find_if(i_.favourable_blanks.begin(), i_.favourable_blanks.end(),
                       [&](const model::FavourableBlank& b) { return b.field == at; });
      if (twin != i_.favourable_blanks.end())
        p_.error("A2011", f.span, "`" + f.field.text + "` is named twice");
      else
        i_.favourable_blanks.push_back({at, f.because.text});
    }
  }

  Program& p_;
  const syntax::IndicatorDecl& decl_;
  std::uint32_t module_;
  model::Indicator& i_;
};

}  // namespace

void check_indicators(Program& p) {
  for (Index i = 0; i < p.indicators.size(); ++i) Indicators(p, i).check();
}

}  // namespace assize::check_detail
