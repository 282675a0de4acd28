// Functions over values that are known, ranges or unknown: by the ends of the operands, in the way
// that the function moves with each. Meaning: docs/language/meaning.md, section 2.
#pragma once

#include <span>

#include "dsl/base/value.h"
#include "dsl/model/ruleset.h"

namespace assize::evaluate {

// Of an operation of kind `call`.
Value call_values(const model::Ruleset& ruleset, const model::Expr& e, std::span<const Value> args);

// The union of the operands' reasons; `stated` where they have none.
Reasons all_reasons(std::span<const Value> args);

}  // namespace assize::evaluate
