// Today's date: the only clock of the program. Everything else is told the day, so that a run can
// be repeated.
#pragma once

#include <functional>

#include "dsl/base/calendar.h"

namespace assize {

// Where a default day comes from; tests pass `[] { return day; }`.
using Today = std::function<Day()>;

// The system's clock, read in a zone.
Day today_in(const ZoneTable& zone);

}  // namespace assize
