// One operation over values that are known, ranges or unknown: the general way, taken for the rows
// that a vector loop leaves out. Meaning: docs/language/meaning.md, section 2.
#pragma once

#include <span>

#include "dsl/base/truth.h"
#include "dsl/base/value.h"
#include "dsl/model/ruleset.h"
#include "engine/evaluate/register.h"

namespace assize::evaluate {

// Of every operation but words, verdicts, fields and parameters. Reasons are the union of the
// operands'.
Value combine(const model::Ruleset& ruleset, const model::Expr& e, std::span<const Value> args);

// The comparisons of intervals that vector steps share with `combine`.
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

}  // namespace assize::evaluate
