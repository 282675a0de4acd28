#include "adapters/csv/csv_source.h"

#include <algorithm>
#include <array>

#include "adapters/csv/cut.h"
#include "adapters/csv/heading_line.h"
#include "adapters/csv/split.h"
#include "engine/column/cell.h"
#include "engine/column/problems.h"
#include "engine/column/text.h"

namespace assize {
namespace {

using csv::Place;

// Counts that mean "the sheet was full": what came after them may be missing. XLS and XLSX, less
// the headings.
constexpr std::array<std::uint64_t, 2> kSpreadsheetLimits = {65'535, 1'048'575};

// Memory that decoding uses again and again, one a thread.
struct Scratch {
  csv::Grid grid;
  CellTexts texts;
  std::vector<CellFault> faults;
  ProblemFold problems;
};

struct OpenFile {
  std::unique_ptr<ByteStream> bytes;
  csv::HeadingLine headings;
  std::unique_ptr<csv::Cutter> cutter;
};

class CsvSource final : public RecordSource {
 public:
  CsvSource(const model::Ruleset& ruleset, model::Index record, const ReadOptions& options)
      : record_(ruleset.records[record]), needed_(options.needed) {
    needed_.resize(record_.fields.size(), needed_.empty());
    for (model::Index f = 0; f < record_.fields.size(); ++f)
      readers_.emplace_back(ruleset, record_, f);
  }

  void open(std::vector<InputFile> files, const ReadOptions& options,
            std::vector<DataProblem>& problems) {
    for (InputFile& input : files) {
      const auto file = static_cast<std::uint32_t>(info_.size());
      info_.push_back({input.name, input.header, 0, {}});
      OpenFile& opened = files_.emplace_back();
      opened.bytes = std::move(input.bytes);
      std::string begun;
      auto headings =
          csv::read_heading_line(record_, options, file, *opened.bytes, begun, problems);
      if (!headings) continue;
      opened.headings = std::move(*headings);
      opened.cutter = std::make_unique<csv::Cutter>(
          *opened.bytes, std::move(begun), opened.headings.after, opened.headings.columns == 1);
    }
  }

  void tell_first(std::vector<DataProblem> problems) { told_first_ = std::move(problems); }

  const std::vector<SourceFileInfo>& files() const override { return info_; }

  bool next_block(Block& out, std::vector<DataProblem>& problems) override {
    problems.insert(problems.end(), std::make_move_iterator(told_first_.begin()),
                    std::make_move_iterator(told_first_.end()));
    told_first_.clear();
    for (; current_ < files_.size(); ++current_) {
      csv::Stretch stretch;
      std::optional<csv::CutFault> fault;
      if (files_[current_].cutter->next(stretch, fault)) {
        out.sequence = sequence_++;
        out.file = current_;
        out.first_record = stretch.from.record;
        out.first_line = stretch.from.line;
        out.first_byte = stretch.from.byte;
        out.size = stretch.bytes->size();
        out.bytes = std::move(stretch.bytes);
        return true;
      }
      if (fault) {
        problems.push_back(make_problem(fault->kind, place(current_, fault->place), fault->text));
        current_ = static_cast<std::uint32_t>(files_.size());
        return false;
      }
      end_file(problems);
    }
    return false;
  }

  void decode(const Block& block, Chunk& out, std::vector<DataProblem>& problems) const override {
    static thread_local Scratch scratch;
    const csv::HeadingLine& headings = files_[block.file].headings;
    const bool one_column = headings.columns == 1;
    scratch.grid.split(*block.bytes, block.first_line, one_column);
    prepare(block, scratch.grid, out);
    if (auto fault = fault_of_text(block, scratch.grid, one_column)) {
      problems.push_back(std::move(*fault));
      out.rows = 0;
      out.line.clear();
      for (Column& column : out.columns) column = Column{};
      return;
    }
    scratch.texts.memory = *block.bytes;
    scratch.texts.plain = scratch.grid.plain();
    report_rows(block, scratch, headings.columns);
    for (model::Index f = 0; f < readers_.size(); ++f) {
      Column& column = out.columns[f];
      column.read = needed_[f];
      if (!needed_[f]) continue;
      if (!headings.column_of[f]) {
        fill_not_supplied(out.rows, column);
        continue;
      }
      scratch.grid.column(*headings.column_of[f], headings.columns, scratch.texts.cells, out.owned);
      scratch.faults.clear();
      readers_[f].read(scratch.texts, column, scratch.faults);
      report_cells(block, scratch, f, *headings.column_of[f]);
    }
    scratch.problems.move_to(problems);
  }

  bool reads_again(const Block& block) const override {
    return files_[block.file].bytes->reads_again();
  }

  std::optional<Excerpt> excerpt(const Block& block, const std::vector<std::uint32_t>& starts,
                                 const std::vector<std::uint32_t>& rows) const override {
    if (!reads_again(block)) return Excerpt{block, false};
    auto text = std::make_shared<std::string>();
    for (const std::uint32_t row : rows) {
      const std::uint64_t end = row + 1 < starts.size() ? starts[row + 1] : block.size;
      const std::size_t at = text->size(), n = end - starts[row];
      text->resize(at + n);
      if (!files_[block.file].bytes->read_again(block.first_byte + starts[row], text->data() + at,
                                                n))
        return std::nullopt;
      if (text->back() != '\n') text->push_back('\n');  // the last of a file may have none
    }
    Excerpt out{block, true};
    out.block.size = text->size();
    out.block.bytes = std::move(text);
    return out;
  }

 private:
  ProblemPlace place(std::uint32_t file, const Place& at) const {
    const auto& columns = files_[file].headings.column_of;
    const auto field =
        std::find(columns.begin(), columns.end(), std::optional<std::uint32_t>(at.column - 1));
    const std::string_view name =
        field == columns.end() ? std::string_view() : record_.fields[field - columns.begin()].name;
    return {file, at.record, at.line, at.column, name};
  }

  // The file that was read to its end: its totals, and what is strange about the whole of it.
  void end_file(std::vector<DataProblem>& problems) {
    const OpenFile& file = files_[current_];
    const csv::Cutter& cutter = *file.cutter;
    const std::uint64_t records = cutter.records();
    info_[current_].bytes = cutter.here().byte;
    info_[current_].hash = file.bytes->hash();
    const ProblemPlace end = {current_, records, cutter.here().line, 0, {}};
    if (cutter.had_end_mark()) {
      problems.push_back(
          make_problem(Problem::after_the_end, end,
                       "the byte 0x1A after the last record, which old DOS tools write"));
    }
    if (records == 0) {
      problems.push_back(make_problem(Problem::no_records, {current_, 0, 1, 0, {}},
                                      "the file has headings and no records"));
    }
    if (std::find(kSpreadsheetLimits.begin(), kSpreadsheetLimits.end(), records) !=
        kSpreadsheetLimits.end()) {
      problems.push_back(make_problem(Problem::spreadsheet_limit, end,
                                      "the count of records equals a spreadsheet's limit: records "
                                      "after the last may be missing"));
    }
  }

  void prepare(const Block& block, const csv::Grid& grid, Chunk& out) const {
    out.rows = grid.rows();
    out.file = block.file;
    out.sequence = block.sequence;
    out.first_record = block.first_record;
    out.bytes = block.bytes;
    out.owned.clear();
    out.columns.resize(record_.fields.size());
    out.line.resize(out.rows);
    out.start.resize(out.rows);
    for (std::uint32_t r = 0; r < out.rows; ++r) {
      out.line[r] = grid.line(r);
      out.start[r] = grid.start(r);
    }
  }

  // What makes the block, and with it the file, unusable.
  std::optional<DataProblem> fault_of_text(const Block& block, const csv::Grid& grid,
                                           bool one_column) const {
    const std::string& text = *block.bytes;
    const Place from{block.first_record, block.first_line, block.first_byte, 1};
    std::optional<DataProblem> found;
    if (grid.quoting_in_doubt()) {
      if (const auto fault = csv::quoting_fault(text, from, one_column)) {
        found = make_problem(Problem::quoting, place(block.file, fault->place),
                             std::string(csv::words(fault->kind)));
      }
    }
    if (grid.plain()) return found;
    const std::size_t bad = std::min(invalid_utf8_at(text), text.find('\0'));
    if (bad == std::string::npos) return found;
    const Place at = csv::place_of(text, bad, from, one_column);
    if (found && found->record <= at.record) return found;
    const std::string what =
        text[bad] == '\0' ? "is zero, which no text has" : "does not belong to UTF-8 text";
    return make_problem(Problem::not_utf8, place(block.file, at),
                        "byte " + std::to_string(at.byte) + " of the file " + what);
  }

  // Rows that are not as wide as the heading, and lines that are no rows.
  void report_rows(const Block& block, Scratch& scratch, std::uint32_t columns) const {
    const csv::Grid& grid = scratch.grid;
    for (std::uint32_t r = 0; r < grid.rows(); ++r) {
      if (grid.cells(r) == columns) continue;
      const ProblemPlace at = {block.file, block.first_record + r, grid.line(r), 0, {}};
      if (!scratch.problems.count(Problem::cell_count, at)) continue;
      scratch.problems.keep(
          Problem::cell_count, at,
          "the row has " + std::to_string(grid.cells(r)) + " cells and the heading " +
              std::to_string(columns) +
              ": none of them is read, since they may stand in the wrong columns");
    }
    for (const std::uint32_t line : grid.empty_lines()) {
      const ProblemPlace at = {block.file, 0, line, 0, {}};
      if (scratch.problems.count(Problem::empty_line, at)) {
        scratch.problems.keep(Problem::empty_line, at, "an empty line, which is no record");
      }
    }
  }

  void report_cells(const Block& block, Scratch& scratch, model::Index field,
                    std::uint32_t column) const {
    for (const CellFault& fault : scratch.faults) {
      const ProblemPlace at = {block.file, block.first_record + fault.row,
                               scratch.grid.line(fault.row), column + 1,
                               record_.fields[field].name};
      if (!scratch.problems.count(fault.kind, at)) continue;
      scratch.problems.keep(fault.kind, at,
                            readers_[field].words(fault.kind, scratch.texts.cells[fault.row]));
    }
  }

  const model::Record& record_;
  std::vector<bool> needed_;
  std::vector<FieldReader> readers_;
  std::vector<SourceFileInfo> info_;
  std::vector<OpenFile> files_;
  std::vector<DataProblem> told_first_;  // about the headings
  std::uint32_t current_ = 0;            // of files_
  std::uint64_t sequence_ = 0;
};

}  // namespace

Result<std::unique_ptr<RecordSource>, std::vector<DataProblem>> open_csv(
    const model::Ruleset& ruleset, model::Index record, std::vector<InputFile> files,
    const ReadOptions& options) {
  auto source = std::make_unique<CsvSource>(ruleset, record, options);
  std::vector<DataProblem> problems;
  source->open(std::move(files), options, problems);
  if (std::any_of(problems.begin(), problems.end(), [](const DataProblem& p) { return p.fatal; }))
    return problems;
  source->tell_first(std::move(problems));
  return std::unique_ptr<RecordSource>(std::move(source));
}

}  // namespace assize
