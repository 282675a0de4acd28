#include "adapters/system/holidays.h"

#include <algorithm>
#include <string_view>

namespace assize {
namespace {

Holidays read_table(std::string_view table) {
  Holidays h;
  while (!table.empty()) {
    const std::string_view line = table.substr(0, table.find('\n'));
    table.remove_prefix(std::min(line.size() + 1, table.size()));
    if (const auto date = parse_date(line); date && date->first == date->last)
      h.days.push_back(date->first);
  }
  std::sort(h.days.begin(), h.days.end());
  if (h.days.empty()) return h;
  const int first_year = civil_of(h.days.front()).year, last_year = civil_of(h.days.back()).year;
  h.first = *day_of(first_year, 1, 1);
  h.last = *day_of(last_year, 12, 31);
  h.version = "bank holidays in England, " + std::to_string(first_year) + " to " +
              std::to_string(last_year);
  return h;
}

}  // namespace

const Holidays& bank_holidays_england() {
  static const Holidays holidays = read_table(kBankHolidaysEngland);
  return holidays;
}

}  // namespace assize
