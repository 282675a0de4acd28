// The functions of the language over known points: what both evaluators call for one value at a
// time.
//
// A kernel is total: where there is no answer it returns an unknown with the reason (divided by
// zero, overflow, contradictory, out of range of the holiday table ...). A result may be a range
// where the answer is one of several (a local time that occurs twice). `never` is the point kNever
// (kNeverDay). List functions are not here: they are about values that may be unknown. Which ends
// of ranges a function takes to which is the evaluators' business; `slope` says what they may rely
// on.
#pragma once

#include <span>

#include "dsl/base/value.h"
#include "dsl/model/ruleset.h"

namespace assize {

// `points`: one an operand of the call, each of the alternative that the operand's type says.
Value call(const model::Ruleset& ruleset, const model::Expr& expr, std::span<const Scalar> points);

// How the result moves when one operand grows and the others stay. `either`: monotone, but which
// way depends on the others.
enum class Slope { none, rising, falling, either };
Slope slope(model::Function f, std::size_t operand);

// Steps: the result is the same over whole stretches of an operand, so that an open end of it is a
// closed end of the result.
bool has_steps(model::Function f);

bool is_list_function(model::Function f);

// A point that never comes.
bool is_never(const Scalar& s);

// --- the families, each in its own file ---
Value call_arithmetic(const model::Ruleset& ruleset, const model::Expr& expr,
                      std::span<const Scalar> points);
Value call_calendar(const model::Ruleset& ruleset, const model::Expr& expr,
                    std::span<const Scalar> points);
Value call_text(const model::Ruleset& ruleset, const model::Expr& expr,
                std::span<const Scalar> points);

// A point in plain words, as `X as text` and outputs show it: "3.5", "yes", "2022-03-01",
// "2022-03-01T10:00", "90 minutes".
std::string plain_text(const Scalar& s, const model::Type& type, const model::Ruleset& ruleset);

// The local day and the wall clock of a date or time of the given type.
Day day_of_point(const Scalar& s, const model::Type& type, const model::Ruleset& ruleset);
Millis wall_of_point(const Scalar& s, const model::Type& type, const model::Ruleset& ruleset);

}  // namespace assize
