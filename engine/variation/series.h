// A chart over time: from figures by period to centre, limits, special causes and icons.
//
// The figures are in the order of time, one a row; a row without a figure is a gap, never 0. A
// segment begins at the first row and at each row of `starts`; nothing is carried across. Results
// depend on nothing but what is given: no clock, no order of evaluation, no thread.
#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include "engine/variation/numbers.h"
#include "engine/variation/run_chart.h"
#include "engine/variation/settings.h"

namespace assize::variation {

struct Series {
  std::vector<double> value;          // numerators of p and u charts; kNone: a gap
  std::vector<double> denominator;    // of p and u charts; empty for others
  std::vector<std::size_t> starts;    // rows at which a new segment begins, ascending
  std::vector<std::size_t> left_out;  // rows that are shown and judged, and make no limits
  std::optional<double> target;       // that of the last point
  // The first and the last row that make the limits, in place of Settings::baseline.
  std::optional<std::pair<std::size_t, std::size_t>> baseline;
};

// The first and the last row from `first` to `last`, of what is in order. Where there is none, no
// row lies between them.
template <class When>
std::pair<std::size_t, std::size_t> rows_between(const std::vector<When>& rows, const When& first,
                                                 const When& last) {
  const auto from = std::lower_bound(rows.begin(), rows.end(), first);
  const auto end = std::upper_bound(rows.begin(), rows.end(), last);
  if (from >= end) return {1, 0};
  return {static_cast<std::size_t>(from - rows.begin()),
          static_cast<std::size_t>(end - rows.begin()) - 1};
}

// One of the rules, and which way it points: 1 up or high, -1 down or low, 0 not broken.
struct Broken {
  signed char outside = 0, trend = 0, two_of_three = 0, run = 0, moving_range = 0;
  bool any() const { return outside || trend || two_of_three || run || moving_range; }
};

enum class Reading : std::uint8_t {
  common_cause,
  improvement,
  concern,
  neutral_high,
  neutral_low,
};

struct Point {
  double value = kNone;
  double centre = kNone, lower = kNone, upper = kNone;  // 3 sigma
  double lower_2 = kNone, upper_2 = kNone;              // 2 sigma
  std::size_t segment = 0;
  bool makes_limits = false;
  Broken broken;
  std::uint8_t label = 0;  // the Rule that names it; 0: none
  int direction = 0;       // of that rule
  Reading reading = Reading::common_cause;
  bool gap() const { return is_none(value); }
};

struct Segment {
  std::size_t first = 0, end = 0;     // rows
  std::size_t points = 0, used = 0;   // with a figure; of them, those that make the limits
  double mean_range = kNone;          // of moving ranges, after screening (individuals)
  double sigma_z = kNone;             // of Laney's charts
  bool too_few = false, few = false;  // Settings::minimum_points, few_points
  RunAnalysis runs;
};

enum class Assurance : std::uint8_t {
  none,          // no target, no direction or no limits
  pass,          // the target will be met consistently
  fail,          // it will be missed consistently
  inconsistent,  // hit and miss
};

struct Charted {
  std::vector<Point> points;  // one a row
  std::vector<Segment> segments;
  std::optional<std::size_t> last;  // the last row with a figure
  bool judged = false;              // there are limits (or a median) at `last`
  Reading variation = Reading::common_cause;
  Assurance assurance = Assurance::none;
  std::size_t signals = 0;   // points that break a rule
  bool gaps_matter = false;  // a gap lies among the rows that make limits
};

Charted chart(const Series& series, const Settings& settings);

// Which way a signal points, for a measure of which higher (or lower) is better.
Reading reading_of(int direction, Better better);

// The one rule for both table and chart: a target against the limits of the last point.
Assurance assurance_of(double target, double lower, double upper, const Settings& settings);

}  // namespace assize::variation
