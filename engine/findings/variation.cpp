#include "engine/findings/variation.h"

#include <charconv>

#include "engine/variation/presets.h"

namespace assize {

namespace {

double share_of(const Decimal& percent) {
  const std::string text = percent.text();
  double x = 0;
  std::from_chars(text.data(), text.data() + text.size(), x);
  return x / 100;
}

}  // namespace

variation::Better better_of(const model::Indicator& i) {
  using model::Direction;
  if (i.direction == Direction::higher_is_better) return variation::Better::higher;
  // What is counted is a harm unless the indicator says otherwise.
  const bool harm = i.direction == Direction::not_said && i.measure == model::Measure::counted;
  return harm || i.direction == Direction::lower_is_better ? variation::Better::lower
                                                           : variation::Better::neither;
}

double shown_times(const model::Indicator& i) {
  return i.shown_per > 0 ? static_cast<double>(i.shown_per) : 100;
}

variation::Settings settings_over_time(const model::Ruleset& ruleset, const model::Variation& v) {
  variation::Settings s = *variation::settings_for(v.chart, v.preset);
  const model::Indicator& i = ruleset.indicators[v.indicator];
  s.better = better_of(i);
  s.baseline = static_cast<int>(v.baseline);
  if (variation::is_ratio(s.chart)) s.multiplier = shown_times(i);
  return s;
}

variation::FunnelSettings settings_between(const model::Ruleset& ruleset,
                                           const model::Variation& v) {
  variation::FunnelSettings s;
  if (!v.preset.empty()) variation::apply_preset(v.preset, s);
  if (s.limits == variation::LimitForm::chi_square) s.limits = variation::LimitForm::transformed;
  s.better = better_of(ruleset.indicators[v.indicator]);
  if (v.overdispersion == "none") s.adjust = false;
  if (v.overdispersion == "shmi" || v.overdispersion == "cqc") {
    s.adjust = true;
    s.trim = v.overdispersion == "shmi" ? variation::Trim::truncate : variation::Trim::winsorise;
  }
  if (!v.levels.empty()) {
    s.levels.clear();
    for (const Decimal& level : v.levels) s.levels.push_back(share_of(level));
  }
  return s;
}

}  // namespace assize
