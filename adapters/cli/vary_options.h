// What `assize vary` is asked for. Defaults and presets are those of docs/variation.md.
#pragma once

#include <CLI/CLI.hpp>
#include <optional>
#include <string>
#include <vector>

#include "engine/variation/funnel.h"
#include "engine/variation/multiplicity.h"
#include "engine/variation/settings.h"

namespace assize::cli {

struct VaryOptions {
  std::string file, chart, format = "text", output;
  std::string date, date_layout, value, numerator, denominator, expected, target_column;
  std::vector<std::string> by, within, targets, rebases, left_out;
  std::string baseline_from, baseline_to;
  std::string better, preset, screen, two_of_three, gaps, factor;
  std::optional<int> baseline, run_length, trend_length, minimum_points;
  std::optional<double> multiplier, trim, centre, least;
  std::string levels, overdispersion, form, measure, multiplicity;
};

void add_vary_options(CLI::App& app, VaryOptions& o);

bool is_funnel(const VaryOptions& o);

// Empty, or what does not go together.
std::string settings_of(const VaryOptions& o, variation::Settings& settings);
std::string settings_of(const VaryOptions& o, variation::FunnelSettings& settings,
                        variation::Multiplicity& multiplicity);

// "RRK=0.95" is the series and the rest; without a sign, the rest alone.
struct ForSeries {
  std::string series, rest;
  bool all = true;
};
ForSeries for_series(const std::string& text);
std::optional<double> number_of(const std::string& text);

}  // namespace assize::cli
