#include "adapters/csv/quoting.h"

namespace assize::csv {
namespace {

// Reads CSV one byte at a time and knows where it is.
class Walk {
 public:
  Walk(std::string_view text, Place from, bool empty_lines_count)
      : text_(text), at_(from), first_byte_(from.byte), empty_lines_count_(empty_lines_count) {}

  // Up to, and without, byte `end`; stops at the first fault.
  std::optional<QuotingFault> to(std::size_t end) {
    for (; i_ < end; ++i_) {
      at_.byte = first_byte_ + i_;
      if (const auto fault = step(text_[i_])) return fault;
    }
    at_.byte = first_byte_ + i_;
    return std::nullopt;
  }
  bool inside() const { return state_ == State::quoted; }
  const Place& here() const { return at_; }
  const Place& opened() const { return opened_; }

 private:
  enum class State { cell_start, unquoted, quoted, after_quote };

  std::optional<QuotingFault> step(char c) {
    if (state_ == State::quoted) {
      if (c == '"') state_ = State::after_quote;
      if (c == '\n') ++at_.line;
      return std::nullopt;
    }
    if (c == '"') {
      if (state_ == State::unquoted) return QuotingFault{QuotingFault::Kind::in_unquoted_cell, at_};
      if (state_ == State::cell_start) opened_ = at_;
      state_ = State::quoted;
    } else if (c == ',') {
      ++at_.column;
      state_ = State::cell_start;
    } else if (c == '\n') {
      if (i_ > line_start_ + (i_ > 0 && text_[i_ - 1] == '\r' ? 1 : 0) || empty_lines_count_)
        ++at_.record;
      ++at_.line;
      at_.column = 1;
      line_start_ = i_ + 1;
      state_ = State::cell_start;
    } else if (state_ == State::after_quote) {
      const bool line_end = c == '\r' && (i_ + 1 == text_.size() || text_[i_ + 1] == '\n');
      if (!line_end) return QuotingFault{QuotingFault::Kind::after_closing_quote, at_};
    } else {
      state_ = State::unquoted;
    }
    return std::nullopt;
  }

  std::string_view text_;
  Place at_, opened_;
  std::uint64_t first_byte_;
  bool empty_lines_count_;
  State state_ = State::cell_start;
  std::size_t i_ = 0, line_start_ = 0;
};

}  // namespace

std::optional<QuotingFault> quoting_fault(std::string_view text, Place from,
                                          bool empty_lines_count) {
  Walk walk(text, from, empty_lines_count);
  if (const auto fault = walk.to(text.size())) return fault;
  if (walk.inside()) return QuotingFault{QuotingFault::Kind::never_closed, walk.opened()};
  return std::nullopt;
}

std::string_view words(QuotingFault::Kind kind) {
  switch (kind) {
    case QuotingFault::Kind::in_unquoted_cell:
      return "a quotation mark inside a cell that does not begin with one (CSV wants the whole "
             "cell in quotation marks, "
             "and those inside doubled)";
    case QuotingFault::Kind::after_closing_quote:
      return "characters after the closing quotation mark of a cell (CSV wants quotation marks "
             "inside a cell doubled)";
    case QuotingFault::Kind::never_closed:
      break;
  }
  return "a quotation mark opens here and is never closed";
}

Place place_of(std::string_view text, std::size_t byte, Place from, bool empty_lines_count) {
  Walk walk(text, from, empty_lines_count);
  (void)walk.to(byte);
  return walk.here();
}

}  // namespace assize::csv
