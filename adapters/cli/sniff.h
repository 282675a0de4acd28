// What standard input holds, told from its first character: `[` begins JSON, `{` begins NDJSON,
// anything else is CSV.
#pragma once

#include <memory>

#include "engine/column/input.h"

namespace assize::cli {

enum class Format { csv, json, ndjson };

struct Sniffed {
  Format format = Format::csv;
  std::unique_ptr<ByteStream> bytes;  // the whole stream, what was looked at included
};
Sniffed sniff(std::unique_ptr<ByteStream> stream);

}  // namespace assize::cli
