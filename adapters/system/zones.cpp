#include "adapters/system/zones.h"

#include <date/tz.h>

#include <exception>
#include <fstream>
#include <iterator>

#include "adapters/system/posix_rule/posix_rule.h"

namespace assize {
namespace {

constexpr const char* kZoneFiles = "/usr/share/zoneinfo/";

// The version is the first line of the database's own source, "# version 2025b", which the library
// does not read.
std::string database_version() {
  const std::string& known = date::get_tzdb().version;
  if (!known.empty() && known != "unknown") return known;
  std::ifstream source(std::string(kZoneFiles) + "tzdata.zi");
  std::string line;
  constexpr std::string_view kHeading = "# version ";
  if (std::getline(source, line) && line.compare(0, kHeading.size(), kHeading) == 0)
    return line.substr(kHeading.size());
  return "unknown";
}

// The rule for the time after the listed changes, which end in 2037 and beyond which the library
// does not look: the last line of the zone's file, as a POSIX zone (RFC 8536, section 3.3). Empty:
// none.
std::string rule_for_later(const std::string& name) {
  std::ifstream file(kZoneFiles + name, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(file), {}};
  if (bytes.size() < 3 || bytes.back() != '\n') return "";
  const std::size_t begin = bytes.rfind('\n', bytes.size() - 2);
  return begin == std::string::npos ? "" : bytes.substr(begin + 1, bytes.size() - begin - 2);
}

void add_change(ZoneTable& table, std::int64_t at_seconds, std::int64_t offset_seconds) {
  const auto offset = static_cast<std::int32_t>(offset_seconds);
  if (table.changes.empty()) {
    table.changes.push_back({INT64_MIN, offset});
  } else if (table.changes.back().offset_seconds != offset) {
    table.changes.push_back({at_seconds * kSecond, offset});
  }
}

}  // namespace

Result<ZoneTable, std::string> zone_table(std::string_view written_name) {
  using namespace date::literals;
  const std::string name(written_name);
  try {
    const date::time_zone* zone = date::locate_zone(name);
    ZoneTable table{name, database_version(), {}};
    const date::sys_seconds end = date::sys_days(2101_y / 1 / 1);
    date::sys_seconds at = date::sys_days(1900_y / 1 / 1);
    for (;;) {
      const date::sys_info info = zone->get_info(at);
      add_change(table, at.time_since_epoch().count(), info.offset.count());
      if (info.end >= end || info.end <= at) break;
      at = info.end;
    }
    if (const std::string rule = rule_for_later(name); !rule.empty()) {
      const std::int64_t listed = at.time_since_epoch().count();
      for (const OffsetSince& c :
           changes_of_posix_rule(rule, listed, end.time_since_epoch().count())) {
        add_change(table, c.at, c.offset_seconds);
      }
    }
    return table;
  } catch (const std::exception&) {
    return "there is no time zone \"" + name + "\" in the system's time-zone database";
  }
}

}  // namespace assize
