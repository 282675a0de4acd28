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
#include "engine/variation/mover.h"
#include "engine/variation/multiplicity.h"
#include "engine/variation/recent_trend.h"
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
  std::string group;        // between groups: its codes, joined by "and"
  std::string cannot_tell;  // why nothing is said; empty: something is

  // Over time.
  std::vector<VariationPoint> points;
  variation::Charted charted;
  double target = variation::kNone;
  std::optional<variation::RecentTrend> recent;  // of shares by years: of the last five

  // Between providers: the unit, and what its funnel has.
  Figure numerator, denominator;
  double low = variation::kNone, high = variation::kNone;
  variation::UnitResult unit;
  double centre = variation::kNone, phi = variation::kNone, tau2 = variation::kNone;
  bool adjusted = false;

  std::vector<variation::Interval> intervals;  // its own, where it is judged by them: one a level

  // Where something is allowed for: of cases of which that is known.
  std::int64_t left_aside = 0;         // cases that could be of any group or stratum: in none
  double expected = variation::kNone;  // indirectly: how many were to be expected
  variation::Estimate standardised;    // directly: the share
  variation::Estimate of_others_standardised;

  // Between groups: against whom, and by how much.
  std::vector<std::pair<std::string, std::string>> group_codes;  // field name and code
  std::string against;                                           // a group, or "the others"
  struct Cases {
    std::int64_t met = 0, of = 0;
  } of_others;
  variation::Difference difference;  // of shares
  variation::Estimate ratio;         // of shares; indirectly, of what there is to what was expected
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

// "Concern", "Improvement", "Common cause", "Higher", "Similar", "Cannot tell" ...
std::string_view status_word(const VariationFinding& f, const model::Ruleset& r);
std::string_view status_word(variation::Reading reading);  // of one point

// The settings of a variation: those of its preset, with its own.
variation::Settings settings_over_time(const model::Ruleset& ruleset, const model::Variation& v);
variation::FunnelSettings settings_between(const model::Ruleset& ruleset,
                                           const model::Variation& v);
// Of an interval, from 0 to 1.
double level_of(const model::Variation& v);
// Whether providers are judged by intervals of their own, and the interval of one: of cases out of
// cases, of events for an exposure, or of events over expected ones.
bool by_interval(const model::Variation& v);
variation::Interval interval_of(const variation::Unit& unit, const model::Variation& v,
                                variation::Measure measure, double level);
// Whether the ratio of two groups has the interval of the score, and not the exact one of rates.
bool ratio_by_score(const model::Variation& v);
// How it allows for many units.
variation::Multiplicity multiplicity_of(const model::Variation& v);
variation::Better better_of(const model::Indicator& indicator);
// Of a number written out; statistics alone are made of it.
double to_double(const std::string& text);
// What shares are multiplied by to be shown; the figures of a variation can be ratios, which are
// shown as they are.
double shown_times(const model::Indicator& indicator);
double shown_times(const model::Ruleset& ruleset, const model::Variation& v);

}  // namespace assize
