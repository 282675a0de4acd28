// What must hold of any figures: nothing hangs on the order of providers, on units of measurement,
// on what else is in the table, or on which thread looks.
#include <gtest/gtest.h>

#include <numeric>
#include <thread>

#include "engine/variation/multiplicity.h"
#include "tests/unit/engine/variation/figures.h"

namespace assize::variation {
namespace {

constexpr double kRounding = 1e-12;

bool near(double a, double b) {
  return same(a, b) || std::fabs(a - b) <= kRounding * std::max(std::fabs(a), std::fabs(b));
}

TEST(Properties, PermutingProvidersPermutesFindings) {
  for (const Measure measure : {Measure::proportion, Measure::rate, Measure::ratio}) {
    for (const Trim trim : {Trim::none, Trim::winsorise, Trim::truncate}) {
      FunnelSettings settings;
      settings.measure = measure;
      settings.trim = trim;
      settings.adjust = true;
      const std::vector<Unit> units = some_units(60, 7);
      std::vector<std::size_t> order(units.size());
      std::iota(order.begin(), order.end(), 0u);
      Random random(11);
      for (std::size_t i = order.size(); i > 1; --i)
        std::swap(order[i - 1], order[random.below(i)]);
      std::vector<Unit> shuffled;
      for (const std::size_t i : order) shuffled.push_back(units[i]);
      const Funnel a = funnel(units, settings), b = funnel(shuffled, settings);
      // Compensated sums: the same but for the last digit.
      EXPECT_TRUE(near(a.phi, b.phi) && near(a.tau2, b.tau2) && near(a.centre, b.centre));
      for (std::size_t i = 0; i < order.size(); ++i) {
        EXPECT_TRUE(near(a.of[order[i]].z, b.of[i].z));
        EXPECT_EQ(a.of[order[i]].level, b.of[i].level);
        EXPECT_EQ(a.of[order[i]].outside, b.of[i].outside);
      }
    }
  }
}

TEST(Properties, AFarAwayProviderChangesNoExactLimit) {
  FunnelSettings settings;
  settings.measure = Measure::ratio;
  settings.limits = LimitForm::exact;
  std::vector<Unit> units = some_units(30, 3);
  const Funnel before = funnel(units, settings);
  units.push_back({90'000, 10});
  const Funnel after = funnel(units, settings);
  for (std::size_t i = 0; i < before.of.size(); ++i) {
    for (std::size_t l = 0; l < settings.levels.size(); ++l) {
      EXPECT_EQ(before.of[i].used[l].lower, after.of[i].used[l].lower);
      EXPECT_EQ(before.of[i].used[l].upper, after.of[i].used[l].upper);
    }
    EXPECT_EQ(before.of[i].level, after.of[i].level);
  }
}

TEST(Properties, AUnitWithoutAFigureChangesNothing) {
  for (const bool adjust : {false, true}) {
    FunnelSettings settings;
    settings.adjust = adjust;
    std::vector<Unit> units = some_units(30, 5);
    const Funnel before = funnel(units, settings);
    units.insert(units.begin(), {Unit{kNone, 100}, Unit{5, 0}, Unit{6, 5}});
    const Funnel after = funnel(units, settings);
    EXPECT_EQ(before.phi, after.phi);
    EXPECT_FALSE(after.of[0].judged || after.of[1].judged || after.of[2].judged);
    for (std::size_t i = 0; i < before.of.size(); ++i)
      EXPECT_EQ(before.of[i].level, after.of[i + 3].level);
  }
}

Charted scaled(const std::vector<double>& values, double by, Chart kind) {
  Settings settings;
  settings.chart = kind;
  Series series;
  for (const double x : values) series.value.push_back(x * by);
  return chart(series, settings);
}

TEST(Properties, ScalingUnitsScalesLimits) {
  for (const Chart kind : {Chart::xmr, Chart::mr, Chart::run, Chart::t}) {
    for (const double by : {1e-6, 0.01, 3.0, 1e9}) {
      const std::vector<double> values = some_values(40, 9);
      const Charted a = scaled(values, 1, kind), b = scaled(values, by, kind);
      for (std::size_t i = 0; i < values.size(); ++i) {
        const Point &p = a.points[i], &q = b.points[i];
        const double close = 1e-9 * by * 100;
        EXPECT_TRUE(same(p.upper * by, q.upper) || std::fabs(p.upper * by - q.upper) < close);
        EXPECT_TRUE(same(p.lower * by, q.lower) || std::fabs(p.lower * by - q.lower) < close);
        EXPECT_NEAR(p.centre * by, q.centre, close);
        EXPECT_EQ(p.label, q.label) << by;
      }
    }
  }
}

// Per cent and shares, and a rate per thousand, are the same chart.
TEST(Properties, TheMultiplierScalesRatios) {
  for (const Chart kind : {Chart::p, Chart::p_prime, Chart::u, Chart::u_prime}) {
    Settings one, thousand;
    one.chart = thousand.chart = kind;
    thousand.multiplier = 1000;
    Series series;
    for (const Unit& u : some_units(30, 13)) {
      series.value.push_back(u.numerator);
      series.denominator.push_back(u.denominator);
    }
    const Charted a = chart(series, one), b = chart(series, thousand);
    for (std::size_t i = 0; i < a.points.size(); ++i) {
      EXPECT_TRUE(near(a.points[i].upper * 1000, b.points[i].upper));
      EXPECT_EQ(a.points[i].label, b.points[i].label);
    }
  }
}

// A mirror: what is high becomes low, and improvement concern.
TEST(Properties, NegatingValuesTurnsSignalsRound) {
  Settings settings;
  settings.better = Better::higher;
  Series up, down;
  for (std::size_t i = 0; i < 60; ++i) {
    const double x = some_values(60, 17)[i] + (i > 40 ? 12 : 0);
    up.value.push_back(x);
    down.value.push_back(-x);
  }
  const Charted a = chart(up, settings), b = chart(down, settings);
  EXPECT_GT(a.signals, 0u);
  for (std::size_t i = 0; i < a.points.size(); ++i) {
    EXPECT_EQ(a.points[i].label, b.points[i].label);
    EXPECT_EQ(a.points[i].direction, -b.points[i].direction);
    EXPECT_EQ(a.points[i].reading == Reading::improvement, b.points[i].reading == Reading::concern);
  }
}

// Segments know nothing of one another: each is the chart of its own rows.
TEST(Properties, ASegmentIsAChartOfItsOwn) {
  const Settings settings;
  Series whole;
  whole.value = some_values(50, 23);
  whole.starts = {20, 35};
  const Charted all = chart(whole, settings);
  ASSERT_EQ(all.segments.size(), 3u);
  for (const Segment& s : all.segments) {
    Series part;
    part.value.assign(whole.value.begin() + static_cast<long>(s.first),
                      whole.value.begin() + static_cast<long>(s.end));
    const Charted alone = chart(part, settings);
    for (std::size_t i = s.first; i < s.end; ++i) {
      EXPECT_EQ(all.points[i].upper, alone.points[i - s.first].upper);
      EXPECT_EQ(all.points[i].label, alone.points[i - s.first].label);
    }
  }
}

TEST(Properties, ThreadsChangeNothing) {
  const Settings settings;
  std::vector<Charted> alone(64), together(64);
  const auto one = [&](std::vector<Charted>& into, std::size_t i) {
    Series series;
    series.value = some_values(60, 100 + i);
    into[i] = chart(series, settings);
  };
  for (std::size_t i = 0; i < alone.size(); ++i) one(alone, i);
  std::vector<std::thread> threads;
  for (std::size_t t = 0; t < 4; ++t) {
    threads.emplace_back([&, t] {
      for (std::size_t i = t; i < together.size(); i += 4) one(together, i);
    });
  }
  for (std::thread& t : threads) t.join();
  for (std::size_t i = 0; i < alone.size(); ++i) {
    for (std::size_t k = 0; k < alone[i].points.size(); ++k) {
      EXPECT_EQ(alone[i].points[k].upper, together[i].points[k].upper);
      EXPECT_EQ(alone[i].points[k].label, together[i].points[k].label);
    }
  }
}

// Each correction is at least as strict as none, and keeps the order of p values.
TEST(Properties, AdjustedPValuesAreLargerAndInOrder) {
  Random random(31);
  std::vector<double> p;
  for (int i = 0; i < 50; ++i) p.push_back(std::pow(random.uniform(), 3));
  for (const Multiplicity m :
       {Multiplicity::bonferroni, Multiplicity::holm, Multiplicity::hochberg,
        Multiplicity::benjamini_hochberg, Multiplicity::benjamini_yekutieli}) {
    const std::vector<double> q = adjust_p(p, m);
    for (std::size_t i = 0; i < p.size(); ++i) {
      EXPECT_GE(q[i], p[i]);
      for (std::size_t k = 0; k < p.size(); ++k) {
        EXPECT_TRUE(p[i] >= p[k] || q[i] <= q[k]);
      }
    }
  }
}

}  // namespace
}  // namespace assize::variation
