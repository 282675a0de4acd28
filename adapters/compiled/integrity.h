// Does a ruleset that was read, and not checked from its text, hold together? Every index lies in
// its list, every operand stands before its user, every word of an enumeration is one.
#pragma once

#include "dsl/model/ruleset.h"

namespace assize::compiled {

// False: running the ruleset could read what is not there.
bool holds_together(const model::Ruleset& ruleset);

}  // namespace assize::compiled
