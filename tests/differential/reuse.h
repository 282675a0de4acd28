// What is written once and used in many places, for the random programs: declarations over the
// columns of the generator's record, and tests that use them.
#pragma once

#include <string>

#include "tests/differential/generator.h"

namespace assize::differential {

std::string reuse_declarations(Random& r);
std::string reuse_atom(Random& r);
// What an indicator is about: the record, or a subset of it.
std::string each_of(Random& r);

}  // namespace assize::differential
