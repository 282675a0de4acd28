// From the rows of a table to what `assize vary` reports.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "adapters/cli/console.h"
#include "adapters/cli/plain_table.h"
#include "adapters/cli/vary_options.h"
#include "adapters/report/vary.h"

namespace assize::cli {

// The columns that the options name, and what they lack: empty where all is there.
std::vector<std::string> columns_of(const VaryOptions& o);
std::string lacking(const VaryOptions& o);

// Nothing where the rows make no chart: why is said on standard error. `doubtful`: a cell could not
// be read.
std::optional<report::TimeReport> report_over_time(const VaryOptions& o, const PlainTable& table,
                                                   const variation::Settings& settings,
                                                   const Console& console, bool& doubtful);
std::optional<report::FunnelReport> report_between(const VaryOptions& o, const PlainTable& table,
                                                   const variation::FunnelSettings& settings,
                                                   variation::Multiplicity multiplicity,
                                                   const Console& console, bool& doubtful);

// Values of columns as one name: joined by " / ".
std::string joined(const std::vector<std::string>& values);

}  // namespace assize::cli
