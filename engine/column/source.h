// Where the records of one type come from: any number of files, cut into blocks that can be decoded
// on any thread.
//
// next_block is called by one thread at a time and only cuts (it never parses values); decode is
// called by any thread. The same files give the same blocks whatever the number of threads. A
// reader that meets a fault that makes the file unusable reports it as `fatal`: the run then ends
// with that message, and nothing is stored.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "dsl/base/diagnostic.h"
#include "engine/column/column.h"

namespace assize {

// A stretch of bytes that starts and ends between records.
struct Block {
  std::uint64_t sequence = 0;
  std::uint32_t file = 0;
  std::uint64_t first_record = 1;  // within its file
  std::uint64_t first_line = 1;
  std::uint64_t first_byte = 0;  // of the file, where the block begins
  std::uint64_t size = 0;        // in bytes
  std::shared_ptr<const std::string> bytes;
};

// Some records of a block once more. `alone`: decoding gives those records and no others; else all
// of the block's.
struct Excerpt {
  Block block;
  bool alone = false;
};

// What was wrong with cells and rows of a block, folded: the first few places of a kind and the
// number of all.
struct DataProblem {
  std::string code;  // "A5004"
  std::string text;  // never the cell's value where the field is personal
  std::uint32_t file = 0;
  std::uint64_t record = 0, line = 0;  // 0: the whole file
  std::uint32_t column = 0;            // of the table in the file, from 1; 0: the row
  std::string field;
  bool fatal = false;
  std::uint64_t count = 1;  // how many with the same code, file and field; 0: a further place of
                            // those (engine/column/problems.h)
};

// What a return's header says (NAME.return.toml beside the data).
struct ReturnHeader {
  std::optional<std::string> provider;
  std::optional<Period> period;
  std::optional<Day> complete_to;
  std::optional<Day> received;
  std::vector<std::string> covers;
};

struct SourceFileInfo {
  std::string name;  // as given by the user, "-" for standard input
  ReturnHeader header;
  std::uint64_t bytes = 0;
  std::string hash;  // of its bytes, hexadecimal; known when reading has ended
};

class RecordSource {
 public:
  virtual ~RecordSource() = default;
  virtual const std::vector<SourceFileInfo>& files() const = 0;
  // Cuts the next block. False at the end; a fault that makes the file unusable is added to
  // `problems` and ends the source.
  virtual bool next_block(Block& out, std::vector<DataProblem>& problems) = 0;
  // Reads a block into typed columns. Every record of the block becomes a row. Reuses `out`'s
  // memory.
  virtual void decode(const Block& block, Chunk& out, std::vector<DataProblem>& problems) const = 0;
  // The block's bytes may be let go: `excerpt` does without them.
  virtual bool reads_again(const Block& /*block*/) const { return false; }
  // Of a block that was decoded: its `starts` (Chunk::start), and the places of the records wanted,
  // ascending. nullopt: what was read cannot be read any more.
  virtual std::optional<Excerpt> excerpt(const Block& block,
                                         const std::vector<std::uint32_t>& /*starts*/,
                                         const std::vector<std::uint32_t>& /*rows*/) const {
    return Excerpt{block, false};
  }
};

}  // namespace assize
