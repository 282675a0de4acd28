// Edges of charts over time, each worked out beside it.
#include <gtest/gtest.h>

#include <iterator>

#include "dsl/model/variation_names.h"
#include "engine/variation/false_signals.h"
#include "engine/variation/presets.h"
#include "tests/unit/engine/variation/figures.h"

namespace assize::variation {
namespace {

Charted charted(std::vector<double> values, Settings settings = {}) {
  Series series;
  series.value = std::move(values);
  return chart(series, settings);
}

TEST(Numbers, ASumDoesNotLoseItsSmallTerms) {
  Sum sum;
  for (const double x : {1.0, 1e100, 1.0, -1e100}) sum.add(x);
  EXPECT_EQ(sum.total(), 2);
}

TEST(Numbers, EqualButForRoundingIsEqual) {
  EXPECT_EQ(side(0.1 + 0.2, 0.3), 0);
  EXPECT_EQ(side(0.3 + 1e-9, 0.3), 1);
  EXPECT_EQ(side(5e-17, 0), 1);
  EXPECT_EQ(side(5e-17, 0, 1), 0);  // what is left of figures of the size of 1
  EXPECT_EQ(side(kNone, 0), 0);
}

TEST(Series, OnePointMakesNoLimits) {
  const Charted c = charted({5});
  EXPECT_TRUE(is_none(c.points[0].upper));
  EXPECT_FALSE(c.judged);
  EXPECT_EQ(c.assurance, Assurance::none);
}

TEST(Series, WithoutAFigureNothingIsSaid) {
  const Charted c = charted({kNone, kNone});
  EXPECT_FALSE(c.last.has_value());
  EXPECT_FALSE(c.judged);
}

// Moving ranges 2, 2, 2: the mean is 2, limits 11 -/+ 5.32. A gap takes both of its ranges away.
TEST(Series, AGapIsNeverZero) {
  const Charted whole = charted({10, 12, 10, 12});
  EXPECT_DOUBLE_EQ(whole.points[0].upper, 11 + 2.66 * 2);
  const Charted gap = charted({10, 12, kNone, 10, 12});
  EXPECT_DOUBLE_EQ(gap.points[0].upper, 11 + 2.66 * 2);
  EXPECT_TRUE(gap.points[2].gap());
  EXPECT_TRUE(gap.gaps_matter);
  EXPECT_FALSE(whole.gaps_matter);
}

// Eight values above the mean, one of them missing: no seven in a row.
TEST(Series, AGapBreaksARun) {
  const auto values = [](double fourth) {
    return std::vector<double>{5, 6, 5, fourth, 6, 5, 6, 5, -5, -6, -5, -6, -5, -6, -5, -6};
  };
  Settings only_runs;
  only_runs.rules = kRun;
  EXPECT_GE(charted(values(6), only_runs).signals, 8u);
  for (std::size_t i = 0; i < 8; ++i)
    EXPECT_EQ(charted(values(kNone), only_runs).points[i].broken.run, 0);
}

// A rise below the mean is an improvement where higher is better: the trend points, not the side.
TEST(Series, TheDirectionOfATrendDecides) {
  std::vector<double> values = {20, 22, 20, 22, 20, 22, 20, 22, 20, 22, 20, 22};
  for (int i = 0; i < 7; ++i) values.push_back(1 + i);
  Settings only_trends;
  only_trends.rules = kTrend;
  only_trends.better = Better::higher;
  const Charted c = charted(values, only_trends);
  EXPECT_LT(c.points.back().value, c.points.back().centre);
  EXPECT_EQ(c.points.back().reading, Reading::improvement);
  only_trends.better = Better::lower;
  EXPECT_EQ(charted(values, only_trends).points.back().reading, Reading::concern);
  only_trends.better = Better::neither;
  EXPECT_EQ(charted(values, only_trends).points.back().reading, Reading::neutral_high);
}

// Up to a peak and down again, seven points each way: the peak belongs to what follows.
TEST(Series, APeakTakesTheLaterTrend) {
  Settings only_trends;
  only_trends.rules = kTrend;
  const Charted c = charted({1, 2, 3, 4, 5, 6, 7, 6, 5, 4, 3, 2, 1}, only_trends);
  EXPECT_EQ(c.points[5].broken.trend, 1);
  EXPECT_EQ(c.points[6].broken.trend, -1);
}

TEST(Assurance, ByTheSideOfTheLimits) {
  Settings s;
  s.better = Better::higher;
  EXPECT_EQ(assurance_of(95, 80, 90, s), Assurance::fail);
  EXPECT_EQ(assurance_of(70, 80, 90, s), Assurance::pass);
  EXPECT_EQ(assurance_of(85, 80, 90, s), Assurance::inconsistent);
  EXPECT_EQ(assurance_of(90, 80, 90, s), Assurance::inconsistent);
  s.target_on_limit_is_consistent = true;
  EXPECT_EQ(assurance_of(90, 80, 90, s), Assurance::fail);
  EXPECT_EQ(assurance_of(80, 80, 90, s), Assurance::pass);
  EXPECT_EQ(assurance_of(85, 85, 85, s), Assurance::inconsistent);
  s.better = Better::lower;
  EXPECT_EQ(assurance_of(95, 80, 90, s), Assurance::pass);
  s.better = Better::neither;
  EXPECT_EQ(assurance_of(95, 80, 90, s), Assurance::none);
}

// What a ruleset may name is what there are settings for.
TEST(Presets, OfRulesets) {
  for (const std::string_view chart : model::kVariationCharts) {
    EXPECT_TRUE(settings_for(chart, "")) << chart;
    for (const std::string_view preset : model::kPresetsOverTime)
      EXPECT_TRUE(settings_for(chart, preset)) << chart << " " << preset;
  }
  EXPECT_FALSE(settings_for("pie", ""));
  EXPECT_FALSE(settings_for("xmr", "shmi"));
  std::size_t named = 0;
  for (const std::string_view preset : model::kPresetsBetween) {
    FunnelSettings s;
    EXPECT_TRUE(apply_preset(preset, s)) << preset;
    ++named;
  }
  EXPECT_EQ(named + std::size(model::kPresetsOverTime), std::size(kPresets));
}

TEST(Presets, ThirteenPointsForMakingDataCount) {
  Settings s;
  ASSERT_TRUE(apply_preset("mdc-excel-2023", s));
  EXPECT_FALSE(charted(some_values(12, 1), s).judged);
  EXPECT_TRUE(charted(some_values(13, 1), s).judged);
  for (const Preset& p : kPresets) {
    Settings over_time;
    FunnelSettings between;
    EXPECT_EQ(apply_preset(p.name, over_time), p.over_time) << p.name;
    EXPECT_EQ(apply_preset(p.name, between), p.between) << p.name;
  }
}

// Six rising points after one that is higher: the SQL tool marks the last five of them.
TEST(Presets, TheSqlToolLeavesTheFirstPointOfATrend) {
  Settings s;
  ASSERT_TRUE(apply_preset("mdc-sql-2019", s));
  s.rules = kTrend;
  const Charted c = charted({9, 1, 2, 3, 4, 5, 6, 2}, s);
  EXPECT_EQ(c.signals, 5u);
  EXPECT_EQ(c.points[1].broken.trend, 0);
  EXPECT_EQ(c.points[2].broken.trend, 1);
}

// Of stable series of 24 points the rules of NHSRplotthedots mark the last one in 1.7% and some
// point in 19%: 6,000 series of each, by another program. Its standard errors are 0.2 and 0.5
// points, ours as many again.
TEST(FalseSignals, AsManyAsAnotherSimulationGives) {
  FalseSignals usual((Settings()));
  EXPECT_NEAR(usual.of(24).last_point, 0.017, 0.006);
  EXPECT_NEAR(usual.of(24).any_point, 0.19, 0.02);
  EXPECT_NEAR(usual.of(13).any_point, 0.08, 0.015);
  EXPECT_NEAR(usual.of(36).any_point, 0.30, 0.025);
  EXPECT_EQ(usual.of(24).any_point, FalseSignals(Settings()).of(24).any_point);
}

// Known limits of 3 sigma: P(|Z| > 3) = 0.0027.
TEST(FalseSignals, OfKnownSpread) {
  Settings s;
  s.chart = Chart::p;
  s.rules = kOutside;
  EXPECT_NEAR(FalseSignals(s).of(30).last_point, 0.0027, 0.0025);
}

}  // namespace
}  // namespace assize::variation
