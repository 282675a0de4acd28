#include "dsl/base/calendar.h"

#include <algorithm>
#include <array>

namespace assize {
namespace {

constexpr std::int64_t floor_divide(std::int64_t a, std::int64_t b) {
  return a / b - (a % b < 0 ? 1 : 0);
}

bool is_leap(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

// days_from_civil of Hinnant's paper; any month from 1 to 12 and any day.
Day days_from_civil(int year, int month, int day) {
  const int y = month <= 2 ? year - 1 : year;
  const int era = (y >= 0 ? y : y - 399) / 400;
  const int year_of_era = y - era * 400;
  const int day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
  const int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + day_of_era - 719468;
}

// The number of `width` digits at `at`, or -1. Bounds are the caller's.
int digits_at(std::string_view text, std::size_t at, int width) {
  int n = 0;
  for (int i = 0; i < width; ++i) {
    const auto digit = static_cast<unsigned>(text[at + i] - '0');
    if (digit > 9) return -1;
    n = n * 10 + static_cast<int>(digit);
  }
  return n;
}

std::optional<Day> parse_whole_date(std::string_view text) {  // ten characters
  if (text[4] != '-' || text[7] != '-') return std::nullopt;
  return day_of(digits_at(text, 0, 4), digits_at(text, 5, 2), digits_at(text, 8, 2));
}

void append_digits(std::string& out, int n, int width) {
  char buffer[4];
  for (int i = width - 1; i >= 0; --i, n /= 10) buffer[i] = static_cast<char>('0' + n % 10);
  out.append(buffer, width);
}

// The day on which a birthday falls in a year.
Day birthday(const Civil& born, int year, bool on_28_february) {
  if (born.month == 2 && born.day == 29 && !is_leap(year)) {
    return on_28_february ? days_from_civil(year, 2, 28) : days_from_civil(year, 3, 1);
  }
  return days_from_civil(year, born.month, born.day);
}

std::size_t segment_at(const ZoneTable& z, Millis instant) {
  const auto next = std::upper_bound(z.changes.begin() + 1, z.changes.end(), instant,
                                     [](Millis m, const ZoneTable::Change& c) { return m < c.at; });
  return next - z.changes.begin() - 1;
}

Millis offset_millis(const ZoneTable& z, std::size_t segment) {
  return z.changes[segment].offset_seconds * kSecond;
}

// Monday to Friday, days d with d <= day, counted from a Monday far enough back.
std::int64_t weekdays_up_to(Day day) {
  const std::int64_t since_monday = static_cast<std::int64_t>(day) + 3;  // 1969-12-29 was a Monday
  const std::int64_t weeks = floor_divide(since_monday, 7);
  return weeks * 5 + std::min<std::int64_t>(since_monday - weeks * 7 + 1, 5);
}

}  // namespace

int last_day_of_month(int year, int month) {
  static constexpr int kLast[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap(year) ? 29 : kLast[month - 1];
}

std::optional<Day> day_of(int year, int month, int day) {
  if (year < 1 || year > 9999 || month < 1 || month > 12) return std::nullopt;
  if (day < 1 || (day > 28 && day > last_day_of_month(year, month))) return std::nullopt;
  return days_from_civil(year, month, day);
}

// civil_from_days of Hinnant's paper.
Civil civil_of(Day d) {
  const std::int64_t z = static_cast<std::int64_t>(d) + 719468;
  const std::int64_t era = floor_divide(z, 146097);
  const int day_of_era = static_cast<int>(z - era * 146097);
  const int year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int shifted = (5 * day_of_year + 2) / 153;
  const int day = day_of_year - (153 * shifted + 2) / 5 + 1;
  const int month = shifted < 10 ? shifted + 3 : shifted - 9;
  return {static_cast<int>(era * 400) + year_of_era + (month <= 2 ? 1 : 0), month, day};
}

int weekday(Day d) {
  const std::int64_t since_monday = static_cast<std::int64_t>(d) + 3;
  return static_cast<int>(since_monday - floor_divide(since_monday, 7) * 7) + 1;
}

std::optional<Day> plus(Day d, CalendarDuration c) {
  if (d < kFirstDay || d > kLastDay) return std::nullopt;
  std::int64_t day = d;
  if (c.months != 0) {
    const Civil from = civil_of(d);
    const std::int64_t months = from.year * 12LL + from.month - 1 + c.months;
    const std::int64_t year = floor_divide(months, 12);
    if (year < 1 || year > 9999) return std::nullopt;
    const int y = static_cast<int>(year), m = static_cast<int>(months - year * 12) + 1;
    day = days_from_civil(y, m, std::min(from.day, last_day_of_month(y, m)));
  }
  day += c.days;
  if (day < kFirstDay || day > kLastDay) return std::nullopt;
  return static_cast<Day>(day);
}

std::optional<DaySpan> parse_date(std::string_view text) {
  if (text.size() == 10) {
    const auto day = parse_whole_date(text);
    if (!day) return std::nullopt;
    return DaySpan{*day, *day};
  }
  if (text.size() != 7 && text.size() != 4) return std::nullopt;
  const int year = digits_at(text, 0, 4);
  int first_month = 1, last_month = 12;
  if (text.size() == 7) {
    if (text[4] != '-') return std::nullopt;
    first_month = last_month = digits_at(text, 5, 2);
  }
  const auto first = day_of(year, first_month, 1);
  if (!first) return std::nullopt;
  return DaySpan{*first, days_from_civil(year, last_month, last_day_of_month(year, last_month))};
}

std::string date_text(Day d) {
  const Civil c = civil_of(d);
  std::string out;
  append_digits(out, c.year, 4);
  out += '-';
  append_digits(out, c.month, 2);
  out += '-';
  append_digits(out, c.day, 2);
  return out;
}

std::string_view month_name(int month) {
  static constexpr std::array<std::string_view, 12> kNames = {
      "January", "February", "March",     "April",   "May",      "June",
      "July",    "August",   "September", "October", "November", "December"};
  return kNames[month - 1];
}

std::string date_in_words(Day d) {
  const Civil c = civil_of(d);
  return std::to_string(c.day) + ' ' + std::string(month_name(c.month)) + ' ' +
         std::to_string(c.year);
}

std::string date_in_words(DaySpan d) {
  if (d.first == d.last) return date_in_words(d.first);
  const Civil first = civil_of(d.first), last = civil_of(d.last);
  const std::string year = std::to_string(first.year);
  return first.month == last.month ? std::string(month_name(first.month)) + ' ' + year : year;
}

std::optional<WrittenTime> parse_time(std::string_view text) {
  if (text.size() < 5 || text[2] != ':') return std::nullopt;
  const int hour = digits_at(text, 0, 2), minute = digits_at(text, 3, 2);
  int second = 0, millis = 0;
  std::size_t i = 5;
  if (text.size() >= 8 && text[5] == ':') {
    second = digits_at(text, 6, 2);
    i = 8;
    if (text.size() >= 12 && text[8] == '.') {
      millis = digits_at(text, 9, 3);
      i = 12;
    }
  }
  if (hour < 0 || minute < 0 || minute > 59 || second < 0 || second > 59 || millis < 0)
    return std::nullopt;
  if (hour > 23 && (hour > 24 || minute != 0 || second != 0 || millis != 0)) return std::nullopt;
  WrittenTime t{hour * kHour + minute * kMinute + second * kSecond + millis, std::nullopt};
  if (i == text.size()) return t;
  if (text[i] == 'Z' && i + 1 == text.size()) {
    t.offset_minutes = 0;
    return t;
  }
  if ((text[i] != '+' && text[i] != '-') || text.size() != i + 6 || text[i + 3] != ':')
    return std::nullopt;
  const int hours = digits_at(text, i + 1, 2), minutes = digits_at(text, i + 4, 2);
  if (hours < 0 || minutes < 0 || minutes > 59 || hours * 60 + minutes > 14 * 60)
    return std::nullopt;
  t.offset_minutes = (text[i] == '-' ? -1 : 1) * (hours * 60 + minutes);
  return t;
}

std::optional<WrittenTime> parse_date_time(std::string_view text) {
  if (text.size() < 16 || (text[10] != 'T' && text[10] != ' ')) return std::nullopt;
  const auto day = parse_whole_date(text.substr(0, 10));
  if (!day) return std::nullopt;
  auto time = parse_time(text.substr(11));
  if (!time) return std::nullopt;
  if (*day == kLastDay && time->wall == kDayMillis) return std::nullopt;  // the year 10000
  time->wall += *day * kDayMillis;
  return time;
}

std::string wall_text(Millis wall) {
  const std::int64_t day = floor_divide(wall, kDayMillis);
  const Millis rest = wall - day * kDayMillis;
  std::string out = date_text(static_cast<Day>(day));
  out += 'T';
  append_digits(out, static_cast<int>(rest / kHour), 2);
  out += ':';
  append_digits(out, static_cast<int>(rest / kMinute % 60), 2);
  if (rest % kMinute == 0) return out;
  out += ':';
  append_digits(out, static_cast<int>(rest / kSecond % 60), 2);
  if (rest % kSecond == 0) return out;
  out += '.';
  append_digits(out, static_cast<int>(rest % kSecond), 3);
  return out;
}

std::int32_t offset_at(const ZoneTable& z, Millis instant) {
  return z.changes[segment_at(z, instant)].offset_seconds;
}

Millis wall_of(const ZoneTable& z, Millis instant) {
  return instant == kNever ? kNever : instant + offset_at(z, instant) * kSecond;
}

Instants instants_of(const ZoneTable& z, Millis wall) {
  if (wall == kNever) return {1, kNever, kNever};
  Instants found{0, 0, 0};
  // No offset is a whole day or more, so the instant lies within a day of the wall clock read as
  // UTC.
  const std::size_t last = segment_at(z, wall + kDayMillis);
  for (std::size_t i = segment_at(z, wall - kDayMillis); i <= last; ++i) {
    const Millis instant = wall - offset_millis(z, i);
    const bool begun = i == 0 || instant >= z.changes[i].at;
    const bool over = i + 1 < z.changes.size() && instant >= z.changes[i + 1].at;
    if (!begun || over) continue;
    if (found.count == 0) found.first = instant;
    found.second = instant;
    ++found.count;
  }
  return found;
}

Day local_day(const ZoneTable& z, Millis instant) {
  if (instant == kNever) return kNeverDay;
  return static_cast<Day>(floor_divide(wall_of(z, instant), kDayMillis));
}

Millis end_of_day(const ZoneTable& z, Day d) {
  if (d == kNeverDay) return kNever;
  const Millis midnight = (static_cast<Millis>(d) + 1) * kDayMillis;
  const Instants at_midnight = instants_of(z, midnight);
  if (at_midnight.count > 0) return at_midnight.first;
  // Midnight falls into a gap: the day ends with the change of the clocks.
  std::size_t i = segment_at(z, midnight - kDayMillis) + 1;
  while (midnight - offset_millis(z, i) >= z.changes[i].at) ++i;
  return z.changes[i].at;
}

std::int64_t whole_months(Day from, Day to, bool by_day_number) {
  if (to < from) return -whole_months(to, from, by_day_number);
  const Civil a = civil_of(from), b = civil_of(to);
  const std::int64_t months = (b.year - a.year) * 12LL + b.month - a.month;
  const int due = by_day_number ? a.day : std::min(a.day, last_day_of_month(b.year, b.month));
  return b.day < due ? months - 1 : months;
}

std::optional<std::int64_t> age(Day born, Day on, bool birthday_on_28_february) {
  if (on < born) return std::nullopt;
  const Civil birth = civil_of(born);
  const int year = civil_of(on).year;
  const int years = year - birth.year;
  return on < birthday(birth, year, birthday_on_28_february) ? years - 1 : years;
}

bool is_working_day(const Holidays& h, Day d) {
  return weekday(d) <= 5 && !std::binary_search(h.days.begin(), h.days.end(), d);
}

std::optional<std::int64_t> working_days(const Holidays& h, Day from, Day to) {
  if (from == to) return 0;
  if (to < from) {
    const auto back = working_days(h, to, from);
    return back ? std::optional(-*back) : std::nullopt;
  }
  if (from < h.first - 1 || to > h.last) return std::nullopt;
  const auto begin = std::upper_bound(h.days.begin(), h.days.end(), from);
  const auto end = std::upper_bound(begin, h.days.end(), to);
  const auto holidays = std::count_if(begin, end, [](Day d) { return weekday(d) <= 5; });
  return weekdays_up_to(to) - weekdays_up_to(from) - holidays;
}

std::optional<Day> plus_working_days(const Holidays& h, Day from, std::int64_t n) {
  const Day step = n < 0 ? -1 : 1;
  Day d = from;
  while (n != 0) {
    if (step > 0 ? d < h.first - 1 || d >= h.last : d <= h.first || d > h.last + 1)
      return std::nullopt;
    d += step;
    if (is_working_day(h, d)) n -= step;
  }
  return d;
}

// The week of a day is the week of its Thursday (ISO 8601).
IsoWeek iso_week(Day d) {
  const int day = weekday(d);
  const Day thursday = d - day + 4;
  const int year = civil_of(thursday).year;
  return {year, (thursday - days_from_civil(year, 1, 1)) / 7 + 1, day};
}

FinancialDate financial(Day d) {
  const Civil c = civil_of(d);
  const int month = c.month >= 4 ? c.month - 3 : c.month + 9;
  return {c.month >= 4 ? c.year : c.year - 1, (month - 1) / 3 + 1, month};
}

std::string financial_year_text(int first_year) {
  std::string out;
  append_digits(out, first_year, 4);
  out += '/';
  append_digits(out, (first_year + 1) % 100, 2);
  return out;
}

}  // namespace assize
