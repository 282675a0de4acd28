#include "engine/variation/presets.h"

#include <algorithm>
#include <iterator>

namespace assize::variation {

const Preset* find_preset(std::string_view name) {
  const auto at = std::find_if(std::begin(kPresets), std::end(kPresets),
                               [&](const Preset& p) { return p.name == name; });
  return at == std::end(kPresets) ? nullptr : at;
}

namespace {

struct Named {
  std::string_view name, also;
  Chart chart;
};
constexpr Named kCharts[] = {
    {"xmr", "", Chart::xmr}, {"i", "", Chart::xmr},
    {"mr", "", Chart::mr},   {"run", "", Chart::run},
    {"p", "", Chart::p},     {"p-prime", "p_prime", Chart::p_prime},
    {"u", "", Chart::u},     {"u-prime", "u_prime", Chart::u_prime},
    {"c", "", Chart::c},     {"g", "", Chart::g},
    {"t", "", Chart::t},
};

}  // namespace

std::optional<Settings> settings_for(std::string_view chart, std::string_view preset) {
  const auto at = std::find_if(std::begin(kCharts), std::end(kCharts), [&](const Named& n) {
    return n.name == chart || (n.also == chart && !chart.empty());
  });
  if (at == std::end(kCharts)) return std::nullopt;
  Settings s;
  s.chart = at->chart;
  const bool plain = s.chart == Chart::xmr && chart != "i";
  if (chart == "i" || (preset.empty() && !plain)) s.individuals_factor = 3 / 1.128;
  if (preset.empty()) {
    s.screen = plain;
    if (!plain) s.rules = s.chart == Chart::run ? 0 : static_cast<std::uint8_t>(kOutside);
  } else if (!apply_preset(preset, s)) {
    return std::nullopt;
  }
  if (s.chart == Chart::run) s.rules &= kRun | kTrend;
  return s;
}

bool apply_preset(std::string_view name, Settings& settings) {
  if (name == "nhsr-0.2.2") {
    settings.screen = true;
    settings.run_length = 7;
    settings.trend_length = 7;
    settings.two_of_three = TwoOfThree::between;
    settings.gaps_break = false;
    return true;
  }
  if (name == "mdc-excel-2023") {
    settings.screen = false;
    settings.run_length = 7;
    settings.trend_length = 6;
    settings.two_of_three = TwoOfThree::beyond;
    settings.minimum_points = 13;
    return true;
  }
  if (name == "mdc-sql-2019") {
    settings.screen = false;
    settings.rules = kOutside | kTrend | kTwoOfThree | kRun | kMovingRange;
    settings.run_length = 7;
    settings.trend_length = 6;
    settings.trend_without_first = true;
    settings.two_of_three = TwoOfThree::any_side;
    constexpr Rule kOrder[] = {kOutside, kTrend, kRun, kTwoOfThree, kMovingRange};
    std::copy(std::begin(kOrder), std::end(kOrder), settings.precedence);
    settings.gaps_break = false;
    return true;
  }
  return false;
}

bool apply_preset(std::string_view name, FunnelSettings& settings) {
  if (name == "phe-2.1") {
    settings.limits = LimitForm::score;
    settings.adjust = false;
    return true;
  }
  if (name == "shmi") {
    settings.limits = LimitForm::chi_square;
    settings.transform = Transform::logarithm;
    settings.adjust = true;
    settings.trim = Trim::truncate;
    settings.trim_share = 0.1;
    settings.expected_places = 2;
    return true;
  }
  if (name == "cqc") {
    settings.limits = LimitForm::chi_square;
    settings.transform = Transform::square_root;
    settings.adjust = true;
    settings.trim = Trim::winsorise;
    settings.trim_share = 0.1;
    return true;
  }
  if (name == "spiegelhalter-2005") {
    settings.limits = LimitForm::exact;
    settings.adjust = false;
    settings.trim = Trim::winsorise;
    settings.trim_share = 0.1;
    return true;
  }
  return false;
}

}  // namespace assize::variation
