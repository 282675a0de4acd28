// A declaration as its author wrote it.
#pragma once

#include <string>
#include <string_view>

#include "dsl/base/source.h"

namespace assize::cli {

// From the line that names it to its `end`, or to `;` where it is one statement.
std::string_view declaration_text(const SourceFile& file, Span name);

}  // namespace assize::cli
