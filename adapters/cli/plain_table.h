// A CSV file as a table of texts, without a ruleset: the columns that a command names, read by the
// reader of returns, so that quoting, encoding and faults are the same everywhere.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "adapters/cli/console.h"

namespace assize::cli {

struct PlainRow {
  std::uint32_t line = 0;
  std::vector<std::string> cells;  // in the order of the columns asked for, outer blanks taken off
  bool whole = true;               // false: too few or too many cells, and none of them is read
};

struct PlainTable {
  std::string file;
  std::vector<std::string> columns;
  std::vector<PlainRow> rows;
};

// Nothing where the file cannot be used or has no such column; why is said on standard error.
// Columns may be named twice.
std::optional<PlainTable> read_plain_table(const std::string& path,
                                           const std::vector<std::string>& columns,
                                           const Console& console);

}  // namespace assize::cli
