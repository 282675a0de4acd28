#include "engine/variation/recent_trend.h"

#include <cmath>

namespace assize::variation {

namespace {

constexpr double kTwiceZ = 3.92;                // an interval of 95% in standard errors
constexpr double kCritical = 9.54953570608324;  // chi-square of one degree at 0.998

struct Line {
  double slope, variance;
};

// The weighed line through the points but `without` (kTrendPoints: through all).
Line fit(const TrendPoint* points, std::size_t without) {
  const auto weight = [&](std::size_t i) {
    const double error = (points[i].interval.upper - points[i].interval.lower) / kTwiceZ;
    return 1 / (error * error);
  };
  Sum weights, mean_x, mean_y, spread, cross;
  for (std::size_t i = 0; i < kTrendPoints; ++i) {
    if (i == without) continue;
    weights.add(weight(i));
    mean_x.add(weight(i) * static_cast<double>(i));
    mean_y.add(weight(i) * points[i].value);
  }
  const double x0 = mean_x.total() / weights.total(), y0 = mean_y.total() / weights.total();
  for (std::size_t i = 0; i < kTrendPoints; ++i) {
    if (i == without) continue;
    const double x = static_cast<double>(i) - x0;
    spread.add(weight(i) * x * x);
    cross.add(weight(i) * x * (points[i].value - y0));
  }
  return {cross.total() / spread.total(), 1 / spread.total()};
}

}  // namespace

RecentTrend recent_trend(const std::vector<TrendPoint>& points) {
  RecentTrend out;
  if (points.size() < kTrendPoints) return out;
  const TrendPoint* last = points.data() + (points.size() - kTrendPoints);
  for (std::size_t i = 0; i < kTrendPoints; ++i) {
    const bool wide = last[i].interval.upper > last[i].interval.lower;
    if (is_none(last[i].value) || !wide) return out;
  }
  const Line all = fit(last, kTrendPoints);
  out.slope = all.slope;
  out.statistic = all.slope * all.slope / all.variance;
  out.trend = Trend::no_change;
  if (out.statistic <= kCritical) return out;
  for (std::size_t i = 0; i < kTrendPoints; ++i) {
    if (fit(last, i).slope * all.slope <= 0) return out;
  }
  out.trend = all.slope > 0 ? Trend::increasing : Trend::decreasing;
  return out;
}

RecentTrend recent_trend_of_shares(const std::vector<double>& cases, const std::vector<double>& of,
                                   bool events) {
  constexpr double kLevel = 0.95;
  std::vector<TrendPoint> points;
  for (std::size_t i = 0; i < cases.size(); ++i) {
    if (is_none(cases[i]) || !(of[i] > 0)) {
      points.emplace_back();
    } else if (events) {
      const Interval e = byar_or_exact(cases[i], kLevel);
      points.push_back({cases[i] / of[i], {e.lower / of[i], e.upper / of[i]}});
    } else {
      points.push_back({cases[i] / of[i], wilson(cases[i], of[i], kLevel)});
    }
  }
  return recent_trend(points);
}

}  // namespace assize::variation
