#include "adapters/compiled/integrity.h"

#include <algorithm>

#include "dsl/base/ratio.h"
#include "dsl/functions/catalogue.h"
#include "dsl/model/variation_names.h"

namespace assize::compiled {
namespace {

using namespace model;

// The last word of each enumeration.
constexpr auto last(Kind) { return Kind::nothing; }
constexpr auto last(Unit) { return Unit::pounds; }
constexpr auto last(Op) { return Op::doubted; }
constexpr auto last(Function) { return Function::any_of; }
constexpr auto last(Reason) { return Reason::weak_link; }
constexpr auto last(Rounding) { return Rounding::ceiling; }
constexpr auto last(Evidence) { return Evidence::derived; }
constexpr auto last(CodeRole) { return CodeRole::not_stated; }
constexpr auto last(Blank) { return Blank::none; }
constexpr auto last(RuleSeverity) { return RuleSeverity::information; }
constexpr auto last(Measure) { return Measure::combined; }
constexpr auto last(Combined::Kind) { return Combined::Kind::standardised; }
constexpr auto last(Claim::Kind) { return Claim::Kind::level; }
constexpr auto last(Direction) { return Direction::lower_is_better; }
constexpr auto last(TargetKind) { return TargetKind::no_case; }
constexpr auto last(TierEnd::Kind) { return TierEnd::Kind::value; }
constexpr auto last(PeriodKind) { return PeriodKind::rolling_year; }
constexpr auto last(Value::State) { return Value::State::unknown; }
constexpr auto last(PatternPart::Kind) { return PatternPart::Kind::one_of; }
constexpr auto last(AcrossKind) { return AcrossKind::slots; }
constexpr auto last(Summary) { return Summary::mean; }
constexpr auto last(Comparison::Kind) { return Comparison::Kind::before; }
constexpr auto last(Variation::Form) { return Variation::Form::between_groups; }
constexpr auto last(Variation::Comparator) { return Variation::Comparator::figure; }
constexpr auto last(Variation::Standardised) { return Variation::Standardised::indirectly; }
constexpr auto last(Cap::Of) { return Cap::Of::all; }
constexpr auto last(SpanTest) { return SpanTest::holds; }
constexpr auto last(Layout::Word) { return Layout::Word::literal; }

// Operands that an operation needs: at least, and at most.
struct Arity {
  std::size_t least, most;
};
constexpr std::size_t kMany = SIZE_MAX;

Arity arity(Op op) {
  switch (op) {
    case Op::literal:
    case Op::field:
    case Op::parameter:
    case Op::cut_off:
    case Op::outer:
    case Op::rule_passes:
    case Op::rule_fails:
    case Op::rule_undecided:
    case Op::rule_not_applicable:
      return {0, 0};
    case Op::and_:
    case Op::or_:
    case Op::xor_:
    case Op::in:
    case Op::choose:
      return {1, kMany};
    case Op::implies:
    case Op::eq:
    case Op::ne:
    case Op::lt:
    case Op::le:
    case Op::gt:
    case Op::ge:
    case Op::or_else:
      return {2, 2};
    case Op::between:
    case Op::within_after:
    case Op::within_before:
      return {3, 3};
    case Op::call:
    case Op::across:
      return {0, kMany};
    case Op::has_item:
      return {1, kMany};
    case Op::spans:
      return {3, 4};
    default:
      return {1, 1};
  }
}

class Integrity {
 public:
  explicit Integrity(const Ruleset& r) : r_(r) {}

  bool holds() {
    for (const CodeList& l : r_.code_lists) {
      for (const Code& c : l.codes) {
        word(c.role);
        for (const CodeIndex p : c.total_of)
          ok_ = ok_ && p.at >= 0 && static_cast<std::size_t>(p.at) < l.codes.size();
      }
    }
    for (const SourceDocument& d : r_.documents) word(d.evidence);
    for (const ZoneTable& z : r_.zones) ok_ = ok_ && !z.changes.empty();
    for (const Layout& l : r_.layouts) layout(l);
    for (const Pattern& p : r_.patterns) {
      for (const PatternPart& part : p.parts) word(part.kind);
    }
    for (std::size_t i = 0; i < r_.exprs.size(); ++i) expression(i);
    for (const Across& a : r_.across) across(a);
    for (const Record& rec : r_.records) record(rec);
    for (const CodeMap& m : r_.code_maps) {
      at(m.from, r_.code_lists);
      at(m.to, r_.code_lists);
    }
    for (const Parameter& p : r_.parameters) {
      type(p.type);
      word(p.evidence);
      word(p.tighter);
      maybe_at(p.overrides, r_.parameters);
    }
    for (const Specification& s : r_.specifications) {
      for (const Citation& c : s.cites) cites(c);
      for (const Index list : s.lists) at(list, r_.code_lists);
    }
    for (const Definition& d : r_.definitions) {
      maybe_at(d.record, r_.records);  // one of a block is of none
      maybe(d.expr);
      maybe_at(d.made_from, r_.definitions);
    }
    for (const Rule& rule : r_.rules) {
      word(rule.severity);
      cites(rule.cites);
      if (!at(rule.record, r_.records)) continue;
      for (const ExprId e : {rule.when, rule.decided_when, rule.must}) maybe(e);
      for (const Index f : rule.doubted) at(f, r_.records[rule.record].fields);
      of_record(rule.record, {rule.when, rule.decided_when, rule.must});
    }
    for (const Indicator& i : r_.indicators) indicator(i);
    for (const Standard& s : r_.standards) standard(s);
    for (const Variation& v : r_.variations) variation(v);
    for (const PaymentScheme& s : r_.payment_schemes) scheme(s);
    return ok_;
  }

 private:
  template <class E>
  void word(E x) {
    ok_ = ok_ && x >= E{} && x <= last(x);
  }
  template <class T>
  bool at(Index i, const std::vector<T>& list) {
    ok_ = ok_ && i < list.size();
    return ok_;
  }
  template <class T>
  void maybe_at(Index i, const std::vector<T>& list) {
    if (i != kNone) at(i, list);
  }
  bool part(Index i, const Record& record) {
    ok_ = ok_ && i < record.parts();
    return ok_;
  }
  void expr(ExprId e) { at(e, r_.exprs); }
  void maybe(ExprId e) {
    if (e != kNoExpr) expr(e);
  }
  void cites(const std::optional<Citation>& c) {
    if (c) maybe_at(c->source, r_.documents);
  }
  void layout(const Layout& l) {
    for (const Layout::Piece& p : l.pieces) word(p.word);
  }
  void type(const Type& t) {
    word(t.kind);
    word(t.unit);
    word(t.element);
    if (t.kind == Kind::code || t.element == Kind::code) at(t.list, r_.code_lists);
    if (t.kind == Kind::date_time) at(t.zone, r_.zones);
  }

  void record(const Record& rec) {
    for (const Field& f : rec.fields) {
      type(f.type);
      word(f.blank);
      for (const Layout& l : f.layouts) layout(l);
    }
    for (const Index k : rec.key) at(k, rec.fields);
    maybe_at(rec.provider, rec.fields);
    maybe_at(rec.dated_by, rec.fields);
    for (const Field& f : rec.fields) maybe_at(f.items, r_.code_lists);
    for (const WorkedOut& w : rec.worked_out) {
      type(w.type);
      expr(w.value);
      of_record(static_cast<Index>(&rec - r_.records.data()), {w.value});
    }
    for (const Link& l : rec.links) {
      if (at(l.record, r_.records)) keys(l.keys, rec, r_.records[l.record]);
    }
  }
  void keys(const std::vector<LinkKey>& all, const Record& mine, const Record& theirs) {
    for (const LinkKey& k : all) {
      at(k.mine, mine.fields);
      at(k.theirs, theirs.fields);
    }
  }

  void across(const Across& a) {
    word(a.kind);
    if (!at(a.outer, r_.records) || !at(a.record, r_.records)) return;
    keys(a.keys, r_.records[a.outer], r_.records[a.record]);
    std::vector<ExprId> all{a.condition, a.value, a.until};
    all.insert(all.end(), a.order.begin(), a.order.end());
    for (const ExprId e : all) maybe(e);
    ok_ = ok_ && (a.kind != AcrossKind::unique || !a.keys.empty());
    of_record(a.record, std::move(all));
  }

  void expression(std::size_t i) {
    const Expr& e = r_.exprs[i];
    word(e.op);
    word(e.function);
    word(e.reason);
    word(e.rounding);
    type(e.type);
    word(e.value.state);
    for (const ExprId a : e.args) ok_ = ok_ && a < i;  // operands stand before their users
    if (!ok_) return;
    const Arity n = arity(e.op);
    ok_ = e.args.size() >= n.least && e.args.size() <= n.most;
    if (e.op == Op::parameter) at(e.index, r_.parameters);
    if (e.op == Op::named) at(e.index, r_.definitions);
    if (e.op == Op::spans) word(static_cast<SpanTest>(e.index));
    if (e.op == Op::has_item) maybe_at(e.index, r_.code_lists);
    if (e.op == Op::across && at(e.index, r_.across)) {
      const Across& a = r_.across[e.index];
      for (const Index operand : {a.from, a.to, a.window, a.certain}) maybe_at(operand, e.args);
    }
    if (arity(e.op).most == 0 && e.op >= Op::rule_passes && e.op <= Op::rule_not_applicable)
      at(e.index, r_.rules);
    if (e.op == Op::literal && e.value.is_known()) ok_ = ok_ && e.value.low.has_value();
    if (e.op != Op::call || !ok_) return;
    if (e.function == Function::matches) at(e.index, r_.patterns);
    const bool laid_out = e.function == Function::as_date || e.function == Function::as_time;
    if (laid_out && e.index != 0) at(e.index - 1, r_.layouts);
    const auto& signatures = functions::entry(e.function).signatures;
    const bool list = signatures[0].operands[0] == Kind::list;
    ok_ = ok_ && (list || std::any_of(signatures.begin(), signatures.end(), [&](const auto& s) {
                    return s.operands.size() == e.args.size();
                  }));
  }

  // Every field below these expressions is one of the record.
  void of_record(Index rec, std::vector<ExprId> open) {
    std::vector<bool> seen(r_.exprs.size(), false);
    while (ok_ && !open.empty()) {
      const ExprId id = open.back();
      open.pop_back();
      if (id == kNoExpr || seen[id]) continue;
      seen[id] = true;
      const Expr& e = r_.exprs[id];
      if (e.op == Op::field) at(e.index, r_.records[rec].fields);
      open.insert(open.end(), e.args.begin(), e.args.end());
    }
  }

  void indicator(const Indicator& i) {
    word(i.measure);
    word(i.summary);
    maybe_at(i.side_of, r_.standards);
    word(i.direction);
    for (const Citation& c : i.cites) cites(c);
    if (!at(i.record, r_.records)) return;
    std::vector<ExprId> all = {i.dated_by,  i.rules_as_at, i.population, i.met,
                               i.numerator, i.denominator, i.value,      i.unanswered};
    for (const auto* list : {&i.left_out, &i.excused, &i.failures}) {
      for (const Clause& c : *list) {
        expr(c.condition);
        all.push_back(c.condition);
      }
    }
    for (const ExprId e : all) maybe(e);
    for (const FavourableBlank& f : i.favourable_blanks) at(f.field, r_.records[i.record].fields);
    expr(i.dated_by);
    if (i.measure == Measure::met || i.measure == Measure::counted) expr(i.met);
    if (i.measure == Measure::totals) {
      expr(i.numerator);
      expr(i.denominator);
    }
    if (i.measure == Measure::percentile) expr(i.value);
    ok_ = ok_ && i.combined.has_value() == (i.measure == Measure::combined);
    if (i.combined) combined(*i.combined);
    of_record(i.record, std::move(all));
  }

  void combined(const Combined& c) {
    word(c.kind);
    const bool ratio = c.kind == Combined::Kind::ratio;
    for (int k = 0; k < (ratio ? 2 : 1); ++k) {
      if (!at(c.parts[k], r_.indicators) || !at(r_.indicators[c.parts[k]].record, r_.records))
        return;
      ok_ = ok_ && r_.indicators[c.parts[k]].measure != Measure::combined;
    }
    if (c.kind != Combined::Kind::standardised) return;
    const Record& rec = r_.records[r_.indicators[c.parts[0]].record];
    if (!part(c.by, rec)) return;
    const Type& by = rec.part(c.by).type;
    ok_ = ok_ && by.kind == Kind::code && by.list < r_.code_lists.size() &&
          c.weights.size() == r_.code_lists[by.list].codes.size();
    for (const Index q : c.weights) {
      maybe_at(q, r_.parameters);
      ok_ = ok_ &&
            (q == kNone || (r_.parameters[q].values.size() == 1 &&
                            std::holds_alternative<Decimal>(r_.parameters[q].values[0].value)));
    }
  }

  void standard(const Standard& s) {
    word(s.per_period);
    for (const Citation& c : s.cites) cites(c);
    if (!at(s.indicator, r_.indicators)) return;
    const Index rec = r_.indicators[s.indicator].record;
    for (const Index f : s.per_fields) part(f, r_.records[rec]);
    for (const Target& t : s.targets) {
      word(t.kind);
      maybe_at(t.parameter, r_.parameters);
      maybe_at(t.of_override, s.overrides);
    }
    for (const Binding& b : s.bound) at(b.specification, r_.specifications);
    for (const Override& o : s.overrides) at(o.specification, r_.specifications);
    if (s.comparison) {
      word(s.comparison->kind);
      for (const Index side : s.comparison->sides) at(side, r_.indicators);
      for (const Index p : s.comparison->parameters) at(p, r_.parameters);
    }
    if (s.claim) {
      word(s.claim->kind);
      ok_ = ok_ && s.targets.size() == 1 && s.claim->out_of >= 0 && s.claim->places <= 12;
      for (const Index p : s.claim->parameters) at(p, r_.parameters);
    }
    for (const Tier& t : s.tiers) {
      word(t.low.kind);
      word(t.high.kind);
    }
    for (const ReportEvery& e : s.report_every) part(e.field, r_.records[rec]);
    maybe(s.expects_where);
    of_record(rec, {s.expects_where});
  }

  // A name that there are no settings for would be looked up in vain.
  template <class Names>
  void named(const std::string& name, const Names& names) {
    ok_ = ok_ &&
          (name.empty() || std::find(std::begin(names), std::end(names), name) != std::end(names));
  }

  void variation(const Variation& v) {
    word(v.form);
    word(v.per_period);
    for (const Citation& c : v.cites) cites(c);
    if (!at(v.indicator, r_.indicators) || !at(r_.indicators[v.indicator].record, r_.records))
      return;
    const Record& rec = r_.records[r_.indicators[v.indicator].record];
    for (const Index f : v.per_fields) part(f, rec);
    const bool over_time = v.form == Variation::Form::over_time;
    ok_ = ok_ && (!over_time || !v.chart.empty());
    named(v.chart, kVariationCharts);
    if (over_time) {
      named(v.preset, kPresetsOverTime);
    } else {
      named(v.preset, kPresetsBetween);
    }
    named(v.overdispersion, kOverdispersion);
    for (const Variation::Setting& set : v.settings) {
      const auto known = std::find_if(std::begin(kSettings), std::end(kSettings),
                                      [&](const SettingName& n) { return n.name == set.name; });
      ok_ = ok_ && known != std::end(kSettings);
      if (!ok_) return;
      const bool number =
          known->value == SettingName::Value::number || known->value == SettingName::Value::percent;
      ok_ = number ? set.number.has_value() : !set.words.empty();
    }
    word(v.comparator);
    word(v.standardised);
    for (const Index f : v.strata) part(f, rec);
    ok_ = ok_ && (v.comparator != Variation::Comparator::figure || v.figure);
    if (v.comparator == Variation::Comparator::target) at(v.target_of, r_.standards);
    const bool groups = v.form == Variation::Form::between_groups;
    ok_ = ok_ && groups == !v.groups.empty() &&
          (v.against.empty() || v.against.size() == v.groups.size());
    for (std::size_t i = 0; ok_ && i < v.groups.size(); ++i) {
      if (!part(v.groups[i], rec)) return;
      const Type& type = rec.part(v.groups[i]).type;
      ok_ = type.kind == Kind::code && type.list < r_.code_lists.size();
      if (!ok_ || v.against.empty()) continue;
      const int code = v.against[i].at;
      ok_ = code >= 0 && static_cast<std::size_t>(code) < r_.code_lists[type.list].codes.size();
    }
  }

  // Shares that are not 1 in all would make or lose money.
  void sharing(const Sharing& s, const PaymentScheme& of) {
    Ratio all;
    for (const PayerShare& p : s.shares) {
      at(p.payer, of.payers);
      ok_ = ok_ && p.d > 0 && p.n > 0;
      if (ok_) all = all + Ratio(p.n, p.d);
    }
    ok_ = ok_ && all == Ratio(1);
    maybe_at(s.remainder, s.shares);
  }

  void outcome(const PaidOutcome& o, const PaymentScheme& of) {
    word(o.rounding);
    sharing(o.shared, of);
    maybe_at(o.hurdle, of.outcomes);
    ok_ = ok_ && (o.indicator == kNone) != (o.standard == kNone);
    maybe_at(o.standard, r_.standards);
    if (o.indicator == kNone || !at(o.indicator, r_.indicators)) return;
    if (!at(r_.indicators[o.indicator].record, r_.records)) return;
    const std::vector<Field>& fields = r_.records[r_.indicators[o.indicator].record].fields;
    at(o.person, fields);
    at(o.on, fields);
    maybe_at(o.certain, r_.indicators);
  }

  void scheme(const PaymentScheme& s) {
    for (const Citation& c : s.cites) cites(c);
    if (!at(s.payer_list, r_.code_lists)) return;
    const std::size_t codes = r_.code_lists[s.payer_list].codes.size();
    for (const CodeIndex c : s.payers)
      ok_ = ok_ && c.at >= 0 && static_cast<std::size_t>(c.at) < codes;
    ok_ = ok_ && s.in_force.from.has_value();
    for (const PaidOutcome& o : s.outcomes) outcome(o, s);
    if (s.fee) {
      word(s.fee->year);
      ok_ = ok_ &&
            (s.fee->year == PeriodKind::financial_year || s.fee->year == PeriodKind::calendar_year);
      sharing(s.fee->shared, s);
      ok_ = ok_ && s.fee->instalments > 0 && 12 % s.fee->instalments == 0;
    }
    if (s.foundation) {
      sharing(s.foundation->shared, s);
      ok_ =
          ok_ && at(s.foundation->outcome, s.outcomes) &&
          s.outcomes[s.foundation->outcome].standard < r_.standards.size() &&
          r_.standards[s.outcomes[s.foundation->outcome].standard].per_period != PeriodKind::whole;
    }
    if (s.volume) {
      word(s.volume->per_period);
      ok_ = ok_ && s.volume->per_period != PeriodKind::whole;
      sharing(s.volume->shared, s);
      if (at(s.volume->indicator, r_.indicators) &&
          at(r_.indicators[s.volume->indicator].record, r_.records)) {
        for (const Index f : s.volume->per_fields)
          part(f, r_.records[r_.indicators[s.volume->indicator].record]);
      }
    }
    for (const Cap& c : s.caps) word(c.of);
    for (const Index p : s.parameters) at(p, r_.parameters);
    hurdles(s);
  }

  // Each outcome that hangs upon another comes to an end.
  void hurdles(const PaymentScheme& s) {
    for (const PaidOutcome& o : s.outcomes) {
      std::size_t steps = 0;
      for (Index at = o.hurdle; ok_ && at != kNone; at = s.outcomes[at].hurdle)
        ok_ = at < s.outcomes.size() && s.outcomes[at].standard != kNone &&
              ++steps <= s.outcomes.size();
    }
  }

  const Ruleset& r_;
  bool ok_ = true;
};

}  // namespace

bool holds_together(const Ruleset& ruleset) { return Integrity(ruleset).holds(); }

}  // namespace assize::compiled
