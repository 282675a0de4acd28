// Where CSV is broken: the strict reading of RFC 4180, byte by byte. Run only on text in which
// something looked wrong.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace assize::csv {

struct Place {
  std::uint64_t record = 1, line = 1, byte = 0;
  std::uint32_t column = 1;
};

struct QuotingFault {
  enum class Kind { in_unquoted_cell, after_closing_quote, never_closed } kind;
  Place place;  // never_closed: where the quotation mark opened
};

// `from`: of the first byte of the text, which is the beginning of a record.
std::optional<QuotingFault> quoting_fault(std::string_view text, Place from,
                                          bool empty_lines_count);
std::string_view words(QuotingFault::Kind kind);

// The place of a byte of a text whose quoting is right.
Place place_of(std::string_view text, std::size_t byte, Place from, bool empty_lines_count);

}  // namespace assize::csv
