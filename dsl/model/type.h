// The types of the language. Two values combine only where the checker found their types to agree;
// nothing is coerced.
#pragma once

#include <cstdint>
#include <string>

namespace assize::model {

enum class Kind : std::uint8_t {
  yes_no,     // Scalar: bool
  number,     // Decimal; see Unit
  text,       // std::string, UTF-8
  code,       // CodeIndex into Ruleset::code_lists[list]
  date,       // DayValue
  date_time,  // MillisValue: an instant, shown in Ruleset::zones[zone]
  wall_time,  // MillisValue: a clock as written, in no zone; never mixed with date_time
  elapsed,    // MillisValue: minutes, hours ... on the clock that ticks
  calendar,   // CalendarDuration: days, weeks, months, years
  list,       // ListValue of `element`; only in `assize eval`
  nothing,    // the type of a bare `unknown`: fits everywhere
};

enum class Unit : std::uint8_t {
  none,
  percent,  // 95% is the number 95 here and the share 95/100 where a share is compared
  points,   // a difference of shares; does not compare with percent
  pounds,
};

struct Type {
  Kind kind = Kind::nothing;
  Unit unit = Unit::none;
  std::uint32_t list = 0;  // code: which list
  std::uint32_t zone = 0;  // date_time: which zone it is shown and counted in
  Kind element = Kind::nothing;
  bool operator==(const Type&) const = default;
};

// "a date", "a code in REQUEST_STATUS", "minutes or hours": for messages. `list_name` is used by
// codes only.
std::string in_words(const Type& t, const std::string& list_name = {});

}  // namespace assize::model
