// Intervals, stretches of numbers and sets of codes: how they compare, whatever of them is not
// known. Shared by the vector loops and by the general way (values.h).
#pragma once

#include <optional>

#include "dsl/base/decimal.h"
#include "dsl/base/truth.h"
#include "dsl/base/value.h"
#include "dsl/model/ruleset.h"
#include "engine/evaluate/register.h"

namespace assize::evaluate {

inline Truth decide(bool yes, bool no) {
  return yes ? Truth::yes : no ? Truth::no : Truth::unknown;
}
// A comparison of points, where `never` is among the choices: that satisfies nothing.
Truth with_never(Truth t, Never a, Never b);

Truth compare(model::Op op, const Interval& a, const Interval& b);
Truth between(const Interval& x, const Interval& low, const Interval& high, bool open_end);
// x within d after y (before: hand in y and x changed over), for elapsed d.
Truth within(const Interval& x, const Interval& d, const Interval& y, bool is_signed);
Truth code_test(model::Op op, const CodeSet& a, const CodeSet& b);
Interval hull(const Interval& a, const Interval& b);

// All ordinary codes of a list that may hold on some day of [first, last], and one that is not in
// it.
const CodeSet* codes_of(const model::CodeList& list, std::int64_t first, std::int64_t last);
Value value_of_codes(const CodeSet& s, Reasons why);

// Points of one type (no lists).
bool same(const Scalar& a, const Scalar& b);
int order_of(const Scalar& a, const Scalar& b);  // numbers and ordinals: -1, 0, 1

std::int64_t plus_saturated(std::int64_t a, std::int64_t b);
std::int64_t floor_day(std::int64_t ms);

// A number's stretch: each end may be absent, or not itself possible.
struct Numbers {
  std::optional<Decimal> lo, hi;
  bool lo_open = false, hi_open = false;
};
Numbers numbers(const Value& v);

inline bool is_place(model::Kind k) {
  return k == model::Kind::date || k == model::Kind::date_time || k == model::Kind::wall_time;
}
inline bool is_ordinal(model::Kind k) { return is_place(k) || k == model::Kind::elapsed; }

}  // namespace assize::evaluate
