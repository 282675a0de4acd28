// A condition or a value of the model in plain English: "responded at is within 60 minutes after
// requested at".
//
// Made from the model alone, so a compiled ruleset can be explained where no rule text is. What a
// derived field or a condition stands for is not unfolded: its name is said. The same expression
// gives the same words.
#pragma once

#include <string>

#include "dsl/model/ruleset.h"

namespace assize::wording {

// `record`: the record that the expression is about, as the block says that holds it.
std::string in_words(const model::Ruleset& r, model::Index record, model::ExprId id);

}  // namespace assize::wording
