#include <algorithm>

#include "dsl/format/block_lines.h"
#include "dsl/format/print.h"

namespace assize::formatting {

using namespace syntax;  // NOLINT: the nodes of one tree

namespace {

constexpr std::size_t kInner = 2;  // indent of a clause

std::string titled(const Word& id, const std::optional<Text>& title) {
  return id.text + (title ? " " + quoted(title->text) : "");
}
std::string list(const std::vector<Word>& words) {
  std::string out;
  for (const Word& w : words) out += (out.empty() ? "" : ", ") + w.text;
  return out;
}
std::string list(const std::vector<Name>& names) {
  std::string out;
  for (const Name& n : names) out += (out.empty() ? "" : ", ") + print(n);
  return out;
}
std::string because(const std::optional<Text>& text) {
  return text ? ", because " + quoted(text->text) : "";
}
std::string notes(const ParameterDecl& d) {
  std::string out;
  for (const Word& w : d.evidence) out += ", evidence " + w.text;
  for (const Text& t : d.because) out += ", because " + quoted(t.text);
  for (const Word& w : d.tighter) out += ", tighter is " + w.text;
  return out;
}

}  // namespace

void add_cites(Block& block, const std::vector<Cites>& all) {
  for (const Cites& c : all) {
    block.add(c.span, "cites " + print(c.source) +
                          (c.section ? " section " + quoted(c.section->text) : "") +
                          (c.in_our_words ? " in our words " : " quoting ") +
                          quoted(c.wording.text) + ";");
  }
}
void add_for_each(Block& block, const std::vector<ForEach>& all) {
  for (const ForEach& f : all) block.add(f.span, "for each " + print(f) + ";");
}
void add_in_force(Block& block, const std::vector<InForce>& all) {
  for (const InForce& f : all) {
    block.add(f.span, "in force since " + print(f.since) +
                          (f.until ? " until " + print(*f.until) : "") + ";");
  }
}

namespace {

void add_once(Block& block, const std::vector<OnceForEach>& all) {
  for (const OnceForEach& o : all) {
    std::string line =
        "once for each " + list(o.by) + ", keeping the " + (o.latest ? "latest" : "earliest");
    for (const Expression& k : o.keys)
      line += (&k == &o.keys.front() ? " " : " and then by ") + print_key(k);
    block.add(o.span, line + ";");
  }
}
void add_tests(Block& block, const std::string& opening, const std::vector<Test>& all,
               const std::string& whom = {}) {
  for (const Test& t : all)
    block.add(t.span, clause(opening, t.condition, whom + because(t.because) + ";", kInner));
}
// Whom a survey speaks for, as written behind the condition.
std::string whom(const std::vector<Surveyed>& said) {
  if (said.empty()) return {};
  return said[0].answered ? ", of those who answered" : ", of everyone asked";
}
void add_named(Block& block, const std::string& opening, const std::vector<NamedTest>& all) {
  for (const NamedTest& t : all) {
    block.add(t.span, clause(opening + " " + t.name.text + " when:", t.condition,
                             because(t.because) + ";", kInner));
  }
}

// --- declarations ---

std::vector<Line> print_lines(const SourceDecl& d) {
  std::string out = "source " + d.id.text + " " + quoted(d.title.text);
  for (const Text& t : d.published_by) out += ", published by " + quoted(t.text);
  for (const Expression& e : d.dated) out += ", dated " + print(e);
  for (const Text& t : d.at) out += ", at " + quoted(t.text);
  for (const Word& w : d.evidence) out += ", evidence " + w.text;
  return {{Role::statement, d.span, out + ";"}};
}

std::vector<Line> print_lines(const CodesDecl& d) {
  std::string head = (d.reference ? "reference " : "codes ") + d.id.text + " " +
                     quoted(d.title.text) + (d.ordered ? " ordered" : "") +
                     (d.from_highest ? " from highest" : "");
  Span last = d.title.span;
  for (const CodeFile& f : d.files) {
    head += ", from " + quoted(f.path.text) + (f.hash ? "\n  hash " + quoted(f.hash->text) : "");
    last.end = std::max(last.end, f.span.end);
  }
  for (const Expression& e : d.snapshot) {
    head += ", snapshot " + print(e);
    last.end = std::max(last.end, e.span.end);
  }
  for (const Expression& e : d.stale_after) {
    head += ", stale after " + print(e);
    last.end = std::max(last.end, e.span.end);
  }
  Block block(head, d.span, last);
  std::vector<std::string> codes;
  for (const CodeDecl& c : d.codes) codes.push_back(c.quoted ? quoted(c.code.text) : c.code.text);
  const std::size_t width = column(codes);
  for (std::size_t i = 0; i < codes.size(); ++i) {
    const CodeDecl& c = d.codes[i];
    std::string text = padded(codes[i], width) + " " + quoted(c.meaning.text) + dates(c.dates);
    for (const Word& w : c.means) text += ", means " + w.text;
    for (const CodeWord& part : c.total_of)
      text += (&part == &c.total_of.front() ? ", total of " : ", ") + print(part);
    block.add(c.span, text + ";");
  }
  return block.close();
}

void add_fields(Block& block, const RecordDecl& d);
std::string link_line(const LinkDecl& l) {
  std::string out = "link " + l.id.text + " to " + print(l.to) + " by ";
  for (const auto& [mine, theirs] : l.by) {
    if (&mine != &l.by.front().first) out += " and ";
    out += mine.text + (theirs ? " as " + theirs->text : "");
  }
  if (l.certain) out += ", certain where " + print(*l.certain);
  return out + ";";
}

std::vector<Line> print_lines(const RecordDecl& d) {
  Block block("record " + d.id.text + " " + quoted(d.title.text) +
                  (d.file ? " from " + quoted(d.file->text) : ""),
              d.span, d.file ? d.file->span : d.title.span);
  add_fields(block, d);
  return block.close();
}

void add_fields(Block& block, const RecordDecl& d) {
  for (const KeyClause& k : d.keys) {
    block.add(k.span, k.by_position ? "keyed by position;" : "key " + list(k.fields) + ";");
  }
  for (const Word& w : d.provider) block.add(w.span, "provider is " + w.text + ";");
  for (const Name& n : d.includes) block.add(n.span, "includes " + print(n) + ";");
  for (const LinkDecl& l : d.links) block.add(l.span, link_line(l));
  for (const SpanDecl& s : d.spans) {
    block.add(s.span, "span " + s.id.text + " from " + s.from.text + " to " + s.to.text +
                          (s.ongoing ? ", blank end means ongoing;" : ";"));
  }
  for (const Word& w : d.dated_by) block.add(w.span, "dated by " + w.text + ";");
  for (const CoversDecl& c : d.covers) {
    block.add(c.span, std::string("covers every row") +
                          (c.without_file ? ", with or without a file" : "") + ", because " +
                          quoted(c.because.text) + ";");
  }
  std::vector<std::string> names;
  for (const FieldDecl& f : d.fields) names.push_back(titled(f.id, f.title) + ":");
  const std::size_t width = column(names);
  for (std::size_t i = 0; i < names.size(); ++i) {
    std::string text = padded(names[i], width) + " " + print(d.fields[i].type);
    for (const Option& o : d.fields[i].options) text += ", " + print(o);
    block.add(d.fields[i].span, text + ";");
  }
}

std::vector<Line> print_keyed(const ParameterDecl& d, const std::string& head,
                              const std::string& notes) {
  Span last = d.by->span;
  for (const Text& t : d.because) last.end = std::max(last.end, t.span.end);
  for (const Word& w : d.evidence) last.end = std::max(last.end, w.span.end);
  Block block(head + " by " + print(*d.by) + notes, d.span, last);
  std::vector<std::string> keys;
  for (const ParameterValue& v : d.values) keys.push_back(v.key ? print(*v.key) : "otherwise");
  const std::size_t width = column(keys);
  for (std::size_t i = 0; i < keys.size(); ++i) {
    block.add(d.values[i].span, padded(keys[i], width) + " is " + print(d.values[i].value) +
                                    dates(d.values[i].dates) + ";");
  }
  return block.close();
}

std::vector<Line> print_lines(const ParameterDecl& d) {
  const std::string head = "parameter " + titled(d.id, d.title);
  if (d.by) return print_keyed(d, head, notes(d));
  if (!d.block) {
    const ParameterValue& v = d.values.front();
    const std::string value =
        "is " + print(v.value) + dates(v.dates, "in force since") + notes(d) + ";";
    const bool fits = head.size() + 1 + value.size() <= kWidth;
    return {{Role::statement, d.span, head + (fits ? " " : "\n  ") + value}};
  }
  Span last = d.title ? d.title->span : d.id.span;
  for (const Word& w : d.evidence) {
    if (w.span.end < d.values.front().span.begin) last.end = std::max(last.end, w.span.end);
  }
  for (const Text& t : d.because) {
    if (t.span.end < d.values.front().span.begin) last.end = std::max(last.end, t.span.end);
  }
  Block block(head + notes(d), d.span, last);
  for (const ParameterValue& v : d.values)
    block.add(v.span, "is " + print(v.value) + dates(v.dates) + ";");
  return block.close();
}

std::vector<Line> print_lines(const DerivedDecl& d) {
  const std::string opening = "derived " + d.id.text + print(d.arguments) + " of " +
                              print(d.record) + (d.title ? " " + quoted(d.title->text) : "") +
                              ": " + print(d.type) + " is";
  return {{Role::statement, d.span, clause(opening, d.value, ";", 0)}};
}

std::vector<Line> print_lines(const ConditionDecl& d) {
  const std::string opening = (d.subset ? "subset " : "condition ") + d.id.text +
                              print(d.arguments) + " of " + print(d.record) +
                              (d.title ? " " + quoted(d.title->text) : "") +
                              (d.subset ? " where" : " means");
  return {{Role::statement, d.span, clause(opening, d.condition, ";", 0)}};
}

std::vector<Line> print_lines(const RowDecl& d) {
  const std::string opening = "row " + d.id.text + " of " + print(d.record) +
                              (d.title ? " " + quoted(d.title->text) : "") + " is";
  return {{Role::statement, d.span, clause(opening, d.pick, ";", 0)}};
}

std::vector<Line> print_lines(const RuleDecl& d) {
  Block block("rule " + d.id.text + " " + quoted(d.title.text), d.span, d.title.span);
  add_cites(block, d.cites);
  add_for_each(block, d.for_each);
  add_once(block, d.once);
  for (const Word& w : d.severity) block.add(w.span, "severity " + w.text + ";");
  add_tests(block, "when:", d.when);
  add_tests(block, "decided when:", d.decided_when);
  add_tests(block, "must:", d.must);
  for (const Text& t : d.message) block.add(t.span, "message " + quoted(t.text) + ";");
  for (const IfBroken& i : d.if_broken)
    block.add(i.span, "if broken: " + list(i.fields) + " is doubtful;");
  return block.close();
}

std::string ordinal(int n) {
  const int ten = n % 100 / 10, one = n % 10;
  return std::to_string(n) + (ten == 1   ? "th"
                              : one == 1 ? "st"
                              : one == 2 ? "nd"
                              : one == 3 ? "rd"
                                         : "th");
}

void add_favours(Block& block, const std::vector<Favour>& all) {
  for (const Favour& f : all) {
    block.add(f.span, "a blank " + f.field.text + " counts in the provider's favour because " +
                          quoted(f.because.text) + ";");
  }
}

std::vector<Line> print_lines(const IndicatorDecl& d) {
  Block block("indicator " + d.id.text + " " + quoted(d.title.text), d.span, d.title.span);
  add_cites(block, d.cites);
  add_for_each(block, d.for_each);
  for (const Word& w : d.dated_by) block.add(w.span, "dated by " + w.text + ";");
  for (const Word& w : d.rules_as_at) block.add(w.span, "rules as at " + w.text + ";");
  add_tests(block, "only those where:", d.only_where);
  add_once(block, d.once);
  add_named(block, "leave out", d.leave_out);
  add_named(block, "excuse", d.excuse);
  add_tests(block, "met when:", d.met_when, whom(d.surveyed));
  add_tests(block, "counted when:", d.counted_when, whom(d.surveyed));
  for (const FromCounts& f : d.from_counts) {
    block.add(f.span, "from counts: " + print(f.numerator) + " out of " + print(f.denominator) +
                          (f.part_of ? " part of;" : ";"));
  }
  for (const RankValue& v : d.value) {
    block.add(v.span, "value: " + print(v.value) + ", " +
                          (!v.summary.empty() ? v.summary
                           : v.median         ? std::string("median by rank")
                                              : ordinal(v.percentile) + " percentile by rank") +
                          ";");
  }
  for (const Combined& m : d.combined) {
    block.add(m.span, m.kind == CombinedKind::average
                          ? "average of the monthly shares of " + print(m.of[0]) + ";"
                      : m.kind == CombinedKind::ratio
                          ? "ratio of " + print(m.of[0]) + " to " + print(m.of[1]) + ";"
                          : "standardised rate of " + print(m.of[0]) + " by " + m.by->text +
                                ", weighted by " + print(*m.weights) + ";");
  }
  add_named(block, "show failures by", d.failures);
  for (const Word& w : d.better) block.add(w.span, w.text + " is better;");
  add_favours(block, d.favour);
  for (const ListedApart& l : d.listed_apart) {
    block.add(l.span, "records not placed are listed apart" + because(l.because) + ";");
  }
  for (const Expression& e : d.decimal_places)
    block.add(e.span, "shown to " + print(e) + " decimal places;");
  for (const Expression& e : d.shown_per) block.add(e.span, "shown per " + print(e) + ";");
  return block.close();
}

std::string print_judges(const Judges& j, const char* word) {
  std::string out = std::string(word) + " ";
  for (std::size_t i = 0; i < j.indicators.size(); ++i)
    out += (i > 0 ? " and " : "") + print(j.indicators[i]);
  return out + print_per(j) + ";";
}

}  // namespace

std::string print_per(const Judges& j) {
  std::vector<std::string> per;
  if (j.per_provider) per.push_back("provider");
  for (const Word& w : j.per_period) per.push_back(w.text);
  for (std::size_t i = 0; i < j.per_field.size(); ++i) {
    const std::optional<Name>& as = j.per_as[i];
    per.push_back(j.per_field[i].text + (as ? " as " + print(*as) : ""));
  }
  std::string out;
  for (std::size_t i = 0; i < per.size(); ++i) out += (i > 0 ? ", per " : " per ") + per[i];
  return out;
}

std::string print_target(const Target& t) {
  std::string out = "target " + t.of + (t.of.empty() ? "" : " ");
  switch (t.kind) {
    case TargetKind::at_least:
      out += "at least ";
      break;
    case TargetKind::at_most:
      out += "at most ";
      break;
    case TargetKind::every_case:
      out += "every case";
      break;
    case TargetKind::no_case:
      out += "no case";
      break;
  }
  if (t.value) out += print(*t.value);
  for (const Expression& e : t.per) out += " per " + print(e);
  if (t.cases) out += t.value && print(*t.value) == "1" ? " case" : " cases";
  return out + dates(t.dates);
}

std::string print_tier(const Tier& t) {
  std::string out = "tier " + t.name.text + ": ";
  switch (t.kind) {
    case TierKind::at_target:
      out += "at target";
      break;
    case TierKind::from_to_below:
      out += "from " + print(*t.low) + " to below " + print(*t.high);
      break;
    case TierKind::below:
      out += "below " + print(*t.high);
      break;
    case TierKind::above_to:
      out += "above " + print(*t.low) + " to " + print(*t.high);
      break;
    case TierKind::above:
      out += "above " + print(*t.low);
      break;
  }
  return out + (t.action ? ", action " + quoted(t.action->text) : "");
}

namespace {

// says fewer than 1 in 3 in 2021/22, to the nearest whole number
std::string print_level(const Says& s) {
  std::string out = "says ";
  switch (s.kind) {
    case SaysKind::at_least:
      out += "at least ";
      break;
    case SaysKind::at_most:
      out += "at most ";
      break;
    case SaysKind::more:
      out += "more than ";
      break;
    case SaysKind::less:
      out += s.out_of ? "fewer than " : "less than ";
      break;
    default:
      out += "about ";
  }
  out += print(*s.size) + (s.out_of ? " in " + print(*s.out_of) : "") + " in " + s.to.text;
  if (!s.places) return out;
  const std::string places = print(*s.places);
  if (places == "0") return out + ", to the nearest whole number";
  return out + ", to " + places + " decimal " + (places == "1" ? "place" : "places");
}

std::string print_says(const Says& s) {
  const std::string size = s.size ? print(*s.size) : "";
  switch (s.kind) {
    case SaysKind::higher:
    case SaysKind::lower:
      return std::string("says ") + (s.kind == SaysKind::higher ? "higher" : "lower") + " in " +
             s.to.text + " than in " + s.from.text + (s.size ? " by at least " + size : "");
    case SaysKind::steady:
      return "says changes by at most " + size + " from " + s.from.text + " to " + s.to.text;
    case SaysKind::rises:
    case SaysKind::falls:
      break;
    default:
      return print_level(s);
  }
  return std::string("says ") + (s.kind == SaysKind::rises ? "rises" : "falls") + " from " +
         s.from.text + " to " + s.to.text;
}

std::vector<Line> print_claim(const StandardDecl& d) {
  Block block("claim " + d.id.text + " " + quoted(d.title.text), d.span, d.title.span);
  add_cites(block, d.cites);
  for (const Judges& j : d.judges) block.add(j.span, print_judges(j, "about"));
  for (const Says& s : d.says) block.add(s.span, print_says(s) + ";");
  for (const Expression& e : d.chance)
    block.add(e.span, "by more than chance at " + print(e) + "%;");
  return block.close();
}

std::vector<Line> print_lines(const StandardDecl& d) {
  if (d.claims) return print_claim(d);
  Block block((d.compares ? "comparison " : "standard ") + d.id.text + " " + quoted(d.title.text),
              d.span, d.title.span);
  add_cites(block, d.cites);
  for (const Judges& j : d.judges)
    block.add(j.span, print_judges(j, d.compares ? "compares" : "judges"));
  for (const auto& [word, sides] :
       {std::pair{"group ", &d.group}, std::pair{"against ", &d.against}}) {
    for (const NamedTest& t : *sides) {
      block.add(t.span, clause(word + t.name.text + " where:", t.condition,
                               because(t.because) + ";", kInner));
    }
  }
  for (const Change& k : d.change) {
    block.add(k.span,
              k.periods.size() == 2
                  ? "change from " + k.periods[0].text + " to " + k.periods[1].text + ";"
                  : std::string("change on the ") + (k.year ? "year" : "period") + " before;");
  }
  add_in_force(block, d.in_force);
  for (const Matures& m : d.matures) {
    block.add(m.span, "matures " + print(m.after) + " after the period" + because(m.because) + ";");
  }
  for (const Target& t : d.targets) block.add(t.span, print_target(t) + ";");
  for (const NoTarget& n : d.no_target) block.add(n.span, "no target" + because(n.because) + ";");
  for (const Tier& t : d.tiers) block.add(t.span, print_tier(t) + ";");
  for (const SmallCases& s : d.small_cases) {
    block.add(s.span, "with fewer than " + print(s.fewer_than) + " cases" +
                          (d.compares ? " on either side" : "") + ": say " + quoted(s.say.text) +
                          ";");
  }
  for (const Expects& e : d.expects) {
    const std::string row = "expects one row for each " + list(e.per);
    block.add(e.span, e.where ? clause(row + " where", *e.where, ";", kInner) : row + ";");
  }
  for (const ReportEvery& r : d.report_every) {
    std::string codes;
    for (const Expression& e : r.codes) codes += (codes.empty() ? "" : ", ") + print(e);
    block.add(r.span, "report every " + r.field.text + " in (" + codes + ");");
  }
  add_favours(block, d.favour);
  for (const Text& t : d.duty_of) block.add(t.span, "duty of " + quoted(t.text) + ";");
  for (const Span s : d.may_tighten) block.add(s, "local versions may tighten the target;");
  return block.close();
}

// WORD and WORD
std::string joined(const std::vector<Word>& words) {
  std::string out;
  for (const Word& w : words) out += (out.empty() ? "" : " and ") + w.text;
  return out;
}

std::vector<Line> print_lines(const VariationDecl& d) {
  Block block("variation " + d.id.text + " " + quoted(d.title.text), d.span, d.title.span);
  add_cites(block, d.cites);
  for (const Judges& j : d.of) block.add(j.span, print_judges(j, "of"));
  for (const Word& w : d.over_time) block.add(w.span, "over time as " + w.text + " chart;");
  for (const BetweenProviders& b : d.between_providers) {
    const std::string against = b.all         ? " against all providers"
                                : b.target_of ? " against the target of " + print(*b.target_of)
                                : b.value
                                    ? " against " + print(*b.value) + " " + quoted(b.name.text)
                                    : "";
    block.add(b.span, "between providers" + against + ";");
  }
  for (const BetweenGroups& g : d.between_groups) {
    std::string codes;
    for (const CodeWord& c : g.against) codes += (codes.empty() ? " against " : " and ") + print(c);
    block.add(g.span, "between groups of " + joined(g.fields) + codes + ";");
  }
  for (const Text& t : d.settings) block.add(t.span, "settings as in " + quoted(t.text) + ";");
  for (const Baseline& b : d.baseline) {
    block.add(b.span,
              b.first ? "baseline first " + print(*b.first) + " periods;"
                      : "baseline from " + b.periods[0].text + " to " + b.periods[1].text + ";");
  }
  for (const NewLimits& n : d.new_limits) {
    block.add(n.span, "new limits from " + n.from.text + because(n.because) + ";");
  }
  for (const std::vector<Expression>& levels : d.limits) {
    std::string out;
    for (const Expression& e : levels) out += (out.empty() ? "" : ", ") + print(e);
    block.add(levels.front().span, "limits at " + out + ";");
  }
  for (const Word& w : d.overdispersion) block.add(w.span, "overdispersion " + w.text + ";");
  for (const StandardisedBy& s : d.standardised) {
    block.add(s.span, std::string(s.directly ? "directly" : "indirectly") + " standardised by " +
                          joined(s.fields) + ";");
  }
  for (const Expression& e : d.target) block.add(e.span, "target " + print(e) + ";");
  for (const VariationSetting& s : d.set) {
    const std::string value =
        s.number ? print(*s.number) + (s.percent ? "%" : "") : joined(s.words);
    block.add(s.span, "setting " + s.name.text + " is " + value + ";");
  }
  for (const SmallCases& s : d.small_cases) {
    block.add(s.span,
              "with fewer than " + print(s.fewer_than) + " cases: say " + quoted(s.say.text) + ";");
  }
  for (const Text& t : d.duty_of) block.add(t.span, "duty of " + quoted(t.text) + ";");
  return block.close();
}

std::vector<Line> print_lines(const DomainDecl& d) {
  std::string out = "outcome domain " + d.id.text + " " + quoted(d.title.text);
  for (const Text& t : d.also_worded) out += ", also worded " + quoted(t.text);
  return {{Role::statement, d.span, out + ";"}};
}
std::vector<Line> print_lines(const PriorityDecl& d) {
  return {
      {Role::statement, d.span, "priority area " + d.id.text + " " + quoted(d.title.text) + ";"}};
}
std::vector<Line> print_lines(const MappingDecl& d) {
  Block block("mapping " + quoted(d.title.text), d.span, d.title.span);
  for (const MappingEntry& e : d.entries)
    block.add(e.span, print(e.standard) + " to " + list(e.to) + ";");
  return block.close();
}

void add_given(Block& block, const Given& g) {
  const Span head{g.span.file, g.span.begin,
                  g.fields.empty() ? g.record.span.end : g.fields.back().span.end + 1};
  block.add(head, "given " + print(g.record) + "\n  (" + list(g.fields) + ")" +
                      (g.rows.empty() ? ";" : ""));
  for (std::size_t i = 0; i < g.rows.size(); ++i) {
    std::string values;
    for (const Expression& e : g.rows[i].values) values += (values.empty() ? "" : ", ") + print(e);
    block.add(g.rows[i].span, "(" + values + ")" + (i + 1 == g.rows.size() ? ";" : ""), Role::row);
  }
}

std::vector<Line> print_lines(const TestDecl& d) {
  Block block("test " + quoted(d.title.text), d.span, d.title.span);
  for (const Expression& e : d.as_at) block.add(e.span, "as at " + print(e) + ";");
  for (const Word& w : d.period) block.add(w.span, "period " + w.text + ";");
  for (const Span s : d.no_minimum) block.add(s, "with no minimum;");
  for (const Name& n : d.not_supplied) block.add(n.span, "table " + print(n) + " not supplied;");
  for (const Given& g : d.given) add_given(block, g);
  for (const Expectation& e : d.expectations) block.add(e.span, "expect " + print(e) + ";");
  return block.close();
}

}  // namespace

std::vector<Line> print_lines(const BlockDecl& d) {
  const Word& id = d.body.id;
  Block block("block " + titled(id, d.title), d.span, d.title ? d.title->span : id.span);
  add_fields(block, d.body);
  return block.close();
}

std::string print(const Type& t) {
  const std::string bounds =
      t.from && t.to ? " from " + print(*t.from) + " to " + print(*t.to) : "";
  switch (t.kind) {
    case TypeKind::text:
      return "text";
    case TypeKind::organisation:
      return "organisation";
    case TypeKind::yes_or_no:
      return "yes or no";
    case TypeKind::number:
      return "number" + bounds;
    case TypeKind::whole_number:
      return "whole number" + bounds;
    case TypeKind::count:
      return "count";
    case TypeKind::money:
      return "money";
    case TypeKind::percentage:
      return "percentage";
    case TypeKind::code:
      return "code in " + print(t.codes);
    case TypeKind::date:
      return "date";
    case TypeKind::zoned_time:
      return "date and time in " + quoted(t.zone.text);
    case TypeKind::written_time:
      return "date and time as written";
    case TypeKind::codes_in_cell:
      return "codes in " + print(t.codes) + " separated by " + quoted(t.zone.text);
    case TypeKind::texts_in_cell:
      return "texts separated by " + quoted(t.zone.text);
  }
  return {};
}

std::string print(const Option& o) {
  const std::string text = o.text ? quoted(o.text->text) : "";
  switch (o.kind) {
    case OptionKind::required:
      return "required";
    case OptionKind::personal:
      return "personal";
    case OptionKind::column:
      return "column " + text;
    case OptionKind::blank_not_by_the_cut_off:
      return "blank means not by the cut-off";
    case OptionKind::blank_did_not_happen:
      return "blank means it did not happen";
    case OptionKind::blank_unknown:
      return "blank means unknown";
    case OptionKind::blank_none:
      return "blank means none because " + text;
    case OptionKind::blank_no:
      return "blank means no because " + text;
    case OptionKind::stands_for:
      return text + " means from " + print(*o.from) + " to " + print(*o.to);
    case OptionKind::rounded:
      return "rounded to the nearest " + print(*o.from);
    case OptionKind::written_as: {
      std::string all;
      for (const syntax::Text& l : o.layouts) all += (all.empty() ? "" : " or ") + quoted(l.text);
      return "written as " + all;
    }
  }
  return {};
}

std::vector<Line> lines(const Module& m) {
  return {{Role::statement, m.span, "module " + m.name + " version " + m.version + ";"}};
}
std::vector<Line> lines(const Import& i) {
  return {{Role::statement, i.span,
           "import " + i.module + (i.alias_written ? " as " + i.alias.text : "") + ";"}};
}
std::vector<Line> lines(const UnknownCountsAsNo& u) {
  return {
      {Role::statement, u.span, "unknown counts as no in this module" + because(u.because) + ";"}};
}
std::vector<Line> lines(const Declaration& d) {
  return std::visit([](const auto& x) { return print_lines(x); }, d);
}

}  // namespace assize::formatting
