// England's bank holidays, compiled in from rulesets/common/bank_holidays_england.csv (origin:
// SOURCES.md beside it).
#pragma once

#include "dsl/base/calendar.h"

namespace assize {

// The text of the table: a heading, then one date a line. Made at configure time.
extern const char kBankHolidaysEngland[];

// Covers whole calendar years, from the year of the first date to that of the last.
// The version reads "bank holidays in England, 2013 to 2026".
const Holidays& bank_holidays_england();

}  // namespace assize
