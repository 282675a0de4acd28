#include "engine/column/table_source.h"

#include <algorithm>
#include <utility>

#include "engine/column/cell.h"
#include "engine/column/problems.h"

namespace assize {
namespace {

class TableSource final : public RecordSource {
 public:
  TableSource(const model::Ruleset& ruleset, model::Index record, std::string name, TextTable table,
              ReturnHeader header, std::size_t rows_per_block)
      : record_(ruleset.records[record]),
        table_(std::move(table)),
        rows_per_block_(std::max<std::size_t>(rows_per_block, 1)) {
    for (model::Index f = 0; f < record_.fields.size(); ++f)
      readers_.emplace_back(ruleset, record_, f);
    info_.push_back({std::move(name), std::move(header), 0, {}});
  }

  const std::vector<SourceFileInfo>& files() const override { return info_; }

  bool next_block(Block& out, std::vector<DataProblem>&) override {
    const std::size_t first = sequence_ * rows_per_block_;
    if (first >= table_.rows.size()) return false;
    out.sequence = sequence_++;
    out.file = 0;
    out.first_record = first + 1;
    out.first_line = 0;
    out.first_byte = 0;
    out.bytes = nullptr;
    return true;
  }

  void decode(const Block& block, Chunk& out, std::vector<DataProblem>& problems) const override {
    const std::size_t first = block.first_record - 1;
    out.rows = static_cast<std::uint32_t>(std::min(rows_per_block_, table_.rows.size() - first));
    out.file = 0;
    out.sequence = block.sequence;
    out.first_record = block.first_record;
    out.line.assign(out.rows, 0);
    out.columns.resize(record_.fields.size());
    out.bytes = nullptr;
    out.owned.clear();
    ProblemFold fold;
    for (model::Index f = 0; f < readers_.size(); ++f) {
      const auto given = std::find(table_.fields.begin(), table_.fields.end(), f);
      if (given == table_.fields.end()) {
        fill_not_supplied(out.rows, out.columns[f]);
        continue;
      }
      const CellTexts texts =
          cells_of(first, out.rows, static_cast<std::size_t>(given - table_.fields.begin()));
      std::vector<CellFault> faults;
      readers_[f].read(texts, out.columns[f], faults);
      for (const CellFault& fault : faults) {
        const ProblemPlace at = {0, block.first_record + fault.row, 0, 0, record_.fields[f].name};
        if (fold.count(fault.kind, at))
          fold.keep(fault.kind, at, readers_[f].words(fault.kind, texts.cells[fault.row]));
      }
    }
    fold.move_to(problems);
  }

 private:
  CellTexts cells_of(std::size_t first, std::size_t rows, std::size_t column) const {
    CellTexts texts;
    texts.cells.resize(rows);
    for (std::size_t r = 0; r < rows; ++r) {
      const auto& row = table_.rows[first + r];
      if (column < row.size() && row[column]) texts.cells[r] = *row[column];
    }
    return texts;
  }

  const model::Record& record_;
  TextTable table_;
  std::size_t rows_per_block_;
  std::vector<FieldReader> readers_;
  std::vector<SourceFileInfo> info_;
  std::uint64_t sequence_ = 0;
};

}  // namespace

std::unique_ptr<RecordSource> table_source(const model::Ruleset& ruleset, model::Index record,
                                           std::string name, TextTable table, ReturnHeader header,
                                           std::size_t rows_per_block) {
  return std::make_unique<TableSource>(ruleset, record, std::move(name), std::move(table),
                                       std::move(header), rows_per_block);
}

}  // namespace assize
