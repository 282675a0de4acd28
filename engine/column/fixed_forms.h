// Dates and times in their commonest forms, eight bytes at a time: 2022-03-01 and 10:00:30. They
// read exactly what parse_date and parse_time of dsl/base/calendar.h read; the tests compare them.
// Source of the digit arithmetic: D. Lemire, "Quickly parsing eight digits", 2018.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <optional>

#include "dsl/base/calendar.h"

namespace assize {

// The eight bytes at `p`, the first in the lowest.
inline std::uint64_t eight_bytes(const char* p) {
  std::uint64_t n;
  std::memcpy(&n, p, sizeof n);
  if constexpr (std::endian::native == std::endian::big) n = __builtin_bswap64(n);
  return n;
}

// Takes the digits of `form` ('0' where a digit stands) off `n`; false where a byte is not a digit
// or not the form's own. `digits` has 0xFF where a digit stands.
inline bool take_form(std::uint64_t& n, std::uint64_t form, std::uint64_t digits) {
  n ^= form;  // '0' to '9' differ from '0' in the low four bits only
  const bool all_small =
      ((n + 0x7676767676767676u) & 0x8080808080808080u) == 0 && (n & 0x8080808080808080u) == 0;
  return all_small && (n & ~digits) == 0;
}

// Of ten bytes: a whole date, or -1 where parse_date has none. Days are shifted by kFirstDay, so
// that they are not negative.
inline std::int32_t whole_date_from_first(const char* ten) {
  std::uint64_t n = eight_bytes(ten);  // YYYY-MM-
  if (!take_form(n, 0x2D30302D30303030u, 0x00FFFF00FFFFFFFFu)) return -1;
  const auto tens = static_cast<unsigned>(ten[8] - '0'), ones = static_cast<unsigned>(ten[9] - '0');
  if (tens > 9 || ones > 9) return -1;
  const auto digit = [n](int i) { return static_cast<int>(n >> (8 * i) & 0xF); };
  const int year = digit(0) * 1000 + digit(1) * 100 + digit(2) * 10 + digit(3);
  const auto day = day_of(year, digit(5) * 10 + digit(6), static_cast<int>(tens * 10 + ones));
  return day ? *day - kFirstDay : -1;
}

// Of eight bytes: HH:MM:SS in milliseconds since midnight; -1 for anything else, 24:00:00 included.
inline Millis clock_with_seconds(const char* eight) {
  std::uint64_t n = eight_bytes(eight);
  if (!take_form(n, 0x30303A30303A3030u, 0xFFFF00FFFF00FFFFu)) return -1;
  const auto digit = [n](int i) { return static_cast<Millis>(n >> (8 * i) & 0xF); };
  const Millis hours = digit(0) * 10 + digit(1), minutes = digit(3) * 10 + digit(4),
               seconds = digit(6) * 10 + digit(7);
  if (hours > 23 || minutes > 59 || seconds > 59) return -1;
  return hours * kHour + minutes * kMinute + seconds * kSecond;
}

// Of five bytes that follow three others of one cell: HH:MM, likewise. `at` is the first of the
// eight.
inline Millis clock_without_seconds(const char* at) {
  std::uint64_t n = eight_bytes(at) >> 24;
  if (!take_form(n, 0x30303A3030u, 0xFFFF00FFFFu)) return -1;
  const auto digit = [n](int i) { return static_cast<Millis>(n >> (8 * i) & 0xF); };
  const Millis hours = digit(0) * 10 + digit(1), minutes = digit(3) * 10 + digit(4);
  if (hours > 23 || minutes > 59) return -1;
  return hours * kHour + minutes * kMinute;
}

}  // namespace assize
