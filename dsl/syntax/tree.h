// The syntax tree: what the author wrote, with nothing resolved and nothing typed.
//
// One struct a declaration, in the order of docs/language/syntax.md; every node has the Span of its
// words. Plain values: copy, move and walk them freely. The tree promises shape, not sense: a
// clause that may stand once is a vector that keeps every occurrence in the order written, and a
// clause that must stand may be missing; dsl/check reports both. Literals keep their written text.
// Depth is bounded by the parser's limits; chains of `and`, `or`, `+` and `*` are one node with
// many children, so that no walk recurses by the length of a chain.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "dsl/base/source.h"

namespace assize::syntax {

// --- words ---

// A name that refers to something declared elsewhere: `waits`, or `alias.waits` for another module
// (`module_alias` is empty without).
struct Name {
  std::string module_alias;
  std::string id;
  Span span;
};
// One word, or several words of the language joined by one blank ("not a listed code"): a name
// being declared, a status, a unit.
struct Word {
  std::string text;
  Span span;
};
// A text in quotation marks, without them (`""` inside has become `"`); the span includes them.
struct Text {
  std::string text;
  Span span;
};

// --- expressions ---

enum class LiteralKind : std::uint8_t {
  number,        // 42  -3.5
  percent,       // 95%
  points,        // 2 points
  money,         // £3.50
  text,          // "..." : the text without its quotation marks
  date,          // 2022-03-01  2022-03 (a month)
  datetime,      // 2022-03-01T10:00  with seconds, Z or an offset
  elapsed,       // 60 minutes  2 hours  90 seconds
  calendar,      // 3 days  1 week  6 months  2 years
  working_days,  // 3 working days (only as a limit: within, no later than)
  yes_no,        // yes  no
  unknown,       // unknown  unknown because REASON : the reason in `option`, or empty
  blank,         // blank (rows of tests, and eval --let)
  unreadable,    // unreadable "1O:30" (rows of tests) : the characters in `text`
};

enum class Kind : std::uint8_t {
  literal,  // `text` as written (a number keeps its sign: "-3.5"; blanks between a number and its
            // unit are one), `literal`
  name,    // `name`: a field, parameter, derived field, condition, code or, before `passes`, a rule
  target,  // the word `target` as a bound of a tier
  cut_off,  // the day of the cut-off: what the clauses of a requirement ask about; nobody writes it
  list,     // ( A, B, C )      children: the items, possibly none
  range,    // from A to B      children: A, B; `open_above` for `to below B`. A value of eval --let
            // only

  and_,     // children: two or more
  or_,      // children: two or more
  xor_,     // children: two or more, folded from the left
  implies,  // children: A, B
  not_,     // children: A

  // X is Y and its kin. children: X, Y. All tests may be `negated` ("is not", "not in"), which
  // means not (test).
  equal,
  at_most,
  at_least,
  less_than,
  more_than,  // order of numbers, texts, ordered codes, durations
  before,
  after,
  on_or_before,
  on_or_after,
  on,        // order of dates and times, with `grain`
  between,   // X is from A to B            children: X, A, B; `open_above` for `to below B`
  in,        // X in (A, B)  X in CODES     children: X, then a list or a name
  within,    // X is within D after Y       children: X, D, Y; `side`; `option` is "signed" or empty
  no_later,  // X is no later than D after Y     children: X, D, Y; `side`
  no_earlier,  // X is no earlier than D before Y  children: X, D, Y; `side`
  is_blank,
  is_supplied,
  is_well_formed,
  is_listed,
  is_known,          // children: X
  is_unknown,        // children: X; `option`: the word of the reason, or empty
  has_happened,      // children: X
  matches,           // children: X; `pattern`
  valid_nhs_number,  // children: X
  verdict,  // RULE passes   children: the rule's name; `text`: "passes", "fails", "is undecided",
            // "does not apply"

  sum,  // A + B - C   children: two or more, from the left; `text` has the sign before each child
        // but the first: "+-"
  product,    // A * B / C   the same: "*/"
  minus,      // -A (of anything but a literal number)
  or_else,    // X or else Y because "..."   children: X, Y; `because`
  choose,     // children: C1, V1, C2, V2, ..., V of otherwise (an odd number)
  surely,     // children: C
  lookup,     // P for K   children: K; `name`: the keyed parameter
  use,        // C(A, B)   children: the arguments; `name`: a condition, subset or derived field
  mapped,     // X as M    children: X; `name`: a grouping, a mapping or a code list
  call,       // a function in words: `text` is its name in the list below, children its operands in
              // order, `option` its last words
  has_item,   // X has CODE, X has any of (...)   children: X, the items (texts or names)
  is_unique,  // X is unique                      children: X
  spans,   // X is inside Y, X overlaps Y, X covers Y, X starts in Y   children: X, Y; `text` is the
           // word; `grain`
  across,  // any, no, every, number, different, sum, lowest, highest, first, last, only, nearest,
           // longest gap, time covered, longest time covered, most time covered, slots (`text`)
           // of the records that are linked: `name` is the record, `option` the alias or empty,
           // `other`,
           // `same`; children: the condition where `has_where`, then what `every` has, or the
           // field of different, sum, lowest and highest, or of first, last, only and nearest the
           // field and the keys (of nearest what the first is near to stands behind it), or of what
           // stands between edges the field, the edges and the length of a window or a slot
};
// The functions, as `text` of a call, with [the options] and then the operands:
//   "time from", "calendar days from", "working days from" [signed]: A, B
//   "whole months from" [by day of the month], "whole years from": A, B
//   "working days after", "working days before": N, A
//   "age of" [with birthdays on 28 February]: BORN, D
//   "date of", "year of", "month of", "day of", "weekday of", "day of the year of", "hour of",
//   "minute of", "second of", "financial year of", "financial quarter of", "financial month of",
//   "ISO week of", "ISO year of": D
//   "length of", "absolute of", "floor of", "ceiling of", "truncated": X
//   "rounded to" [half up, half even, half down, up, down]: X, N
//   "remainder of", "whole part of": X, divided by Y
//   "to the power": X, N
//   "lowest of", "highest of", "sum of", "mean of", "median of", "product of", "number of",
//   "all of", "any of": one operand, a list or an expression whose value is a list
//   "as text", "as number", "as capitals": X
//   "as date", "as time" [the layout]: X
//   "without", "followed by": X, Y
//   "characters from": A, to B, in X
//   "reverse of": X
//   "span from": A, to B

enum class Grain : std::uint8_t { none, by_day, exactly };
enum class Side : std::uint8_t { after, before };

// One part of a readable pattern: `least` to `most` characters of a class (most = 0: no upper end),
// or fixed characters.
struct PatternPart {
  enum class Class : std::uint8_t {
    letters,
    capital_letters,
    digits,
    letters_or_digits,
    characters,
    literal,
    one_of
  };
  Class of = Class::characters;
  std::uint32_t least = 1;
  std::uint32_t most = 1;
  bool optional = false;
  std::string text;  // of `literal` and `one_of`
  Span span;
};

struct Expression {
  Kind kind = Kind::literal;
  LiteralKind literal = LiteralKind::unknown;
  bool negated = false;     // `is not`, `not in`
  bool open_above = false;  // `to below B`
  Grain grain = Grain::none;
  Side side = Side::after;
  Span span;
  std::string text;
  std::string option;
  Name name;
  std::vector<Expression> children;
  std::vector<PatternPart> pattern;
  std::optional<Text> because;
  bool other = false;      // across: `other`
  bool has_where = false;  // across: the first child is the condition
  bool has_field = false;  // across: a field of the row stands before the keys
  std::vector<Word> same;  // across: `with the same`
};

// --- clauses shared by declarations ---

// cites SOURCE [section "..."] quoting "..." | in our words "...";
struct Cites {
  Name source;
  std::optional<Text> section;
  bool in_our_words = false;
  Text wording;
  Span span;
};
// CONDITION [, because "..."], of a clause; `span` is that of the clause from its first word to its
// `;`.
struct Test {
  Expression condition;
  std::optional<Text> because;
  Span span;
};
// leave out NAME when: ...; excuse NAME when: ...; show failures by NAME when: ...
struct NamedTest {
  Word name;
  Expression condition;
  std::optional<Text> because;
  Span span;
};
// [since | from DATE] [until DATE]; each keeps every occurrence. The dates are literals.
struct Dates {
  std::vector<Expression> from;
  std::vector<Expression> until;
};

// for each R;   for each SUBSET(A);
// for each group of R by A, B as g;
struct ForEach {
  Name of;
  std::vector<Expression> arguments;
  Span span;             // of the name
  std::vector<Word> by;  // of a group; else empty
  std::string alias;     // of the group's rows, or empty
};
// once for each A, B, keeping the earliest F and then by G;
struct OnceForEach {
  std::vector<Word> by;
  bool latest = false;
  std::vector<Expression> keys;
  Span span;
};

// --- declarations ---

// source ID "Title" [, published by "..."] [, dated DATE] [, at "..."] [, evidence GRADE];
struct SourceDecl {
  Word id;
  Text title;
  std::vector<Text> published_by;
  std::vector<Expression> dated;
  std::vector<Text> at;
  std::vector<Word> evidence;  // "verified", "verified secondary", "recalled", "derived"
  Span span;
};

// A code where no type says what a word means: `text`, and whether it stood in quotation marks.
struct CodeWord {
  Word code;
  bool quoted = false;
};
struct CodeDecl {
  Word code;  // the text of the code, whether or not it stood in quotation marks
  Text meaning;
  Dates dates;
  std::vector<Word> means;  // "not known", "not stated"
  bool quoted = false;      // as written: for the formatter
  Span span;
  std::vector<CodeWord> total_of;  // total of CODE, CODE
};
// from "FILE.csv" hash "..."
struct CodeFile {
  Text path;
  std::optional<Text> hash;
  Span span;
};
// codes ... end, and reference ... end: a list with the day on which it was taken.
struct CodesDecl {
  Word id;
  Text title;
  bool reference = false;
  bool ordered = false;
  bool from_highest = false;  // ordered from highest
  std::vector<CodeFile> files;
  std::vector<Expression> snapshot;     // literals
  std::vector<Expression> stale_after;  // literals
  std::vector<CodeDecl> codes;
  Span span;
};

// A  or, of an ordered list, A to B
struct CodeSpan {
  CodeWord first;
  std::optional<CodeWord> last;
  Span span;
};
// GROUP ["Title"]: A, B;   GROUP: otherwise;   unknown: C, D;
struct GroupingEntry {
  CodeWord group;
  bool unknown = false;
  bool otherwise = false;
  std::optional<Text> title;
  std::vector<CodeSpan> codes;
  Span span;
};
struct GroupingDecl {
  Word id;
  Text title;
  Name codes;
  std::vector<GroupingEntry> entries;
  Span span;
};
// A, B to C;   D to one of E, F;   otherwise to unknown [because REASON];
struct CodeMapEntry {
  bool otherwise = false;
  std::vector<CodeWord> from;
  std::vector<CodeWord> to;  // none: unknown
  std::string reason;        // of `unknown because`
  Span span;
};
struct CodeMappingDecl {
  Word id;
  Text title;
  Name from, to;
  std::vector<CodeMapEntry> entries;
  Span span;
};

enum class TypeKind : std::uint8_t {
  text,
  organisation,
  yes_or_no,
  number,
  whole_number,
  count,
  money,
  percentage,
  code,
  date,
  zoned_time,     // date and time in "Europe/London"
  written_time,   // date and time as written
  codes_in_cell,  // codes in CODES separated by ";": `codes`, `zone` is the separator
  texts_in_cell,  // texts separated by ";"
};
struct Type {
  TypeKind kind = TypeKind::text;
  std::optional<Expression> from, to;  // number and whole number: literals
  Name codes;                          // code in CODES
  Text zone;
  Span span;
};
enum class OptionKind : std::uint8_t {
  required,
  personal,
  column,  // column "Heading": `text`
  blank_not_by_the_cut_off,
  blank_did_not_happen,
  blank_unknown,
  blank_none,  // blank means none because "...": `text`
  blank_no,    // blank means no because "...": `text`
  stands_for,  // "*" means from 1 to 7: `text` is what stands in the file, `from` and `to` literals
  rounded,     // rounded to the nearest 5: `from`
  written_as,  // written as "DD/MM/YYYY" or ...: `layouts`
};
struct Option {
  OptionKind kind = OptionKind::required;
  std::optional<Text> text;
  std::optional<Expression> from, to;
  std::vector<Text> layouts;
  Span span;
};
struct FieldDecl {
  Word id;
  std::optional<Text> title;
  Type type;
  std::vector<Option> options;
  Span span;
};
// key FIELD [, FIELD ...];  |  keyed by position;
struct KeyClause {
  std::vector<Word> fields;
  bool by_position = false;
  Span span;
};
// link NAME to RECORD by FIELD [as FIELD] [and ...];
struct LinkDecl {
  Word id;
  Name to;
  std::vector<std::pair<Word, std::optional<Word>>> by;
  Span span;
  std::optional<Expression> certain;  // , certain where CONDITION
};
// span NAME from FIELD to FIELD [, blank end means ongoing];
struct SpanDecl {
  Word id, from, to;
  bool ongoing = false;
  Span span;
};
// covers every row [, with or without a file], because "...";
struct CoversDecl {
  bool without_file = false;
  Text because;
  Span span;
};
struct RecordDecl {
  Word id;
  Text title;
  std::optional<Text> file;
  std::vector<KeyClause> keys;
  std::vector<Word> provider;  // provider is FIELD;
  std::vector<Name> includes;  // includes BLOCK;
  std::vector<LinkDecl> links;
  std::vector<SpanDecl> spans;
  std::vector<Word> dated_by;  // dated by FIELD;
  std::vector<CoversDecl> covers;
  std::vector<FieldDecl> fields;
  Span span;
};
// Fields that records share. It has the clauses of a record, and its title may be left out.
struct BlockDecl {
  std::optional<Text> title;
  RecordDecl body;
  Span span;
};

struct ParameterValue {
  std::optional<CodeWord> key;  // of a keyed parameter; absent there: `otherwise`
  Expression value;
  Dates dates;
  Span span;
};
struct ParameterDecl {
  Word id;
  std::optional<Text> title;
  std::optional<Name> by;              // the code list that it is keyed by
  std::vector<ParameterValue> values;  // one or more
  std::vector<Word> evidence;
  std::vector<Text> because;
  std::vector<Word> tighter;  // "lower", "higher"
  bool block = false;         // written with `end`
  Span span;
};

// (NAME: TYPE, ...) behind the name of a definition
struct Argument {
  Word id;
  Type type;
  Span span;
};
struct DerivedDecl {
  Word id;
  std::vector<Argument> arguments;
  Name record;
  std::optional<Text> title;
  Type type;
  Expression value;
  Span span;
};
// condition NAME of R means ...;   subset NAME of R where ...;
struct ConditionDecl {
  Word id;
  bool subset = false;
  std::vector<Argument> arguments;
  Name record;
  std::optional<Text> title;
  Expression condition;
  Span span;
};

// A cell of a decision table: a test of its input.
struct TableCell {
  enum class Test : std::uint8_t {
    any,
    is,  // A or B or C, `negated`: not A or B or C
    at_most,
    at_least,
    less_than,
    more_than,
    before,
    after,
    on_or_before,
    on_or_after,
    between,  // from A to B, `open_above`: from A to below B
  };
  Test test = Test::any;
  bool negated = false;
  bool open_above = false;
  std::vector<Expression> values;
  Span span;
};
// when CELL, CELL then V;   with `across`: when CELL then V, V, V;
struct TableRow {
  std::vector<TableCell> cells;
  std::vector<Expression> results;
  Span span;
};
struct TableInputs {
  std::vector<Expression> inputs;
  Span span;
};
struct TableAcross {
  std::vector<TableCell> cells;
  Span span;
};
// table NAME of R: TYPE ... end
struct TableDecl {
  Word id;
  Name record;
  std::optional<Text> title;
  Type type;
  std::vector<TableInputs> given;
  std::vector<TableAcross> across;
  std::vector<TableRow> rows;
  std::vector<Test> otherwise;  // the condition is the result
  Span span;
};
// row ID of RECORD ["Title"] is first ... ;
struct RowDecl {
  Word id;
  Name record;
  std::optional<Text> title;
  Expression pick;  // as `across`, without the field
  Span span;
};

// if broken: FIELD [, FIELD ...] is doubtful;
struct IfBroken {
  std::vector<Word> fields;
  Span span;
};
struct RuleDecl {
  Word id;
  Text title;
  std::vector<Cites> cites;
  std::vector<ForEach> for_each;
  std::vector<OnceForEach> once;
  std::vector<Word> severity;                  // "error", "warning", "information"
  std::vector<Test> when, decided_when, must;  // without `because`
  std::vector<Text> message;
  std::vector<IfBroken> if_broken;
  Span span;
};

// from counts: A out of B [part of];
struct FromCounts {
  Expression numerator;
  Expression denominator;
  bool part_of = false;
  Span span;
};
// value: EXPRESSION, 90th percentile by rank;   median by rank has percentile 50
// value: EXPRESSION, sum;   value: EXPRESSION, mean;
struct RankValue {
  Expression value;
  int percentile = 50;
  bool median = false;  // as written
  std::string summary;  // "sum", "mean"; empty: by rank
  Span span;
};
// average of the monthly shares of A;   ratio of A to B;   standardised rate of A by F, weighted by
// P;
enum class CombinedKind : std::uint8_t { average, ratio, standardised };
struct Combined {
  CombinedKind kind = CombinedKind::average;
  std::vector<Name> of;         // one; of a ratio two
  std::optional<Word> by;       // standardised: the field
  std::optional<Name> weights;  // and the keyed parameter
  Span span;
};
// met when: CONDITION, of those who answered;   ..., of everyone asked;
struct Surveyed {
  bool answered = false;
  Span span;
};
// a blank FIELD counts in the provider's favour because "...";
struct Favour {
  Word field;
  Text because;
  Span span;
};
// records not placed are listed apart [, because "..."];
struct ListedApart {
  std::optional<Text> because;
  Span span;
};
struct IndicatorDecl {
  Word id;
  Text title;
  std::vector<Cites> cites;
  std::vector<ForEach> for_each;
  std::vector<Word> dated_by;
  std::vector<Word> rules_as_at;
  std::vector<Test> only_where;
  std::vector<OnceForEach> once;
  std::vector<NamedTest> leave_out;
  std::vector<NamedTest> excuse;
  std::vector<Test> met_when;  // of these four one must stand, once
  std::vector<Test> counted_when;
  std::vector<FromCounts> from_counts;
  std::vector<RankValue> value;
  std::vector<Combined> combined;   // or, in place of all these, one of others' figures
  std::vector<Surveyed> surveyed;   // of met_when or counted_when
  std::vector<NamedTest> failures;  // show failures by NAME when: (without `because`)
  std::vector<Word> better;         // "higher", "lower"
  std::vector<Favour> favour;
  std::vector<ListedApart> listed_apart;
  std::vector<Expression> decimal_places;  // literals
  std::vector<Expression> shown_per;       // shown per 1000;
  bool as_at_cut_off = false;              // of a requirement: every record is dated by the cut-off
  Span span;
};

// judges A and B per provider, per month, per FIELD;
struct Judges {
  std::vector<Name> indicators;
  bool per_provider = false;
  // "month", "quarter", "financial year", "calendar year", "rolling 12 months"
  std::vector<Word> per_period;
  std::vector<Word> per_field;
  std::vector<std::optional<Name>> per_as;  // parallel: `as GROUPING`
  Span span;
};
struct InForce {
  Expression since;
  std::optional<Expression> until;
  Span span;
};
// matures DURATION after the period [, because "..."];
struct Matures {
  Expression after;
  std::optional<Text> because;
  Span span;
};
// no target, because "...";
struct NoTarget {
  Text because;
  Span span;
};
enum class TargetKind : std::uint8_t { at_least, at_most, every_case, no_case };
struct Target {
  TargetKind kind = TargetKind::at_least;
  std::optional<Expression> value;  // at least, at most: a literal or the name of a parameter
  std::vector<Expression> per;      // N per 1000: the 1000
  bool cases = false;               // N cases
  std::string of;                   // in a comparison: "gap", "difference", "change"
  Dates dates;
  Span span;
};
enum class TierKind : std::uint8_t {
  at_target,
  from_to_below,  // from A to below B: `low`, `high`
  below,          // below B: `high`
  above_to,       // above A to B: `low`, `high`
  above,          // above A: `low`
};
struct Tier {
  Word name;
  TierKind kind = TierKind::at_target;
  std::optional<Expression> low, high;  // literal, name of a parameter, or Kind::target
  std::optional<Text> action;
  Span span;
};
// with fewer than N cases: say "...";
struct SmallCases {
  Expression fewer_than;
  Text say;
  Span span;
};
// expects one row for each provider, month [where CONDITION];
struct Expects {
  std::vector<Word> per;
  std::optional<Expression> where;
  Span span;
};
// report every FIELD in (CODE, ...);
struct ReportEvery {
  Word field;
  std::vector<Expression> codes;  // names or texts
  Span span;
};
// change from PERIOD to PERIOD;   change on the year before;   change on the period before;
struct Change {
  std::vector<Word> periods;  // two, or none
  bool year = false;          // of the others: the year
  Span span;
};
// says higher in PERIOD than in PERIOD [by at least N];   says changes by at most N from P to P;
// says rises from P to P;   says at least N in P;   says fewer than 1 in 3 in P;
enum class SaysKind : std::uint8_t {
  higher,
  lower,
  steady,
  rises,
  falls,
  at_least,  // from here on of one period
  at_most,
  more,
  less,
  about,
};
struct Says {
  SaysKind kind = SaysKind::higher;
  Word from, to;  // the earlier or the other period, and the one that the sentence is about
  std::optional<Expression> size;
  std::optional<Expression> out_of;  // 1 in 3: the 3
  std::optional<Expression> places;  // to the nearest whole number: 0; to 1 decimal place: 1
  Span span;
};
// A standard, a comparison (one that judges a difference of two shares), or a claim (one that holds
// a published sentence against the figures).
struct StandardDecl {
  Word id;
  Text title;
  bool compares = false, claims = false;
  std::vector<Cites> cites;
  std::vector<Says> says;          // of a claim
  std::vector<Expression> chance;  // by more than chance at 95%
  std::vector<Judges> judges;      // of a comparison: `compares`; of a claim: `about`
  std::vector<NamedTest> group;    // group NAME where: CONDITION;
  std::vector<NamedTest> against;  // against NAME where: CONDITION;
  std::vector<Change> change;
  std::vector<Favour> favour;
  std::vector<InForce> in_force;
  std::vector<Matures> matures;
  std::vector<Target> targets;
  std::vector<NoTarget> no_target;
  std::vector<Tier> tiers;
  std::vector<SmallCases> small_cases;
  std::vector<Expects> expects;
  std::vector<ReportEvery> report_every;
  std::vector<Text> duty_of;
  std::vector<Span> may_tighten;  // local versions may tighten the target;
  Span span;
};

// on FIELD [, valid for DURATION]   |   until FIELD
struct ShelfLife {
  Word field;
  bool until = false;
  std::optional<Expression> valid_for;  // a limit
};
// attested by FIELD ...;   evidenced by FIELD ...;
struct InPlace {
  Word by;
  ShelfLife life;
  Span span;
};
struct RequirementDecl {
  Word id;
  Text title;
  std::vector<Cites> cites;
  std::vector<ForEach> for_each;
  std::vector<Test> must;
  std::vector<InPlace> attested, evidenced;
  std::vector<Test> computed;
  std::vector<InForce> in_force;
  std::vector<Text> duty_of;
  Span span;
};

// new limits from PERIOD, because "...";
struct NewLimits {
  Word from;
  Text because;
  Span span;
};
// baseline first N periods;   baseline from PERIOD to PERIOD;
struct Baseline {
  std::optional<Expression> first;
  std::vector<Word> periods;  // none, or two
  Span span;
};
// between providers [against all providers | the target of STANDARD | VALUE "NAME"];
struct BetweenProviders {
  bool all = false;
  std::optional<Name> target_of;
  std::optional<Expression> value;
  Text name;  // of the value
  Span span;
};
// between groups of FIELD [and FIELD] [against CODE [and CODE]];
struct BetweenGroups {
  std::vector<Word> fields;
  std::vector<CodeWord> against;
  Span span;
};
// directly standardised by FIELD [and FIELD ...];   indirectly ...
struct StandardisedBy {
  bool directly = false;
  std::vector<Word> fields;
  Span span;
};
// setting NAME is 8;   setting NAME is 10%;   setting NAME is WORD and WORD;
struct VariationSetting {
  Word name;
  std::optional<Expression> number;
  bool percent = false;  // of the number
  std::vector<Word> words;
  Span span;
};
// What differs by more than chance. One of over_time, between_providers and between_groups.
struct VariationDecl {
  Word id;
  Text title;
  std::vector<Cites> cites;
  std::vector<Judges> of;
  std::vector<Word> over_time;  // the kind of chart
  std::vector<BetweenProviders> between_providers;
  std::vector<BetweenGroups> between_groups;
  std::vector<Text> settings;
  std::vector<Baseline> baseline;
  std::vector<NewLimits> new_limits;
  std::vector<std::vector<Expression>> limits;
  std::vector<Word> overdispersion;
  std::vector<StandardisedBy> standardised;
  std::vector<Expression> target;
  std::vector<VariationSetting> set;
  std::vector<SmallCases> small_cases;
  std::vector<Text> duty_of;
  Span span;
};

// binds every provider | provider in LIST to STANDARD [, STANDARD ...] [, from DATE] [, until
// DATE];
struct Binds {
  bool every = false;
  std::vector<Expression> providers;  // texts
  std::optional<Name> list;           // a code list whose codes are providers
  std::vector<Name> standards;
  Dates dates;
  Span span;
};
// override NAME: target ..., tier ... | is VALUE, from DATE, because "..." agreed by "..." on DATE;
struct OverrideDecl {
  Name of;
  std::optional<CodeWord> key;  // of a keyed parameter
  std::optional<Target> target;
  std::vector<Tier> tiers;
  std::optional<Expression> value;
  Dates dates;
  std::vector<Text> because;
  Text agreed_by;
  Expression agreed_on;  // a literal
  Span span;
};
struct SpecificationDecl {
  Word id;
  Text title;
  bool national = false;
  std::vector<Cites> cites;
  std::vector<Binds> binds;
  std::vector<InForce> in_force;
  std::vector<OverrideDecl> overrides;
  Span span;
};

// Who bears which part. `share` is as written: "70%", "1/3", "the rest", or empty.
struct PayerShare {
  CodeWord payer;
  std::string share;
  Span span;
};
// shared by A 70%, B the rest, remainder pennies to A   |   shared by A, B equally
struct Sharing {
  std::vector<PayerShare> payers;
  bool equally = false;
  std::optional<CodeWord> remainder;
  Span span;
};
// pays £1200.00   |   pays £500.00 for each case below RATE
struct PaidAmount {
  Expression amount;
  std::optional<Expression> rate;
  bool above = false;
  Span span;
};
// outcome ID "Title" for each record that meets INDICATOR | when STANDARD is met, ...;
struct PaidOutcomeDecl {
  Word id;
  Text title;
  bool each_record = false;
  Name of;
  std::vector<Word> person;
  std::vector<Expression> certain;
  std::vector<Word> only_if;
  std::vector<PaidAmount> pays;
  std::vector<Word> rounded;      // "half up", "down" ...
  std::vector<Expression> later;  // literals
  std::optional<Sharing> shared;
  Span span;
};
// fee AMOUNT a financial year in N equal instalments in arrears [, remainder pennies to the last]
struct FeeClause {
  Expression amount;
  Word year;  // "financial year", "calendar year"
  Expression count;
  bool remainder_to_last = false;
  std::optional<Sharing> shared;
  Span span;
};
// foundation AMOUNT a month, clawed back for a quarter when OUTCOME is not met
struct FoundationClause {
  Expression amount;
  Word per;  // "month", "quarter", "financial year", "calendar year"
  Word outcome;
  std::optional<Sharing> shared;
  Span span;
};
// volume of INDICATOR per ..., predicted N, band A to B, reconcile at AMOUNT for each case ...
struct VolumeClause {
  Judges of;
  Expression predicted, low, high, price;
  std::optional<Sharing> shared;
  Span span;
};
struct PayersClause {
  std::vector<CodeWord> payers;
  Name list;
  Span span;
};
// pay at most AMOUNT for each person | in a financial year | in all;
struct PayAtMost {
  Expression amount;
  std::string of;  // "person", "financial year", "all"
  Span span;
};
struct PaymentSchemeDecl {
  Word id;
  Text title;
  std::vector<Cites> cites;
  std::vector<PayersClause> payers;
  std::vector<InForce> in_force;
  std::vector<PaidOutcomeDecl> outcomes;
  std::vector<FeeClause> fee;
  std::vector<FoundationClause> foundation;
  std::vector<VolumeClause> volume;
  std::vector<Expression> pay_once;  // the window
  std::vector<PayAtMost> at_most;
  std::vector<Span> if_cannot_tell;
  std::vector<Text> duty_of;
  Span span;
};

struct DomainDecl {
  Word id;
  Text title;
  std::vector<Text> also_worded;
  Span span;
};
struct PriorityDecl {
  Word id;
  Text title;
  Span span;
};
// STANDARD to NAME [, NAME ...];
struct MappingEntry {
  Name standard;
  std::vector<Name> to;
  Span span;
};
struct MappingDecl {
  Text title;
  std::vector<MappingEntry> entries;
  Span span;
};

// --- tests ---

struct Row {
  std::vector<Expression> values;  // literals, or names (codes)
  Span span;
};
struct Given {
  Name record;
  std::vector<Word> fields;
  std::vector<Row> rows;
  Span span;
};
struct Group {
  Word field;
  Expression code;
};
// for provider "P1", in PERIOD, for FIELD CODE: each keeps every occurrence. A period keeps its
// text: "2022-03", "2022 Q1", "2021/22", "2022".
struct Where {
  std::vector<Text> provider;
  std::vector<Word> period;
  std::vector<Group> groups;
};
// is 1 of 3; is from 1 of 3 to 2 of 3. Whole numbers as written.
struct ExpectShare {
  Name indicator;
  Where where;
  Expression low_part, low_whole, high_part, high_whole;  // `is`: high repeats low
};
// compares 3 of 5 with 1 of 4: the two sides; a side without cases has no parts.
struct ExpectSides {
  struct Side {
    std::vector<Expression> parts;  // as in ExpectShare, or none
  };
  Name standard;
  Where where;
  Side first, second;
};
struct ExpectNoCases {
  Name indicator;
  Where where;
};
struct ExpectValue {
  Name indicator;
  Where where;
  Expression low, high;
};
struct ExpectStatus {
  Name standard;
  Where where;
  Word status;  // "met", "not met", "not yet due", "cannot tell", ...
};
// VARIATION [for ...] shows improvement;
struct ExpectShows {
  Name variation;
  Where where;
  Word reading;  // "improvement", "common cause", "worse" ...
};
struct ExpectTier {
  Name standard;
  Where where;
  Word tier;
};
struct ExpectCount {
  Word count;  // "numerator", "denominator", "left out", "excused", "not yet due", "unknown", "not
               // placed"
  Name indicator;
  Where where;
  Expression low, high;
};
struct OutcomeWord {
  Word outcome;  // "met", "not met", "left out", "excused", "not yet due", "not in force", "out"
  std::optional<Word> by;  // left out by NAME, excused by NAME
};
struct FieldReason {
  Word field;
  Word reason;
};
struct ExpectOutcome {
  Text key;
  Name indicator;
  std::vector<OutcomeWord> could_be;
  std::vector<FieldReason> because;
};
struct ExpectVerdict {
  Text key;
  Name rule;
  Word verdict;  // "passes", "fails", "is undecided", "does not apply"
};
// SCHEME [for outcome X] [for payer Y] pays £5.00;   ... holds £5.00;
struct ExpectPays {
  Name scheme;
  Where where;
  bool holds = false;
  Expression amount;
};
// records "1", "2" in SCHEME are possible repeats;   no records in SCHEME are held;
struct ExpectRecords {
  std::vector<Text> keys;
  Name scheme;
  Word are;  // "paid", "held", "proven repeats", "possible repeats", "not checkable"
};
// instalments of SCHEME in 2022/23 are 11 of £83333.33 and 1 of £83333.37;
struct ExpectInstalments {
  Name scheme;
  Word period;
  std::vector<std::pair<Expression, Expression>> instalments;  // how many, and of what
};
struct Expectation {
  std::variant<ExpectShare, ExpectSides, ExpectNoCases, ExpectValue, ExpectStatus, ExpectShows,
               ExpectTier, ExpectCount, ExpectOutcome, ExpectVerdict, ExpectPays, ExpectRecords,
               ExpectInstalments>
      what;
  Span span;
};
struct TestDecl {
  Text title;
  std::vector<Expression> as_at;  // literals
  std::vector<Word> period;
  std::vector<Span> no_minimum;
  std::vector<Name> not_supplied;
  std::vector<Given> given;
  std::vector<Expectation> expectations;
  Span span;
};

// --- the file ---

using Declaration =
    std::variant<SourceDecl, CodesDecl, RecordDecl, ParameterDecl, DerivedDecl, ConditionDecl,
                 RowDecl, RuleDecl, IndicatorDecl, StandardDecl, DomainDecl, PriorityDecl,
                 MappingDecl, TestDecl, TableDecl, BlockDecl, GroupingDecl, CodeMappingDecl,
                 RequirementDecl, SpecificationDecl, VariationDecl, PaymentSchemeDecl>;

// module a.b version 1.2.0;
struct Module {
  std::string name;     // "a.b"
  std::string version;  // "1.2.0"
  Span span;
};
// import a.c [as c]; without `as` the alias is the last word of the module's name.
struct Import {
  std::string module;
  Word alias;
  bool alias_written = false;
  Span span;
};
// unknown counts as no in this module, because "...";
struct UnknownCountsAsNo {
  std::optional<Text> because;
  Span span;
};
struct Comment {
  std::string text;  // from `//` to the end of the line, without trailing blanks
  Span span;
};
// A block quote of a literate file: white space folded, emphasis marks removed.
struct BlockQuote {
  std::string text;
  Span span;
};
struct File {
  std::uint32_t file = 0;  // index in Sources
  bool literate = false;
  std::vector<Module> modules;  // one should stand, first
  std::vector<Import> imports;
  std::vector<UnknownCountsAsNo> unknown_counts_as_no;
  std::vector<Declaration> declarations;
  std::vector<Comment> comments;   // in the order of the file; for the formatter
  std::vector<BlockQuote> quotes;  // of a literate file
};

inline Span span_of(const Declaration& d) {
  return std::visit([](const auto& x) { return x.span; }, d);
}

}  // namespace assize::syntax
