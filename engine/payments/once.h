// One person's outcome is paid once in a stretch of time, whoever pays.
//
// In the order of dates (equal ones by key) a claim repeats if it is within the window of the last
// one that was payable. What is not certain is followed both ways: a claim is payable, or a repeat,
// only where it is so in each of them. A claim that names nobody could be anybody's: it is no
// person's repeat, and what lies within the window after it is shaken.
//
// Source: docs/language/meaning.md, "Payments".
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "dsl/base/calendar.h"
#include "engine/payments/line.h"

namespace assize {

struct OnceClaim {
  std::optional<std::string> person;  // nullopt: not known
  std::optional<Day> day;             // nullopt: not known
  bool certain = true;  // false: perhaps there is no such outcome, or it is somebody else's
  std::string key;      // orders equal days
};
struct OnceVerdict {
  Repeat repeat = Repeat::none;
  std::size_t of = 0;  // proven: the claim that was paid for, where it is one
  bool of_known = false;
  bool shaken = false;  // a claim that names nobody may have been paid for this person before it
};

// By claim, in the order given.
std::vector<OnceVerdict> pay_once(const std::vector<OnceClaim>& claims, CalendarDuration window);

}  // namespace assize
