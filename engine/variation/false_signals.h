// How many signals chance alone would give: whoever looks at 140 stable providers sees a few.
//
// Of a chart over time it is counted, not worked out: series of the same length of pure noise
// (normal, independent) are charted with the same settings, always the same ones, so that the
// figure is the same on every run. Of a funnel it is what its level says.
#pragma once

#include <cstddef>
#include <map>
#include <utility>
#include <vector>

#include "engine/variation/settings.h"

namespace assize::variation {

struct FalseChances {
  double last_point = 0;  // the last point breaks a rule: the icon
  double any_point = 0;   // some point of the series does
  double runs = 0;        // the analysis of runs gives a signal
};

// Remembers what it has counted: one for a report.
class FalseSignals {
 public:
  explicit FalseSignals(const Settings& settings) : settings_(settings) {}
  // `baseline`: limits from the first so many; 0: as the settings say.
  const FalseChances& of(std::size_t points, std::size_t baseline = 0);

 private:
  Settings settings_;
  std::map<std::pair<std::size_t, std::size_t>, FalseChances> known_;
};

}  // namespace assize::variation
