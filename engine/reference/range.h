// What values can be, compared and joined: the arithmetic of ranges that docs/language/meaning.md,
// section 2, describes.
#pragma once

#include <span>

#include "dsl/base/truth.h"
#include "dsl/base/value.h"
#include "dsl/model/ruleset.h"

namespace assize::reference {

Value of_truth(Truth t, Reasons why = {});
Truth truth(const Value& v);  // of a yes/no

// A range whose ends are one point is that point.
Value normal(Value v);

// A range from `low` to `high`, either of which may be absent; `never` may join it.
Value stretch(std::optional<Scalar> low, std::optional<Scalar> high, bool or_never, Reasons why);

// -1, 0, 1: two points of one type. Calendar durations: months, then days.
int order(const Scalar& a, const Scalar& b);

// Which answers a comparison can have over every choice of points. Never both false.
struct Chances {
  bool yes = false;
  bool no = false;
  Truth truth() const { return yes && no ? Truth::unknown : truth_of(yes); }
};

// Known values and ranges of one ordered type (numbers, texts, dates, times, durations).
Chances less(const Value& a, const Value& b);
Chances less_or_equal(const Value& a, const Value& b);
Chances equal(const Value& a, const Value& b);
Chances between(const Value& x, const Value& low, const Value& high, bool open_end);

// The values that an expression may have where each of `values` remains possible.
Value hull(std::span<const Value> values, model::Kind kind, Reasons why);

}  // namespace assize::reference
