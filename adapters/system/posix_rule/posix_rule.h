// The changes of the clocks that a POSIX zone such as "GMT0BST,M3.5.0/1,M10.5.0" makes between two
// instants.
//
// A target of its own because <date/ptz.h>, which reads such zones, is not valid C++20 with GCC 12:
// this header and its source keep to C++17.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace assize {

// From this instant on (seconds since 1970-01-01T00:00Z) local time is UTC plus the offset.
struct OffsetSince {
  std::int64_t at;
  std::int32_t offset_seconds;
};

// The first is at `from`. Throws std::exception when the rule cannot be read.
std::vector<OffsetSince> changes_of_posix_rule(const std::string& rule, std::int64_t from,
                                               std::int64_t until);

}  // namespace assize
