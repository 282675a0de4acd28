// The gap between the best and the worst off, from all groups between: slope and relative index of
// inequality.
//
// Groups stand in order, from the most to the least deprived or the other way round; a line is
// fitted to their values against where each group's middle lies in the population, weighed by its
// share. The slope index is the line's far end less its near end; the relative index the far end
// over the near end. Source of the indices: J. P. Mackenbach and A. E. Kunst, Social Science and
// Medicine 44, 1997.
//
// Intervals are closed forms, where PHEindicatormethods draws 100,000 lines: an end of the line is
// a weighed sum of the groups' values, so its percentiles follow from their cumulants (E. A.
// Cornish and R. A. Fisher, 1938); those of the relative index are where far - r x near has its
// percentile at 0, which for plain errors is E. C. Fieller's theorem (1954).
#pragma once

#include <cstdint>
#include <vector>

#include "engine/variation/intervals.h"

namespace assize::variation {

// Where something is normal, or straight.
enum class On : std::uint8_t {
  values,
  logarithms,  // of rates
  logits,      // of proportions
};

struct Group {
  double population = 0;  // over 0
  double value = kNone;
  double error = kNone;  // standard error, on the scale that `errors` says; kNone: no interval
};

struct Inequality {
  double slope = kNone, relative = kNone;
  Interval slope_interval, relative_interval;
};

struct InequalitySettings {
  double level = 0.95;
  On errors = On::values;
  On line = On::values;   // what is fitted; other than values, the ends are carried back
  double multiplier = 1;  // of the slope; below 0 turns the direction round, and the ratio over
};

inline constexpr std::size_t kLeastGroups = 5, kMostGroups = 100;

// Fewer or more groups than that, or one without a value, give nothing. With a line on another
// scale the interval of the slope index is by the delta method.
Inequality slope_of_inequality(const std::vector<Group>& groups,
                               const InequalitySettings& settings = {});

// A standard error from an interval: its width on that scale over twice the normal quantile.
double error_of(Interval interval, double level, On scale = On::values);

}  // namespace assize::variation
