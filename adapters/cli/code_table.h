// A file of codes beside a ruleset: CSV whose first line names its columns. `code` must be one of
// them; `meaning`, `from` and `until` are read where they stand, others are passed over.
#pragma once

#include <string>
#include <string_view>

#include "dsl/check/check.h"

namespace assize::cli {

// False where it is no such file: `why` says it in words.
bool read_code_table(std::string_view text, CodeTable& out, std::string& why);

}  // namespace assize::cli
