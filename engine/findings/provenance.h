// Where the findings of a run come from: enough to say, years later, what was judged by what.
//
// No clock is in it: the same ruleset, inputs, options and engine give the same provenance, and so
// the same run id and the same bytes of every output.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace assize {

struct Provenance {
  std::string run_id;  // a fingerprint of all that follows and of the inputs' hashes, hexadecimal
  std::string ruleset, ruleset_version, ruleset_hash;
  std::string engine_version;
  std::string zone_version;     // of the time-zone database; empty where no zone was used
  std::string holiday_version;  // of the list of bank holidays
  std::string as_at;            // the cut-off day, ISO 8601
  std::vector<std::pair<std::string, std::string>> options;  // that can change a finding, by name
};

}  // namespace assize
