// The data files of a run: which record type each holds, how it is read, and what its header says.
//
// A file belongs to the record type that says `from "its name"`, else to the one of its own name,
// else to the one that --map names, else, where the ruleset has a single record type, to that. Its
// suffix says how it is read; of standard input its first character does. --input-format overrides
// both.
#pragma once

#include <string>
#include <vector>

#include "adapters/cli/console.h"
#include "dsl/model/ruleset.h"
#include "engine/run/run.h"

namespace assize::cli {

struct ReturnOptions {
  std::vector<std::string> files;  // "-" is standard input
  std::string map;                 // a TOML file: "Heading" = "field", "file.csv" = "record"
  std::string input_format;        // csv, json, ndjson or empty: by the suffix
  std::vector<std::vector<bool>> needed;
};

struct OpenedReturns {
  std::vector<RunInput> inputs;
  std::vector<ReturnHeader> headers;
  bool ok = false;
};

// Opens the files and says on standard error why one cannot be used. The ruleset must outlive the
// inputs.
OpenedReturns open_returns(const model::Ruleset& ruleset, const ReturnOptions& options,
                           const Console& console);

// Problems as messages: `return.csv:214:6: error[A5006]: ...`.
void show_problems(const std::vector<DataProblem>& problems, const std::vector<std::string>& files,
                   const Console& console);

}  // namespace assize::cli
