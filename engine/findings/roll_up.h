// Roll-ups: what the findings of the standards that are mapped to an outcome domain or a priority
// area come to, by provider and period.
//
// Standards with no cases, too few, not yet due, not in force or not binding, and those that only
// report, are set aside and counted. Of the rest: met if all are, not met if any is not, else
// cannot tell. Statuses are never averaged. A standard that was not submitted, or whose return is
// unusable, is not set aside: nobody can tell. A standard that stands in two domains counts in
// each.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "dsl/base/period.h"
#include "dsl/model/ruleset.h"
#include "engine/findings/finding.h"

namespace assize {

struct RollUp {
  model::Index domain = model::kNone;   // into Ruleset::outcome_domains
  std::optional<std::string> provider;  // nullopt: findings that are not by provider
  Period period;  // as the standards are judged; findings of other periods are apart
  Status status =
      Status::no_cases;  // met, not met, cannot tell; no cases: nothing is left to judge
  std::int64_t met = 0, not_met = 0, cannot_tell = 0;  // findings that count
  std::int64_t no_cases = 0, too_few = 0, not_yet_due = 0, not_in_force = 0, not_applicable = 0,
               reported = 0;
};

// In the order of the domains in the ruleset, then provider by bytes, then period.
std::vector<RollUp> roll_up(const model::Ruleset& ruleset, const std::vector<Finding>& findings);

}  // namespace assize
