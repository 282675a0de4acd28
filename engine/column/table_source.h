// Records of texts in memory, read through the same cells as a file: tables of tests in the
// language, and records made by tests.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/column/source.h"

namespace assize {

struct TextTable {
  std::vector<model::Index>
      fields;  // of the record, in the order of the cells; a field not named is not supplied
  std::vector<std::vector<std::optional<std::string>>>
      rows;  // nullopt: the row has no such cell; "" is blank
};

// One file named `name` with one block of all rows (or of `rows_per_block`). The ruleset must
// outlive the source.
std::unique_ptr<RecordSource> table_source(const model::Ruleset& ruleset, model::Index record,
                                           std::string name, TextTable table,
                                           ReturnHeader header = {},
                                           std::size_t rows_per_block = 2000);

}  // namespace assize
