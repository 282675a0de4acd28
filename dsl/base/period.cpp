#include "dsl/base/period.h"

#include <algorithm>
#include <cstdlib>

namespace assize {
namespace {

constexpr std::string_view kWindowTo = "12 months to ";

std::string padded(int n, std::size_t width) {
  std::string digits = std::to_string(n);
  return std::string(width - std::min(width, digits.size()), '0') + digits;
}

// First day of a month counted on from year 0, kept inside the years that days can have.
Day first_of(std::int32_t months) {
  const auto day = day_of(months / 12, months % 12 + 1, 1);
  if (day) return *day;
  return months < 12 ? kFirstDay : kLastDay + 1;
}

// The months that a period takes, counted on from year 0: the first, and the first after it.
struct Months {
  std::int32_t first;
  std::int32_t end;
};
Months months_of(Period p) {
  switch (p.kind) {
    case PeriodKind::month:
      return {p.index, p.index + 1};
    case PeriodKind::quarter:
      return {p.index * 3, p.index * 3 + 3};
    case PeriodKind::financial_year:
      return {p.index * 12 + 3, p.index * 12 + 15};
    case PeriodKind::calendar_year:
      return {p.index * 12, p.index * 12 + 12};
    case PeriodKind::rolling_year:
      return {p.index - kWindowMonths + 1, p.index + 1};
    case PeriodKind::whole:
      break;
  }
  std::abort();  // our own bug: `whole` has no days
}

int digits(std::string_view text) {  // -1: something else
  int n = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return -1;
    n = n * 10 + (c - '0');
  }
  return n;
}

}  // namespace

Period period_of(PeriodKind kind, Day d) {
  const Civil c = civil_of(d);
  switch (kind) {
    case PeriodKind::whole:
      return {};
    case PeriodKind::month:
    case PeriodKind::rolling_year:
      return {kind, c.year * 12 + c.month - 1};
    case PeriodKind::quarter:
      return {kind, c.year * 4 + (c.month - 1) / 3};
    case PeriodKind::financial_year:
      return {kind, financial(d).first_year};
    case PeriodKind::calendar_year:
      return {kind, c.year};
  }
  std::abort();
}

DaySpan days_of(Period p) {
  const Months m = months_of(p);
  return {first_of(m.first), first_of(m.end) - 1};
}

std::string text(Period p) {
  switch (p.kind) {
    case PeriodKind::whole:
      return "";
    case PeriodKind::month:
      return padded(p.index / 12, 4) + '-' + padded(p.index % 12 + 1, 2);
    case PeriodKind::quarter:
      return padded(p.index / 4, 4) + " Q" + std::to_string(p.index % 4 + 1);
    case PeriodKind::financial_year:
      return financial_year_text(p.index);
    case PeriodKind::calendar_year:
      return padded(p.index, 4);
    case PeriodKind::rolling_year:
      return std::string(kWindowTo) + text({PeriodKind::month, p.index});
  }
  std::abort();
}

std::string in_words(Period p) {
  const auto month = [](int number) { return std::string(month_name(number)); };
  if (p.kind == PeriodKind::month) {
    return month(p.index % 12 + 1) + ' ' + std::to_string(p.index / 12);
  }
  if (p.kind == PeriodKind::quarter) {
    const int quarter = p.index % 4 + 1;
    return month(quarter * 3 - 2) + " to " + month(quarter * 3) + ' ' +
           std::to_string(p.index / 4) + " (quarter " + std::to_string(quarter) + ')';
  }
  if (p.kind == PeriodKind::rolling_year)
    return "the " + std::string(kWindowTo) + in_words({PeriodKind::month, p.index});
  return text(p);
}

std::optional<Period> parse_period(std::string_view text) {
  if (text.starts_with(kWindowTo)) {
    const auto month = parse_period(text.substr(kWindowTo.size()));
    if (!month || month->kind != PeriodKind::month) return std::nullopt;
    return Period{PeriodKind::rolling_year, month->index};
  }
  if (text.size() < 4) return std::nullopt;
  const int year = digits(text.substr(0, 4));
  if (year < 1) return std::nullopt;
  const std::string_view rest = text.substr(4);
  if (rest.empty()) return Period{PeriodKind::calendar_year, year};
  if (rest.size() != 3) return std::nullopt;
  if (rest[0] == ' ' && rest[1] == 'Q' && rest[2] >= '1' && rest[2] <= '4') {
    return Period{PeriodKind::quarter, year * 4 + (rest[2] - '1')};
  }
  const int number = digits(rest.substr(1));
  if (rest[0] == '-' && number >= 1 && number <= 12)
    return Period{PeriodKind::month, year * 12 + number - 1};
  if (rest[0] == '/' && number == (year + 1) % 100) return Period{PeriodKind::financial_year, year};
  return std::nullopt;
}

bool lies_inside(Period inner, Period outer) {
  if (outer.kind == PeriodKind::whole || inner == outer) return true;
  if (inner.kind == PeriodKind::whole) return false;
  const DaySpan x = days_of(inner), y = days_of(outer);
  return y.first <= x.first && x.last <= y.last;
}

}  // namespace assize
