// Rows of a random program as a return.
#pragma once

#include <string>
#include <vector>

#include "engine/column/table_source.h"
#include "tests/differential/generator.h"

namespace assize::differential {

// The rows of a table as those of its record type; at most `most` of them.
TextTable table_of(const model::Ruleset& ruleset, const Table& table, std::size_t most = SIZE_MAX);
// Its record type; kNone: the ruleset has none of that name.
model::Index record_of(const model::Ruleset& ruleset, const Table& table);

}  // namespace assize::differential
