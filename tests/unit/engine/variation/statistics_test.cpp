// Statistics that no oracle has, each worked out beside it.
#include <gtest/gtest.h>

#include "engine/variation/benchmark.h"
#include "engine/variation/distributions.h"
#include "engine/variation/inequality.h"
#include "engine/variation/intervals.h"
#include "engine/variation/mover.h"
#include "engine/variation/quantiles.h"
#include "engine/variation/recent_trend.h"
#include "engine/variation/standardised.h"
#include "tests/unit/engine/variation/figures.h"

namespace assize::variation {
namespace {

TEST(Distributions, WhatCannotBeIsNone) {
  EXPECT_TRUE(is_none(normal_quantile(0)));
  EXPECT_TRUE(is_none(normal_quantile(1)));
  EXPECT_TRUE(is_none(chi_squared_quantile(0.5, 0)));
  EXPECT_TRUE(is_none(exact_poisson_point(0, 0.5)));
}

// F(r - 1) <= p < F(r), and the point lies between r - 1 and r.
TEST(Funnel, ExactPointsLieBetweenTheirCounts) {
  for (const double mean : {0.3, 2.0, 17.5, 300.0, 40'000.0}) {
    for (const double p : {0.001, 0.025, 0.5, 0.975, 0.999}) {
      const double at = exact_poisson_point(mean, p), r = std::floor(at) + 1;
      EXPECT_GT(poisson_cdf(r, mean), p);
      EXPECT_LE(poisson_cdf(r - 1, mean), p * (1 + 1e-12));
    }
  }
}

// Where nobody had an event, nobody differs.
TEST(Funnel, NoEventsAnywhere) {
  const Funnel f = funnel({{0, 10}, {0, 500}}, {});
  for (const UnitResult& r : f.of) EXPECT_EQ(r.level, -1);
}

TEST(Funnel, OneUnitHasNoOverdispersion) {
  FunnelSettings s;
  s.adjust = true;
  const Funnel f = funnel({{5, 10}}, s);
  EXPECT_TRUE(is_none(f.tau2));
  EXPECT_FALSE(f.adjusted);
  EXPECT_TRUE(f.of[0].judged);
}

// 7 of 34 and 1 of 34, a trial of doses of epinephrine: the intervals that M. W. Fagerland, S.
// Lydersen and P. Laake give in Statistical Analysis of Contingency Tables, 2017, chapter 4.
Estimate share_of(double cases, double of) { return weighed_share({{cases, of, 1}}, 0.95); }
TEST(Intervals, AsInTheBookOfContingencyTables) {
  const ShareRatio score = share_ratio(7, 34, 1, 34, 0.95);
  EXPECT_NEAR(score.ratio, 7, 1e-12);
  EXPECT_NEAR(score.interval.lower, 1.2209, 5e-5);
  EXPECT_NEAR(score.interval.upper, 42.5757, 5e-5);
  const Estimate mover = ratio(share_of(7, 34), share_of(1, 34));
  EXPECT_NEAR(mover.interval.lower, 1.1537, 5e-5);
  EXPECT_NEAR(mover.interval.upper, 41.9763, 5e-5);
  const Difference hybrid = difference(share_of(7, 34), share_of(1, 34));
  EXPECT_NEAR(hybrid.difference, 0.1765, 5e-5);
  EXPECT_NEAR(hybrid.interval.lower, 0.0189, 5e-5);
  EXPECT_NEAR(hybrid.interval.upper, 0.3404, 5e-5);
}

// What is turned round is turned over: the ratio of the second to the first.
TEST(Intervals, RatiosAtTheirEdges) {
  for (const auto& [a, b] : {std::pair{7.0, 1.0}, {34.0, 20.0}, {34.0, 34.0}}) {
    const ShareRatio there = share_ratio(a, 34, b, 34, 0.95),
                     back = share_ratio(b, 34, a, 34, 0.95);
    EXPECT_NEAR(there.interval.lower * back.interval.upper, 1, 1e-9);
    const Estimate x = ratio(share_of(a, 34), share_of(b, 34));
    const Estimate y = ratio(share_of(b, 34), share_of(a, 34));
    EXPECT_NEAR(x.interval.lower * y.interval.upper, 1, 1e-9);
  }
  const ShareRatio none = share_ratio(0, 30, 4, 30, 0.95);
  EXPECT_EQ(none.interval.lower, 0);
  EXPECT_GT(none.interval.upper, 0);
  EXPECT_LT(none.interval.upper, 2);
  EXPECT_TRUE(std::isinf(share_ratio(4, 30, 0, 30, 0.95).interval.upper));
  EXPECT_TRUE(is_none(share_ratio(0, 30, 0, 30, 0.95).ratio));
  EXPECT_TRUE(std::isinf(ratio(share_of(4, 30), share_of(0, 30)).value));
  EXPECT_GT(ratio(share_of(4, 30), share_of(0, 30)).interval.lower, 0);
}

// Both ends rise with the first share and fall with the second: what is said of both extremes of a
// figure that is not certain is said of all between.
TEST(Intervals, OfADifferenceMoveOneWay) {
  for (const auto& [n1, n2] : {std::pair{1, 40}, {7, 3}, {25, 25}, {120, 12}}) {
    for (const double level : {0.5, 0.95, 0.998}) {
      for (int x1 = 0; x1 <= n1; ++x1) {
        for (int x2 = 0; x2 <= n2; ++x2) {
          const Interval here = newcombe(x1, n1, x2, n2, level).interval;
          const auto rises = [&](const Interval& to) {
            EXPECT_LE(here.lower, to.lower + 1e-12);
            EXPECT_LE(here.upper, to.upper + 1e-12);
          };
          if (x1 < n1) rises(newcombe(x1 + 1, n1, x2, n2, level).interval);
          if (x2 > 0) rises(newcombe(x1, n1, x2 - 1, n2, level).interval);
        }
      }
    }
  }
}

// Two strata of 1,000 and 3,000: 0.25 x 0.9 + 0.75 x 0.5. The distances of Wilson's ends are
// weighed, squared and added.
TEST(Intervals, OfWeighedShares) {
  const Interval young = wilson(90, 100, 0.95), old = wilson(450, 900, 0.95);
  const Estimate got = weighed_share({{90, 100, 1000}, {450, 900, 3000}}, 0.95);
  EXPECT_NEAR(got.value, 0.6, 1e-12);
  EXPECT_NEAR(got.interval.lower,
              0.6 - std::hypot(0.25 * (0.9 - young.lower), 0.75 * (0.5 - old.lower)), 1e-12);
  EXPECT_NEAR(got.interval.upper,
              0.6 + std::hypot(0.25 * (young.upper - 0.9), 0.75 * (old.upper - 0.5)), 1e-12);
  EXPECT_TRUE(is_none(weighed_share({{90, 100, 1}, {0, 0, 1}}, 0.95).value));
}

// Five years of 100 cases each: the points are the shares with Wilson's intervals, and the line
// through 50, 55, 60, 70 and 80 rises. A year without a figure cannot be passed over.
TEST(RecentTrend, OfShares) {
  const std::vector<double> cases{50, 55, 60, 70, 80}, of(5, 100);
  std::vector<TrendPoint> points;
  for (const double x : cases) points.push_back({x / 100, wilson(x, 100, 0.95)});
  const RecentTrend got = recent_trend_of_shares(cases, of, false);
  EXPECT_EQ(got.trend, Trend::increasing);
  EXPECT_NEAR(got.statistic, recent_trend(points).statistic, 1e-12);
  EXPECT_EQ(recent_trend_of_shares({50, 55, kNone, 70, 80}, of, false).trend,
            Trend::cannot_be_calculated);
  EXPECT_EQ(recent_trend_of_shares({50, 51, 49, 50, 51}, of, true).trend, Trend::no_change);
}

// Values on a line: y = 10 + 20 x at the middles 0.1, 0.3 ... of equal groups. The slope index is
// 20 and the relative index 30 / 10; with no error the intervals are the figures.
TEST(Inequality, OfAStraightLine) {
  std::vector<Group> groups;
  for (int i = 0; i < 5; ++i) groups.push_back({100, 10 + 20 * (0.1 + 0.2 * i), 0});
  const Inequality got = slope_of_inequality(groups);
  EXPECT_NEAR(got.slope, 20, 1e-12);
  EXPECT_NEAR(got.relative, 3, 1e-12);
  EXPECT_NEAR(got.slope_interval.lower, 20, 1e-9);
  EXPECT_NEAR(got.relative_interval.upper, 3, 1e-9);
  InequalitySettings turned;
  turned.multiplier = -1;
  EXPECT_NEAR(slope_of_inequality(groups, turned).slope, -20, 1e-12);
  EXPECT_NEAR(slope_of_inequality(groups, turned).relative, 1.0 / 3, 1e-12);
}

// log y = 1 + 2 x: ends e and e^3, their difference and their ratio e^2.
TEST(Inequality, OfALineOfLogarithms) {
  std::vector<Group> groups;
  for (int i = 0; i < 5; ++i) groups.push_back({100, std::exp(1 + 2 * (0.1 + 0.2 * i)), 0.01});
  InequalitySettings s;
  s.line = s.errors = On::logarithms;
  const Inequality got = slope_of_inequality(groups, s);
  EXPECT_NEAR(got.slope, std::exp(3) - std::exp(1), 1e-9);
  EXPECT_NEAR(got.relative, std::exp(2), 1e-9);
  // The error of the slope on the logarithms: 0.01 x sqrt(sum c^2), c = (x - 0.5) / sum (x -
  // 0.5)^2, sum (x - 0.5)^2 = 0.4, so sum c^2 = 1 / 0.4 and the error 0.01 x sqrt(2.5).
  const double half = 1.959963984540054 * 0.01 * std::sqrt(2.5);
  EXPECT_NEAR(got.relative_interval.upper, std::exp(2 + half), 1e-6);
}

// A line from 10 to 20 through five equal groups with independent errors of 1. Each end is a
// weighed sum of the groups: 0.2 -/+ 0.5 c, c = (x - 0.5) / 0.4. Fieller's bounds are the roots of
// (near^2 - z^2 vn) r^2 - 2 (near far - z^2 cov) r + (far^2 - z^2 vf) = 0.
TEST(Inequality, RelativeIntervalIsFiellers) {
  std::vector<Group> groups;
  for (int i = 0; i < 5; ++i) groups.push_back({1, 10 + 10 * (0.1 + 0.2 * i), 1});
  double vn = 0, vf = 0, cov = 0;
  for (int i = 0; i < 5; ++i) {
    const double x = 0.1 + 0.2 * i, c = (x - 0.5) / 0.4;
    const double n = 0.2 - c * 0.5, f = 0.2 + c * 0.5;
    vn += n * n, vf += f * f, cov += n * f;
  }
  const double z2 = 1.959963984540054 * 1.959963984540054;
  const double a = 100 - z2 * vn, b = 200 - z2 * cov, c = 400 - z2 * vf;
  const double root = std::sqrt(b * b - a * c);
  const Inequality got = slope_of_inequality(groups);
  EXPECT_NEAR(got.relative_interval.lower, (b - root) / a, 1e-9);
  EXPECT_NEAR(got.relative_interval.upper, (b + root) / a, 1e-9);
}

TEST(Standardised, AnUnknownBandLeavesTheRateUnknown) {
  std::vector<AgeBand> bands = {{10, 1000, 1}, {kNone, 1000, 1}};
  EXPECT_TRUE(is_none(direct_rate(bands, 0.95).rate));
  EXPECT_DOUBLE_EQ(direct_rate(bands, 0.95, MissingEvents::none).rate, 0.005);
}

TEST(Standardised, TheEuropeanStandardHas100000People) {
  double people = 0;
  for (const double n : kEuropeanStandard2013) people += n;
  EXPECT_EQ(kEuropeanStandard2013.size(), 19u);
  EXPECT_EQ(people, 100'000);
}

TEST(Benchmark, AnIntervalThatTouchesIsSimilar) {
  EXPECT_EQ(compare({10, 12}, 12, Better::higher), Comparison::similar);
  EXPECT_EQ(compare({10, 12}, 13, Better::higher), Comparison::worse);
  EXPECT_EQ(compare({10, 12}, 9, Better::higher), Comparison::better);
  EXPECT_EQ(compare({10, 12}, 9, Better::neither), Comparison::higher);
  EXPECT_EQ(compare({kNone, 12}, 9, Better::higher), Comparison::not_compared);
}

TEST(RecentTrend, NeedsFivePointsWithIntervals) {
  std::vector<TrendPoint> points;
  for (int i = 0; i < 4; ++i) points.push_back({double(i), {i - 0.1, i + 0.1}});
  EXPECT_EQ(recent_trend(points).trend, Trend::cannot_be_calculated);
  points.push_back({4, {3.9, 4.1}});
  EXPECT_EQ(recent_trend(points).trend, Trend::increasing);
  EXPECT_NEAR(recent_trend(points).slope, 1, 1e-12);
  points.back().interval = {};
  EXPECT_EQ(recent_trend(points).trend, Trend::cannot_be_calculated);
}

// One far point makes the slope; without it there is none.
TEST(RecentTrend, MustNotHangOnOnePoint) {
  std::vector<TrendPoint> points;
  for (const double x : {5.0, 5.0, 5.0, 5.0, 9.0}) points.push_back({x, {x - 0.1, x + 0.1}});
  EXPECT_EQ(recent_trend(points).trend, Trend::no_change);
}

TEST(Quantiles, Medians) {
  EXPECT_EQ(median({3, 1, 2}), 2);
  EXPECT_EQ(median({4, 1, 2, 3}), 2.5);
  EXPECT_TRUE(is_none(median({kNone})));
}

TEST(Quantiles, FewerAreasThanGroupsHaveNone) {
  const auto groups = assign_groups({1, 2, 3}, 5, false);
  for (const auto& g : groups) EXPECT_FALSE(g.has_value());
}

}  // namespace
}  // namespace assize::variation
