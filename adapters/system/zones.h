// Zones of the system's time-zone database as tables of offsets, from 1900 to 2100.
#pragma once

#include <string>
#include <string_view>

#include "dsl/base/calendar.h"
#include "dsl/base/result.h"

namespace assize {

// The table of a zone by its name ("Europe/London"), with the version of the database ("2025b").
// Before 1900 the first offset holds on, after 2100 the last. Errors: no such zone, or no database;
// in words for the author of a rule.
Result<ZoneTable, std::string> zone_table(std::string_view name);

}  // namespace assize
