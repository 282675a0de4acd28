#include "adapters/system/posix_rule/posix_rule.h"

#include <date/ptz.h>

#include <chrono>

namespace assize {

std::vector<OffsetSince> changes_of_posix_rule(const std::string& rule, std::int64_t from,
                                               std::int64_t until) {
  const Posix::time_zone zone(rule);
  std::vector<OffsetSince> changes;
  while (from < until) {
    const date::sys_info info = zone.get_info(date::sys_seconds(std::chrono::seconds(from)));
    changes.push_back({from, static_cast<std::int32_t>(info.offset.count())});
    const std::int64_t end = info.end.time_since_epoch().count();
    if (end <= from) break;
    from = end;
  }
  return changes;
}

}  // namespace assize
