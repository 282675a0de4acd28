// Expressions of the checked model: a graph without cycles in one arena, so that what is written
// once, in a derived field or a condition, is one node however often it is used. Every operand
// stands before its user in the arena.
//
// All expressions but those of tests are about one record. The meaning of each operation over known
// values, ranges and unknowns is fixed in docs/language/meaning.md; engine/reference follows it
// line by line.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "dsl/base/reason.h"
#include "dsl/base/source.h"
#include "dsl/base/value.h"
#include "dsl/model/type.h"

namespace assize::model {

using ExprId = std::uint32_t;
inline constexpr ExprId kNoExpr = 0xFFFFFFFFu;

enum class Op : std::uint8_t {
  // leaves
  literal,    // `value`
  field,      // `index`: into Record::fields of the record that the expression is about
  parameter,  // `index`: into Ruleset::parameters; its value on the record's rules date
  cut_off,    // the day of the cut-off; of requirements alone
  // logic (yes_no): any number of operands for and_, or_; two for the others; one for not_
  and_,
  or_,
  not_,
  implies,
  xor_,
  // order and equality: two operands of one type; a yes_no
  eq,
  ne,
  lt,
  le,
  gt,
  ge,
  between,  // x, low, high: both ends; `open_end` leaves the upper end out
  in,       // x, then literals of its type
  // times: x, duration, y. `wait`: elapsed or calendar
  within_after,   // 0 to D after y; before y is unknown (contradictory) unless `is_signed`
  within_before,  // 0 to D before y; after y is unknown (contradictory) unless `is_signed`
  // two-valued
  is_blank,
  is_supplied,
  is_well_formed,
  is_listed,
  is_known,
  is_unknown,
  is_unknown_because,
  has_happened,
  surely,
  rule_passes,
  rule_fails,
  rule_undecided,
  rule_not_applicable,  // `index`: into Ruleset::rules
  // choice
  choose,   // c1, v1, c2, v2 ..., otherwise; without it one of the conditions holds
  or_else,  // x, y: y where the field x is blank
  named,    // one operand: a derived field or a condition, `index` into Ruleset::definitions (for
            // words; it is its operand)
  // arithmetic and functions: see dsl/functions for the catalogue; `function` says which
  call,
  // across records
  has_item,  // x, items: one of them is among the items of a cell; `value` is the separator,
             // `index`
             // the code list or kNone
  across,    // `index`: into Ruleset::across; operands: what its conditions read of this record
  outer,     // within a condition across records: the operand `index` of that node
  spans,     // `index`: a SpanTest; the ends of one span and those of another
  doubted,   // x: yes where x is yes, else unknown because `reason`
};

// How two spans lie, by their ends: from A to B, and from C to D. `never` at an end is later than
// any moment; at a start the span is not there. A span of days holds both its days.
enum class SpanTest : std::uint8_t {
  inside,    // A, B, C, D: C <= A and B <= D
  overlaps,  // A, B, C, D: they have a day in common, or of times more than an instant; or one of
             // them is an instant of the other
  holds,     // A, C, D: C <= A <= D
};

// Families of operations, by their order above.
constexpr bool is_equality(Op op) { return op == Op::eq || op == Op::ne; }
constexpr bool is_order(Op op) { return op >= Op::lt && op <= Op::ge; }
constexpr bool is_comparison(Op op) { return is_equality(op) || is_order(op); }
// Asks what stands in a cell, or how well an operand is known.
constexpr bool is_predicate(Op op) { return op >= Op::is_blank && op <= Op::has_happened; }
// Yes or no whatever is known: predicates, `surely` and the verdicts of rules. (`has happened` by
// the cut-off is settled by what is still open too, and so is left out where that matters.)
constexpr bool is_two_valued(Op op) { return op >= Op::is_blank && op <= Op::rule_not_applicable; }

// The functions of the catalogue (dsl/functions/catalogue.h: signature, words, missing-data rule,
// example). Kernels bear the same names.
enum class Function : std::uint8_t {
  // + - * / and sign over numbers, durations, dates and times (the operand types say which)
  add,
  subtract,
  multiply,
  divide,
  negate,
  remainder,
  whole_quotient,
  power,
  absolute,
  floor,
  ceiling,
  truncate,
  round,  // round: x, places; `rounding`
  // times and days
  time_from,          // a, b: elapsed; b before a is unknown (contradictory) unless `is_signed`
  calendar_days,      // a, b: whole days; same rule
  working_days,       // a, b: days d with a < d <= b; same rule
  plus_working_days,  // day, n
  whole_months,       // a, b; `by_day_number`
  whole_years,        // a, b
  age,                // born, on; `birthday_on_28_february`
  date_of,
  year_of,
  month_of,
  day_of,
  weekday_of,
  day_of_year,
  hour_of,
  minute_of,
  second_of,
  financial_year,
  financial_quarter,
  financial_month,
  iso_week,
  iso_year,
  // texts
  length,
  matches,
  valid_nhs_number,  // matches: `index` into Ruleset::patterns
  as_text,
  as_number,
  as_date,  // as_date, as_time: `index` is 0, or 1 + the position in Ruleset::layouts
  as_time,
  as_capitals,
  without,
  followed_by,
  characters_from,  // from, to, text
  reverse,
  // lists (assize eval)
  lowest,
  highest,
  sum,
  mean,
  median,
  product,
  count,
  all_of,
  any_of,
};

struct Expr {
  Op op = Op::literal;
  Type type;
  Span span;
  std::vector<ExprId> args;
  std::uint32_t index = 0;
  Function function = Function::add;
  Value value;                            // literal
  Reason reason = Reason::blank;          // is_unknown_because
  Rounding rounding = Rounding::half_up;  // round
  bool is_signed = false;
  bool open_end = false;
  bool by_day = false;  // spans: times stand for their days
  bool by_day_number = false;
  bool birthday_on_28_february = false;
  bool exactly =
      false;  // eq, lt ...: a date compared with a time: the date stands for its first instant
};

}  // namespace assize::model
