// Which way a condition moves when a parameter grows. Internal to dsl/check.
#pragma once

#include "dsl/model/ruleset.h"

namespace assize::check_detail {

// Bits: what is true of the expression as the parameter grows and all else stays. A test that goes
// up may become true and never becomes false. Both bits: no single way is proved.
enum Way : unsigned { kStill = 0, kUp = 1, kDown = 2, kEither = 3 };

// Of a test or a value that reads the parameter, or its local versions. Sound, not complete:
// kEither says only that nothing was proved.
unsigned way_of(const model::Ruleset& r, model::ExprId id, model::Index parameter);

}  // namespace assize::check_detail
