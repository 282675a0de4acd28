// Settings that published tools use, by name: "as NHSRplotthedots 0.2.2 does it".
//
// A preset sets method, never data: chart, direction, baseline and target are the author's. Known
// faults of a tool are not part of its preset; docs/variation.md lists them.
#pragma once

#include <optional>
#include <string_view>

#include "engine/variation/funnel.h"
#include "engine/variation/settings.h"

namespace assize::variation {

struct Preset {
  std::string_view name;
  std::string_view title;
  bool over_time = false, between = false;  // what it is for
};
inline constexpr Preset kPresets[] = {
    {"nhsr-0.2.2", "NHSRplotthedots 0.2.2", true, false},
    {"mdc-excel-2023", "Making Data Count, Excel tool, November 2023", true, false},
    {"mdc-sql-2019", "Making Data Count, SQL tool of 2019", true, false},
    {"phe-2.1", "PHEindicatormethods 2.1", false, true},
    {"shmi", "Summary Hospital-level Mortality Indicator", false, true},
    {"cqc", "Care Quality Commission, intelligent monitoring", false, true},
    {"spiegelhalter-2005", "D. J. Spiegelhalter, Statistics in Medicine 24, 2005", false, true},
};
const Preset* find_preset(std::string_view name);

// The settings of a kind of chart, "xmr", "p-prime" (also "p_prime") ..., with those of a preset
// (empty: none). Without a preset a chart other than `xmr` has its limits as its one rule: the
// special causes of the NHS are those of individuals. nullopt: no such chart.
std::optional<Settings> settings_for(std::string_view chart, std::string_view preset);

// False where the preset is not for it.
bool apply_preset(std::string_view name, Settings& settings);
bool apply_preset(std::string_view name, FunnelSettings& settings);

}  // namespace assize::variation
