// Tests written in the language: rows of the right shape and types, expectations of things that are
// there and can be so.
#include <algorithm>
#include <set>

#include "dsl/check/expressions.h"
#include "dsl/check/literals.h"
#include "dsl/check/near_reason.h"
#include "dsl/check/reads.h"

namespace assize::check_detail {

using model::Kind;
using model::Type;
using model::Unit;
using syntax::LiteralKind;
using Expected = model::Expectation::Kind;
using Outcome = model::OutcomeWord::Kind;

namespace {

class Test {
 public:
  Test(Program& p, const syntax::TestDecl& d, std::uint32_t module)
      : p_(p), decl_(d), module_(module) {}

  void check() {
    test_.title = decl_.title.text;
    test_.span = decl_.span;
    if (const syntax::Expression* e = only(p_, decl_.as_at, "as at"))
      test_.as_at = whole_day(p_, *e);
    if (const syntax::Word* w = only(p_, decl_.period, "period")) test_.period = period(*w);
    test_.no_minimum = !decl_.no_minimum.empty();
    for (const syntax::Name& n : decl_.not_supplied) {
      if (const Symbol* s = p_.resolve(module_, n, What::record))
        test_.not_supplied.push_back(s->index);
    }
    for (const syntax::Given& g : decl_.given) given(g);
    if (decl_.expectations.empty())
      p_.error("A2010", decl_.title.span, "this test expects nothing");
    for (const syntax::Expectation& e : decl_.expectations) {
      at_ = e.span;
      now_ = {};
      now_.span = e.span;
      std::visit([this](const auto& x) { expect(x); }, e.what);
    }
    p_.tests.push_back(std::move(test_));
  }

 private:
  std::optional<Period> period(const syntax::Word& w) {
    std::optional<Period> found = parse_period(w.text);
    if (!found)
      p_.error(
          "A3011", w.span, "`" + w.text + "` is no period",
          "periods are written `2022-03`, `2022 Q1`, `2021/22`, `2022` or `12 months to 2022-03`");
    return found;
  }

  // --- given ---

  void given(const syntax::Given& g) {
    const Symbol* s = p_.resolve(module_, g.record, What::record);
    if (s == nullptr) return;
    model::GivenTable table;
    table.record = s->index;
    table.span = g.span;
    const auto twin =
        std::find_if(test_.given.begin(), test_.given.end(),
                     [&](const model::GivenTable& t) { return t.record == s->index; });
    if (twin != test_.given.end() || std::find(test_.not_supplied.begin(), test_.not_supplied.end(),
                                               s->index) != test_.not_supplied.end()) {
      p_.error(
          "A3037", g.record.span,
          "`" + g.record.id + "` is " +
              (twin != test_.given.end() ? "given twice" : "given, and said not to be supplied"));
      return;
    }
    bool ok = true;
    for (const syntax::Word& w : g.fields) {
      const Index f = p_.field(s->index, w);
      ok = ok && f != kNone;
      if (f != kNone &&
          std::find(table.fields.begin(), table.fields.end(), f) != table.fields.end()) {
        p_.error("A3037", w.span, "the column `" + w.text + "` is given twice");
        ok = false;
      }
      table.fields.push_back(f);
    }
    if (!ok) return;
    for (const syntax::Row& r : g.rows) {
      if (r.values.size() != table.fields.size()) {
        p_.error("A3037", r.span,
                 "this row has " + std::to_string(r.values.size()) + " values for " +
                     std::to_string(table.fields.size()) + " columns");
        continue;
      }
      std::vector<std::string> row;
      for (std::size_t i = 0; i < r.values.size(); ++i)
        row.push_back(cell(r.values[i], p_.ruleset.records[s->index].fields[table.fields[i]]));
      table.rows.push_back(std::move(row));
    }
    test_.given.push_back(std::move(table));
  }

  // The text that a return would hold.
  std::string cell(const syntax::Expression& e, const model::Field& f) {
    if (f.type.kind == Kind::nothing) return {};  // its type is reported where the field is
    if (e.kind == syntax::Kind::name) {
      if (f.type.kind == Kind::code) {
        const Typed t = Typer(p_, module_, kNone).value(e, &f.type);
        return t.ok() ? e.name.id : "";
      }
      p_.error("A3037", e.span,
               "`" + e.name.id + "` is not in quotation marks, and `" + f.name + "` is " +
                   p_.in_words(f.type));
      return {};
    }
    if (e.kind != syntax::Kind::literal) {
      p_.error("A3037", e.span, "a row holds literals");
      return {};
    }
    if (e.literal == LiteralKind::blank) return {};
    if (e.literal == LiteralKind::unreadable) return e.text;
    if (e.literal == LiteralKind::text) return text_cell(e, f);
    if (is_time(f.type.kind) && e.literal == LiteralKind::datetime) {
      if (!parse_date_time(e.text)) literal(p_, e);
      return e.text;
    }
    // A year alone looks like a number.
    if (f.type.kind == Kind::date && e.literal == LiteralKind::number && parse_date(e.text))
      return e.text;
    const std::optional<Literal> l = literal(p_, e);
    if (!l) return {};
    if (l->type.kind != f.type.kind ||
        (l->type.kind == Kind::number && l->type.unit != f.type.unit &&
         l->type.unit != Unit::none)) {
      misfit(e, l->type, f);
      return {};
    }
    if (f.type.kind == Kind::number) return std::get<Decimal>(l->value.point()).text();
    return e.text;
  }

  std::string text_cell(const syntax::Expression& e, const model::Field& f) {
    if (f.type.kind == Kind::text) return e.text;
    if (f.type.kind == Kind::code) {
      Typer(p_, module_, kNone).value(e, &f.type);
      return e.text;
    }
    const bool hidden =
        std::any_of(f.hidden.begin(), f.hidden.end(),
                    [&](const model::Field::Hidden& h) { return h.text == e.text; });
    if (!hidden) misfit(e, {Kind::text}, f);
    return e.text;
  }

  void misfit(const syntax::Expression& e, const Type& given, const model::Field& f) {
    p_.error("A3037", e.span,
             "`" + f.name + "` is " + p_.in_words(f.type) + "; this is " + p_.in_words(given),
             "to give a cell that cannot be read, write `unreadable \"...\"`");
  }

  // --- expectations ---

  bool indicator(const syntax::Name& n) {
    const Symbol* s = p_.resolve(module_, n, What::indicator);
    if (s != nullptr) now_.indicator = s->index;
    return s != nullptr && p_.ruleset.indicators[s->index].record != kNone;
  }
  bool standard(const syntax::Name& n) {
    const Symbol* s = p_.resolve(module_, n, What::standard);
    if (s != nullptr) now_.standard = s->index;
    if (s == nullptr || p_.ruleset.standards[s->index].indicator == kNone) return false;
    now_.indicator = p_.ruleset.standards[s->index].indicator;
    return p_.ruleset.indicators[now_.indicator].record != kNone;
  }

  bool variation(const syntax::Name& n) {
    const Symbol* s = p_.resolve(module_, n, What::variation);
    if (s == nullptr) return false;
    now_.variation = s->index;
    now_.indicator = p_.ruleset.variations[s->index].indicator;
    return now_.indicator != kNone && p_.ruleset.indicators[now_.indicator].record != kNone;
  }

  // How the findings of what an expectation is about are given: its `for` and `in` name one.
  struct Shape {
    std::string name;
    bool per_provider = false;
    PeriodKind per_period = PeriodKind::whole;
    bool period_may_be_left_out = false;
    std::vector<Index> per_fields;
  };
  std::optional<Shape> shape() const {
    if (now_.standard != kNone) {
      const model::Standard& s = p_.ruleset.standards[now_.standard];
      return Shape{s.name, s.per_provider, s.per_period, false, s.per_fields};
    }
    if (now_.variation == kNone) return std::nullopt;
    const model::Variation& v = p_.ruleset.variations[now_.variation];
    Shape shape{v.name, v.per_provider, v.per_period, v.form == model::Variation::Form::over_time,
                v.per_fields};
    shape.per_fields.insert(shape.per_fields.end(), v.groups.begin(), v.groups.end());
    return shape;
  }

  void where(const syntax::Where& w) {
    const Index record = p_.ruleset.indicators[now_.indicator].record;
    const std::optional<Shape> s = shape();
    const Index provider = p_.ruleset.records[record].provider;
    const auto names_provider = [&](const syntax::Group& g) {  // `for prison "P1"`
      return provider != kNone && g.field.text == p_.ruleset.records[record].fields[provider].name;
    };
    const auto in_its_words = std::find_if(w.groups.begin(), w.groups.end(), names_provider);
    if (in_its_words != w.groups.end() && w.provider.empty()) {
      now_.provider = group(in_its_words->code, p_.ruleset.records[record].part(provider));
    } else if (const syntax::Text* t = only(p_, w.provider, "for provider")) {
      now_.provider = t->text;
      if (s ? !s->per_provider : p_.ruleset.records[record].provider == kNone)
        p_.error("A3039", t->span, "there is no finding for each provider here");
    } else if (s && s->per_provider) {
      p_.error("A3039", at_, "`" + s->name + "` is judged per provider; the expectation names none",
               "add `for provider \"...\"`");
    }
    if (const syntax::Word* word = only(p_, w.period, "in")) {
      now_.period = period(*word);
      if (const model::Claim* claim = of_claim(); claim != nullptr && now_.period) {
        if (*now_.period != claim->to)
          p_.error("A3039", word->span,
                   "`" + s->name + "` speaks of " + in_words(claim->to) + ", and of that alone");
      } else if (s && now_.period && now_.period->kind != s->per_period) {
        p_.error("A3039", word->span, "`" + s->name + "` is not judged by periods of this kind");
      }
    } else if (const model::Comparison* fixed = of_two_periods(); fixed != nullptr) {
      now_.period = fixed->to;
    } else if (s && s->per_period != PeriodKind::whole && !s->period_may_be_left_out) {
      p_.error("A3039", at_, "`" + s->name + "` is judged by periods; the expectation names none",
               "add `in 2022-03`");
    }
    std::vector<Index> groups;
    for (const syntax::Group& g : w.groups) {
      if (names_provider(g) && w.provider.empty()) continue;
      const Index f = p_.part(module_, record, g.field);
      if (f == kNone) continue;
      const model::Part field = p_.ruleset.records[record].part(f);
      if (s && std::find(s->per_fields.begin(), s->per_fields.end(), f) == s->per_fields.end()) {
        p_.error("A3039", g.field.span, "`" + s->name + "` is not judged per `" + field.name + "`");
      }
      groups.push_back(f);
      now_.subgroup.emplace_back(field.name, group(g.code, field));
    }
    if (!s) return;
    for (Index f : s->per_fields) {
      if (std::find(groups.begin(), groups.end(), f) == groups.end()) {
        const std::string& name = p_.ruleset.records[record].part(f).name;
        p_.error("A3039", at_,
                 "`" + s->name + "` is judged per `" + name + "`; the expectation names none",
                 "add `for " + name + " ...`");
      }
    }
  }

  const model::Claim* of_claim() const {
    if (now_.standard == kNone) return nullptr;
    const auto& claim = p_.ruleset.standards[now_.standard].claim;
    return claim ? &*claim : nullptr;
  }

  const model::Comparison* of_two_periods() const {
    if (now_.standard == kNone) return nullptr;
    const auto& c = p_.ruleset.standards[now_.standard].comparison;
    return c && c->kind == model::Comparison::Kind::periods ? &*c : nullptr;
  }

  std::string group(const syntax::Expression& e, const model::Part& f) {
    if (f.type.kind == Kind::text && e.kind == syntax::Kind::literal &&
        e.literal == LiteralKind::text)
      return e.text;
    const Typed t = Typer(p_, module_, kNone).value(e, &f.type);
    if (!t.ok()) return {};
    if (!(t.type == f.type))
      p_.error("A3039", e.span,
               "`" + f.name + "` is " + p_.in_words(f.type) + "; this is " + p_.in_words(t.type));
    return e.kind == syntax::Kind::name ? e.name.id : e.text;
  }

  // Every field that the expectation rests on must be a column of what is given: one that is absent
  // means unknown everywhere.
  void supplied() {
    const model::Indicator& i = p_.ruleset.indicators[now_.indicator];
    std::set<Index> fields = fields_read(p_.ruleset, indicator_tests(i));
    if (now_.standard != kNone && p_.ruleset.standards[now_.standard].comparison) {
      for (Index side : p_.ruleset.standards[now_.standard].comparison->sides)
        fields.merge(fields_read(p_.ruleset, indicator_tests(p_.ruleset.indicators[side])));
    }
    const model::Record& r = p_.ruleset.records[i.record];
    fields.insert(r.key.begin(), r.key.end());
    if (r.provider != kNone && now_.provider) fields.insert(r.provider);
    const auto parts = [&](const std::vector<Index>& all) {
      for (const Index part : all) {
        const model::ExprId value = r.part(part).value;
        if (value == model::kNoExpr)
          fields.insert(part);
        else
          fields.merge(fields_read(p_.ruleset, {value}));
      }
    };
    if (const std::optional<Shape> s = shape()) parts(s->per_fields);
    if (now_.variation != kNone) parts(p_.ruleset.variations[now_.variation].strata);
    supplied(i.record, fields, i.name);
  }

  void supplied(Index record, const std::set<Index>& fields, const std::string& reader) {
    if (std::find(test_.not_supplied.begin(), test_.not_supplied.end(), record) !=
        test_.not_supplied.end())
      return;
    const model::Record& r = p_.ruleset.records[record];
    const auto table = std::find_if(test_.given.begin(), test_.given.end(),
                                    [&](const model::GivenTable& t) { return t.record == record; });
    if (table == test_.given.end()) {
      const bool failed =
          std::any_of(decl_.given.begin(), decl_.given.end(), [&](const syntax::Given& g) {
            const Symbol* s = p_.look_up(module_, g.record);
            return s != nullptr && s->what == What::record && s->index == record;
          });
      if (!failed)
        p_.error("A3038", at_,
                 "`" + reader + "` reads `" + r.name + "`, which this test does not give",
                 "give its records, or say `table " + r.name + " not supplied;`");
      return;
    }
    for (Index f : fields) {
      if (std::find(table->fields.begin(), table->fields.end(), f) != table->fields.end()) continue;
      Diagnostic& d = p_.error(
          "A3038", at_,
          "`" + reader + "` reads `" + r.fields[f].name + "`, which this test does not give",
          "add the column, with `blank` where there is nothing");
      d.notes.push_back({"the columns that are given", table->span});
    }
  }

  std::int64_t count(const syntax::Expression& e) {
    const std::optional<std::int64_t> n = whole_number(p_, e);
    if (n && *n < 0) p_.error("A3039", e.span, "no count is less than 0");
    return n.value_or(0);
  }

  void expect(const syntax::ExpectShare& x) {
    if (!indicator(x.indicator)) return;
    now_.kind = Expected::share;
    where(x.where);
    now_.low_n = count(x.low_part);
    now_.low_d = count(x.low_whole);
    now_.high_n = count(x.high_part);
    now_.high_d = count(x.high_whole);
    if (!model::gives_share(p_.ruleset.indicators[now_.indicator]))
      p_.error("A3039", at_, "`" + x.indicator.id + "` gives a value, not a share",
               "write `is VALUE`");
    else if (now_.low_d == 0 || now_.high_d == 0)
      p_.error("A3039", at_, "a share of 0 cases is no share", "write `has no cases`");
    finish();
  }
  void expect(const syntax::ExpectSides& x) {
    const Symbol* named = p_.look_up(module_, x.standard);
    const bool varies = named != nullptr && named->what == What::variation;
    if (varies ? !variation(x.standard) : !standard(x.standard)) return;
    now_.kind = Expected::sides;
    where(x.where);
    if (varies ? p_.ruleset.variations[now_.variation].groups.empty()
               : !p_.ruleset.standards[now_.standard].comparison) {
      p_.error("A3039", at_, "`" + x.standard.id + "` compares nothing",
               "only of a comparison, and of a variation between groups, there are two sides");
      return;
    }
    for (const auto& [from, to] :
         {std::pair{&x.first, &now_.sides[0]}, std::pair{&x.second, &now_.sides[1]}}) {
      if (from->parts.empty()) continue;
      *to = {count(from->parts[0]), count(from->parts[1]), count(from->parts[2]),
             count(from->parts[3])};
      if (to->low_d == 0 || to->high_d == 0)
        p_.error("A3039", at_, "a share of 0 cases is no share", "write `no cases`");
    }
    finish();
  }
  void expect(const syntax::ExpectNoCases& x) {
    if (!indicator(x.indicator)) return;
    now_.kind = Expected::no_cases;
    where(x.where);
    finish();
  }
  void expect(const syntax::ExpectValue& x) {
    const Symbol* named = p_.look_up(module_, x.indicator);
    const bool compared = named != nullptr && named->what == What::standard &&
                          p_.ruleset.standards[named->index].comparison.has_value();
    if (compared ? !standard(x.indicator) : !indicator(x.indicator)) return;
    now_.kind = Expected::value;
    where(x.where);
    const model::Indicator& i = p_.ruleset.indicators[now_.indicator];
    if (compared) {
      values(x, {Kind::number, Unit::points}, x.indicator.id);
      return;
    }
    if (model::gives_share(i)) {
      p_.error("A3039", at_, "`" + i.name + "` gives a share", "write `is N of M`");
      return;
    }
    if (!i.combined && i.value == model::kNoExpr) return;
    values(x, model::measured_type(p_.ruleset, i), i.name);
  }
  void values(const syntax::ExpectValue& x, const Type& type, const std::string& name) {
    for (const auto& [e, to] : {std::pair{&x.low, &now_.low}, std::pair{&x.high, &now_.high}}) {
      const std::optional<Literal> l = literal(p_, *e);
      if (!l) return;
      if (!(l->type == type) || !l->value.is_known()) {
        p_.error("A3039", e->span,
                 "`" + name + "` gives " + p_.in_words(type) + "; this is " + p_.in_words(l->type));
        return;
      }
      *to = l->value.point();
    }
    finish();
  }
  void expect(const syntax::ExpectStatus& x) {
    if (!standard(x.standard)) return;
    now_.kind = Expected::status;
    where(x.where);
    now_.word = x.status.text;
    finish();
  }
  void expect(const syntax::ExpectShows& x) {
    if (!variation(x.variation)) return;
    now_.kind = Expected::shows;
    where(x.where);
    now_.word = x.reading.text;
    static constexpr std::string_view kOverTime[] = {"improvement", "concern", "common cause",
                                                     "special cause", "cannot tell"};
    static constexpr std::string_view kBetween[] = {"better", "worse",   "higher",
                                                    "lower",  "similar", "cannot tell"};
    const bool over_time =
        p_.ruleset.variations[now_.variation].form == model::Variation::Form::over_time;
    std::vector<std::string> known;
    if (over_time) {
      known.assign(std::begin(kOverTime), std::end(kOverTime));
    } else {
      known.assign(std::begin(kBetween), std::end(kBetween));
    }
    if (std::find(known.begin(), known.end(), now_.word) == known.end()) {
      std::string list;
      for (const std::string& k : known) list += (list.empty() ? "" : ", ") + k;
      p_.error("A3039", x.reading.span, "`" + x.variation.id + "` never shows `" + now_.word + "`",
               "there are " + list);
    }
    finish();
  }
  void expect(const syntax::ExpectTier& x) {
    if (!standard(x.standard)) return;
    now_.kind = Expected::tier;
    where(x.where);
    now_.word = x.tier.text;
    std::vector<std::string> known;
    for (const model::Tier& t : p_.ruleset.standards[now_.standard].tiers) known.push_back(t.name);
    if (std::find(known.begin(), known.end(), x.tier.text) == known.end()) {
      const std::string near = nearest(x.tier.text, known);
      p_.error("A2001", x.tier.span, "`" + x.standard.id + "` has no tier `" + x.tier.text + "`",
               near.empty() ? "" : "did you mean `" + near + "`?");
    }
    finish();
  }
  void expect(const syntax::ExpectCount& x) {
    if (!indicator(x.indicator)) return;
    now_.kind = Expected::count;
    where(x.where);
    now_.word = x.count.text;
    now_.low_n = count(x.low);
    now_.high_n = count(x.high);
    if (now_.high_n < now_.low_n)
      p_.error("A3039", at_, "the lowest count is more than the highest");
    finish();
  }
  void expect(const syntax::ExpectOutcome& x) {
    if (!indicator(x.indicator)) return;
    now_.kind = Expected::record_outcome;
    now_.record_key = x.key.text;
    const model::Indicator& i = p_.ruleset.indicators[now_.indicator];
    static constexpr std::pair<std::string_view, Outcome> kWords[] = {
        {"met", Outcome::met},
        {"not met", Outcome::not_met},
        {"left out", Outcome::left_out},
        {"excused", Outcome::excused},
        {"not yet due", Outcome::not_yet_due},
        {"not in force", Outcome::not_in_force},
        {"out", Outcome::out}};
    for (const syntax::OutcomeWord& w : x.could_be) {
      model::OutcomeWord o{Outcome::out, ""};
      for (const auto& [text, kind] : kWords) {
        if (text == w.outcome.text) o.kind = kind;
      }
      if (w.by) {
        o.by = w.by->text;
        const std::vector<model::Clause>& clauses =
            o.kind == Outcome::excused ? i.excused : i.left_out;
        std::vector<std::string> known;
        for (const model::Clause& c : clauses) known.push_back(c.name);
        if (std::find(known.begin(), known.end(), o.by) == known.end()) {
          const std::string near = nearest(o.by, known);
          p_.error("A2001", w.by->span,
                   "`" + i.name + "` has no " +
                       (o.kind == Outcome::excused ? "excuse" : "exclusion") + " `" + o.by + "`",
                   near.empty() ? "" : "did you mean `" + near + "`?");
        }
      }
      now_.outcomes.push_back(std::move(o));
    }
    for (const syntax::FieldReason& f : x.because) {
      now_.reasons_given = true;
      Reason r = Reason::blank;
      // What is read across records is not known under the name of the other record.
      const auto& records = p_.ruleset.records;
      const bool is_record = std::any_of(records.begin(), records.end(),
                                         [&](const auto& any) { return any.name == f.field.text; });
      if (!is_record && p_.field(i.record, f.field) == kNone) continue;
      if (!reason_of(f.reason.text, r))
        p_.error("A2001", f.reason.span,
                 "`" + f.reason.text + "` is no reason why a value is unknown",
                 near_reason(f.reason.text));
      else
        now_.because.push_back({f.field.text, r});
    }
    key(x.key, i.record);
    finish();
  }
  // Of a scheme all that its outcomes read must be supplied.
  template <class Expect>
  void expect_scheme(const Expect& x) {
    if (!expect_of_scheme(p_, module_, x, now_)) return;
    const model::PaymentScheme& s = p_.ruleset.payment_schemes[now_.scheme];
    if ((s.fee || s.foundation) && !test_.as_at)
      p_.error("A3039", at_, "what falls due by time is paid up to a day, and this test names none",
               "add `as at 2023-03-31;`");
    model::Expectation e = std::move(now_);
    for (const model::PaidOutcome& o : s.outcomes) {
      now_ = {};
      now_.standard = o.standard;
      now_.indicator =
          o.standard == kNone ? o.indicator : p_.ruleset.standards[o.standard].indicator;
      if (now_.indicator == kNone) continue;
      supplied();
      if (o.indicator == kNone) continue;
      std::set<Index> fields = {o.person, o.on};
      fields.erase(kNone);
      if (o.certain != kNone)
        fields.merge(fields_read(p_.ruleset, indicator_tests(p_.ruleset.indicators[o.certain])));
      supplied(p_.ruleset.indicators[o.indicator].record, fields, s.name);
    }
    if (s.volume) {
      now_ = {};
      now_.indicator = s.volume->indicator;
      supplied();
    }
    test_.expected.push_back(std::move(e));
  }
  void expect(const syntax::ExpectPays& x) { expect_scheme(x); }
  void expect(const syntax::ExpectRecords& x) { expect_scheme(x); }
  void expect(const syntax::ExpectInstalments& x) { expect_scheme(x); }
  void expect(const syntax::ExpectVerdict& x) {
    const Symbol* s = p_.resolve(module_, x.rule, What::rule);
    if (s == nullptr) return;
    const model::Rule& r = p_.ruleset.rules[s->index];
    now_.kind = Expected::record_rule;
    now_.rule = s->index;
    now_.record_key = x.key.text;
    static constexpr std::pair<std::string_view, std::string_view> kWords[] = {
        {"passes", "passes"},
        {"fails", "fails"},
        {"is undecided", "undecided"},
        {"does not apply", "does not apply"}};
    for (const auto& [written, result] : kWords) {
      if (written == x.verdict.text) now_.word = result;
    }
    if (r.record == kNone) return;
    key(x.key, r.record);
    std::set<Index> fields = fields_read(p_.ruleset, {r.when, r.decided_when, r.must});
    const auto& keys = p_.ruleset.records[r.record].key;
    fields.insert(keys.begin(), keys.end());
    supplied(r.record, fields, r.name);
    test_.expected.push_back(std::move(now_));
  }

  // A record is named by its key, the parts of which are joined by "|"; one that is keyed by
  // position by its number, from 1.
  void key(const syntax::Text& text, Index record) {
    const model::Record& r = p_.ruleset.records[record];
    const auto parts =
        static_cast<std::size_t>(std::count(text.text.begin(), text.text.end(), '|')) + 1;
    const bool number =
        !text.text.empty() && text.text.find_first_not_of("0123456789") == std::string::npos;
    if (r.key.empty() ? !number : r.key.size() > 1 && parts != r.key.size()) {
      p_.error("A3039", text.span,
               r.key.empty()
                   ? "records of `" + r.name + "` are named by their number: \"1\" is the first row"
                   : "the key of `" + r.name + "` has " + std::to_string(r.key.size()) +
                         " parts; write them with `|` between");
    }
  }

  void finish() {
    supplied();
    test_.expected.push_back(std::move(now_));
  }

  Program& p_;
  const syntax::TestDecl& decl_;
  std::uint32_t module_;
  model::RuleTest test_;
  model::Expectation now_;
  Span at_;
};

}  // namespace

void check_tests(Program& p) {
  for (const auto& [decl, module] : p.test_decls) Test(p, *decl, module).check();
}

}  // namespace assize::check_detail
