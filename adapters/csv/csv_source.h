// Returns as comma-separated values (RFC 4180): any number of files of one record type, read as
// one.
//
// UTF-8 with or without a byte order mark; lines end with LF or CRLF, the last one may be without;
// fields may be quoted, with doubled quotes and line ends inside. The first line holds the
// headings, in any order. Files are cut into blocks of about 256 KiB, each decoded column by
// column; the file is never held as a whole. What makes a file unusable (another kind of file,
// bytes that are not UTF-8, broken quoting, a doubled or missing heading, a record over 8 MiB, more
// than 4,096 columns) is a fatal problem with its place. A row with too few or too many cells is a
// record none of whose cells is read: which of them are missing cannot be told, and values never
// move to another column.
#pragma once

#include <memory>
#include <vector>

#include "dsl/base/result.h"
#include "dsl/model/ruleset.h"
#include "engine/column/input.h"

namespace assize {

// Opens the files and reads their headings. The ruleset must outlive the source. The error holds
// every file's fault.
Result<std::unique_ptr<RecordSource>, std::vector<DataProblem>> open_csv(
    const model::Ruleset& ruleset, model::Index record, std::vector<InputFile> files,
    const ReadOptions& options = {});

}  // namespace assize
