// What is kept of a block once its records have been counted: enough to find copies and values that
// are not unique, and to look at those records again.
//
// Few records are looked at twice, so a block's bytes are let go where its source can read them
// again. The records are then decoded and evaluated once more, and what they brought to the counts
// is taken back before they are counted for what they are together.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/column/source.h"
#include "engine/evaluate/chunk_evaluator.h"
#include "engine/evaluate/result.h"

namespace assize::evaluate {

struct KeptBlock {
  Block block;
  std::uint32_t rows = 0;
  std::uint32_t first_in_table = 0;
  // Half of each hash: enough to find the records that are to be looked at again. 0: no key, or a
  // value that is not known.
  std::vector<std::uint64_t> keys;
  std::vector<std::vector<std::uint64_t>> put_off;  // by RecordPlan::put_off
  std::vector<std::uint32_t> starts;  // Chunk::start, where the block's bytes were let go
  std::vector<std::uint32_t> lines;   // Chunk::line; the first alone where the others follow it

  std::uint64_t line(std::uint32_t row) const {
    return lines.empty() ? 0 : lines.size() == 1 ? lines[0] + row : lines[row];
  }
};

// Of a chunk that was evaluated. `reads_again`: the source does, of this block.
KeptBlock keep(const Block& block, const Chunk& chunk, bool reads_again, const ChunkResult& result);

// Records of a block, looked at again. Rows are those of the block.
class SecondLook {
 public:
  explicit SecondLook(std::vector<std::uint32_t> rows) : rows_(std::move(rows)) {}

  // False: the block cannot be read again, or is no longer what it was.
  bool look(const RecordSource& source, const KeptBlock& kept, ChunkEvaluator& evaluator);

  const std::vector<std::uint32_t>& rows() const { return rows_; }  // ascending
  ChunkResult& result() { return result_; }
  const ChunkResult& result() const { return result_; }
  std::uint32_t at(std::uint32_t row) const;  // in `result`
  const std::string& key(std::uint32_t row) const { return keys_[place(row)]; }

 private:
  std::size_t place(std::uint32_t row) const;

  std::vector<std::uint32_t> rows_;
  ChunkResult result_;
  bool alone_ = false;  // the result is of these rows and no others
  std::vector<std::string> keys_;
};

using Looks = std::map<std::size_t, SecondLook>;  // by the block's place among those that are kept

}  // namespace assize::evaluate
