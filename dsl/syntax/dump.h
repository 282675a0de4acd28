// A syntax tree as text, one declaration a paragraph, without its places: two files with the same
// dump say the same thing. For tests, and for the formatter's own check that it has changed
// nothing.
#pragma once

#include <string>

#include "dsl/syntax/tree.h"

namespace assize::syntax {

std::string dump(const File& file);  // without comments
std::string dump(const Expression& expression);

}  // namespace assize::syntax
