#include "adapters/json/json_source.h"

#include <algorithm>

#include "adapters/json/cut.h"
#include "adapters/json/records.h"
#include "engine/column/cell.h"
#include "engine/column/headings.h"
#include "engine/column/text.h"

namespace assize {
namespace {

constexpr std::size_t kUnknownKeysTold = 16;  // per block

class JsonSource final : public RecordSource {
 public:
  JsonSource(const model::Ruleset& ruleset, model::Index record, JsonForm form,
             std::vector<InputFile> files, const ReadOptions& options)
      : record_(ruleset.records[record]),
        form_(form),
        needed_(options.needed),
        headings_(headings_of(record_, options.headings)) {
    needed_.resize(record_.fields.size(), needed_.empty());
    for (model::Index f = 0; f < record_.fields.size(); ++f) {
      readers_.emplace_back(ruleset, record_, f);
      keys_.emplace(headings_[f], f);
    }
    for (InputFile& file : files) {
      info_.push_back({file.name, file.header, 0, {}});
      streams_.push_back(std::move(file.bytes));
      cutters_.emplace_back(*streams_.back(), form);
    }
  }

  const std::vector<SourceFileInfo>& files() const override { return info_; }

  bool next_block(Block& out, std::vector<DataProblem>& problems) override {
    for (; current_ < cutters_.size(); ++current_) {
      json::Stretch stretch;
      std::optional<json::CutFault> fault;
      json::Cutter& cutter = cutters_[current_];
      if (cutter.next(stretch, fault)) {
        out.sequence = sequence_++;
        out.file = current_;
        out.first_record = stretch.from.record;
        out.first_line = stretch.from.line;
        out.first_byte = stretch.from.byte;
        out.bytes = std::move(stretch.bytes);
        return true;
      }
      if (fault) {
        problems.push_back(make_problem(
            fault->kind, {current_, fault->place.record, fault->place.line, 0, {}}, fault->text));
        current_ = static_cast<std::uint32_t>(cutters_.size());
        return false;
      }
      info_[current_].bytes = cutter.here().byte;
      info_[current_].hash = streams_[current_]->hash();
      if (cutter.records() == 0) {
        problems.push_back(
            make_problem(Problem::no_records, {current_, 0, 1, 0, {}}, "the file has no records"));
      }
    }
    return false;
  }

  void decode(const Block& block, Chunk& out, std::vector<DataProblem>& problems) const override {
    const std::string_view text = *block.bytes;
    const std::vector<json::Slice> slices = json::slices(text, form_, block.first_line);
    prepare(block, slices, out);
    json::Cells cells;
    cells.columns.resize(record_.fields.size());
    for (CellTexts& column : cells.columns) column.cells.assign(slices.size(), {});
    cells.owned = &out.owned;
    out.owned.emplace_back().reserve(text.size());
    if (auto fault = read_records(block, slices, cells)) {
      problems.push_back(std::move(*fault));
      out.rows = 0;
      out.line.clear();
      for (Column& column : out.columns) column = Column{};
      return;
    }
    ProblemFold fold;
    tell_unknown_keys(block, slices, cells, fold);
    for (model::Index f = 0; f < readers_.size(); ++f) {
      Column& column = out.columns[f];
      column.read = needed_[f];
      if (needed_[f]) read_column(block, slices, f, cells, column, fold);
    }
    fold.move_to(problems);
  }

 private:
  void prepare(const Block& block, const std::vector<json::Slice>& slices, Chunk& out) const {
    out.rows = static_cast<std::uint32_t>(slices.size());
    out.file = block.file;
    out.sequence = block.sequence;
    out.first_record = block.first_record;
    out.bytes = block.bytes;
    out.owned.clear();
    out.columns.resize(record_.fields.size());
    out.line.resize(out.rows);
    for (std::uint32_t r = 0; r < out.rows; ++r)
      out.line[r] = static_cast<std::uint32_t>(slices[r].line);
  }

  ProblemPlace place(const Block& block, const std::vector<json::Slice>& slices, std::uint32_t row,
                     std::string_view field = {}) const {
    return {block.file, block.first_record + row, slices[row].line, 0, field};
  }

  std::string_view field_of(const std::string& key) const {
    const auto known = keys_.find(key);
    return known == keys_.end() ? std::string_view()
                                : std::string_view(record_.fields[known->second].name);
  }

  // Every record to texts; what makes the file unusable.
  std::optional<DataProblem> read_records(const Block& block,
                                          const std::vector<json::Slice>& slices,
                                          json::Cells& cells) const {
    const std::string_view text = *block.bytes;
    const std::size_t bad = invalid_utf8_at(text);
    for (std::uint32_t r = 0; r < slices.size(); ++r) {
      const json::Slice& slice = slices[r];
      if (bad < slice.end) {
        return make_problem(Problem::not_utf8, place(block, slices, r),
                            "byte " + std::to_string(block.first_byte + bad) +
                                " of the file does not belong to UTF-8 text");
      }
      json::RecordFault fault;
      const std::string_view record = text.substr(slice.begin, slice.end - slice.begin);
      if (json::read_record(record, record_, keys_, r, cells, fault)) continue;
      ProblemPlace at = place(block, slices, r, field_of(fault.key));
      if (fault.located) {
        const std::string_view before =
            text.substr(0, slice.begin + std::min(fault.at, record.size()));
        const std::string_view in_record = before.substr(slice.begin);
        at.line += static_cast<std::uint64_t>(std::count(in_record.begin(), in_record.end(), '\n'));
        fault.text = "not valid JSON at byte " + std::to_string(block.first_byte + before.size()) +
                     " of the file (line " + std::to_string(at.line) + ", byte " +
                     std::to_string(before.size() - (before.rfind('\n') + 1) + 1) + ")";
      }
      return make_problem(fault.kind, at, fault.text);
    }
    return std::nullopt;
  }

  void tell_unknown_keys(const Block& block, const std::vector<json::Slice>& slices,
                         const json::Cells& cells, ProblemFold& fold) const {
    const std::size_t told = std::min(cells.unknown_keys.size(), kUnknownKeysTold);
    for (std::size_t i = 0; i < told; ++i) {
      const auto& [row, key] = cells.unknown_keys[i];
      const ProblemPlace at = place(block, slices, row);
      if (fold.count(Problem::unknown_column, at)) {
        fold.keep(Problem::unknown_column, at,
                  "the ruleset has no field for the key " + shown(key, false) + "; it is not read");
      }
    }
  }

  void read_column(const Block& block, const std::vector<json::Slice>& slices, model::Index f,
                   json::Cells& cells, Column& column, ProblemFold& fold) const {
    CellTexts& texts = cells.columns[f];
    texts.memory = cells.owned->front();
    std::vector<CellFault> faults;
    readers_[f].read(texts, column, faults);
    const auto tell = [&](Problem kind, std::uint32_t row, auto words) {
      const ProblemPlace at = place(block, slices, row, record_.fields[f].name);
      if (fold.count(kind, at)) fold.keep(kind, at, words());
    };
    std::vector<bool> unreadable(slices.size(), false);
    for (const json::UnexpectedType& odd : cells.odd) {
      if (odd.field != f) continue;
      if (odd.unreadable) {
        unreadable[odd.row] = true;
        column.cell[odd.row] = Cell::unreadable;
        tell(Problem::unreadable, odd.row,
             [&] { return headings_[f] + " is a list or an object where one value is expected"; });
      } else {
        tell(Problem::unexpected_type, odd.row, [&] {
          return headings_[f] + " is a JSON number or a boolean and is read as its text";
        });
      }
    }
    for (const CellFault& fault : faults) {
      if (unreadable[fault.row]) continue;
      tell(fault.kind, fault.row,
           [&] { return readers_[f].words(fault.kind, texts.cells[fault.row]); });
    }
    for (std::uint32_t r = 0; r < slices.size(); ++r) {
      if (texts.cells[r].data() != nullptr || !is_indispensable(record_, f)) continue;
      tell(Problem::blank_required, r,
           [&] { return "the record has no key " + shown(headings_[f], false); });
    }
  }

  const model::Record& record_;
  JsonForm form_;
  std::vector<bool> needed_;
  std::vector<std::string> headings_;
  json::Keys keys_;
  std::vector<FieldReader> readers_;
  std::vector<SourceFileInfo> info_;
  std::vector<std::unique_ptr<ByteStream>> streams_;
  std::vector<json::Cutter> cutters_;
  std::uint32_t current_ = 0;  // of cutters_
  std::uint64_t sequence_ = 0;
};

}  // namespace

Result<std::unique_ptr<RecordSource>, std::vector<DataProblem>> open_json(
    const model::Ruleset& ruleset, model::Index record, JsonForm form, std::vector<InputFile> files,
    const ReadOptions& options) {
  return std::unique_ptr<RecordSource>(
      std::make_unique<JsonSource>(ruleset, record, form, std::move(files), options));
}

}  // namespace assize
