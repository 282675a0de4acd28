// Charts and funnels in words: "Improvement: 8 months in a row above the mean since April 2018."
//
// What is said follows from the same figures that are drawn. Nothing is said of what would have to
// change where the variation is noise.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/variation/funnel.h"
#include "engine/variation/multiplicity.h"
#include "engine/variation/recent_trend.h"
#include "engine/variation/series.h"

namespace assize::variation {

// About 4 digits, for reading: "0.9013", "3,439". Never compared with anything.
std::string shown(double x);
// Of how many by chance: "fewer than 1", "about 3".
std::string about(double expected);
// "12 months", "1 month"; units are singular.
std::string of_units(std::size_t n, std::string_view unit);

// What the chart is made with: "Individuals (XmR): ...".
std::string method_words(const Settings& settings);
std::string method_words(const FunnelSettings& settings, Multiplicity multiplicity);

struct SeriesWords {
  const Charted& charted;
  const Settings& settings;
  const std::vector<std::string>& when;  // of each row: "April 2018"
  std::string_view unit;                 // "month"
  double target = kNone;
};
// What the last point and the target come to.
std::string series_words(const SeriesWords& s);

// "increasing and getting better", "no change", "cannot be calculated": as Fingertips has it.
std::string trend_words(Trend trend, Better better);

// Of a unit that is flagged, or that is judged to be within its limits.
std::string unit_words(const UnitResult& r, const Funnel& funnel, const FunnelSettings& settings,
                       double multiplier);

}  // namespace assize::variation
