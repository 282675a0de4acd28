// The words that read a cell as it was returned: `is blank`, `is known`, `has happened`, `surely`
// ...
#pragma once

#include "engine/reference/evaluate.h"

namespace assize::reference {

// `operand`: the value of the node's operand over returned values.
Value two_valued(const model::Ruleset& ruleset, const model::Expr& expr, const Value& operand,
                 const Bindings& bindings);
// The verdict of a rule, as a test of it reads.
Value verdict(const model::Expr& expr, RuleResult result);

// Is a date or time after the cut-off of its own type (section 1)?
bool is_after_cut_off(const Scalar& s, const model::Type& type, Day cut_off,
                      const model::Ruleset& ruleset);

}  // namespace assize::reference
