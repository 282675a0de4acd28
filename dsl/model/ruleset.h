// The checked model: names resolved, types known, imports merged, immutable. The checker makes it,
// the engine runs it; nothing here refers to the parser. Members are in the order of declaration,
// so that everything made from a Ruleset is deterministic.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "dsl/base/calendar.h"
#include "dsl/base/layout.h"
#include "dsl/base/pattern.h"
#include "dsl/base/period.h"
#include "dsl/base/source.h"
#include "dsl/base/value.h"
#include "dsl/model/expression.h"
#include "dsl/model/payment.h"
#include "dsl/model/type.h"

namespace assize::model {

using Index = std::uint32_t;  // into a member vector of Ruleset, or into Record::fields
inline constexpr Index kNone = 0xFFFFFFFFu;

enum class Evidence : std::uint8_t { not_said, verified, verified_secondary, recalled, derived };

// First and last day of validity, both included; an open end is nullopt.
struct Validity {
  std::optional<Day> from, until;
  bool holds(Day d) const { return (!from || *from <= d) && (!until || d <= *until); }
  bool operator==(const Validity&) const = default;
};

struct SourceDocument {
  std::string name, title, publisher, at;
  std::optional<DaySpan> dated;  // a day, a month or a year
  Evidence evidence = Evidence::not_said;
  Span span = {};
};
struct Citation {
  Index source = kNone;
  std::string section, quotation;
  bool in_our_words = false;
};

enum class CodeRole : std::uint8_t { ordinary, not_known, not_stated };
struct Code {
  std::string text, meaning;
  Validity valid;
  CodeRole role = CodeRole::ordinary;
  std::vector<CodeIndex> total_of;  // a row of this code is the total of rows of these
};
struct CodeList {
  std::string name, title;
  bool ordered = false;         // the first is the lowest
  std::vector<Code> codes;      // as listed; turned round where the author lists the highest first
  std::optional<Day> snapshot;  // of a reference: the day on which it was taken
  CalendarDuration stale_after = {};  // none: both zero
  Span span = {};
};
// From the codes of one list to those of another: a grouping or a mapping.
struct CodeMap {
  std::string name, title;
  Index from = kNone, to = kNone;  // code lists
  std::vector<Value> values;       // by code of `from`: known, one of several, or unknown
  bool used = false;               // by some `as`
  Span span = {};
};

enum class Blank : std::uint8_t {
  unknown,         // any value of the type (also what a blank required field is)
  not_by_cut_off,  // a time later than the cut-off, or never
  did_not_happen,  // never
  no,              // yes/no fields
  none,            // a cell of several items holds none
};

struct Field {
  std::string name, title,
      heading;  // heading: the column's name in a file (the field's name unless said)
  Type type;
  bool is_organisation = false, required = false, personal = false, whole = false;
  Blank blank = Blank::unknown;
  bool blank_declared = false;       // the author said what a blank means
  std::string because;               // of `blank means no because`
  std::optional<Decimal> low, high;  // what the field allows; outside is out of range
  struct Hidden {
    std::string text;
    Decimal low, high;
  };
  std::vector<Hidden> hidden;  // `"*" means from 1 to 7`
  std::optional<Decimal> rounded_to;
  std::vector<Layout> layouts;  // dates and times: as 2022-03-01T10:00 where there is none
  std::string separator;        // a cell of several items: what stands between them; else empty
  Index items = kNone;          // their code list; kNone: texts
  Span span;
};

// Fields of a record whose values are those of fields of another (or of the same) record.
struct LinkKey {
  Index mine = kNone, theirs = kNone;
  bool operator==(const LinkKey&) const = default;
};
struct Link {
  std::string name;
  Index record = kNone;
  std::vector<LinkKey> keys;
  Span span;
};

// What is worked out of a record and parts figures as a field does: a derived value that some `per`
// or group names.
struct WorkedOut {
  std::string name;
  Type type;
  ExprId value = kNoExpr;
};

// What parts figures: a field, or behind the fields of a record what is worked out of it.
struct Part {
  const std::string& name;
  const Type& type;
  ExprId value = kNoExpr;  // kNoExpr: a field
};

struct Record {
  std::string name, title, file;  // file: of `from "patients.csv"`, or empty
  std::vector<Index> key;         // empty: keyed by position
  std::vector<Field> fields;
  Index provider = kNone;  // the field that says whose record it is
  std::vector<Link> links;
  Index dated_by = kNone;  // the date that a row comes with: later rows may still come
  // The author's word that every row is returned; with `without_file` where no file is given too.
  bool covered = false, covered_without_file = false;
  std::string covered_because;
  std::vector<WorkedOut> worked_out;
  Span span;

  std::size_t parts() const { return fields.size() + worked_out.size(); }
  Part part(Index i) const {
    if (i < fields.size()) return {fields[i].name, fields[i].type};
    const WorkedOut& w = worked_out[i - fields.size()];
    return {w.name, w.type, w.value};
  }
};

// What is read of the rows of `record` that are linked to one of `outer`.
enum class AcrossKind : std::uint8_t {
  any,     // yes/no: some row satisfies the condition
  none,    // its opposite
  number,  // how many do
  sum,     // of `value` over those that do
  first,   // `value` of the one that comes first by `order`; of those that satisfy the condition
  last,
  only,       // `value` of the one that there is
  unique,     // yes/no: no other row has the same keys, as returned
  leads,      // yes/no: it is the first record of those with the same keys, as returned
  different,  // how many values `value` has
  // What the moments `value`, or the spans from `value` to `until`, leave or take of the time
  // between the operands `from` and `to` of the node:
  gap,      // the longest time without one
  covered,  // the time that they cover, what they share counted once
  stretch,  // the longest time that they cover without a break
  most,     // the most that they cover of any stretch of the length `window`
  slots,    // how many whole slots of the length `window` have none
};
constexpr bool is_spread(AcrossKind k) { return k >= AcrossKind::gap; }
struct Across {
  AcrossKind kind = AcrossKind::any;
  Index outer = kNone, record = kNone;
  std::vector<LinkKey> keys;  // of `outer` and of `record`
  bool other = false;         // the record itself is passed over
  // About a row of `record`; what they read of the outer record is Op::outer.
  ExprId condition = kNoExpr, value = kNoExpr, until = kNoExpr;
  std::vector<ExprId> order;
  Index from = kNone, to = kNone, window = kNone;  // operands of the node: read outside
  Index certain = kNone;       // an operand, yes or no: this record's link is certain
  bool returned_only = false;  // no row but those that are returned
  std::string said;            // in words, where the author wrote it shorter
  Span span;
};

enum class Direction : std::uint8_t { not_said, higher_is_better, lower_is_better };

struct DatedValue {
  Scalar value;
  Validity valid;
};
struct Parameter {
  std::string name, title, because;
  Type type;
  std::vector<DatedValue> values;  // by date, not overlapping
  Evidence evidence = Evidence::not_said;
  Direction tighter = Direction::not_said;  // the way in which a local version may change it
  Index overrides = kNone;                  // of a local value: the parameter that it stands for
  Span span;
};

// A derived field or a condition: a name for an expression.
struct Definition {
  std::string name, title;
  Index record = kNone;
  bool is_condition = false;
  bool is_subset = false;
  ExprId expr = kNoExpr;    // kNoExpr: it has arguments, and is there in each use
  Index made_from = kNone;  // of a use with arguments: the definition
  Span span;
};

enum class RuleSeverity : std::uint8_t { error, warning, information };
struct Rule {
  std::string name, title, message;
  std::optional<Citation> cites;
  Index record = kNone;
  RuleSeverity severity = RuleSeverity::error;
  ExprId when = kNoExpr, decided_when = kNoExpr, must = kNoExpr;  // kNoExpr: always
  std::vector<Index> doubted;  // fields that are doubtful when the rule fails
  Span span;
};

struct Clause {
  std::string name, because;
  ExprId condition = kNoExpr;
  Span span;
};  // a named exclusion, excuse or failure
enum class Measure : std::uint8_t { met, counted, totals, percentile, combined };
// What a value indicator makes of the values of its cases.
enum class Summary : std::uint8_t { rank, sum, mean };
struct FavourableBlank {
  Index field;
  std::string because;
};

// What makes an indicator of the figures of others: it looks at no record itself.
struct Combined {
  enum class Kind : std::uint8_t {
    average,       // of the shares of the months, each month weighing the same
    ratio,         // of a sum, or a number of cases, to another
    standardised,  // the shares of the codes of `by`, weighed by `weights`
  } kind = Kind::average;
  Index parts[2] = {kNone, kNone};  // indicators; of a ratio both
  Index by = kNone;                 // a field of the record
  std::vector<Index> weights;       // parameters, by code of its list; kNone: it means not known
  Type type;
};

struct Indicator {
  std::string name, title;
  std::vector<Citation> cites;
  Index record = kNone;
  ExprId dated_by = kNoExpr;     // a field or a derived field: date, date_time or wall_time
  ExprId rules_as_at = kNoExpr;  // the same; kNoExpr: dated_by
  ExprId population = kNoExpr;   // kNoExpr: every record
  std::vector<Clause> left_out, excused, failures;
  Measure measure = Measure::met;
  ExprId met = kNoExpr;                               // met and counted
  ExprId numerator = kNoExpr, denominator = kNoExpr;  // totals
  bool part_of = false;
  ExprId value = kNoExpr;  // percentile
  Summary summary = Summary::rank;
  Decimal percentile;  // 50, 90 ...: over 0, at most 100
  Direction direction = Direction::not_said;
  std::vector<FavourableBlank> favourable_blanks;
  bool unplaced_listed_apart = false;
  std::optional<Combined> combined;  // then it has `record`, `dated_by` and no tests
  ExprId unanswered = kNoExpr;       // of those who answered: who did not, as a clause of left_out
  Index side_of = kNone;  // the comparison that this is one group of; the author did not write it
  std::int64_t shown_per = 0;  // a share is shown per so many; 0: as a percentage
  int decimals = -1;           // display only; -1: by the house's rule
  Span span;
};

enum class TargetKind : std::uint8_t { at_least, at_most, every_case, no_case };
struct Target {
  TargetKind kind = TargetKind::at_least;
  Index parameter = kNone;
  Scalar value;
  Validity valid;
  Span span;
  bool of_cases = false;      // the number of cases that are met or counted, not their share
  std::int64_t per = 0;       // it was written as `N per 1000`; `value` is the percentage
  bool of_size = false;       // of a comparison: `gap`, the size of the difference, whichever way
  bool strict = false;        // of a claim: more than the value, or less
  Index of_override = kNone;  // a local version's: into Standard::overrides
};                            // value where no parameter is named

// A tier is the half-open stretch [low, high), or with `target` at an end the target of the day.
struct TierEnd {
  enum class Kind : std::uint8_t { none, target, value } kind = Kind::none;
  Scalar value;
  bool included = false;
};
struct Tier {
  std::string name, action;
  bool at_target = false;
  TierEnd low, high;
};

struct ReportEvery {
  Index field;
  std::vector<CodeIndex> codes;
};

// What makes a standard a comparison: it judges the difference of two shares, in points. Of groups,
// the first less the second; of periods, the later less the earlier.
struct Comparison {
  enum class Kind : std::uint8_t {
    groups,   // within a finding's place and period
    periods,  // `from` and `to`, whatever the period of a record
    before,   // each period and the one that is `back` periods before it
  } kind = Kind::groups;
  Index sides[2] = {kNone, kNone};  // indicators; of periods the same twice
  std::string names[2];             // of groups
  Period from, to;                  // periods
  std::int32_t back = 0;            // before
  bool year = false;                // before: it was written as a year
  std::vector<Index> parameters;    // that the indicator reads, of more than one value
};

// What makes a standard a claim: a published sentence about a figure, or how it moved, held against
// it. Its target is for the change; of a level for the figure less the level.
struct Claim {
  enum class Kind : std::uint8_t {
    higher,
    lower,
    steady,
    rises,
    falls,
    level,
  } kind = Kind::higher;
  Period from, to;                // of one kind; of a level the same
  std::optional<Decimal> chance;  // the level in per cent at which it has to be more than chance
  Decimal level;                  // of a level: in the figure's unit, or
  std::int64_t out_of = 0;        // of `1 in 3` the 1, and here the 3
  int places = -1;  // the figure is rounded to so many, as it was published; -1: it is not
  std::vector<Index> parameters;  // that the indicator reads, of more than one value
};

// Which providers a specification binds to a standard.
struct Binding {
  Index specification = kNone;
  std::vector<std::string> providers;  // in order; empty: every provider
  Validity valid;
  bool binds(const std::string& provider) const {
    return providers.empty() || std::binary_search(providers.begin(), providers.end(), provider);
  }
};
// A local version of a standard's target, for the providers that its specification binds.
struct Override {
  Index specification = kNone;
  std::vector<std::string> providers;  // in order; empty: every provider
  std::vector<Tier> tiers;             // empty: the standard's
  std::string because, agreed_by;
  Day agreed_on = {};
  Span span;
  bool holds_for(const std::string& provider) const {
    return providers.empty() || std::binary_search(providers.begin(), providers.end(), provider);
  }
};

struct Standard {
  std::string name, title;
  std::vector<Citation> cites;
  Index indicator = kNone;
  bool per_provider = false;
  PeriodKind per_period = PeriodKind::whole;
  CalendarDuration matures;       // a period is judged for good so long after its end
  std::vector<Index> per_fields;  // parts of the indicator's record: codes, yes/no or organisations
  Validity in_force;
  std::vector<Target> targets;  // by date, not overlapping
  // Why it has none: it reports its figures, and nothing is met or not met.
  std::optional<std::string> no_target;
  std::vector<Tier> tiers;
  std::int64_t minimum = 0;  // cases
  std::string minimum_says;
  bool expects_row_for_each_provider_and_period = false;
  ExprId expects_where = kNoExpr;
  std::vector<ReportEvery> report_every;
  std::string duty_of;
  bool local_may_tighten = false;
  bool is_requirement = false;                   // of what must be in place, at the cut-off
  std::vector<Binding> bound;                    // empty: it binds every provider
  std::vector<Override> overrides;               // their targets stand behind the standard's own
  std::optional<Comparison> comparison;          // then `indicator` is what is compared
  std::optional<Claim> claim;                    // then it is what the claim is about
  std::vector<std::string> domains, priorities;  // names, from the mappings
  Span span;
};

// Who is bound to which standards, and what a local version changes.
struct Specification {
  std::string name, title;
  bool is_national = false;
  std::vector<Citation> cites;
  Validity in_force;
  std::vector<Index> lists;  // code lists that say whom it binds
  Span span;
};

// Whether what an indicator gives differs by more than chance. Names of charts and presets are
// those of kVariationCharts and kVariationPresets (dsl/model/variation_names.h).
struct Variation {
  enum class Form : std::uint8_t { over_time, between_providers, between_groups };
  // What providers are held against: those of their own part of `per FIELD` (their peers), all of
  // the period, the target of a standard, or a figure that is named.
  enum class Comparator : std::uint8_t { peers, all_providers, target, figure };
  enum class Standardised : std::uint8_t { no, directly, indirectly };
  struct NewLimits {
    Period from;
    std::string because;
  };
  struct Periods {
    Period first, last;
  };
  std::string name, title;
  std::vector<Citation> cites;
  Index indicator = kNone;
  bool per_provider = false;
  PeriodKind per_period = PeriodKind::whole;
  std::vector<Index> per_fields;  // without that of the groups
  Form form = Form::over_time;
  std::string chart, preset;
  std::int64_t baseline = 0;           // periods; 0: all
  std::optional<Periods> baseline_of;  // instead: those from one to another
  std::vector<NewLimits> new_limits;
  std::vector<Decimal> levels;     // per cent, ascending; empty: the preset's
  std::string overdispersion;      // "none", "shmi", "cqc"; empty: the preset's
  std::vector<Index> groups;       // between groups: the field, or two whose codes are crossed
  std::vector<CodeIndex> against;  // a code for each of them; empty: all other groups
  Comparator comparator = Comparator::peers;
  Index target_of = kNone;        // a standard
  std::optional<Decimal> figure;  // per cent
  std::string figure_name;
  Standardised standardised = Standardised::no;
  std::vector<Index> strata;      // the fields that are allowed for
  std::optional<Decimal> target;  // of a share: per cent
  struct Setting {
    std::string name;
    std::optional<Decimal> number;  // of a percentage: per cent
    std::vector<std::string> words;
  };
  std::vector<Setting> settings;  // over those of the preset, as written
  std::int64_t minimum = 0;       // cases
  std::string minimum_says, duty_of;
  Span span;
};

// Who pays what for which outcome, and what is never paid twice.
struct PaymentScheme {
  std::string name, title;
  std::vector<Citation> cites;
  Index payer_list = kNone;       // a code list
  std::vector<CodeIndex> payers;  // of it, as written
  Validity in_force;              // `from` is there
  std::vector<PaidOutcome> outcomes;
  std::optional<Fee> fee;
  std::optional<Foundation> foundation;
  std::optional<Volume> volume;
  bool pays_once = false;
  CalendarDuration window = {};  // in which a person's outcome is paid once
  std::vector<Cap> caps;
  std::vector<Index> parameters;  // whose values are in it
  std::string duty_of;
  Span span;
};

struct OutcomeDomain {
  std::string name, title, also_worded;
  bool is_priority = false;
};

struct Ruleset {
  std::string name, version, hash;  // hash: of the texts of all files, in hexadecimal
  bool unknown_counts_as_no = false;
  Sources texts;  // for messages; absent from nothing that is computed
  std::vector<SourceDocument> documents;
  std::vector<CodeList> code_lists;
  std::vector<CodeMap> code_maps;
  std::vector<Record> records;
  std::vector<Parameter> parameters;
  std::vector<Definition> definitions;
  std::vector<Rule> rules;
  std::vector<Indicator> indicators;
  std::vector<Standard> standards;
  std::vector<Specification> specifications;
  std::vector<Variation> variations;
  std::vector<PaymentScheme> payment_schemes;
  std::vector<OutcomeDomain> outcome_domains;
  std::vector<Expr> exprs;
  std::vector<Across> across;
  std::vector<Pattern> patterns;
  std::vector<Layout> layouts;
  std::vector<ZoneTable> zones;
  Holidays holidays;

  const Expr& expr(ExprId id) const { return exprs[id]; }
};

// Does it give a share of cases?
inline bool gives_share(const Indicator& i) {
  return i.measure == Measure::met || i.measure == Measure::counted || i.measure == Measure::totals;
}
// What it measures: a share is per cent.
inline Type measured_type(const Ruleset& r, const Indicator& i) {
  if (i.combined) return i.combined->type;
  if (i.measure == Measure::percentile && i.value != kNoExpr) return r.exprs[i.value].type;
  return Type{Kind::number, Unit::percent};
}
// What two of its figures differ by: of percentages points.
inline Type difference_type(const Ruleset& r, const Indicator& i) {
  const Type type = measured_type(r, i);
  return type == Type{Kind::number, Unit::percent} ? Type{Kind::number, Unit::points} : type;
}
inline bool is_of_level(const Standard& s) {
  return s.claim && s.claim->kind == Claim::Kind::level;
}
// What a standard judges.
inline Type measured_type(const Ruleset& r, const Standard& s) {
  const Indicator& i = r.indicators[s.indicator];
  const bool difference = s.comparison || (s.claim && !is_of_level(s));
  return difference ? difference_type(r, i) : measured_type(r, i);
}

}  // namespace assize::model
