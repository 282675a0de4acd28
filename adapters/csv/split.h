// Where the cells of a stretch of CSV are.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace assize::csv {

// Cells in the order of the text, rows as runs of cells. Reused from block to block.
class Grid {
 public:
  // Finds the cells of `text`, which begins between records. Rows without any character are left
  // out unless `empty_lines_count`; `line` is that of the first byte.
  void split(std::string_view text, std::uint64_t line, bool empty_lines_count);

  std::uint32_t rows() const { return static_cast<std::uint32_t>(rows_.size()); }
  std::uint32_t cells(std::uint32_t row) const { return rows_[row].cells; }
  std::uint32_t line(std::uint32_t row) const { return rows_[row].line; }
  std::uint32_t start(std::uint32_t row) const { return ends_[rows_[row].first] + 1; }  // its byte
  const std::vector<std::uint32_t>& empty_lines() const { return empty_lines_; }

  // The bytes of a cell as they stand in the text; a quoted cell with its marks, the last of a row
  // without a carriage return.
  std::string_view raw(std::uint32_t row, std::uint32_t column) const {
    const std::string_view cell = between(rows_[row].first + column);
    const bool last = column + 1 == rows_[row].cells;
    return last && !cell.empty() && cell.back() == '\r' ? cell.substr(0, cell.size() - 1) : cell;
  }

  // The texts of a column, quotation marks taken off; without data() in rows that are not `width`
  // cells wide. What has to be rewritten for its doubled marks goes to `owned`.
  void column(std::uint32_t column, std::uint32_t width, std::vector<std::string_view>& out,
              std::deque<std::string>& owned) const;

  bool quoting_in_doubt() const { return doubt_; }  // run quoting_fault
  bool plain() const { return plain_; }  // nothing but printable ASCII, tabs and line ends

 private:
  struct Row {
    std::uint32_t first, cells, line;
  };

  std::string_view between(std::size_t k) const {
    const std::uint32_t begin = ends_[k] + 1;  // one past the separator before
    return {text_.data() + begin, ends_[k + 1] - begin};
  }
  void find_separators();
  void sort_quoted_cells();
  void add_row(std::uint32_t first, std::uint32_t end, std::uint32_t line, bool empty_lines_count);

  std::string_view text_;
  std::vector<std::uint32_t>
      ends_;  // ends_[0] is "one before the text"; then where each cell ends; longer than needed
  std::uint32_t end_count_ = 0;          // of ends_
  std::vector<std::uint32_t> row_ends_;  // per line end outside quotation marks: cells up to it
  std::vector<std::uint32_t> quoted_line_ends_;  // bytes
  std::vector<std::uint32_t> empty_lines_;
  std::vector<Row> rows_;
  std::uint32_t widths_ = 0;  // the cells that every row has; 0: they differ
  // Per column, the rows whose cell is quoted; and the cells that are, as found.
  std::vector<std::vector<std::uint32_t>> quoted_rows_;
  std::vector<std::uint32_t> quoted_cells_;
  bool doubt_ = false, plain_ = true;
};

// A cell's text: quotation marks taken off; doubled ones are rewritten in `owned`.
inline std::string_view unquoted(std::string_view raw, std::deque<std::string>& owned) {
  if (raw.empty() || raw.front() != '"') return raw;
  const std::string_view inner = raw.substr(1, raw.size() - 2);
  if (inner.find('"') == std::string_view::npos) return inner;
  std::string& text = owned.emplace_back();
  text.reserve(inner.size());
  for (std::size_t i = 0; i < inner.size(); ++i) {
    text += inner[i];
    if (inner[i] == '"') ++i;
  }
  return text;
}

}  // namespace assize::csv
