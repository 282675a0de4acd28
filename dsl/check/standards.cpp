// Standards: targets in stretches that do not overlap and agree with the indicator's direction; the
// rest of the block.
#include <algorithm>

#include "dsl/check/expressions.h"
#include "dsl/check/literals.h"
#include "dsl/check/tiers.h"

namespace assize::check_detail {

using model::Kind;
using model::Measure;
using model::TargetKind;
using model::Type;
using model::Unit;

namespace {

const char* word(TargetKind k) {
  switch (k) {
    case TargetKind::at_least:
      return "at least";
    case TargetKind::at_most:
      return "at most";
    case TargetKind::every_case:
      return "every case";
    case TargetKind::no_case:
      return "no case";
  }
  return "";
}

class Standards {
 public:
  Standards(Program& p, Index at)
      : p_(p),
        at_(at),
        decl_(*p.standards[at].decl),
        module_(p.standards[at].module),
        s_(p.ruleset.standards[at]) {}

  void check() {
    s_.span = decl_.id.span;
    s_.cites = citations(p_, module_, decl_.cites);
    if (const syntax::Text* t = only(p_, decl_.duty_of, "duty of")) s_.duty_of = t->text;
    s_.local_may_tighten = !decl_.may_tighten.empty();
    in_force();
    if (!judges()) return;
    if (decl_.claims) return check_claim(p_, decl_, at_);
    if (decl_.compares) check_sides(p_, module_, decl_, at_);
    for (const syntax::Target& t : decl_.targets) target(t);
    matures();
    no_target();
    alike();
    overlaps();
    minimum();
    expects();
    reports();
    if (ok_) check_tiers(p_, module_, decl_, measured_, s_);
  }

  // One that has none on purpose reports its figures: there is nothing to reach, and nothing in
  // which it could be tightened. One that has none by mistake says so.
  void no_target() {
    const syntax::NoTarget* none = only(p_, decl_.no_target, "no target");
    if (none == nullptr) {
      if (decl_.targets.empty())
        p_.error("A2010", decl_.id.span, "this block has no `target`",
                 "of a measure without a pass mark: `no target, because \"...\";`");
      return;
    }
    const auto senseless = [&](Span span, std::string text) {
      Diagnostic& d = p_.error("A3082", span, std::move(text));
      d.notes.push_back({"it says so here", none->span});
    };
    s_.no_target = none->because.text;
    for (const syntax::Target& t : decl_.targets)
      senseless(t.span, "`" + s_.name + "` says that it has no target");
    for (const syntax::Tier& t : decl_.tiers)
      senseless(t.span, "a standard that only reports has no tiers");
    for (const Span span : decl_.may_tighten)
      senseless(span, "where there is no target, none can be tightened");
  }

 private:
  const model::Indicator& indicator() const { return p_.ruleset.indicators[s_.indicator]; }

  void in_force() {
    const syntax::InForce* f = only(p_, decl_.in_force, "in force since");
    if (f == nullptr) return;
    s_.in_force.from = whole_day(p_, f->since);
    if (f->until) s_.in_force.until = whole_day(p_, *f->until);
    if (s_.in_force.from && s_.in_force.until && *s_.in_force.until < *s_.in_force.from) {
      p_.error("A3022", f->span,
               "it ends (" + date_in_words(*s_.in_force.until) + ") before it begins (" +
                   date_in_words(*s_.in_force.from) + ")");
    }
  }

  // A cohort is followed for some time after its period.
  void matures() {
    const syntax::Matures* m = only(p_, decl_.matures, "matures");
    const std::optional<Literal> l = m == nullptr ? std::nullopt : literal(p_, m->after);
    if (!l) return;
    if (l->type.kind != Kind::calendar || s_.per_period == PeriodKind::whole) {
      const bool whole = s_.per_period == PeriodKind::whole;
      p_.error("A3811", m->span,
               whole ? "without a period there is no end after which anything could mature"
                     : "a period matures after days, weeks, months or years",
               whole ? "add `per month`, `per quarter` or the like to `judges`" : "");
      return;
    }
    s_.matures = std::get<CalendarDuration>(l->value.point());
  }

  bool judges() {
    const char* clause = decl_.compares ? "compares" : decl_.claims ? "about" : "judges";
    const syntax::Judges* j = required(p_, decl_.judges, clause, decl_.id.span);
    if (j == nullptr) return false;
    std::vector<Index> parts;
    for (const syntax::Name& n : j->indicators) {
      const Symbol* s = p_.resolve(module_, n, What::indicator);
      if (s == nullptr || p_.ruleset.indicators[s->index].record == kNone) return false;
      if (std::find(parts.begin(), parts.end(), s->index) != parts.end()) {
        p_.error("A2011", n.span, "`" + n.id + "` is named twice");
        return false;
      }
      parts.push_back(s->index);
    }
    s_.indicator = parts.size() == 1 ? parts[0] : composite(p_, *j, parts);
    if (s_.indicator == kNone) return false;
    const Index record = indicator().record;
    if (indicator().measure == Measure::percentile && indicator().value == model::kNoExpr)
      return false;
    measured_ = measured();
    if (decl_.compares) {
      measured_ = {Kind::number, Unit::points};
      if (!model::gives_share(indicator())) {
        p_.error("A3060", j->span,
                 "a comparison holds two shares against each other; `" + indicator().name +
                     "` gives " + p_.in_words(measured()),
                 "compare an indicator with `met when`, `counted when` or `from counts`");
        return false;
      }
    }
    Per per = check_per(p_, module_, *j, record);
    s_.per_provider = per.provider;
    s_.per_period = per.period;
    s_.per_fields = std::move(per.fields);
    return combined(*j);
  }

  Type measured() const { return model::measured_type(p_.ruleset, indicator()); }

  // What an indicator that is made of others can be given by.
  bool combined(const syntax::Judges& j) {
    const auto& made = indicator().combined;
    if (!made) return true;
    const auto refuse = [&](std::string text, std::string hint = {}) {
      p_.error("A3091", j.span, std::move(text), std::move(hint));
      return false;
    };
    using Made = model::Combined::Kind;
    const model::Indicator& other =
        p_.ruleset.indicators[made->parts[made->kind == Made::ratio ? 1 : 0]];
    if (made->kind == Made::average && s_.per_period == PeriodKind::month)
      return refuse("an average of months is not judged month by month",
                    "say `per quarter`, `per financial year` or `per calendar year`");
    if (made->kind == Made::average && s_.per_period == PeriodKind::rolling_year) {
      p_.error("A3083", j.span, "a month belongs to twelve windows, and its share to one average",
               "say `per quarter`, `per financial year` or `per calendar year`");
      return false;
    }
    if (other.record != indicator().record && !s_.per_fields.empty())
      return refuse("`" + indicator().name +
                    "` is made of two kinds of records, which share no field");
    if (s_.per_provider && p_.ruleset.records[other.record].provider == kNone)
      return refuse("`" + p_.ruleset.records[other.record].name +
                    "` does not say whose its records are");
    if (std::find(s_.per_fields.begin(), s_.per_fields.end(), made->by) != s_.per_fields.end())
      return refuse("what is standardised by a field is not given by it too");
    if (!decl_.expects.empty() || !decl_.report_every.empty())
      return refuse("`" + indicator().name + "` looks at no records of its own",
                    "say it in a standard about what it is made of");
    return true;
  }

  void target(const syntax::Target& t) {
    model::Target target;
    target.kind = static_cast<TargetKind>(t.kind);
    target.of_size = t.of == "gap";
    target.span = t.span;
    target.valid = validity(p_, t.dates, t.span);
    const bool valued = target.kind == TargetKind::at_least || target.kind == TargetKind::at_most;
    if (!valued) {
      const Measure needed =
          target.kind == TargetKind::every_case ? Measure::met : Measure::counted;
      const bool totals = indicator().measure == Measure::totals;
      if (indicator().measure != needed && !totals) {
        p_.error(
            "A3024", t.span,
            std::string("`") + word(target.kind) + "` goes with `" +
                (needed == Measure::met ? "met when" : "counted when") + "`; `" + indicator().name +
                "` has another measure",
            needed == Measure::met
                ? "a harm that must not happen is judged with `counted when` and `target no case`"
                : "what every record must reach is judged with `met when` and `target every case`");
      }
    } else if (t.value && !(unit(t, target) && value(*t.value, target))) {
      ok_ = false;
      return;
    }
    if (decl_.compares && !difference(t)) return;
    if (!target.of_size) direction(target);
    s_.targets.push_back(std::move(target));
  }

  // `N cases` is a number of those that are met or counted, `N per 1000` another way to write a
  // share.
  bool unit(const syntax::Target& t, model::Target& target) {
    const Measure m = indicator().measure;
    if (t.cases && m != Measure::met && m != Measure::counted) {
      p_.error(
          "A3024", t.span, "`" + indicator().name + "` has no cases that are met or counted",
          "a number of cases is the target of `met when` and `counted when`; a column of counts "
          "is judged with `value: FIELD, sum`");
      return false;
    }
    target.of_cases = t.cases;
    if (t.per.empty()) return true;
    const std::optional<std::int64_t> per = whole_number(p_, t.per[0]);
    if (!per) return false;
    if (*per < 1 || *per > 100'000'000 || !(measured_ == Type{Kind::number, Unit::percent}) ||
        t.value->kind == syntax::Kind::name) {
      p_.error("A3024", t.span,
               !(measured_ == Type{Kind::number, Unit::percent})
                   ? "`" + indicator().name + "` gives " + p_.in_words(measured_) + ", not a share"
                   : std::string("a rate is two numbers, such as `5 per 1000`"),
               "a parameter that is a share is a percentage: 5 per 1000 is `0.5%`");
      return false;
    }
    target.per = *per;
    return true;
  }

  // `gap` is a size; of groups there is a difference, of periods a change.
  bool difference(const syntax::Target& t) {
    const bool groups = decl_.change.empty();
    if (t.of == "gap" && t.kind == syntax::TargetKind::at_least) {
      p_.error("A3060", t.span, "a gap is judged with `at most`",
               groups ? "for one direction only write `target difference at least`"
                      : "for one direction only write `target change at least`");
      ok_ = false;
      return false;
    }
    if (t.of == "gap" || (t.of == "difference") == groups) return true;
    p_.error("A3060", t.span,
             groups ? "two groups differ: there is no change between them"
                    : "from one period to another there is a change",
             groups ? "write `target difference` (the group less the other) or `target gap`"
                    : "write `target change` (the later less the earlier) or `target gap`");
    ok_ = false;
    return false;
  }

  bool value(const syntax::Expression& e, model::Target& target) {
    Type type;
    if (e.kind == syntax::Kind::name) {
      const Symbol* s = p_.resolve(module_, e.name, What::parameter);
      if (s == nullptr || p_.ruleset.parameters[s->index].values.empty()) return false;
      target.parameter = s->index;
      type = p_.ruleset.parameters[s->index].type;
    } else {
      const std::optional<Literal> l = literal(p_, e);
      if (!l || !l->value.is_known()) return false;
      type = l->type;
      target.value = l->value.point();
    }
    if (target.of_cases || target.per > 0) {
      if (!(type == Type{Kind::number})) {
        p_.error("A3024", e.span, "a plain number is needed here; this is " + p_.in_words(type));
        return false;
      }
      if (target.of_cases) {
        measured_ = type;  // tiers are of cases too
        return true;
      }
      const auto hundred = multiply(std::get<Decimal>(target.value), Decimal(100));
      bool exact = false;
      const auto percent = hundred ? divide(*hundred, Decimal(target.per), &exact) : std::nullopt;
      if (!percent || !exact) {
        p_.error("A3024", e.span, "this rate has no end as a percentage",
                 "write it per 10, per 100, per 1000 ...");
        return false;
      }
      target.value = *percent;
      return true;
    }
    if (!(type == measured_)) {
      const bool share = measured_ == Type{Kind::number, Unit::percent};
      p_.error("A3024", e.span,
               "`" + (decl_.compares ? s_.name : indicator().name) + "` gives " +
                   p_.in_words(measured_) + "; the target is " + p_.in_words(type),
               share            ? "write the target of a share as a percentage, such as `95%`"
               : decl_.compares ? "a difference of two shares is in points, such as `5 points`: 5% "
                                  "could be a twentieth of one of them"
                                : "");
      return false;
    }
    return true;
  }

  void direction(const model::Target& t) {
    const bool wants_high = t.kind == TargetKind::at_least || t.kind == TargetKind::every_case;
    const model::Indicator& i = indicator();
    const bool lower = i.direction == model::Direction::lower_is_better ||
                       (i.direction == model::Direction::not_said && i.measure == Measure::counted);
    const bool higher = i.direction == model::Direction::higher_is_better;
    if (!(wants_high ? lower : higher)) return;
    Diagnostic& d =
        p_.error("A3023", t.span,
                 std::string("`target ") + word(t.kind) + "` is against the direction of `" +
                     i.name + "`: " + (lower ? "lower" : "higher") + " is better",
                 i.direction == model::Direction::not_said
                     ? "what is counted is a harm unless the indicator says `higher is better`"
                     : "");
    d.notes.push_back({"the indicator is declared here", i.span});
  }

  // All of one kind: the finding would otherwise change its unit on a day.
  void alike() {
    for (const model::Target& t : s_.targets) {
      if (t.of_cases == s_.targets[0].of_cases) continue;
      ok_ = false;
      Diagnostic& d = p_.error("A3024", t.span, "one target is a number of cases, another a share");
      d.notes.push_back({"the other target", s_.targets[0].span});
      return;
    }
  }

  void overlaps() {
    std::stable_sort(s_.targets.begin(), s_.targets.end(),
                     [](const model::Target& a, const model::Target& b) {
                       return a.valid.from.value_or(kFirstDay) < b.valid.from.value_or(kFirstDay);
                     });
    for (std::size_t i = 1; i < s_.targets.size(); ++i) {
      const Day begins = s_.targets[i].valid.from.value_or(kFirstDay);
      if (begins > s_.targets[i - 1].valid.until.value_or(kLastDay)) continue;
      ok_ = false;
      Diagnostic& d = p_.error("A3028", s_.targets[i].span,
                               "two targets are in force on " + date_in_words(begins),
                               "end the earlier one with `until`");
      d.notes.push_back({"the other target", s_.targets[i - 1].span});
    }
  }

  void minimum() {
    const syntax::SmallCases* c = only(p_, decl_.small_cases, "with fewer than");
    if (c == nullptr) return;
    const std::optional<std::int64_t> n = whole_number(p_, c->fewer_than);
    if (n && *n < 1)
      p_.error("A3018", c->fewer_than.span, "the least number of cases is at least 1");
    s_.minimum = n.value_or(0);
    s_.minimum_says = c->say.text;
    for (const model::Target& t : s_.targets) {
      if (!t.of_cases) continue;
      Diagnostic& d = p_.error(
          "A3025", c->span, "a number of cases takes no least number of cases: none is a number");
      d.notes.push_back({"the target is here", t.span});
      return;
    }
    for (const model::Target& t : s_.targets) {
      if (t.kind != TargetKind::every_case && t.kind != TargetKind::no_case) continue;
      Diagnostic& d = p_.error("A3025", c->span,
                               std::string("`") + word(t.kind) +
                                   "` takes no least number of cases: one breach is a breach");
      d.notes.push_back({"the target is here", t.span});
      return;
    }
  }

  void expects() {
    const syntax::Expects* e = only(p_, decl_.expects, "expects one row");
    if (e == nullptr) return;
    bool provider = false, period = false;
    static constexpr const char* kPeriods[] = {
        "", "month", "quarter", "financial year", "calendar year", ""};
    for (const syntax::Word& w : e->per) {
      const Index whose = p_.ruleset.records[indicator().record].provider;
      const bool in_its_words =
          whose != kNone && w.text == p_.ruleset.records[indicator().record].fields[whose].name;
      if (w.text == "provider" || in_its_words)
        provider = true;
      else if (w.text == kPeriods[static_cast<int>(s_.per_period)])
        period = true;
    }
    if (s_.per_period == PeriodKind::rolling_year) {
      p_.error("A3083", e->span,
               "a row belongs to twelve windows, and so is expected in none of them",
               "say it in a standard that is judged `per month`");
    } else if (!provider || !period || !s_.per_provider || s_.per_period == PeriodKind::whole) {
      p_.error("A3041", e->span,
               "rows are expected for each provider and each period that the standard judges",
               "say the same in `judges ... per provider, per month` and `expects one row for each "
               "provider, month`");
    }
    s_.expects_row_for_each_provider_and_period = true;
    if (e->where) s_.expects_where = Typer(p_, module_, indicator().record).test(*e->where);
  }

  void reports() {
    for (const syntax::ReportEvery& r : decl_.report_every) {
      const Index f = p_.part(module_, indicator().record, r.field);
      if (f == kNone) continue;
      if (std::find(s_.per_fields.begin(), s_.per_fields.end(), f) == s_.per_fields.end()) {
        p_.error("A3040", r.field.span,
                 "`" + r.field.text + "` is not one of the groups that the standard judges",
                 "add `per " + r.field.text + "` to `judges`");
        continue;
      }
      const Type type = p_.ruleset.records[indicator().record].part(f).type;
      if (type.kind != Kind::code) {
        p_.error("A3040", r.field.span,
                 "only the codes of a list can be reported each; `" + r.field.text + "` is " +
                     p_.in_words(type));
        continue;
      }
      model::ReportEvery every{f, {}};
      for (const syntax::Expression& c : r.codes) {
        const Typed t = Typer(p_, module_, indicator().record).value(c, &type);
        if (t.ok() && p_.arena[t.id].op == model::Op::literal && t.type == type)
          every.codes.push_back(std::get<CodeIndex>(p_.arena[t.id].value.point()));
        else if (t.ok())
          p_.error("A3014", c.span, "a code of the list is needed here");
      }
      s_.report_every.push_back(std::move(every));
    }
  }

  Program& p_;
  Index at_;
  const syntax::StandardDecl& decl_;
  std::uint32_t module_;
  model::Standard& s_;
  Type measured_;
  bool ok_ = true;
};

}  // namespace

Per check_per(Program& p, std::uint32_t module, const syntax::Judges& j, Index record) {
  Per out;
  out.provider = j.per_provider;
  if (out.provider && p.ruleset.records[record].provider == kNone) {
    p.error("A3040", j.span,
            "`" + p.ruleset.records[record].name + "` does not say whose its records are",
            "give it a field of the type `organisation`, or say `provider is FIELD`");
  }
  if (const syntax::Word* w = only(p, j.per_period, "per")) {
    out.period = w->text == "month"            ? PeriodKind::month
                 : w->text == "quarter"        ? PeriodKind::quarter
                 : w->text == "financial year" ? PeriodKind::financial_year
                 : w->text == "calendar year"  ? PeriodKind::calendar_year
                                               : PeriodKind::rolling_year;
    if (out.period == PeriodKind::rolling_year && w->text != "rolling 12 months")
      p.error("A3083", w->span, "a window is of twelve months", "write `per rolling 12 months`");
  }
  for (const std::optional<syntax::Name>& as : j.per_as) {
    if (!as) continue;
    p.error("A3040", as->span, "findings are given by what has a name",
            "give it one, `derived NAME of " + p.ruleset.records[record].name + ": code in " +
                as->id + " is FIELD as " + as->id + ";`, and say `per NAME`");
  }
  for (const syntax::Word& w : j.per_field) {
    const Index f = p.part(module, record, w);
    if (f == kNone) continue;
    if (f == p.ruleset.records[record].provider) {  // `per prison` says it in the record's words
      if (out.provider) p.error("A2011", w.span, "the provider is named twice");
      out.provider = true;
      continue;
    }
    const Type type = p.ruleset.records[record].part(f).type;
    const Kind k = type.kind;
    if (k != Kind::code && k != Kind::yes_no && k != Kind::text) {
      p.error("A3040", w.span,
              "groups are made by a code, a yes or no, or an organisation; `" + w.text + "` is " +
                  p.in_words(type));
    } else if (std::find(out.fields.begin(), out.fields.end(), f) != out.fields.end()) {
      p.error("A2011", w.span, "`" + w.text + "` is named twice");
    } else {
      out.fields.push_back(f);
    }
  }
  return out;
}

void check_standards(Program& p) {
  for (Index i = 0; i < p.standards.size(); ++i) Standards(p, i).check();
}

}  // namespace assize::check_detail
