// Payment schemes: what is paid for what, and by whom.
#include <algorithm>

#include "dsl/check/expressions.h"
#include "dsl/check/literals.h"
#include "dsl/check/sharing.h"

namespace assize::check_detail {

using model::Kind;
using model::Measure;
using model::Pence;
using model::Unit;

namespace {

class Scheme {
 public:
  Scheme(Program& p, Index at)
      : p_(p),
        decl_(*p.payment_schemes[at].decl),
        module_(p.payment_schemes[at].module),
        s_(p.ruleset.payment_schemes[at]),
        money_(p, module_, s_) {}

  void check() {
    s_.span = decl_.id.span;
    s_.cites = citations(p_, module_, decl_.cites);
    if (const syntax::Text* t = only(p_, decl_.duty_of, "duty of")) s_.duty_of = t->text;
    if (decl_.if_cannot_tell.size() > 1)
      p_.error("A2011", decl_.if_cannot_tell[1],
               "`if cannot tell` stands more than once in this block");
    payers();
    if (const auto* f = required(p_, decl_.in_force, "in force since", decl_.id.span))
      s_.in_force = validity(p_, {{f->since}, dates_of(f->until)}, f->span);
    pay_once();
    caps();
    if (decl_.outcomes.empty() && decl_.fee.empty() && decl_.foundation.empty() &&
        decl_.volume.empty())
      p_.error("A2010", decl_.id.span, "this scheme pays nothing",
               "add an `outcome`, a `fee`, a `foundation` or a `volume`");
    for (const syntax::PaidOutcomeDecl& o : decl_.outcomes) outcome(o);
    hurdles();
    fee();
    foundation();
    volume();
  }

 private:
  static std::vector<syntax::Expression> dates_of(const std::optional<syntax::Expression>& e) {
    return e ? std::vector<syntax::Expression>{*e} : std::vector<syntax::Expression>{};
  }

  void unfit(Span span, std::string text, std::string hint = {}) {
    p_.error("A3907", span, std::move(text), std::move(hint));
  }
  void senseless(Span span, std::string text, std::string hint = {}) {
    p_.error("A3909", span, std::move(text), std::move(hint));
  }

  void payers() {
    const syntax::PayersClause* c = required(p_, decl_.payers, "payers", decl_.id.span);
    if (c == nullptr) return;
    const Symbol* list = p_.resolve(module_, c->list, What::codes);
    if (list == nullptr) return;
    s_.payer_list = list->index;
    for (const syntax::CodeWord& w : c->payers) {
      const auto at = p_.code_of[list->index].find(w.code.text);
      if (at == p_.code_of[list->index].end()) {
        p_.error(
            "A2012", w.code.span,
            "`" + w.code.text + "` is not a code of " + p_.ruleset.code_lists[list->index].name,
            p_.code_hint(list->index, w.code.text));
        continue;
      }
      const CodeIndex code{static_cast<std::int32_t>(at->second)};
      if (std::find(s_.payers.begin(), s_.payers.end(), code) != s_.payers.end())
        p_.error("A3901", w.code.span, "`" + w.code.text + "` is named twice");
      else
        s_.payers.push_back(code);
    }
  }

  // A calendar duration of more than nothing.
  std::optional<CalendarDuration> duration(const syntax::Expression& e) {
    const std::optional<Literal> l = literal(p_, e);
    if (!l) return std::nullopt;
    if (l->type.kind == Kind::calendar) {
      const auto d = std::get<CalendarDuration>(l->value.point());
      if (d.months > 0 || d.days > 0) return d;
    }
    senseless(e.span, "`" + e.text + "` is no time of days, weeks, months or years");
    return std::nullopt;
  }

  void pay_once() {
    const syntax::Expression* e = only(p_, decl_.pay_once, "pay once");
    if (e == nullptr) return;
    const auto window = duration(*e);
    s_.pays_once = true;
    if (window) s_.window = *window;
  }

  void caps() {
    for (const syntax::PayAtMost& m : decl_.at_most) {
      const auto amount = money_.pence(m.amount);
      const auto of = m.of == "person" ? model::Cap::Of::person
                      : m.of == "all"  ? model::Cap::Of::all
                                       : model::Cap::Of::financial_year;
      for (const model::Cap& c : s_.caps) {
        if (c.of == of) senseless(m.span, "this is capped twice");
      }
      if (amount) s_.caps.push_back({of, *amount});
    }
  }

  // What can be paid at a time; empty: anything, since a cap may cut it.
  std::vector<Pence> amounts(Pence amount) const {
    return s_.caps.empty() ? std::vector<Pence>{amount} : std::vector<Pence>{};
  }

  // --- outcomes ---

  void outcome(const syntax::PaidOutcomeDecl& d) {
    model::PaidOutcome o;
    o.name = d.id.text;
    o.title = d.title.text;
    o.span = d.id.span;
    for (const model::PaidOutcome& other : s_.outcomes) {
      if (other.name != o.name) continue;
      p_.error("A2002", d.id.span, "`" + o.name + "` is declared more than once in this scheme")
          .notes.push_back({"first declared here", other.span});
    }
    if (o.name == "fee" || o.name == "foundation" || o.name == "volume")
      senseless(d.id.span, "`" + o.name + "` is the name of another part of a scheme");
    if (d.each_record) {
      each_record(d, o);
    } else {
      when_met(d, o);
    }
    amount(d, o);
    if (const syntax::Expression* e = only(p_, d.later, "payable")) {
      if (const auto later = duration(*e)) o.later = *later;
    }
    const bool any = o.rate.has_value();
    if (o.amount > 0)
      o.shared =
          money_.sharing(d.shared, d.id.span, any ? std::vector<Pence>{} : amounts(o.amount));
    s_.outcomes.push_back(std::move(o));
  }

  void each_record(const syntax::PaidOutcomeDecl& d, model::PaidOutcome& o) {
    const Symbol* s = p_.resolve(module_, d.of, What::indicator);
    if (s == nullptr || p_.ruleset.indicators[s->index].record == kNone) return;
    const model::Indicator& i = p_.ruleset.indicators[s->index];
    o.indicator = s->index;
    if (i.measure != Measure::met && i.measure != Measure::counted)
      return unfit(d.of.span, "no record meets `" + i.name + "`: it gives a figure",
                   "pay for an indicator that says `met when`");
    if (i.direction == model::Direction::lower_is_better)
      return unfit(d.of.span, "of `" + i.name +
                                  "` lower is better, so that a record that meets it "
                                  "is no success");
    if (!s_.pays_once)
      p_.error("A3905", d.id.span,
               "`" + o.name +
                   "` is paid for each record, and nothing keeps a person from being "
                   "paid for twice",
               "add `pay once for each person and outcome in any 12 months, whoever pays;`");
    if (i.dated_by != model::kNoExpr) {
      const model::Expr& dated = p_.arena[i.dated_by];
      if (dated.op == model::Op::field && is_date_or_time(dated.type.kind))
        o.on = dated.index;
      else
        unfit(d.of.span, "`" + i.name +
                             "` is not dated by a field of its record, so that nobody "
                             "could look up when the outcome was");
    }
    if (!d.only_if.empty())
      p_.error("A3906", d.only_if[0].span,
               "what is paid for each record hangs upon no other outcome",
               "put the condition into `met when` of its indicator");
    person(d, o, i.record);
  }

  void person(const syntax::PaidOutcomeDecl& d, model::PaidOutcome& o, Index record) {
    const syntax::Word* w = required(p_, d.person, "person is", d.id.span);
    if (w == nullptr) return;
    const Index f = p_.field(record, *w);
    if (f == kNone) return;
    const model::Field& field = p_.ruleset.records[record].fields[f];
    const Kind kind = field.type.kind;
    if ((kind != Kind::text && kind != Kind::number) || !field.separator.empty())
      return unfit(w->span, "a person is named by a text or a number; `" + field.name + "` is " +
                                p_.in_words(field.type));
    o.person = f;
    const syntax::Expression* certain = only(p_, d.certain, "certain where");
    if (certain == nullptr) return;
    const model::ExprId test = Typer(p_, module_, record).test(*certain);
    if (test != model::kNoExpr) o.certain = certainty(o, test);
  }

  // An indicator that nobody wrote, so that both evaluators say of each record whether it is
  // certain whose it is. It stands in no file.
  Index certainty(const model::PaidOutcome& o, model::ExprId test) {
    model::Indicator i;
    const model::Indicator& paid = p_.ruleset.indicators[o.indicator];
    i.name = s_.name + "." + o.name + " is certain whose";
    i.title = o.title + ": it is certain whose it is";
    i.record = paid.record;
    i.dated_by = paid.dated_by;
    i.rules_as_at = paid.rules_as_at;
    i.measure = Measure::counted;
    i.met = test;
    i.direction = model::Direction::higher_is_better;
    i.span = {kNone, 0, 0};
    p_.ruleset.indicators.push_back(std::move(i));
    return static_cast<Index>(p_.ruleset.indicators.size() - 1);
  }

  void when_met(const syntax::PaidOutcomeDecl& d, model::PaidOutcome& o) {
    if (!d.person.empty() || !d.certain.empty())
      unfit((d.person.empty() ? d.certain[0].span : d.person[0].span),
            "a standard is met by a provider or a cohort, not by a person",
            "pay `for each record that meets` an indicator");
    const Symbol* s = p_.resolve(module_, d.of, What::standard);
    if (s == nullptr || p_.ruleset.standards[s->index].indicator == kNone) return;
    const model::Standard& standard = p_.ruleset.standards[s->index];
    const auto refuse = [&](const char* code, const std::string& why, const char* hint) {
      Diagnostic& e = p_.error(code, d.of.span, "`" + standard.name + "` " + why, hint);
      e.notes.push_back({"the standard is here", standard.span});
    };
    if (standard.no_target)
      return refuse("A3082", "only reports: it is never met, and pays nothing",
                    "pay for a standard that has a target");
    if (standard.per_period == PeriodKind::rolling_year)
      return refuse("A3083",
                    "is judged over windows that overlap, and would be paid for one record twelve "
                    "times",
                    "judge it `per quarter` or `per financial year`");
    o.standard = s->index;
    if (standard.per_period == PeriodKind::whole && !d.later.empty())
      senseless(d.later[0].span,
                "`" + standard.name +
                    "` is judged per no period, and so later "
                    "than nothing",
                "judge it `per quarter`");
  }

  void amount(const syntax::PaidOutcomeDecl& d, model::PaidOutcome& o) {
    const syntax::PaidAmount* a = required(p_, d.pays, "pays", d.id.span);
    const syntax::Word* rounded = only(p_, d.rounded, "rounded");
    if (a == nullptr) return;
    if (const auto pence = money_.pence(a->amount)) o.amount = *pence;
    if (rounded != nullptr) {
      o.rounds = true;
      o.rounding = rounded->text == "half up"     ? Rounding::half_up
                   : rounded->text == "half even" ? Rounding::half_even
                   : rounded->text == "half down" ? Rounding::half_down
                   : rounded->text == "up"        ? Rounding::up
                                                  : Rounding::down;
      if (!a->rate) senseless(rounded->span, "one sum of money is not rounded");
    }
    if (!a->rate) return;
    if (o.standard == kNone)
      return unfit(a->span, "cases below or above a rate are those of a standard, not of a record",
                   "pay `when` a standard `is met`");
    const model::Standard& s = p_.ruleset.standards[o.standard];
    if (s.comparison || p_.ruleset.indicators[s.indicator].measure == Measure::percentile)
      return unfit(a->span, "`" + s.name + "` counts no cases");
    const auto rate = money_.constant(*a->rate, Unit::none,
                                      "a rate is a number for each case of "
                                      "the denominator");
    if (!rate) return;
    if (rate->is_negative()) return senseless(a->rate->span, "a rate is not below 0");
    o.rate = rate;
    o.above = a->above;
    const auto step = multiply(*rate, Decimal(o.amount));
    if ((!step || !step->is_whole()) && !o.rounds)
      p_.error("A3904", a->span,
               "this can come to a fraction of a penny, and it is not said what becomes of it",
               "add `, rounded down to the penny`");
  }

  // --- what hangs upon another outcome ---

  std::optional<Index> named(const syntax::Word& w) {
    for (Index i = 0; i < s_.outcomes.size(); ++i) {
      if (s_.outcomes[i].name == w.text) return i;
    }
    std::vector<std::string> names;
    for (const model::PaidOutcome& o : s_.outcomes) names.push_back(o.name);
    const std::string near = nearest(w.text, names);
    p_.error("A3906", w.span, "`" + s_.name + "` has no outcome `" + w.text + "`",
             near.empty() ? "" : "did you mean `" + near + "`?");
    return std::nullopt;
  }

  bool alike(const model::PaidOutcome& a, const model::PaidOutcome& b) const {
    const auto fields = [&](const model::Standard& s) {
      std::vector<std::string> names;
      for (const Index f : s.per_fields)
        names.push_back(p_.ruleset.records[p_.ruleset.indicators[s.indicator].record].part(f).name);
      return names;
    };
    const model::Standard& x = p_.ruleset.standards[a.standard];
    const model::Standard& y = p_.ruleset.standards[b.standard];
    return x.per_provider == y.per_provider && x.per_period == y.per_period &&
           fields(x) == fields(y);
  }

  void hurdles() {
    for (std::size_t i = 0; i < decl_.outcomes.size(); ++i) {
      const syntax::Word* w = only(p_, decl_.outcomes[i].only_if, "only if");
      model::PaidOutcome& o = s_.outcomes[i];
      if (w == nullptr || o.standard == kNone) continue;
      const auto other = named(*w);
      if (!other) continue;
      const model::PaidOutcome& first = s_.outcomes[*other];
      if (first.standard == kNone) {
        if (first.indicator != kNone)
          p_.error("A3906", w->span,
                   "`" + first.name +
                       "` is paid for each record: it is not met "
                       "for a cohort");
      } else if (!alike(o, first)) {
        p_.error("A3906", w->span,
                 "`" + o.name + "` and `" + first.name +
                     "` are not judged for the "
                     "same providers and periods");
      } else {
        o.hurdle = *other;
      }
    }
    for (std::size_t i = 0; i < s_.outcomes.size(); ++i) {
      std::size_t steps = 0;
      Index at = s_.outcomes[i].hurdle;
      while (at != kNone && at != i && ++steps <= s_.outcomes.size()) at = s_.outcomes[at].hurdle;
      if (at != i) continue;
      p_.error("A3906", s_.outcomes[i].span, "`" + s_.outcomes[i].name + "` hangs upon itself",
               "leave out one `only if` of the circle");
      for (model::PaidOutcome& o : s_.outcomes) o.hurdle = kNone;
    }
  }

  // --- fee, foundation, volume ---

  void fee() {
    const syntax::FeeClause* f = only(p_, decl_.fee, "fee");
    if (f == nullptr) return;
    model::Fee out;
    out.year =
        f->year.text == "calendar year" ? PeriodKind::calendar_year : PeriodKind::financial_year;
    const auto amount = money_.pence(f->amount);
    const auto count = whole_number(p_, f->count);
    if (!amount || !count) return;
    if (*count < 1 || *count > 12 || 12 % *count != 0)
      return senseless(f->count.span, "a year has 1, 2, 3, 4, 6 or 12 equal instalments");
    out.amount = *amount;
    out.instalments = static_cast<std::int32_t>(*count);
    const Pence each = *amount / *count, left = *amount % *count;
    if (left != 0 && !f->remainder_to_last)
      p_.error("A3903", f->span, "equal instalments leave pennies over, and nobody is to pay them",
               "add `, remainder pennies to the last`");
    if (each == 0) senseless(f->span, "this leaves nothing to pay in each instalment");
    out.shared = money_.sharing(f->shared, f->span, {each, each + left});
    s_.fee = std::move(out);
  }

  void foundation() {
    const syntax::FoundationClause* f = only(p_, decl_.foundation, "foundation");
    if (f == nullptr) return;
    model::Foundation out;
    const auto amount = money_.pence(f->amount);
    const auto outcome = named(f->outcome);
    if (!amount || !outcome) return;
    const model::PaidOutcome& o = s_.outcomes[*outcome];
    if (o.standard == kNone) {
      if (o.indicator != kNone)
        unfit(f->outcome.span,
              "`" + o.name + "` is paid for each record: it is not met for a " + f->per.text);
      return;
    }
    const model::Standard& s = p_.ruleset.standards[o.standard];
    const PeriodKind per = f->per.text == "month"            ? PeriodKind::month
                           : f->per.text == "quarter"        ? PeriodKind::quarter
                           : f->per.text == "financial year" ? PeriodKind::financial_year
                                                             : PeriodKind::calendar_year;
    if (s.per_period != per || !s.per_fields.empty())
      return senseless(f->per.span, "`" + s.name + "` is not judged per " + f->per.text + " alone");
    out.amount = *amount;
    out.outcome = *outcome;
    out.shared = money_.sharing(f->shared, f->span, {*amount});
    s_.foundation = std::move(out);
  }

  void volume() {
    const syntax::VolumeClause* v = only(p_, decl_.volume, "volume of");
    if (v == nullptr) return;
    const Symbol* s = p_.resolve(module_, v->of.indicators[0], What::indicator);
    if (s == nullptr || p_.ruleset.indicators[s->index].record == kNone) return;
    model::Volume out;
    const model::Indicator& i = p_.ruleset.indicators[s->index];
    if (i.measure == Measure::percentile)
      return unfit(v->of.indicators[0].span, "`" + i.name + "` counts no cases");
    out.indicator = s->index;
    Per per = check_per(p_, module_, v->of, i.record);
    out.per_provider = per.provider;
    out.per_period = per.period;
    out.per_fields = std::move(per.fields);
    if (out.per_period == PeriodKind::rolling_year) {
      p_.error("A3083", v->span, "windows overlap, and a case of a volume is paid for once",
               "say `per quarter` or `per financial year`");
      return;
    }
    if (out.per_period == PeriodKind::whole)
      senseless(v->span, "a volume is that of a period", "add `per quarter`");
    const auto predicted = money_.constant(v->predicted, Unit::none, "a volume is a number");
    const auto low = money_.constant(v->low, Unit::percent, "a band is in per cent");
    const auto high = money_.constant(v->high, Unit::percent, "a band is in per cent");
    const auto price = money_.pence(v->price);
    if (!predicted || !low || !high || !price) return;
    const auto n = predicted->as_int64();
    constexpr std::int64_t kMostCases = 1'000'000'000;
    if (!n || *n <= 0 || *n > kMostCases)
      return senseless(v->predicted.span, "a volume is a whole number of cases, 1 or more");
    if (low->is_negative() || *low > Decimal(100) || *high < Decimal(100))
      return senseless(v->low.span, "a band has 100% in it: `90% to 110%`");
    out.predicted = *n;
    out.low = *low;
    out.high = *high;
    out.price = *price;
    out.shared = money_.sharing(v->shared, v->span, {*price});
    s_.volume = std::move(out);
  }

  Program& p_;
  const syntax::PaymentSchemeDecl& decl_;
  std::uint32_t module_;
  model::PaymentScheme& s_;
  Money money_;
};

}  // namespace

void check_payments(Program& p) {
  for (Index i = 0; i < p.payment_schemes.size(); ++i) Scheme(p, i).check();
  check_paid_twice(p);
}

}  // namespace assize::check_detail
