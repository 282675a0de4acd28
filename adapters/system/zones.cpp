#include "adapters/system/zones.h"

#include <date/ptz.h>
#include <date/tz.h>

#include <exception>
#include <fstream>
#include <iterator>
#include <memory>
#include <optional>

namespace assize {
namespace {

constexpr const char* kZoneFiles = "/usr/share/zoneinfo/";

// The version is the first line of the database's own source, "# version 2025b", which the library does not read.
std::string database_version() {
  const std::string& known = date::get_tzdb().version;
  if (!known.empty() && known != "unknown") return known;
  std::ifstream source(std::string(kZoneFiles) + "tzdata.zi");
  std::string line;
  constexpr std::string_view kHeading = "# version ";
  if (std::getline(source, line) && line.compare(0, kHeading.size(), kHeading) == 0) return line.substr(kHeading.size());
  return "unknown";
}

// The rule for the time after the listed changes, which the library leaves out: the last line of the zone's file (RFC 8536,
// section 3.3), as a POSIX zone. The listed changes end in 2037.
std::optional<Posix::time_zone> rule_for_later(std::string_view name) {
  std::ifstream file(kZoneFiles + std::string(name), std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(file), {}};
  if (bytes.size() < 3 || bytes.back() != '\n') return std::nullopt;
  const std::size_t begin = bytes.rfind('\n', bytes.size() - 2);
  if (begin == std::string::npos) return std::nullopt;
  const std::string rule = bytes.substr(begin + 1, bytes.size() - begin - 2);
  if (rule.empty()) return std::nullopt;
  return Posix::time_zone(rule);
}

// Adds the changes of [from, until); `zone` is asked for the stretch that holds an instant.
template <class Zone>
date::sys_seconds add_changes(ZoneTable& table, const Zone& zone, date::sys_seconds from, date::sys_seconds until) {
  while (from < until) {
    const date::sys_info info = zone.get_info(from);
    const auto offset = static_cast<std::int32_t>(info.offset.count());
    if (table.changes.empty()) {
      table.changes.push_back({INT64_MIN, offset});
    } else if (table.changes.back().offset_seconds != offset) {
      table.changes.push_back({Millis{from.time_since_epoch().count()} * kSecond, offset});
    }
    if (info.end >= until || info.end <= from) return from;
    from = info.end;
  }
  return from;
}

}  // namespace

Result<ZoneTable, std::string> zone_table(std::string_view name) {
  using namespace date::literals;
  try {
    const date::time_zone* zone = date::locate_zone(std::string(name));
    ZoneTable table;
    table.name = name;
    table.version = database_version();
    const date::sys_seconds first = date::sys_days(1900_y / 1 / 1), end = date::sys_days(2101_y / 1 / 1);
    const date::sys_seconds listed = add_changes(table, *zone, first, end);
    if (const auto rule = rule_for_later(name)) add_changes(table, *rule, listed, end);
    return table;
  } catch (const std::exception&) {
    return "there is no time zone \"" + std::string(name) + "\" in the system's time-zone database";
  }
}

}  // namespace assize
