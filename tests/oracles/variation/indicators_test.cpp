// Indicator values, funnels, quantiles, trends and benchmarks as PHEindicatormethods and Fingertips
// publish them. The part from Fingertips is in the tree; that from the package's own tests is under
// another licence and is read from beside it ($ASSIZE_CORPORA, by default ../shared).
#include "engine/variation/benchmark.h"
#include "engine/variation/funnel.h"
#include "engine/variation/intervals.h"
#include "engine/variation/quantiles.h"
#include "engine/variation/recent_trend.h"
#include "engine/variation/standardised.h"
#include "tests/oracles/variation/oracle.h"

namespace assize::variation {
namespace {

// The ends are lower_95 and so on, or lower and upper at the level that the input names.
void ends(const json& in, const json& out, double times, Interval (*of)(const json&, double)) {
  const std::pair<double, std::string> both[] = {{0.95, "_95"}, {0.998, "_99_8"}, {0, ""}};
  for (const auto& [level, suffix] : both) {
    if (!out.contains("lower" + suffix)) continue;
    const Interval got = of(in, level > 0 ? level : number(in["confidence"]));
    EXPECT_TRUE(close(got.lower * times, number(out["lower" + suffix]))) << suffix;
    EXPECT_TRUE(close(got.upper * times, number(out["upper" + suffix]))) << suffix;
  }
}

Interval proportion(const json& in, double level) {
  return wilson(number(in["numerator"]), number(in["denominator"]), level);
}
Interval rate(const json& in, double level) {
  const Interval events = byar_or_exact(number(in["numerator"]), level);
  const double n = number(in["denominator"]);
  return {events.lower / n, events.upper / n};
}
Interval raw_byar(const json& in, double level) { return byar(number(in["x"]), level); }
Interval raw_wilson(const json& in, double level) {
  return wilson(number(in["x"]), number(in["n"]), level);
}
Interval of_mean(const json& in, double level) {
  return student_mean(in["values"], level).interval;
}

Interval direct(const json& in, double level) {
  std::vector<AgeBand> bands;
  for (const json& b : in["age_bands"])
    bands.push_back(
        {number(b["count"]), number(b["population"]), number(b["standard_population"])});
  return direct_rate(bands, level, MissingEvents::none).interval;
}
StandardisedRatio indirect_of(const json& in, double level) {
  std::vector<ReferenceBand> bands;
  for (const json& b : in["age_bands"]) {
    bands.push_back({number(b["count"]), number(b["population"]), number(b["reference_count"]),
                     number(b["reference_population"])});
  }
  return indirect_ratio(bands, level, MissingEvents::none);
}
Interval ratio(const json& in, double level) { return indirect_of(in, level).interval; }
Interval indirect_rate(const json& in, double level) {
  const StandardisedRatio r = indirect_of(in, level);
  return {r.interval.lower * r.reference_rate, r.interval.upper * r.reference_rate};
}

Better better_of(const std::string& polarity) {
  if (polarity == "High is good" || polarity == "HighIsGood") return Better::higher;
  return polarity == "Low is good" || polarity == "LowIsGood" ? Better::lower : Better::neither;
}

void benchmark(const json& in, const json& out) {
  const char* const names[] = {"not compared", "similar", "better", "worse", "higher", "lower"};
  const Comparison got = compare({number(in["lower_95"]), number(in["upper_95"])},
                                 number(in["benchmark_value"]), better_of(in["polarity"]));
  EXPECT_EQ(names[static_cast<int>(got)], out["category"]);
}

std::string trend_words(Trend trend, Better better) {
  if (trend == Trend::no_change) return "no change";
  if (trend == Trend::cannot_be_calculated) return "cannot be calculated";
  const bool up = trend == Trend::increasing;
  const std::string words = up ? "increasing" : "decreasing";
  if (better == Better::neither) return words;
  return words + (up == (better == Better::higher) ? " and getting better" : " and getting worse");
}

void trend(const json& in, const json& out) {
  std::vector<TrendPoint> points;
  std::map<std::string, json> by_period;
  for (const json& p : in["points"]) by_period[p["period_end"]] = p;
  for (const auto& [period, p] : by_period)
    points.push_back({number(p["value"]), {number(p["lower_95"]), number(p["upper_95"])}});
  const std::string got = trend_words(recent_trend(points).trend, better_of(in["polarity"]));
  const bool has_limits = !is_none(points.back().interval.lower);
  // Without limits the peer says that nothing has changed; ours, that it cannot be calculated.
  EXPECT_EQ(got, has_limits ? out["trend"].get<std::string>() : "cannot be calculated");
}

void one(const json& c) {
  SCOPED_TRACE(c["id"]);
  const std::string op = c["operation"];
  const json &in = c["inputs"], &out = c["expected"];
  const double times = in.contains("multiplier") ? number(in["multiplier"]) : 1;
  if (op == "proportion_with_wilson_ci") {
    ends(in, out, times, proportion);
  } else if (op == "crude_rate_with_ci") {
    ends(in, out, times, rate);
  } else if (op == "byar_limits") {
    ends(in, out, 1, raw_byar);
  } else if (op == "wilson_limits") {
    ends(in, out, 1, raw_wilson);
  } else if (op == "mean_with_t_ci") {
    ends(in, out, 1, of_mean);
    EXPECT_TRUE(close(student_mean(in["values"], 0.95).deviation, out["standard_deviation"]));
  } else if (op == "directly_standardised_rate") {
    ends(in, out, times, direct);
  } else if (op == "indirectly_standardised_ratio") {
    ends(in, out, times, ratio);
    EXPECT_TRUE(close(indirect_of(in, 0.95).expected, out["expected"]));
  } else if (op == "indirectly_standardised_rate") {
    ends(in, out, times, indirect_rate);
  } else if (op == "compare_ci_with_benchmark") {
    benchmark(in, out);
  } else if (op == "recent_trend") {
    trend(in, out);
  } else {
    ADD_FAILURE() << "no test of " << op;
  }
}

TEST(Indicators, OfFingertips) {
  const json all = cases(in_tree("indicator-stats/fingertips.json"));
  EXPECT_EQ(all.size(), 27u);
  for (const json& c : all) one(c);
}

TEST(Indicators, OfPheIndicatorMethods) {
  const auto path = beside("indicator-stats/cases.json");
  if (!path) GTEST_SKIP() << "not run: oracles/indicator-stats is not beside the tree";
  const json all = cases(*path);
  EXPECT_EQ(all["cases"].size(), all["count"]);
  for (const json& c : all["cases"]) one(c);
}

std::string signal(const UnitResult& r) {
  if (r.level < 0) return "Not significant";
  return (r.outside > 0 ? "High" : "Low") + std::string(r.level == 1 ? " (0.001)" : " (0.025)");
}

void funnel_signals(const std::string& name, const FunnelSettings& settings, const char* numerator,
                    const char* denominator) {
  const auto inputs = beside("indicator-stats/" + name + "_inputs.csv");
  if (!inputs) GTEST_SKIP() << "not run: oracles/indicator-stats is not beside the tree";
  std::vector<Unit> units;
  std::map<std::string, std::size_t> at;
  for (Row& row : table(*inputs)) {
    at[row["case_id"]] = units.size();
    units.push_back({number(row[numerator]), number(row[denominator])});
  }
  const Funnel got = funnel(units, settings);
  for (Row& row : table(*beside("indicator-stats/" + name + "_expected.csv")))
    EXPECT_EQ(signal(got.of[at.at(row["case_id"])]), row["expected_signal"]) << row["case_id"];
}

TEST(Indicators, FunnelOfProportions) {
  funnel_signals("funnel_proportion", with(Measure::proportion, LimitForm::score), "numerator",
                 "denominator");
}

TEST(Indicators, FunnelOfRatios) {
  funnel_signals("funnel_ratio", with(Measure::ratio, LimitForm::score), "observed",
                 "model_events");
}

// The denominator of an area is what its published rate implies: events over the rate. Without
// events that says nothing: a crude rate then has its population, a standardised one no place.
void funnel_of_rates(bool standardised, bool zero_rows, const std::string& column) {
  const auto inputs = beside("indicator-stats/funnel_rate_inputs.csv");
  if (!inputs) GTEST_SKIP() << "not run: oracles/indicator-stats is not beside the tree";
  std::vector<Unit> units;
  std::map<std::string, std::size_t> at;
  std::map<std::string, double> events;
  for (Row& row : table(*inputs)) {
    const double x = events[row["case_id"]] = number(row["count"]);
    const double rate = number(row[standardised ? "rate_dsr" : "rate_crude_per_100000"]) / 100000;
    const bool by_population = x == 0 && !standardised && zero_rows;
    at[row["case_id"]] = units.size();
    units.push_back({x, x > 0 ? x / rate : by_population ? number(row["population"]) : kNone});
  }
  const Funnel got = funnel(units, with(Measure::rate, LimitForm::score));
  for (Row& row : table(*beside("indicator-stats/funnel_rate_expected.csv"))) {
    const std::string id = row["case_id"];
    // Fewer than 10 events make no standardised rate (direct_rate in standardised.h).
    const bool applies = !standardised || events[id] >= 10;
    const UnitResult& r = got.of[at.at(id)];
    if (row[column].empty()) {
      EXPECT_FALSE(r.judged) << id;
    } else if (!applies) {
      EXPECT_NE(row[column].find("pplicable"), std::string::npos) << id << row[column];
    } else {
      EXPECT_EQ(signal(r), row[column]) << id;
    }
  }
}

TEST(Indicators, FunnelOfRates) {
  funnel_of_rates(true, true, "expected_signal_dsr");
  funnel_of_rates(false, true, "expected_signal_crude");
  funnel_of_rates(true, false, "expected_signal_dsr_without_zero_rows");
  funnel_of_rates(false, false, "expected_signal_crude_without_zero_rows");
}

TEST(Indicators, Quantiles) {
  const auto inputs = beside("indicator-stats/quantiles_inputs.csv");
  if (!inputs) GTEST_SKIP() << "not run: oracles/indicator-stats is not beside the tree";
  struct Areas {
    std::vector<std::string> id;
    std::vector<double> value;
    int groups = 0;
    bool highest_first = false;
  };
  std::map<std::string, Areas> all;
  for (Row& row : table(*inputs)) {
    Areas& a = all[row["group_id"]];
    a.id.push_back(row["case_id"]);
    a.value.push_back(number(row["value"]));
    a.groups = std::stoi(row["quantile_count"]);
    a.highest_first = row["highest_value_is_quantile_1"] == "True";
  }
  std::map<std::string, std::string> got;
  for (const auto& [name, a] : all) {
    const auto in = assign_groups(a.value, a.groups, a.highest_first);
    for (std::size_t i = 0; i < in.size(); ++i)
      got[a.id[i]] = in[i] ? std::to_string(*in[i]) : std::string();
  }
  for (Row& row : table(*beside("indicator-stats/quantiles_expected.csv")))
    EXPECT_EQ(got.at(row["case_id"]), row["expected_quantile"]) << row["case_id"];
}

}  // namespace
}  // namespace assize::variation
