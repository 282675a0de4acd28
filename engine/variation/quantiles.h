// Medians, quantiles of values, and areas put into fifths or tenths.
#pragma once

#include <optional>
#include <vector>

namespace assize::variation {

// The value below which a share `p` (0 to 1) of the others lies, interpolated: type 7 of R. J.
// Hyndman and Y. Fan, The American Statistician 50, 1996. Gaps are left out; kNone without values.
double quantile(std::vector<double> values, double p);
double median(std::vector<double> values);

// The group, from 1 to `groups`, that each value falls into: the lowest values in 1, or the highest
// where `highest_first`. Ties share the lowest rank; a gap has no group, and with fewer values than
// groups nothing has. Source: rank r of n gives floor((q + 1) - ceiling((n + 1 - r) / (n / q))), at
// least 1 (Office for Health Improvement and Disparities, technical guide: assigning quantiles).
std::vector<std::optional<int>> assign_groups(const std::vector<double>& values, int groups,
                                              bool highest_first);

}  // namespace assize::variation
