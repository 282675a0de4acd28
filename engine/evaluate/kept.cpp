#include "engine/evaluate/kept.h"

#include <algorithm>

namespace assize::evaluate {

KeptBlock keep(const Block& block, const Chunk& chunk, bool reads_again,
               const ChunkResult& result) {
  KeptBlock out;
  out.block = block;
  out.rows = chunk.rows;
  out.first_in_table = chunk.first_in_table;
  out.keys.resize(result.keys.size());
  for (std::size_t row = 0; row < out.keys.size(); ++row) out.keys[row] = result.keys[row].first;
  result.keyed.each_clear([&](std::uint32_t row) { out.keys[row] = 0; });
  for (const std::vector<Key>& values : result.put_off) {
    auto& halves = out.put_off.emplace_back(values.size());
    for (std::size_t row = 0; row < values.size(); ++row) halves[row] = values[row].first;
  }
  if (reads_again) {
    out.block.bytes.reset();
    out.starts = chunk.start;
  }
  const bool follow =
      !chunk.line.empty() && chunk.line.back() - chunk.line.front() + 1 == chunk.line.size();
  out.lines.assign(chunk.line.begin(), follow ? chunk.line.begin() + 1 : chunk.line.end());
  return out;
}

std::size_t SecondLook::place(std::uint32_t row) const {
  return static_cast<std::size_t>(std::lower_bound(rows_.begin(), rows_.end(), row) -
                                  rows_.begin());
}

std::uint32_t SecondLook::at(std::uint32_t row) const {
  return alone_ ? static_cast<std::uint32_t>(place(row)) : row;
}

bool SecondLook::look(const RecordSource& source, const KeptBlock& kept,
                      ChunkEvaluator& evaluator) {
  const auto excerpt = source.excerpt(kept.block, kept.starts, rows_);
  if (!excerpt) return false;
  alone_ = excerpt->alone;
  Chunk chunk;
  std::vector<DataProblem> told_before;
  source.decode(excerpt->block, chunk, told_before);
  if (chunk.rows != (alone_ ? rows_.size() : kept.rows)) return false;
  chunk.in_table.clear();
  if (alone_) {
    for (const std::uint32_t row : rows_) chunk.in_table.push_back(kept.first_in_table + row);
  }
  chunk.first_in_table = kept.first_in_table;
  evaluator.evaluate(chunk, source.files()[kept.block.file].header, true, result_);
  for (const std::uint32_t row : rows_) {
    if (!kept.keys.empty() && kept.keys[row] != 0 && result_.keys[at(row)].first != kept.keys[row])
      return false;
    for (std::size_t i = 0; i < kept.put_off.size(); ++i) {
      if (result_.put_off[i][at(row)].first != kept.put_off[i][row]) return false;
    }
    keys_.push_back(evaluator.key_text(at(row)));
  }
  return true;
}

}  // namespace assize::evaluate
