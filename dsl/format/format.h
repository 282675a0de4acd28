// The canonical layout of rule text: clauses in the order of the language reference, one a line,
// two blanks of indent, words for symbols, meanings and types in a column. What the text says never
// changes: the tree of the result is that of the input, and every comment stays with what it stood
// before or beside. format(format(x)) is format(x).
#pragma once

#include <string>

#include "dsl/base/source.h"
#include "dsl/syntax/tree.h"

namespace assize {

// The whole text of `source` in the canonical layout; of a literate file only the rules between its
// fences change. `file` is the tree of `source`, parsed without error.
std::string format(const SourceFile& source, const syntax::File& file);

// One expression on one line.
std::string format(const syntax::Expression& expression);

}  // namespace assize
