// Indicators that the checker makes for `judges A and B`: records that meet all of the parts.
#pragma once

#include "dsl/model/ruleset.h"

namespace assize::model {

// Its name is those of its parts with `and` between: no author's name holds a space.
inline bool is_composite(const Indicator& indicator) {
  return indicator.name.find(' ') != std::string::npos;
}

}  // namespace assize::model
