// Exact limits, exact tests and adjusted p values, as base R gives them.
#include "engine/variation/distributions.h"
#include "engine/variation/funnel.h"
#include "engine/variation/intervals.h"
#include "engine/variation/multiplicity.h"
#include "engine/variation/proportion_tests.h"
#include "engine/variation/quantiles.h"
#include "tests/oracles/variation/oracle.h"

namespace assize::variation {
namespace {

constexpr double kTails[] = {0.001, 0.025};
const char* const kLevels[] = {"998", "95"};

void limits(const json& c, const FunnelSettings& settings, double size, double centre) {
  for (int i = 0; i < 2; ++i) {
    const Limits got = limits_at(size, centre, kTails[i], settings);
    EXPECT_TRUE(close(got.lower, number(c["output"][std::string("lower") + kLevels[i]])));
    EXPECT_TRUE(close(got.upper, number(c["output"][std::string("upper") + kLevels[i]])));
  }
}

void adjusted(const json& c) {
  const std::vector<double> p = c["inputs"]["p"];
  const std::pair<const char*, Multiplicity> methods[] = {
      {"bonferroni", Multiplicity::bonferroni},
      {"holm", Multiplicity::holm},
      {"hochberg", Multiplicity::hochberg},
      {"BH", Multiplicity::benjamini_hochberg},
      {"BY", Multiplicity::benjamini_yekutieli}};
  for (const auto& [name, method] : methods) {
    const std::vector<double> got = adjust_p(p, method), want = c["output"][name];
    ASSERT_EQ(got.size(), want.size());
    for (std::size_t i = 0; i < got.size(); ++i) EXPECT_TRUE(close(got[i], want[i])) << name;
  }
}

void two_proportions(const json& in, const json& out) {
  const unsigned x1 = in["x1"], n1 = in["n1"], x2 = in["x2"], n2 = in["n2"];
  const Difference d = newcombe(x1, n1, x2, n2, 0.95);
  EXPECT_TRUE(close(d.difference, out["difference"]));
  EXPECT_TRUE(close(d.interval.lower, out["newcombe_lower95"]));
  EXPECT_TRUE(close(d.interval.upper, out["newcombe_upper95"]));
  const ChiSquared same = equal_proportions({double(x1), double(x2)}, {double(n1), double(n2)});
  EXPECT_TRUE(close(same.statistic, out["chisq_no_correction"]));
  EXPECT_TRUE(close(same.p, out["p_chisq"]));
  EXPECT_TRUE(close(fisher_exact(x1, n1, x2, n2), out["p_fisher"]));
}

void rates(const json& in, const json& out) {
  const RateRatio r = rate_ratio(in["x1"], in["t1"], in["x2"], in["t2"], 0.95);
  EXPECT_TRUE(close(r.ratio, out["rate_ratio"]));
  EXPECT_TRUE(close(r.interval.lower, out["lower95"]));
  EXPECT_TRUE(close(r.interval.upper, out["upper95"]));
  EXPECT_TRUE(close(r.p, out["p_value"]));
}

void binomial(const json& in, const json& out) {
  const ExactTest t = exact_binomial_test(in["x"], in["n"], in["p0"]);
  EXPECT_TRUE(close(t.two_sided, out["p_two_sided"]));
  EXPECT_TRUE(close(t.less, out["p_less"]));
  EXPECT_TRUE(close(t.greater, out["p_greater"]));
  const Interval i = clopper_pearson(in["x"], in["n"], 0.95);
  EXPECT_TRUE(close(i.lower, out["clopper_pearson_lower"]));
  EXPECT_TRUE(close(i.upper, out["clopper_pearson_upper"]));
}

TEST(Exact, AsBaseR) {
  std::size_t seen = 0;
  for (const json& c : cases(in_tree("variation/exact_limits_tests_multiplicity.json"))) {
    SCOPED_TRACE(c["case_id"]);
    ++seen;
    const std::string kind = c["kind"];
    const json &in = c["inputs"], &out = c["output"];
    if (kind == "funnel_exact_binomial_interpolated") {
      limits(c, with(Measure::proportion, LimitForm::exact), in["n"], in["theta"]);
    } else if (kind == "funnel_exact_poisson_interpolated") {
      limits(c, with(Measure::ratio, LimitForm::exact), in["expected"], 1);
    } else if (kind == "funnel_poisson_chisq_on_expected") {
      limits(c, with(Measure::ratio, LimitForm::chi_square), in["expected"], 1);
    } else if (kind == "exact_binomial_test") {
      binomial(in, out);
    } else if (kind == "exact_rate_ratio") {
      rates(in, out);
    } else if (kind == "two_proportions") {
      two_proportions(in, out);
    } else if (kind == "chisq_k_proportions") {
      const ChiSquared t = equal_proportions(in["x"], in["n"]);
      EXPECT_TRUE(close(t.statistic, out["chisq"]));
      EXPECT_EQ(t.degrees, out["df"]);
      EXPECT_TRUE(close(t.p, out["p"]));
    } else if (kind == "chisq_trend_proportions") {
      const ChiSquared t = trend_of_proportions(in["x"], in["n"], in["score"]);
      EXPECT_TRUE(close(t.statistic, out["chisq"]));
      EXPECT_TRUE(close(t.p, out["p"]));
    } else if (kind == "p_adjust") {
      adjusted(c);
    } else if (kind == "quantile_type7") {
      const std::vector<double> z = in["z"];
      EXPECT_TRUE(close(quantile(z, 0.1), out["q10"]));
      EXPECT_TRUE(close(quantile(z, 0.9), out["q90"]));
      EXPECT_TRUE(close(quantile(z, 0.05), out["q05"]));
      EXPECT_TRUE(close(quantile(z, 0.95), out["q95"]));
    } else {
      ADD_FAILURE() << "no test of " << kind;
    }
  }
  EXPECT_EQ(seen, 47u);
}

}  // namespace
}  // namespace assize::variation
