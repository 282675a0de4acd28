// Returns as JSON (one array of objects) or NDJSON (one object a line): any number of files of one
// record type, read as one.
//
// Keys are headings; a key that is absent is a cell that was not supplied, null is blank. Numbers
// keep their text. Nothing is guessed: a doubled key, more than 64 levels, a key over 64 KiB or a
// record over 8 MiB is refused with its place. A list or an object where one value is expected is
// unreadable. The file is never held as a whole.
#pragma once

#include <memory>
#include <vector>

#include "dsl/base/result.h"
#include "dsl/model/ruleset.h"
#include "engine/column/input.h"

namespace assize {

enum class JsonForm { array, lines };  // lines: NDJSON

// Opens the files. The ruleset must outlive the source. The error holds every file's fault.
Result<std::unique_ptr<RecordSource>, std::vector<DataProblem>> open_json(
    const model::Ruleset& ruleset, model::Index record, JsonForm form, std::vector<InputFile> files,
    const ReadOptions& options = {});

}  // namespace assize
