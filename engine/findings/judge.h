// From the ends of a figure to a status and a tier. Pure arithmetic on integers; both evaluators
// hand it what they counted.
//
// Source: design of the language, "Statuses of a finding"; wordings W3, W5, W6.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/findings/finding.h"

namespace assize {

// What one pass over the future found. `low` and `high` are the extreme values of the measure;
// `cases_*` bound the denominator.
struct Ends {
  End low, high;
  std::int64_t cases_low = 0, cases_high = 0;
  std::int64_t certain_breaches =
      0;  // records that are certainly not met (every case) or counted (no case)
  std::int64_t possible_breaches = 0;      // records that could be
  std::int64_t met_low = 0, met_high = 0;  // records that are met or counted: certainly, perhaps
};

struct Judged {
  Status status = Status::no_cases;
  std::string undecided_because;  // cannot tell: "no cases", "too few" or empty
  std::string tier;
  std::vector<std::string> possible_tiers;
};

// One pass: the target of the day, the tiers and the minimum against the ends. A missing target
// (nullopt) is Status::not_in_force.
Judged judge(const Ends& ends, const model::Standard& standard,
             const std::optional<model::Target>& target, const model::Ruleset& ruleset,
             Day target_day, bool no_minimum);

// What is made of the records that belong here for certain: those that could belong elsewhere are
// in none of it.
struct Placed {
  Figure numerator, denominator;
  bool bounded = true;  // false: a figure of some row has no upper end
  bool is_certain() const {
    return bounded && numerator.low == numerator.high && denominator.low == denominator.high;
  }
  bool operator==(const Placed&) const = default;
};

// Both passes (W3): `later` with every not-yet-due record able to take each outcome that it still
// could, `now` with them left out. `any_gap`: some record has more than one outcome now. Then, or
// where the first pass may have too few or no cases, too few or no cases in the second does not
// make not yet due: else a blank beside an open record would turn not met into it.
struct BothPasses {
  Ends later, now;
  Placed placed;
  bool any_not_yet_due = false;
  bool any_gap = false;
  bool period_over = true;
};
struct Verdict {
  Judged judged;
  std::optional<Status> so_far;
  // Met or not met whatever the records come to that are not yet due, though today's figure alone
  // says something else.
  bool whatever_comes = false;
};
Verdict judge(const BothPasses& passes, const model::Standard& standard,
              const std::optional<model::Target>& target, const model::Ruleset& ruleset,
              Day target_day, bool no_minimum);

// Of a standard without a target, where it is in force: *reported*, unless there are no cases or
// too few, or nothing bounds the figure. One that a record may still change is not yet due.
Verdict report(const BothPasses& passes, const model::Standard& standard, bool no_minimum);

// Compares a share n/d (d > 0) or a value with a target's scalar: -1, 0, 1. Exact:
// cross-multiplication in 128 bits.
int compare(const End& end, const Scalar& target, const model::Type& type);

// The target in force on a day (the parameter's value resolved), or nullopt. A local version that
// holds for the provider comes before the national target.
std::optional<std::pair<model::Index, Scalar>> target_on(
    const model::Standard& s, const model::Ruleset& r, Day day,
    const std::optional<std::string>& provider = std::nullopt);

}  // namespace assize
