// What can be said of the meaning of files whose text has mistakes in it: one slip of the keyboard
// does not hide the next.
//
// The trees hold what could be read. What only follows from a part that could not be is left out:
// messages about words of that part, and about declarations that build on it. When in doubt nothing
// is said: the author sees the rest once the text is right.
#pragma once

#include <vector>

#include "dsl/check/check.h"

namespace assize {

// `diagnostics` holds the errors of the text; what else is found is added to it.
void check_beside_slips(std::vector<syntax::File> files, Sources texts,
                        const Environment& environment, Diagnostics& diagnostics);

}  // namespace assize
