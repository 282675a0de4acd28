#include "adapters/csv/split.h"

#include <algorithm>
#include <bit>

#include "adapters/csv/scan.h"
#include "engine/column/clones.h"

namespace assize::csv {
namespace {

bool is_plain(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= ' ' && c < 0x7F) || c == '\n' || c == '\r' || c == '\t';
  });
}

}  // namespace

ASSIZE_CLONES void Grid::find_separators() {
  const std::size_t room = text_.size() + 1 + kStep;  // for a separator at every byte
  if (ends_.size() < room) ends_.resize(room);
  std::uint32_t* next = ends_.data();
  *next++ = UINT32_MAX;
  std::uint64_t open = 0;  // all bits set while inside quotation marks
  std::uint64_t may_open =
      1;  // bit 0: an opening quotation mark may stand at the first byte of the step
  std::uint64_t cell_begins = 1;  // bit 0: a cell begins with the first byte of the step
  std::uint64_t must_end = 0;     // bit 0: the byte before closed a quoted cell
  bool unusual = false;
  for (std::size_t at = 0; at < text_.size(); at += kStep) {
    const Window window(text_, at);
    const std::uint64_t feeds = window.equal_to('\n');
    const std::uint64_t quotes = window.equal_to('"');
    std::uint64_t ends = feeds | window.equal_to(',');
    std::uint64_t row_ends = feeds;
    unusual |= window.has_unusual();
    if ((quotes | open) != 0) {
      const std::uint64_t quoted = prefix_parity(quotes) ^ open;
      open = (quoted >> 63) != 0 ? ~std::uint64_t{0} : 0;
      ends &= ~quoted;
      row_ends &= ~quoted;
      // A mark opens at the beginning of a cell, or goes on after a doubled mark; what follows a
      // closing mark is a separator or a second mark. Anything else (a carriage return too) is left
      // to the strict reading.
      const std::uint64_t opening = quotes & quoted, closing = quotes & ~quoted;
      doubt_ |= (opening & ~((ends | closing) << 1 | may_open)) != 0;
      const std::uint64_t inside_text = text_.size() - at < kStep
                                            ? bits_below(static_cast<int>(text_.size() - at))
                                            : ~std::uint64_t{0};
      doubt_ |= (((closing << 1 | must_end) & ~(ends | opening)) & inside_text) != 0;
      // The opening marks that begin a cell; the others go on after a doubled mark.
      for (std::uint64_t b = opening & (ends << 1 | cell_begins); b != 0; b &= b - 1) {
        const std::uint64_t below = (b & (~b + 1)) - 1;
        const auto separators =
            static_cast<std::uint32_t>(next - ends_.data()) + count_bits(ends & below);
        quoted_cells_.push_back(separators - 1);
      }
      must_end = closing >> 63;
      may_open = (ends | closing) >> 63;
      for (std::uint64_t b = feeds & quoted; b != 0; b &= b - 1) {
        quoted_line_ends_.push_back(static_cast<std::uint32_t>(at) +
                                    static_cast<std::uint32_t>(std::countr_zero(b)));
      }
    } else {
      doubt_ |= (must_end & ~ends) != 0;
      must_end = 0;
      may_open = ends >> 63;
    }
    cell_begins = ends >> 63;
    for (std::uint64_t b = row_ends; b != 0; b &= b - 1) {
      const std::uint64_t up_to = b & (~b + 1);
      row_ends_.push_back(static_cast<std::uint32_t>(next - ends_.data()) +
                          count_bits(ends & (up_to - 1)));
    }
    const unsigned found = count_bits(ends);
    const auto base = static_cast<std::uint32_t>(at);
    // Eight at a time without a branch for each: what is written past `found` is overwritten by the
    // next step.
    for (unsigned i = 0; i < found; i += 8) {
      for (unsigned k = 0; k < 8; ++k) {
        next[i + k] = base + static_cast<std::uint32_t>(std::countr_zero(ends));
        ends &= ends - 1;
      }
    }
    next += found;
  }
  doubt_ |= open != 0;
  plain_ = !unusual || is_plain(text_);
  end_count_ = static_cast<std::uint32_t>(next - ends_.data());
}

ASSIZE_CLONES void Grid::column(std::uint32_t column, std::uint32_t width,
                                std::vector<std::string_view>& out,
                                std::deque<std::string>& owned) const {
  out.resize(rows_.size());
  const bool last = column + 1 == width;
  if (widths_ == width) {
    for (std::size_t r = 0; r < rows_.size(); ++r) out[r] = between(rows_[r].first + column);
  } else {
    for (std::size_t r = 0; r < rows_.size(); ++r) {
      const Row& row = rows_[r];
      out[r] = row.cells == width ? between(row.first + column) : std::string_view();
    }
  }
  for (std::size_t r = 0; last && r < rows_.size(); ++r) {
    if (!out[r].empty() && out[r].back() == '\r') out[r].remove_suffix(1);
  }
  if (column >= quoted_rows_.size()) return;
  for (const std::uint32_t r : quoted_rows_[column]) {
    if (rows_[r].cells == width) out[r] = unquoted(out[r], owned);
  }
}

// By column, so that columns without quotation marks need not look for any.
void Grid::sort_quoted_cells() {
  for (std::vector<std::uint32_t>& rows : quoted_rows_) rows.clear();
  std::uint32_t r = 0;
  for (const std::uint32_t cell : quoted_cells_) {
    while (r < rows_.size() && cell >= rows_[r].first + rows_[r].cells) ++r;
    if (r == rows_.size()) break;
    const std::uint32_t column = cell - rows_[r].first;
    if (column >= quoted_rows_.size()) quoted_rows_.resize(column + 1);
    quoted_rows_[column].push_back(r);
  }
}

void Grid::add_row(std::uint32_t first, std::uint32_t end, std::uint32_t line,
                   bool empty_lines_count) {
  if (end - first == 1 && !empty_lines_count) {
    const std::string_view cell = text_.substr(ends_[first] + 1, ends_[end] - (ends_[first] + 1));
    if (cell.empty() || cell == "\r") {
      empty_lines_.push_back(line);
      return;
    }
  }
  if (rows_.empty()) widths_ = end - first;
  if (widths_ != end - first) widths_ = 0;
  rows_.push_back({first, end - first, line});
}

void Grid::split(std::string_view text, std::uint64_t line, bool empty_lines_count) {
  text_ = text;
  row_ends_.clear();
  quoted_line_ends_.clear();
  empty_lines_.clear();
  rows_.clear();
  doubt_ = false;
  plain_ = true;
  quoted_cells_.clear();
  find_separators();
  if (!text.empty() && (row_ends_.empty() || ends_[row_ends_.back()] + 1 != text.size())) {
    row_ends_.push_back(end_count_);  // a last line without an end
    ends_[end_count_++] = static_cast<std::uint32_t>(text.size());
  }
  std::uint32_t first = 0;
  auto at_line = static_cast<std::uint32_t>(line);
  auto quoted = quoted_line_ends_.begin();
  for (const std::uint32_t end : row_ends_) {
    add_row(first, end, at_line, empty_lines_count);
    for (; quoted != quoted_line_ends_.end() && *quoted < ends_[end]; ++quoted) ++at_line;
    ++at_line;
    first = end;
  }
  sort_quoted_cells();
}

}  // namespace assize::csv
