// Whether the last five figures of a series of years rise or fall.
//
// A straight line is fitted, each point weighed by how sure it is. The trend counts where the
// square of the slope over its error is above 9.5495 (0.2% by chance) and the slope keeps its sign
// when any one point is left out. Source: the recent trend of Fingertips, as its published results
// have it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/variation/intervals.h"

namespace assize::variation {

enum class Trend : std::uint8_t { cannot_be_calculated, no_change, increasing, decreasing };

struct TrendPoint {
  double value = kNone;
  Interval interval;  // of 95%
};
struct RecentTrend {
  Trend trend = Trend::cannot_be_calculated;
  double slope = kNone;      // a period
  double statistic = kNone;  // (slope / its error) squared
};

inline constexpr std::size_t kTrendPoints = 5;

// Points in order of time; the last five are used. Fewer, or one without a figure or an interval,
// cannot be calculated.
RecentTrend recent_trend(const std::vector<TrendPoint>& points);

// Of shares of cases, with Wilson's intervals, or of `events` for an exposure, with Byar's (exact
// below 10). A period without a figure has kNone.
RecentTrend recent_trend_of_shares(const std::vector<double>& cases, const std::vector<double>& of,
                                   bool events);

}  // namespace assize::variation
