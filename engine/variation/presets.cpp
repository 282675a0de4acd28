#include "engine/variation/presets.h"

#include <algorithm>
#include <iterator>

namespace assize::variation {

const Preset* find_preset(std::string_view name) {
  const auto at = std::find_if(std::begin(kPresets), std::end(kPresets),
                               [&](const Preset& p) { return p.name == name; });
  return at == std::end(kPresets) ? nullptr : at;
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
