// A value: known, a range of what it can be, or unknown. The last two carry their reasons.
//
// The type of a value is not in it: an expression or a field has a model::Type, and its value only
// makes sense beside it. Source: design of the language, "Values" 1 to 6.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "dsl/base/calendar.h"
#include "dsl/base/decimal.h"
#include "dsl/base/reason.h"

namespace assize {

struct CodeIndex {
  std::int32_t at = 0;
  auto operator<=>(const CodeIndex&) const = default;
};  // into its code list
struct DayValue {
  Day day = 0;
  auto operator<=>(const DayValue&) const = default;
};  // date
struct MillisValue {
  Millis ms = 0;
  auto operator<=>(const MillisValue&) const = default;
};  // date_time, wall_time, elapsed

struct Value;
using ListValue = std::vector<Value>;  // only in `assize eval`

// One point. Which alternative is used follows from the type's Kind.
using Scalar = std::variant<bool, Decimal, std::string, CodeIndex, DayValue, MillisValue,
                            CalendarDuration, ListValue>;

struct Value {
  enum class State : std::uint8_t { known, range, unknown };
  State state = State::unknown;
  // known: low holds the point (high is not used). range: the ends that exist; none of both with
  // `codes`.
  std::optional<Scalar> low, high;
  bool low_open = false, high_open = false;  // the end itself is not possible
  bool or_never = false;                     // times: may also never come
  std::vector<CodeIndex> codes;              // a range of codes: exactly these, ascending
  Reasons reasons;                           // empty if and only if known

  static Value of(Scalar s) {
    Value v;
    v.state = State::known;
    v.low = std::move(s);
    return v;
  }
  static Value unknown(Reasons why) {
    Value v;
    v.reasons = why;
    return v;
  }
  static Value between(Scalar a, Scalar b, Reasons why) {
    Value v;
    v.state = State::range;
    v.low = std::move(a);
    v.high = std::move(b);
    v.reasons = why;
    return v;
  }
  bool is_known() const { return state == State::known; }
  const Scalar& point() const { return *low; }
};

}  // namespace assize
