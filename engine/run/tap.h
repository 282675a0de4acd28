// A source of records that keeps, of each record that passes through it, a few cells: whom an
// outcome is of, and when it was. Whichever evaluator reads the source, the cells are the same.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/column/source.h"

namespace assize {

// A record within its source: file, number.
using TappedPlace = std::pair<std::uint32_t, std::uint64_t>;

struct TappedCell {
  std::optional<std::string> text;  // of a text or a number that is known
  std::optional<Day> day;           // of a date or a time that is known
};
struct TappedRecord {
  std::vector<TappedCell> cells;  // by field, in the order asked for
  bool has_key = false;           // all fields of its key are there
};

class Tap : public RecordSource {
 public:
  // The ruleset must outlive the tap.
  Tap(const model::Ruleset& ruleset, model::Index record, std::vector<model::Index> fields,
      std::shared_ptr<RecordSource> source);

  const std::vector<SourceFileInfo>& files() const override { return source_->files(); }
  bool next_block(Block& out, std::vector<DataProblem>& problems) override {
    return source_->next_block(out, problems);
  }
  void decode(const Block& block, Chunk& out, std::vector<DataProblem>& problems) const override;

  // nullptr: no such record passed.
  const TappedRecord* find(std::uint32_t file, std::uint64_t record) const;

 private:
  TappedCell cell(const Chunk& chunk, model::Index field, std::uint32_t row) const;

  const model::Ruleset& ruleset_;
  const model::Record& record_;
  std::vector<model::Index> fields_;
  std::shared_ptr<RecordSource> source_;
  mutable std::mutex lock_;
  mutable std::map<TappedPlace, TappedRecord> seen_;
};

}  // namespace assize
