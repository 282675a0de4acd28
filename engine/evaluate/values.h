// One operation over values that are known, ranges or unknown: the general way, taken for the rows
// that a vector loop leaves out. Meaning: docs/language/meaning.md, section 2.
#pragma once

#include <span>

#include "dsl/base/value.h"
#include "dsl/model/ruleset.h"
#include "engine/evaluate/intervals.h"

namespace assize::evaluate {

// Of every operation but words, verdicts, fields and parameters. Reasons are the union of the
// operands'.
Value combine(const model::Ruleset& ruleset, const model::Expr& e, std::span<const Value> args);

}  // namespace assize::evaluate
