#include "dsl/syntax/dump.h"

#include <array>

namespace assize::syntax {
namespace {

constexpr std::array kKinds = {"literal",
                               "name",
                               "target",
                               "cut_off",
                               "list",
                               "range",
                               "and",
                               "or",
                               "xor",
                               "implies",
                               "not",
                               "equal",
                               "at_most",
                               "at_least",
                               "less_than",
                               "more_than",
                               "before",
                               "after",
                               "on_or_before",
                               "on_or_after",
                               "on",
                               "between",
                               "in",
                               "within",
                               "no_later",
                               "no_earlier",
                               "is_blank",
                               "is_supplied",
                               "is_well_formed",
                               "is_listed",
                               "is_known",
                               "is_unknown",
                               "has_happened",
                               "matches",
                               "valid_nhs_number",
                               "verdict",
                               "sum",
                               "product",
                               "minus",
                               "or_else",
                               "choose",
                               "surely",
                               "lookup",
                               "use",
                               "mapped",
                               "call",
                               "has_item",
                               "is_unique",
                               "spans",
                               "across"};
static_assert(kKinds.size() == static_cast<std::size_t>(Kind::across) + 1);
constexpr std::array kLiterals = {"number", "percent",  "points",  "money",     "text",
                                  "date",   "datetime", "elapsed", "calendar",  "working_days",
                                  "yes_no", "unknown",  "blank",   "unreadable"};
static_assert(kLiterals.size() == static_cast<std::size_t>(LiteralKind::unreadable) + 1);

// Writes (word part part ...); each `put` adds one part.
class Dump {
 public:
  std::string take() { return std::move(out_); }

  void put(const std::string& text) { out_ += " \"" + text + "\""; }
  void put(const char* word) { (out_ += ' ') += word; }
  void put(bool b) { put(b ? "true" : "false"); }
  void put(int n) { (out_ += ' ') += std::to_string(n); }
  void put(Span) { put("here"); }
  template <class E>
  requires std::is_enum_v<E>
  void put(E e) { put(static_cast<int>(e)); }
  void put(const Name& n) {
    if (!n.module_alias.empty())
      put((n.module_alias + "." + n.id).c_str());
    else
      put(n.id.c_str());
  }
  void put(const Word& w) { put(w.text); }
  void put(const Text& t) { put(t.text); }
  template <class T>
  void put(const std::optional<T>& t) {
    if (t)
      put(*t);
    else
      put("-");
  }
  template <class T>
  void put(const std::vector<T>& all) {
    out_ += " [";
    for (const T& t : all) put(t);
    out_ += " ]";
  }
  template <class... T>
  void put(const std::variant<T...>& v) {
    std::visit([&](const auto& x) { put(x); }, v);
  }
  template <class... T>
  void node(const char* word, const T&... parts) {
    out_ += " (";
    out_ += word;
    (put(parts), ...);
    out_ += ")";
  }

  void put(const PatternPart& p) {
    node("part", p.of, int(p.least), int(p.most), p.optional, p.text);
  }
  void put(const Expression& e) {
    if (e.kind == Kind::literal)
      return node(kLiterals[static_cast<std::size_t>(e.literal)], e.text, e.option);
    if (e.kind == Kind::name) return put(e.name);
    out_ += " (";
    out_ += kKinds[static_cast<std::size_t>(e.kind)];
    if (e.negated) put("negated");
    if (e.open_above) put("open");
    if (e.grain != Grain::none) put(e.grain == Grain::by_day ? "by_day" : "exactly");
    if (e.side == Side::before) put("before");
    if (!e.text.empty()) put(e.text);
    if (!e.option.empty()) put(e.option);
    if (e.kind == Kind::lookup || e.kind == Kind::use || e.kind == Kind::mapped) put(e.name);
    if (e.kind == Kind::across) {
      put(e.name);
      put(e.other);
      put(e.has_where);
      put(e.same);
    }
    for (const Expression& child : e.children) put(child);
    for (const PatternPart& part : e.pattern) put(part);
    if (e.because) node("because", *e.because);
    out_ += ")";
  }

  void put(const Cites& c) { node("cites", c.source, c.section, c.in_our_words, c.wording); }
  void put(const Test& t) { node("test", t.condition, t.because); }
  void put(const NamedTest& t) { node("named", t.name, t.condition, t.because); }
  void put(const Dates& d) { node("dates", d.from, d.until); }
  void put(const CodeDecl& c) {
    node("code", c.code, c.quoted, c.meaning, c.dates, c.means);
    if (!c.total_of.empty()) node("total of", c.total_of);
  }
  void put(const Type& t) { node("type", t.kind, t.from, t.to, t.codes, t.zone); }
  void put(const Option& o) { node("option", o.kind, o.text, o.from, o.to, o.layouts); }
  void put(const FieldDecl& f) { node("field", f.id, f.title, f.type, f.options); }
  void put(const KeyClause& k) { node("key", k.fields, k.by_position); }
  void put(const ParameterValue& v) {
    if (v.key)
      node("value", *v.key, v.value, v.dates);
    else
      node("value", v.value, v.dates);
  }
  void put(const ForEach& f) {
    put(f.of);
    if (!f.arguments.empty()) node("with", f.arguments);
    if (!f.by.empty()) node("group", f.by, f.alias);
  }
  void put(const Argument& a) { node("argument", a.id, a.type); }
  void put(const CodeWord& c) { node("word", c.code, c.quoted); }
  void put(const CodeSpan& s) { node("span", s.first, s.last); }
  void put(const CodeFile& f) { node("file", f.path, f.hash); }
  void put(const GroupingEntry& e) {
    node("group", e.group, e.unknown, e.otherwise, e.title, e.codes);
  }
  void put(const CodeMapEntry& e) { node("map", e.otherwise, e.from, e.to, e.reason); }
  void put(const TableCell& c) { node("cell", c.test, c.negated, c.open_above, c.values); }
  void put(const TableRow& r) { node("row", r.cells, r.results); }
  void put(const TableInputs& i) { node("given", i.inputs); }
  void put(const TableAcross& a) { node("across", a.cells); }
  void put(const IfBroken& i) { node("if_broken", i.fields); }
  void put(const FromCounts& f) { node("from_counts", f.numerator, f.denominator, f.part_of); }
  void put(const RankValue& v) { node("rank", v.value, v.percentile, v.median, v.summary); }
  void put(const Combined& m) { node("combined", m.kind, m.of, m.by, m.weights); }
  void put(const Surveyed& s) { node("surveyed", s.answered); }
  void put(const Says& s) { node("says", s.kind, s.from, s.to, s.size, s.out_of, s.places); }
  void put(const NoTarget& n) { node("no target", n.because); }
  void put(const VariationSetting& s) { node("setting", s.name, s.number, s.percent, s.words); }
  void put(const Favour& f) { node("favour", f.field, f.because); }
  void put(const ListedApart& l) { node("apart", l.because); }
  void put(const Judges& j) {
    node("judges", j.indicators, j.per_provider, j.per_period, j.per_field);
    for (const std::optional<Name>& as : j.per_as) {
      if (as) node("as", *as);
    }
  }
  void put(const InForce& f) { node("in_force", f.since, f.until); }
  void put(const Target& t) { node("target", t.kind, t.value, t.per, t.cases, t.of, t.dates); }
  void put(const Change& k) { node("change", k.periods, k.year); }
  void put(const Tier& t) { node("tier", t.name, t.kind, t.low, t.high, t.action); }
  void put(const SmallCases& s) { node("small", s.fewer_than, s.say); }
  void put(const Expects& e) { node("expects", e.per, e.where); }
  void put(const ReportEvery& r) { node("report", r.field, r.codes); }
  void put(const MappingEntry& e) { node("maps", e.standard, e.to); }

  void put(const SourceDecl& d) {
    node("source", d.id, d.title, d.published_by, d.dated, d.at, d.evidence);
  }
  void put(const CodesDecl& d) {
    node(d.reference ? "reference" : "codes", d.id, d.title, d.ordered, d.codes);
    if (d.from_highest || !d.files.empty() || !d.snapshot.empty() || !d.stale_after.empty())
      node("list", d.from_highest, d.files, d.snapshot, d.stale_after);
  }
  void put(const TableDecl& d) {
    node("table", d.id, d.record, d.title, d.type, d.given, d.across, d.rows, d.otherwise);
  }
  void put(const BlockDecl& d) { node("block", d.title, d.body); }
  void put(const GroupingDecl& d) { node("grouping", d.id, d.title, d.codes, d.entries); }
  void put(const CodeMappingDecl& d) { node("codemap", d.id, d.title, d.from, d.to, d.entries); }
  void put(const RecordDecl& d) {
    node("record", d.id, d.title, d.file, d.keys, d.provider, d.links, d.dated_by, d.covers,
         d.fields);
    if (!d.includes.empty()) node("includes", d.includes);
    if (!d.spans.empty()) node("spans", d.spans);
  }
  void put(const std::pair<Word, std::optional<Word>>& by) { node("by", by.first, by.second); }
  void put(const LinkDecl& l) {
    node("link", l.id, l.to, l.by);
    if (l.certain) node("certain", *l.certain);
  }
  void put(const SpanDecl& s) { node("span", s.id, s.from, s.to, s.ongoing); }
  void put(const OnceForEach& o) { node("once", o.by, o.latest, o.keys); }
  void put(const Matures& m) { node("matures", m.after, m.because); }
  void put(const CoversDecl& c) { node("covers", c.without_file, c.because); }
  void put(const RowDecl& d) { node("row", d.id, d.record, d.title, d.pick); }
  void put(const ParameterDecl& d) {
    node("parameter", d.id, d.title, d.values, d.evidence, d.because, d.block);
    if (!d.tighter.empty()) node("tighter", d.tighter);
    if (d.by) node("by", *d.by);
  }
  void put(const DerivedDecl& d) {
    node("derived", d.id, d.record, d.title, d.type, d.value);
    if (!d.arguments.empty()) node("of", d.arguments);
  }
  void put(const ConditionDecl& d) {
    node(d.subset ? "subset" : "condition", d.id, d.record, d.title, d.condition);
    if (!d.arguments.empty()) node("of", d.arguments);
  }
  void put(const RuleDecl& d) {
    node("rule", d.id, d.title, d.cites, d.for_each, d.severity, d.when, d.decided_when, d.must,
         d.message, d.if_broken);
    if (!d.once.empty()) put(d.once);
  }
  void put(const IndicatorDecl& d) {
    node("indicator", d.id, d.title, d.cites, d.for_each, d.dated_by, d.rules_as_at, d.only_where,
         d.leave_out, d.excuse, d.met_when, d.counted_when, d.from_counts, d.value, d.failures,
         d.better, d.favour, d.listed_apart, d.decimal_places, d.shown_per);
    if (!d.once.empty()) put(d.once);
    if (!d.combined.empty()) put(d.combined);
    if (!d.surveyed.empty()) put(d.surveyed);
  }
  void put(const StandardDecl& d) {
    node("standard", d.id, d.title, d.compares, d.cites, d.judges, d.group, d.against, d.change,
         d.favour, d.in_force, d.targets, d.tiers, d.small_cases, d.expects, d.report_every,
         d.duty_of, d.may_tighten);
    if (!d.matures.empty()) put(d.matures);
    if (!d.no_target.empty()) put(d.no_target);
    if (d.claims) node("claim", d.says, d.chance);
  }
  void put(const ShelfLife& l) { node("life", l.field, l.until, l.valid_for); }
  void put(const InPlace& i) { node("by", i.by, i.life); }
  void put(const RequirementDecl& d) {
    node("requirement", d.id, d.title, d.cites, d.for_each, d.must, d.attested, d.evidenced,
         d.computed, d.in_force, d.duty_of);
  }
  void put(const Binds& b) { node("binds", b.every, b.providers, b.list, b.standards, b.dates); }
  void put(const OverrideDecl& o) {
    node("override", o.of, o.key, o.target, o.tiers, o.value, o.dates, o.because, o.agreed_by,
         o.agreed_on);
  }
  void put(const SpecificationDecl& d) {
    node("specification", d.id, d.title, d.national, d.cites, d.binds, d.in_force, d.overrides);
  }
  void put(const NewLimits& n) { node("new limits", n.from, n.because); }
  void put(const Baseline& b) { node("baseline", b.first, b.periods); }
  void put(const BetweenProviders& b) {
    node("between providers", b.all, b.target_of, b.value, b.name);
  }
  void put(const BetweenGroups& g) { node("between groups", g.fields, g.against); }
  void put(const StandardisedBy& s) { node("standardised", s.directly, s.fields); }
  void put(const VariationDecl& d) {
    node("variation", d.id, d.title, d.cites, d.of, d.over_time, d.between_providers,
         d.between_groups, d.settings, d.baseline, d.new_limits, d.limits, d.overdispersion,
         d.standardised, d.target, d.set, d.small_cases, d.duty_of);
  }
  void put(const PayerShare& s) { node("payer", s.payer, s.share); }
  void put(const Sharing& s) { node("shared", s.payers, s.equally, s.remainder); }
  void put(const PaidAmount& a) { node("pays", a.amount, a.rate, a.above); }
  void put(const PaidOutcomeDecl& o) {
    node("outcome", o.id, o.title, o.each_record, o.of, o.person, o.certain, o.only_if, o.pays,
         o.rounded, o.later, o.shared);
  }
  void put(const FeeClause& f) {
    node("fee", f.amount, f.year, f.count, f.remainder_to_last, f.shared);
  }
  void put(const FoundationClause& f) { node("foundation", f.amount, f.per, f.outcome, f.shared); }
  void put(const VolumeClause& v) {
    node("volume", v.of, v.predicted, v.low, v.high, v.price, v.shared);
  }
  void put(const PayersClause& p) { node("payers", p.payers, p.list); }
  void put(const PayAtMost& m) { node("most", m.amount, m.of); }
  void put(const PaymentSchemeDecl& d) {
    node("scheme", d.id, d.title, d.cites, d.payers, d.in_force, d.outcomes, d.fee, d.foundation,
         d.volume, d.pay_once, d.at_most, d.if_cannot_tell, d.duty_of);
  }
  void put(const DomainDecl& d) { node("domain", d.id, d.title, d.also_worded); }
  void put(const PriorityDecl& d) { node("priority", d.id, d.title); }
  void put(const MappingDecl& d) { node("mapping", d.title, d.entries); }

  void put(const Row& r) { node("row", r.values); }
  void put(const Given& g) { node("given", g.record, g.fields, g.rows); }
  void put(const Group& g) { node("group", g.field, g.code); }
  void put(const Where& w) { node("where", w.provider, w.period, w.groups); }
  void put(const ExpectShare& e) {
    node("share", e.indicator, e.where, e.low_part, e.low_whole, e.high_part, e.high_whole);
  }
  void put(const ExpectSides::Side& s) { node("side", s.parts); }
  void put(const ExpectSides& e) { node("sides", e.standard, e.where, e.first, e.second); }
  void put(const ExpectNoCases& e) { node("no_cases", e.indicator, e.where); }
  void put(const ExpectValue& e) { node("value", e.indicator, e.where, e.low, e.high); }
  void put(const ExpectStatus& e) { node("status", e.standard, e.where, e.status); }
  void put(const ExpectShows& e) { node("shows", e.variation, e.where, e.reading); }
  void put(const ExpectTier& e) { node("tier", e.standard, e.where, e.tier); }
  void put(const ExpectCount& e) { node("count", e.count, e.indicator, e.where, e.low, e.high); }
  void put(const OutcomeWord& o) { node("outcome", o.outcome, o.by); }
  void put(const FieldReason& f) { node("reason", f.field, f.reason); }
  void put(const ExpectOutcome& e) { node("outcomes", e.key, e.indicator, e.could_be, e.because); }
  void put(const ExpectVerdict& e) { node("verdict", e.key, e.rule, e.verdict); }
  void put(const ExpectPays& e) { node("pays", e.scheme, e.where, e.holds, e.amount); }
  void put(const ExpectRecords& e) { node("records", e.keys, e.scheme, e.are); }
  void put(const std::pair<Expression, Expression>& p) { node("of", p.first, p.second); }
  void put(const ExpectInstalments& e) { node("instalments", e.scheme, e.period, e.instalments); }
  void put(const Expectation& e) { put(e.what); }
  void put(const TestDecl& d) {
    node("test", d.title, d.as_at, d.period, d.no_minimum, d.not_supplied, d.given, d.expectations);
  }

  void put(const Module& m) { node("module", m.name, m.version); }
  void put(const Import& i) { node("import", i.module, i.alias, i.alias_written); }
  void put(const UnknownCountsAsNo& u) { node("unknown_counts_as_no", u.because); }

 private:
  std::string out_;
};

template <class T>
std::string line(const T& t) {
  Dump d;
  d.put(t);
  return d.take().substr(1) + "\n";
}

}  // namespace

std::string dump(const Expression& expression) {
  std::string out = line(expression);
  out.pop_back();
  return out;
}

std::string dump(const File& file) {
  std::string out;
  for (const Module& m : file.modules) out += line(m);
  for (const Import& i : file.imports) out += line(i);
  for (const UnknownCountsAsNo& u : file.unknown_counts_as_no) out += line(u);
  for (const Declaration& d : file.declarations) out += line(d);
  return out;
}

}  // namespace assize::syntax
