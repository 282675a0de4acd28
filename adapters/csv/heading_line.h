// The first line of a CSV file: what kind of file it is, and which column holds which field.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "adapters/csv/quoting.h"
#include "dsl/model/ruleset.h"
#include "engine/column/input.h"
#include "engine/column/problems.h"

namespace assize::csv {

inline constexpr std::size_t kMostColumns = 4096;
inline constexpr std::size_t kLongestHeading = 1024 * 1024;  // of the line

struct HeadingLine {
  std::uint32_t columns = 0;                            // of the table
  std::vector<std::optional<std::uint32_t>> column_of;  // per field of the record
  Place after;                                          // of the first byte after the line
};

// Reads the first line from `begun` and, where that does not hold all of it, from the stream; what
// follows it is left in `begun`. Nothing where the file cannot be used: the reason is in
// `problems`.
std::optional<HeadingLine> read_heading_line(const model::Record& record,
                                             const ReadOptions& options, std::uint32_t file,
                                             ByteStream& stream, std::string& begun,
                                             std::vector<DataProblem>& problems);

}  // namespace assize::csv
