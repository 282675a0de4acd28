// A period that findings are given for: a month, a quarter, a financial or calendar year, or a
// window of twelve months, of which one ends with every month.
//
// Written "2022-03", "2022 Q1" (calendar quarter), "2021/22" (1 April to 31 March), "2022",
// "12 months to 2022-03". Ordered by kind, then time.
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

#include "dsl/base/calendar.h"

namespace assize {

enum class PeriodKind : std::uint8_t {
  whole,
  month,
  quarter,
  financial_year,
  calendar_year,
  rolling_year,  // a day lies in twelve of them
};
inline constexpr std::int32_t kWindowMonths = 12;

// The kind of which a day lies in one: of windows the month, by whose number they go.
constexpr PeriodKind step_of(PeriodKind kind) {
  return kind == PeriodKind::rolling_year ? PeriodKind::month : kind;
}

struct Period {
  PeriodKind kind = PeriodKind::whole;  // whole: everything in the return, where a standard is
                                        // judged per no period
  std::int32_t index = 0;  // month: year*12+month-1; quarter: year*4+q-1; years: the (first) year;
                           // a window: that of its last month
  auto operator<=>(const Period&) const = default;
};

Period period_of(PeriodKind kind, Day d);  // of windows the one that ends with its month
DaySpan days_of(Period p);                 // not for `whole`
std::string text(Period p);                // "2022-03"; empty for `whole`
// "March 2022", "January to March 2022 (quarter 1)", "2021/22", "the 12 months to March 2022".
std::string in_words(Period p);
std::optional<Period> parse_period(std::string_view text);

// Is every day of one a day of the other? `whole` holds every period.
bool lies_inside(Period inner, Period outer);

}  // namespace assize
