// Days, clocks and durations. Proleptic Gregorian calendar; years 1 to 9999; no leap seconds (POSIX
// time).
//
// Day numbers count from 1970-01-01. Times are whole milliseconds: of an instant since
// 1970-01-01T00:00Z, or, for a wall clock without a zone, since 1970-01-01T00:00 as written.
// Elapsed durations (milliseconds) and calendar durations (months and days) are different types and
// do not mix. Algorithms of days and civil dates: H. Hinnant, "chrono-compatible low-level date
// algorithms".
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assize {

using Day = std::int32_t;     // days since 1970-01-01
using Millis = std::int64_t;  // milliseconds since 1970-01-01T00:00
inline constexpr Millis kSecond = 1000, kMinute = 60 * kSecond, kHour = 60 * kMinute,
                        kDayMillis = 24 * kHour;
inline constexpr Day kFirstDay = -719162;  // 0001-01-01
inline constexpr Day kLastDay = 2932896;   // 9999-12-31
// A time that never comes: an event that did not happen. It satisfies no comparison.
inline constexpr Millis kNever = INT64_MAX;
inline constexpr Day kNeverDay = INT32_MAX;

struct Civil {
  int year;
  int month;
  int day;
};
std::optional<Day> day_of(int year, int month, int day);  // nullopt: no such day
Civil civil_of(Day d);
int last_day_of_month(int year, int month);
int weekday(Day d);  // 1 Monday ... 7 Sunday

// A calendar duration: whole months and whole days, both of one sign or zero.
struct CalendarDuration {
  std::int32_t months = 0;
  std::int32_t days = 0;
  constexpr bool operator==(const CalendarDuration&) const = default;
};
// Month ends clamp: 31 January + 1 month = 28 or 29 February. Months first, then days. nullopt
// beyond the years 1 to 9999.
std::optional<Day> plus(Day d, CalendarDuration c);

// A stretch of days or of milliseconds that a written date or time stands for, both ends included.
struct DaySpan {
  Day first;
  Day last;
};
struct MillisSpan {
  Millis first;
  Millis last;
};
// "2022-03-01", "2022-03", "2022": the days that it can be. Exactly these forms; nullopt for
// anything else or no such day.
std::optional<DaySpan> parse_date(std::string_view text);
std::string date_text(Day d);            // "2022-03-01"
std::string_view month_name(int month);  // of 1 to 12
std::string date_in_words(Day d);        // "1 March 2022"
std::string date_in_words(DaySpan d);    // of what parse_date reads: or "March 2022", or "2022"
// What follows a date and `T` (or a blank): a wall clock and, if written, an offset in minutes.
// "10:00", "10:00:30", "10:00:30.250", with "Z", "+01:00"; "24:00" is the end of the day. A date
// alone is not a time.
struct WrittenTime {
  Millis wall;  // of parse_time: since midnight; of parse_date_time: since 1970-01-01T00:00, as
                // written
  std::optional<int> offset_minutes;  // of Z or +hh:mm
};
// Strict widths; hours to 23, seconds to 59, three digits of milliseconds, an offset of at most 14
// hours. nullopt for anything else.
std::optional<WrittenTime> parse_time(std::string_view text);
// "2022-03-01T10:00" and so on: a whole date, `T` or one blank, and a time as above.
std::optional<WrittenTime> parse_date_time(std::string_view text);
std::string wall_text(
    Millis wall);  // "2022-03-01T10:00", with seconds and milliseconds only where they are not zero

// The offsets of one zone as a table, made once (by adapters/system, from the zone database): the
// engine needs no database.
struct ZoneTable {
  std::string name;     // "Europe/London"
  std::string version;  // of the zone database, "2024a"
  struct Change {
    Millis at;
    std::int32_t offset_seconds;
  };                            // from this instant on
  std::vector<Change> changes;  // ascending; the first is at INT64_MIN
};
// All of these take kNever to kNever (kNeverDay).
std::int32_t offset_at(const ZoneTable& z, Millis instant);
Millis wall_of(const ZoneTable& z, Millis instant);
// The instants that a wall clock can be: none in the spring gap, two in the autumn overlap (earlier
// first).
struct Instants {
  int count;
  Millis first;
  Millis second;
};
Instants instants_of(const ZoneTable& z, Millis wall);
Day local_day(const ZoneTable& z, Millis instant);
// The instant at which the local day ends (the first instant of the next day).
Millis end_of_day(const ZoneTable& z, Day d);

// --- counting between days; `to` may be before `from`: the same count the other way round,
// negative --- Whole months: `by_day_number` compares day numbers (31 January to 28 February is 0);
// otherwise the largest n with from + n months, clamped, not after to (31 January to 28 February is
// 1).
std::int64_t whole_months(Day from, Day to, bool by_day_number);
// Completed years; a birthday on 29 February falls on 1 March in a common year, or on 28 February
// where asked. nullopt before birth.
std::optional<std::int64_t> age(Day born, Day on, bool birthday_on_28_february);

struct Holidays {
  std::string version;      // "gov.uk england-and-wales, 2013 to 2027"
  Day first = 0, last = 0;  // the years that the list covers; a count that leaves them is unknown
  std::vector<Day> days;    // ascending
};
bool is_working_day(const Holidays& h, Day d);  // Monday to Friday less the list
// Working days d with from < d <= to (negative the other way round); nullopt where the list does
// not cover the stretch.
std::optional<std::int64_t> working_days(const Holidays& h, Day from, Day to);
// The n-th working day after (before, for n < 0) a day; n = 0 is the day itself.
std::optional<Day> plus_working_days(const Holidays& h, Day from, std::int64_t n);

struct IsoWeek {
  int year;
  int week;
  int weekday;
};
IsoWeek iso_week(Day d);
// Financial year 1 April to 31 March, named by its first calendar year; quarter 1 is April to June;
// month 1 is April.
struct FinancialDate {
  int first_year;
  int quarter;
  int month;
};
FinancialDate financial(Day d);
std::string financial_year_text(int first_year);  // "2021/22"

}  // namespace assize
