// How a date or time is written where it is not written as 2022-03-01T10:00: `written as
// "DD/MM/YYYY"`, `as date written "DD MMM YYYY"`.
//
// A layout is read from left to right; nothing is guessed and no width varies. Its words:
//   YYYY or CCYY, MM (01 to 12), MMM (Jan to Dec, in any case of letters), DD, HH (00 to 23), mm,
//   ss, fff (thousandths) or ffffff (millionths), zone (Z, +01:00, +0100 or +01)
// Every other character, and whatever stands in [square brackets], stands for itself.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dsl/base/calendar.h"

namespace assize {

struct Layout {
  enum class Word : std::uint8_t {
    year,
    month,
    month_name,
    day,
    hour,
    minute,
    second,
    fraction,
    zone,
    literal
  };
  struct Piece {
    Word word = Word::literal;
    std::string text;  // of `literal`; of `fraction` the word itself
    bool operator==(const Piece&) const = default;
  };
  std::string written;  // as the author wrote it
  std::vector<Piece> pieces;

  bool has(Word word) const;
  bool operator==(const Layout& o) const { return written == o.written; }
};

// nullopt: it is none, and `why` says what is missing or twice there ("it has a minute and no
// hour"). A layout has a year; a day only with a month; a clock only with a day, from the hour on
// without a gap; a zone only with a clock.
std::optional<Layout> parse_layout(std::string_view written, std::string& why);

// The days that a text is, of a layout without a clock: of one without a day, the whole month.
// nullopt: it is not written so, or there is no such day.
std::optional<DaySpan> read_date(const Layout& layout, std::string_view text);

// The time that a text is, of a layout with a clock, since 1970-01-01T00:00 as written. 24:00 is
// the end of the day. nullopt: it is not written so, there is no such time, or it is finer than a
// millisecond.
std::optional<WrittenTime> read_date_time(const Layout& layout, std::string_view text);

}  // namespace assize
