// Cells that hold several items: "E10;E11".
#pragma once

#include <string_view>

#include "dsl/base/reason.h"
#include "dsl/base/truth.h"
#include "dsl/model/ruleset.h"

namespace assize {

// Is `item` among the items of a cell? Spaces around an item do not count, and an item that is not
// in the code list (where there is one: not kNone) could be any code.
Truth has_item(const model::Ruleset& ruleset, std::string_view cell, std::string_view separator,
               model::Index list, std::string_view item);

// Why the items of a cell of the field are not all known; empty where they are.
Reasons odd_items(const model::Ruleset& ruleset, const model::Field& field, std::string_view cell);

}  // namespace assize
