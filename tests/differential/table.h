// Rows of a random program as a return.
#pragma once

#include <string>
#include <vector>

#include "engine/column/table_source.h"
#include "tests/differential/generator.h"

namespace assize::differential {

// `rows` in the order of the program's columns; at most `most` of them.
TextTable table_of(const model::Ruleset& ruleset, const Program& program,
                   const std::vector<std::vector<std::string>>& rows, std::size_t most = SIZE_MAX);
// The notes of a program that has some: of the ruleset's second record type.
TextTable notes_of(const model::Ruleset& ruleset, const Program& program,
                   const std::vector<std::vector<std::string>>& rows);

}  // namespace assize::differential
