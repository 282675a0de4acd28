// What a step gives for every row of a chunk: truth as two bitmaps, other values as a vector with a
// bitmap of the rows that are known.
//
// A row that is not known stands in a short list beside the vector: an interval of an ordinal
// (days, milliseconds), a set of codes, or a Value. A constant register has one row that stands for
// all. Infinite ends are kMinusInfinity and kPlusInfinity.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "dsl/base/truth.h"
#include "dsl/base/value.h"
#include "dsl/model/type.h"
#include "engine/evaluate/bits.h"
#include "engine/plan/plan.h"

namespace assize::evaluate {

inline constexpr std::int64_t kPlusInfinity = std::int64_t{1} << 62;
inline constexpr std::int64_t kMinusInfinity = -kPlusInfinity;
inline constexpr std::int32_t kUnlisted = -1;  // a code that is not in the list, as a point

// Codes that a cell could hold, ascending; `unlisted`: also one that is not in the list. Interned:
// equal sets share an address.
struct CodeSet {
  std::vector<std::int32_t> codes;
  bool unlisted = false;
  auto operator<=>(const CodeSet&) const = default;
};
const CodeSet* intern(CodeSet set);  // lives as long as the process; safe from any thread

enum class Never : std::uint8_t { no, may, only };

// A stretch of days or milliseconds, both ends possible.
struct Interval {
  std::int64_t lo = kMinusInfinity, hi = kPlusInfinity;
  Never never = Never::no;
  bool operator==(const Interval&) const = default;
  bool is_point() const { return lo == hi && never == Never::no; }
};

struct Register {
  plan::Kind kind = plan::Kind::truth;
  std::uint32_t rows = 0;
  bool constant = false;

  Bits yes, no;  // truth; neither: unknown

  Bits known;                       // of all other kinds: the row's value is in v or text
  const std::int64_t* v = nullptr;  // ordinal, code, number (x 10^-scale)
  int scale = 0;
  const std::string_view* text = nullptr;
  std::vector<std::uint32_t> at;     // of rows that are not known: index into the list of the kind
  std::vector<Interval> intervals;   // ordinal
  std::vector<const CodeSet*> sets;  // code
  std::vector<Value> values;         // number, text, other (all rows of `other`)

  Bits moved;  // of two-valued words and tests made no: the rows decided by convention; no rows:
               // none
  Bits undecided, not_applicable;  // of a rule's verdict, beside yes (passes) and no (fails)

  std::vector<std::int64_t> own;
  std::vector<std::string_view> own_text;
  std::deque<std::string> texts;
  static constexpr std::uint32_t kNoUnknown = UINT32_MAX;
  std::uint32_t unknown_at = kNoUnknown;  // in `values`

  std::uint32_t at_row(std::uint32_t row) const { return constant ? 0 : row; }
  Truth truth(std::uint32_t row) const {
    const std::uint32_t r = at_row(row);
    return yes.get(r) ? Truth::yes : no.get(r) ? Truth::no : Truth::unknown;
  }
  void start(plan::Kind k, std::uint32_t n);  // empties it; own vectors sized, nothing known
  void put_truth(std::uint32_t row, Truth t) {
    if (t == Truth::yes) yes.set(row);
    if (t == Truth::no) no.set(row);
  }
  void put_point(std::uint32_t row, std::int64_t x) {
    own[row] = x;
    known.set(row);
  }
  void put_interval(std::uint32_t row, const Interval& i) {
    if (i.is_point()) return put_point(row, i.lo);
    at[row] = static_cast<std::uint32_t>(intervals.size());
    intervals.push_back(i);
  }
  void put_set(std::uint32_t row, const CodeSet* s) {
    at[row] = static_cast<std::uint32_t>(sets.size());
    sets.push_back(s);
  }
  void put(std::uint32_t row, Value value);  // of any kind
  // A number or text of which nothing is known: all such rows share one value.
  void put_unknown(std::uint32_t row) {
    if (unknown_at == kNoUnknown) {
      unknown_at = static_cast<std::uint32_t>(values.size());
      values.push_back(Value::unknown(Reason::stated));
    }
    at[row] = unknown_at;
  }
  Interval interval(std::uint32_t row) const {  // ordinal
    const std::uint32_t r = at_row(row);
    return known.get(r) ? Interval{v[r], v[r], Never::no} : intervals[at[r]];
  }
  const CodeSet* set(std::uint32_t row) const { return sets[at[at_row(row)]]; }
  // One value is possible (never counts as one).
  bool certain(std::uint32_t row) const;
  bool is_never(std::uint32_t row) const;
  // As a Value whose reasons are not kept.
  Value value(std::uint32_t row, const model::Type& type) const;
  // Row i of `out` becomes row from[i] of this.
  void gather(const std::vector<std::uint32_t>& from, Register& out) const;
};

Value value_of_interval(const Interval& i, const model::Type& type);
Interval interval_of_value(const Value& v);
bool certain(const Value& v);

}  // namespace assize::evaluate
