// A finding of the kind variation: whether what an indicator gives differs by more than chance.
//
// Over time there is one a provider and group, with a chart; between providers one a provider,
// period and group, with its place in a funnel; between groups one a group, with what it differs
// by. A figure that is not certain is no point and no unit: it is a gap, with its bounds.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/findings/finding.h"
#include "engine/variation/benchmark.h"
#include "engine/variation/funnel.h"
#include "engine/variation/inequality.h"
#include "engine/variation/multiplicity.h"
#include "engine/variation/series.h"

namespace assize {

// One period of a series.
struct VariationPoint {
  Period period;
  Figure numerator, denominator;
  double low = variation::kNone, high = variation::kNone;  // what the figure can be; of a point one
  std::string gap;  // why it is no point: "cannot tell", "no cases", "no records" ...
  std::optional<std::size_t> point;  // of Charted; none: a gap that is joined
};

struct VariationFinding {
  model::Index variation = model::kNone;
  std::optional<std::string> provider;
  std::vector<std::pair<std::string, std::string>> subgroup;
  Period period;            // between: of the figures; over time: of the last point
  std::string group;        // between groups: the code
  std::string cannot_tell;  // why nothing is said; empty: something is

  // Over time.
  std::vector<VariationPoint> points;
  variation::Charted charted;
  double target = variation::kNone;

  // Between providers: the unit, and what its funnel has.
  Figure numerator, denominator;
  double low = variation::kNone, high = variation::kNone;
  variation::UnitResult unit;
  double centre = variation::kNone, phi = variation::kNone, tau2 = variation::kNone;
  bool adjusted = false;

  // Between groups: against whom, and by how much.
  std::string against;               // a code, or "the others"
  std::int64_t left_aside = 0;       // cases that could be of any group: counted in none
  variation::Difference difference;  // of shares
  variation::RateRatio ratio;
  variation::Inequality inequality;  // of all groups, where they are ordered
  variation::Comparison comparison = variation::Comparison::not_compared;
};

// What is said of all findings of one variation.
struct VariationSummary {
  model::Index variation = model::kNone;
  std::string method;  // in words, filled by whoever has them
  std::size_t judged = 0, signals = 0;
  double expected_false = 0;  // of the signals, by chance alone
};

// The settings of a variation: those of its preset, with its own.
variation::Settings settings_over_time(const model::Ruleset& ruleset, const model::Variation& v);
variation::FunnelSettings settings_between(const model::Ruleset& ruleset,
                                           const model::Variation& v);
// How it allows for many units.
variation::Multiplicity multiplicity_of(const model::Variation& v);
variation::Better better_of(const model::Indicator& indicator);
// Of a number written out; statistics alone are made of it.
double to_double(const std::string& text);
// What shares are multiplied by to be shown.
double shown_times(const model::Indicator& indicator);

}  // namespace assize
