// What a chart over time is made with. Nobody chooses a method after seeing the data: everything
// that can change a finding stands here, and each result carries it.
//
// Where the definitions come from, and how the tools of the field differ, is in
// docs/variation.md; presets.h names the combinations that published tools use.
#pragma once

#include <cstdint>

namespace assize::variation {

enum class Chart : std::uint8_t {
  xmr,      // individuals: a value a period; limits from the mean moving range
  mr,       // the moving ranges themselves
  run,      // the median and nothing else
  p,        // share of cases: binomial limits
  p_prime,  // the same, widened by what is left between periods (Laney)
  u,        // events for each unit of exposure: Poisson limits
  u_prime,
  c,  // counts of one and the same exposure: Poisson limits
  g,  // cases between events: geometric limits
  t,  // time between events, by way of its power 1/3.6
};
inline bool is_ratio(Chart c) {
  return c == Chart::p || c == Chart::p_prime || c == Chart::u || c == Chart::u_prime;
}
inline bool is_individuals(Chart c) { return c == Chart::xmr || c == Chart::t; }

enum class Better : std::uint8_t { neither, higher, lower };

// Two of three successive points far from the centre.
enum class TwoOfThree : std::uint8_t {
  // Two between 2 and 3 sigma, all three on one side; those two are marked (NHSRplotthedots).
  between,
  // Two beyond 2 sigma, all three on one side; those beyond are marked (Making Data Count 2023).
  beyond,
  // Two beyond 2 sigma on one side, the third not beyond on the other; those beyond are marked.
  uncancelled,
  // Two beyond 2 sigma on any side; all three are marked (Making Data Count, SQL tool of 2019).
  any_side,
};

// Special causes, one bit each.
enum Rule : std::uint8_t {
  kOutside = 1,  // beyond a limit
  kTrend = 2,    // rising or falling, point after point
  kTwoOfThree = 4,
  kRun = 8,           // on one side of the centre, point after point
  kMovingRange = 16,  // a step larger than 3.27 mean moving ranges
};

struct Settings {
  Chart chart = Chart::xmr;
  Better better = Better::neither;
  // Moving ranges of 3.267 mean ones or more are left out, once, and the mean is taken anew.
  bool screen = true;
  // 3-sigma limits of individuals in mean moving ranges: 2.66, or 3/1.128 unrounded.
  double individuals_factor = 2.66;
  int baseline = 0;       // limits from the first so many points of each segment; 0: from all
  double multiplier = 1;  // of ratios: 100 gives per cent, 1000 gives per thousand

  std::uint8_t rules = kOutside | kTrend | kTwoOfThree | kRun;
  int run_length = 7;                // points
  int trend_length = 7;              // points, that is one step fewer
  bool trend_without_first = false;  // the first point of a trend is not marked
  TwoOfThree two_of_three = TwoOfThree::between;
  // Which rule names a point that breaks several, first to last.
  Rule precedence[5] = {kOutside, kTrend, kTwoOfThree, kRun, kMovingRange};

  int minimum_points = 0;  // with fewer in a segment there are neither limits nor icons
  int few_points = 12;     // with fewer the limits are called provisional
  // A target that equals a limit is reached (or missed) consistently.
  bool target_on_limit_is_consistent = false;
  // A calendar period without a row: true breaks runs, trends and moving ranges as a missing value
  // does; false joins its neighbours.
  bool gaps_break = true;
};

}  // namespace assize::variation
