// Intervals, standardised rates, quantiles, inequality and life expectancy, as
// PHEindicatormethods 2.1.0 gives them.
#include "engine/variation/distributions.h"
#include "engine/variation/funnel.h"
#include "engine/variation/inequality.h"
#include "engine/variation/intervals.h"
#include "engine/variation/quantiles.h"
#include "engine/variation/standardised.h"
#include "tests/oracles/variation/oracle.h"

namespace assize::variation {
namespace {

double setting(const json& c, const char* name, double otherwise) {
  return c["settings"].contains(name) ? number(c["settings"][name]) : otherwise;
}

// The levels of a case, and the columns that hold the ends of each.
struct Level {
  double level;
  std::string lower, upper;
};
std::vector<Level> levels(const json& c) {
  const json& asked = c["settings"]["confidence"];
  if (!asked.is_array()) return {{asked.get<double>(), "lowercl", "uppercl"}};
  return {{0.95, "lower95_0cl", "upper95_0cl"}, {0.998, "lower99_8cl", "upper99_8cl"}};
}

void same(const Interval& got, double times, const json& row, const Level& level) {
  EXPECT_TRUE(close(got.lower * times, number(row[level.lower])));
  EXPECT_TRUE(close(got.upper * times, number(row[level.upper])));
}

// The rows of one group each, in the order of the output; of one group without a grouping.
std::vector<std::vector<json>> groups(const json& c) {
  const auto by = c["settings"].find("group");
  std::vector<std::vector<json>> out;
  for (const json& row : c["output"]) {
    auto& group = out.emplace_back();
    for (const json& in : c["inputs"]) {
      if (by == c["settings"].end() || in[std::string(*by)] == row[std::string(*by)])
        group.push_back(in);
    }
  }
  return out;
}

void proportions(const json& c) {
  const double times = setting(c, "multiplier", 1);
  const bool grouped = c["settings"].contains("group");
  for (std::size_t i = 0; i < c["output"].size(); ++i) {
    double x = 0, n = 0;
    for (const json& in : grouped ? groups(c)[i] : std::vector<json>{c["inputs"][i]}) {
      x += number(in["x"]);
      n += number(in["n"]);
    }
    for (const Level& l : levels(c)) same(wilson(x, n, l.level), times, c["output"][i], l);
  }
}

void rates(const json& c) {
  const double times = setting(c, "multiplier", 1);
  for (std::size_t i = 0; i < c["output"].size(); ++i) {
    const double x = number(c["inputs"][i]["x"]), n = number(c["inputs"][i]["n"]);
    EXPECT_TRUE(close(x / n * times, number(c["output"][i]["value"])));
    for (const Level& l : levels(c)) same(byar_or_exact(x, l.level), times / n, c["output"][i], l);
  }
}

void means(const json& c) {
  const auto parts = groups(c);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    std::vector<double> values;
    for (const json& in : parts[i]) values.push_back(number(in["x"]));
    for (const Level& l : levels(c)) {
      const Mean m = student_mean(values, l.level);
      EXPECT_TRUE(close(m.mean, number(c["output"][i]["value"])));
      EXPECT_TRUE(close(m.deviation, number(c["output"][i]["stdev"])));
      same(m.interval, 1, c["output"][i], l);
    }
  }
}

AgeBand band_of(const json& in) { return {number(in["x"]), number(in["n"]), number(in["stdpop"])}; }

void direct(const json& c) {
  const double times = setting(c, "multiplier", 1);
  const bool repeats = c["settings"].contains("independent_events");
  const auto parts = groups(c);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    for (const Level& l : levels(c)) {
      StandardisedRate got;
      if (repeats) {
        std::map<double, Repeats> layers;
        for (const json& in : parts[i]) {
          Repeats& layer = layers[number(in["eventfreq"])];
          layer.each = number(in["eventfreq"]);
          layer.bands.push_back(band_of(in));
        }
        std::vector<Repeats> all;
        for (const auto& [each, layer] : layers) all.push_back(layer);
        got = direct_rate_of_repeats(all, l.level);
      } else {
        std::vector<AgeBand> bands;
        for (const json& in : parts[i]) bands.push_back(band_of(in));
        // The package takes a missing count for none; ours does only where it is told to.
        got = direct_rate(bands, l.level, MissingEvents::none);
        const bool missing = std::any_of(bands.begin(), bands.end(),
                                         [](const AgeBand& b) { return is_none(b.events); });
        if (missing) {
          EXPECT_TRUE(is_none(direct_rate(bands, l.level).rate));
        }
      }
      const json& row = c["output"][i];
      EXPECT_TRUE(close(got.events, number(row["total_count"])));
      EXPECT_TRUE(close(got.population, number(row["total_pop"])));
      EXPECT_TRUE(close(got.rate * times, number(row["value"])));
      same(got.interval, times, row, l);
    }
  }
}

void indirect(const json& c, bool as_rate) {
  const auto parts = groups(c);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    std::vector<ReferenceBand> bands;
    for (const json& in : parts[i])
      bands.push_back({number(in["x"]), number(in["n"]), number(in["x_ref"]), number(in["n_ref"])});
    for (const Level& l : levels(c)) {
      const StandardisedRatio got = indirect_ratio(bands, l.level);
      const json& row = c["output"][i];
      const double times =
          as_rate ? got.reference_rate * setting(c, "multiplier", 1) : setting(c, "refvalue", 1);
      EXPECT_TRUE(close(got.observed, number(row["observed"])));
      EXPECT_TRUE(close(got.expected, number(row["expected"])));
      EXPECT_TRUE(close(got.ratio * times, number(row["value"])));
      same(got.interval, times, row, l);
    }
  }
}

void fifths(const json& c) {
  std::vector<double> values;
  for (const json& in : c["inputs"]) values.push_back(number(in["score"]));
  const auto got = assign_groups(values, c["settings"]["nquantiles"], c["settings"]["invert"]);
  for (std::size_t i = 0; i < values.size(); ++i) {
    const json& want = c["output"][i]["quantile"];
    EXPECT_EQ(got[i], want.is_null() ? std::nullopt : std::optional<int>(want.get<int>()));
  }
}

std::vector<Group> groups_of_inequality(const json& c, On errors) {
  std::vector<Group> out;
  for (const json& in : c["inputs"]) {
    const bool named = in.contains("value");
    const Interval interval{number(in[named ? "lower" : "l"]), number(in[named ? "upper" : "u"])};
    out.push_back(
        {number(in["pop"]), number(in[named ? "value" : "v"]), error_of(interval, 0.95, errors)});
  }
  return out;
}

// The package simulates its limits (100,000 draws): within 1% of the width.
void near(double ours, double theirs, double width) { EXPECT_NEAR(ours, theirs, 0.01 * width); }

void inequality(const json& c) {
  // The package takes rates for normal in their logarithms, proportions in their logits.
  InequalitySettings settings;
  settings.errors = static_cast<On>(c["settings"]["value_type"].get<int>());
  settings.multiplier = setting(c, "multiplier", 1);
  const Inequality got = slope_of_inequality(groups_of_inequality(c, settings.errors), settings);
  if (c.contains("error")) {
    EXPECT_TRUE(is_none(got.slope));
    return;
  }
  const json& want = c["output"][0];
  EXPECT_TRUE(close(got.slope, want["sii"], 1e-8));
  EXPECT_TRUE(close(got.relative, want["rii"], 1e-8));
  const double low = want["sii_lower95_0cl"], high = want["sii_upper95_0cl"];
  near(got.slope_interval.lower, low, high - low);
  near(got.slope_interval.upper, high, high - low);
  const double below = want["rii_lower95_0cl"], above = want["rii_upper95_0cl"];
  near(got.relative_interval.lower, below, above - below);
  near(got.relative_interval.upper, above, above - below);
}

double pooled(const json& rows, const char* x, const char* n) {
  double events = 0, size = 0;
  for (const json& r : rows) {
    events += number(r[x]);
    size += number(r[n]);
  }
  return events / size;
}

void proportion_curve(const json& c) {
  const double centre = pooled(c["inputs"], "num", "den");
  const FunnelSettings settings = with(Measure::proportion, LimitForm::score);
  for (const json& row : c["output"]) {
    EXPECT_TRUE(close(centre * 100, number(row["baseline"])));
    for (const auto& [tail, name] : {std::pair(0.025, "2s"), std::pair(0.001, "3s")}) {
      const Limits got = limits_at(number(row["Population"]), centre, tail, settings);
      EXPECT_TRUE(close(got.lower * 100, number(row[std::string("lower_") + name + "_limit"])));
      EXPECT_TRUE(close(got.upper * 100, number(row[std::string("upper_") + name + "_limit"])));
    }
  }
}

// The package draws its curve by observed events: the expected ones whose limit they are. Ours,
// drawn at those expected events, must give back the events. Its bisection stops at 1e-7.
void ratio_curve(const json& c) {
  const FunnelSettings settings = with(Measure::ratio, LimitForm::score);
  for (const json& row : c["output"]) {
    const double events = number(row["Observed_events"]);
    for (const auto& [tail, name] : {std::pair(0.025, "2s"), std::pair(0.001, "3s")}) {
      const double low = number(row[std::string("lower_") + name + "_exp_events"]);
      EXPECT_TRUE(close(limits_at(low, 1, tail, settings).lower * low, events, 1e-5));
      const double high = number(row[std::string("upper_") + name + "_exp_events"]);
      EXPECT_TRUE(close(limits_at(high, 1, tail, settings).upper * high, events, 1e-5));
    }
  }
}

void tiny_units(const json& c) {
  std::vector<Unit> units;
  for (const json& in : c["inputs"]) units.push_back({number(in["num"]), number(in["den"])});
  const Funnel got = funnel(units, with(Measure::proportion, LimitForm::score));
  for (std::size_t i = 0; i < units.size(); ++i) {
    const std::string want = c["output"][i]["significance"];
    EXPECT_EQ(got.of[i].level < 0, want == "Not significant") << i;
    if (got.of[i].level < 0) continue;
    const std::string side = got.of[i].outside > 0 ? "High" : "Low";
    EXPECT_EQ(side + (got.of[i].level == 1 ? " (0.001)" : " (0.025)"), want);
  }
}

void life(const json& c) {
  std::vector<LifeBand> bands;
  for (const json& in : c["inputs"])
    bands.push_back({number(in["startage"]), number(in["pops"]), number(in["deaths"])});
  const auto got = life_expectancy(bands, 0.95);
  ASSERT_EQ(got.size(), c["output"].size());
  for (std::size_t i = 0; i < got.size(); ++i) {
    EXPECT_TRUE(close(got[i].years, number(c["output"][i]["value"])));
    same(got[i].interval, 1, c["output"][i], {0.95, "lowercl", "uppercl"});
  }
}

TEST(Statistics, AsPheIndicatorMethods) {
  std::size_t seen = 0;
  for (const json& c : cases(in_tree("variation/intervals_standardised_inequality.json"))) {
    SCOPED_TRACE(c["case_id"]);
    ++seen;
    const std::string fn = c["fn"];
    if (c["case_id"] == "prop_bad_input") {
      for (const json& in : c["inputs"])
        EXPECT_TRUE(is_none(wilson(number(in["x"]), number(in["n"]), 0.95).lower));
    } else if (fn == "phe_proportion") {
      proportions(c);
    } else if (fn == "phe_rate") {
      rates(c);
    } else if (fn == "phe_mean") {
      means(c);
    } else if (fn == "calculate_dsr") {
      direct(c);
    } else if (fn == "calculate_ISRatio" || fn == "calculate_ISRate") {
      indirect(c, fn == "calculate_ISRate");
    } else if (fn == "phe_quantile") {
      fifths(c);
    } else if (fn == "phe_sii") {
      inequality(c);
    } else if (fn == "calculate_funnel_limits") {
      c["settings"]["statistic"] == "ratio" ? ratio_curve(c) : proportion_curve(c);
    } else if (fn == "assign_funnel_significance") {
      tiny_units(c);
    } else if (fn == "phe_life_expectancy") {
      life(c);
    } else {
      ADD_FAILURE() << "no test of " << fn;
    }
  }
  EXPECT_EQ(seen, 30u);
}

}  // namespace
}  // namespace assize::variation
