// All records of a run in memory, and which of them are copies of one: docs/language/meaning.md,
// section 5, "Copies".
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/reference/record.h"
#include "engine/run/run.h"

namespace assize::reference {

// One row of a file.
struct Row {
  RecordPlace place;
  std::uint32_t file = 0;  // among the files of its record type
  std::uint64_t number = 0, line = 0;
  std::string key;  // its key fields joined by "|"; empty where keyed by position
};

// The records of one type.
struct Returns {
  std::vector<std::unique_ptr<Chunk>> chunks;
  std::vector<SourceFileInfo> files;
  std::vector<FileTotals> totals;
  std::vector<Row> rows;
  std::vector<std::vector<std::size_t>>
      groups;  // rows that are one record, in the order of their first

  const ReturnHeader& header(const Row& row) const { return files[row.file].header; }
};

CutOff cut_off_of(const ReturnHeader& header, const RunOptions& options);

Result<Returns, RunFailure> read_returns(const model::Ruleset& ruleset, model::Index record,
                                         const std::vector<RunInput>& inputs,
                                         const RunOptions& options,
                                         std::vector<DataProblem>& problems);

}  // namespace assize::reference
