#include "engine/findings/variation.h"

#include <algorithm>
#include <charconv>

#include "engine/variation/intervals.h"
#include "engine/variation/presets.h"

namespace assize {

double to_double(const std::string& text) {
  double x = variation::kNone;
  std::from_chars(text.data(), text.data() + text.size(), x);
  return x;
}

namespace {

double share_of(const Decimal& percent) { return to_double(percent.text()) / 100; }

const model::Variation::Setting* find(const model::Variation& v, std::string_view name) {
  const auto at = std::find_if(v.settings.begin(), v.settings.end(),
                               [&](const auto& s) { return s.name == name; });
  return at == v.settings.end() ? nullptr : &*at;
}

// The first word of a setting; empty: it is not set.
std::string word_of(const model::Variation& v, std::string_view name) {
  const auto* s = find(v, name);
  return s == nullptr || s->words.empty() ? std::string() : s->words[0];
}

void set_number(const model::Variation& v, std::string_view name, int& to) {
  const auto* s = find(v, name);
  if (s != nullptr && s->number) to = static_cast<int>(s->number->as_int64().value_or(to));
}

std::uint8_t rule_of(const std::string& word) {
  return word == "outside"        ? variation::kOutside
         : word == "trend"        ? variation::kTrend
         : word == "two_of_three" ? variation::kTwoOfThree
         : word == "run"          ? variation::kRun
                                  : variation::kMovingRange;
}

// What `setting` clauses say, over what a preset says.
void apply_own(const model::Variation& v, variation::Settings& s) {
  set_number(v, "run_length", s.run_length);
  set_number(v, "trend_length", s.trend_length);
  set_number(v, "minimum_points", s.minimum_points);
  set_number(v, "few_points", s.few_points);
  using variation::TwoOfThree;
  if (const std::string w = word_of(v, "two_of_three"); !w.empty())
    s.two_of_three = w == "between"       ? TwoOfThree::between
                     : w == "beyond"      ? TwoOfThree::beyond
                     : w == "uncancelled" ? TwoOfThree::uncancelled
                                          : TwoOfThree::any_side;
  if (const std::string w = word_of(v, "screening"); !w.empty()) s.screen = w == "once";
  if (const std::string w = word_of(v, "calendar_gaps"); !w.empty())
    s.gaps_break = w == "break_runs";
  if (const auto* rules = find(v, "signals")) {
    s.rules = 0;
    for (const std::string& w : rules->words)
      s.rules = static_cast<std::uint8_t>(s.rules | rule_of(w));
  }
}

void apply_own(const model::Variation& v, variation::FunnelSettings& s) {
  if (const std::string w = word_of(v, "limits_by"); !w.empty())
    s.limits = w == "exact"   ? variation::LimitForm::exact
               : w == "score" ? variation::LimitForm::score
                              : variation::LimitForm::transformed;
  if (const std::string w = word_of(v, "counts_as"); !w.empty())
    s.measure = w == "rate"    ? variation::Measure::rate
                : w == "ratio" ? variation::Measure::ratio
                               : variation::Measure::proportion;
  if (const std::string w = word_of(v, "trim"); !w.empty())
    s.trim = w == "none"        ? variation::Trim::none
             : w == "winsorise" ? variation::Trim::winsorise
                                : variation::Trim::truncate;
  if (const auto* share = find(v, "trim_share")) s.trim_share = share_of(*share->number);
  if (const auto* centre = find(v, "centre")) s.centre = share_of(*centre->number);
}

}  // namespace

double level_of(const model::Variation& v) {
  return v.levels.empty() ? 0.95 : share_of(v.levels.front());
}

bool by_interval(const model::Variation& v) { return word_of(v, "judged_by") == "interval"; }
bool ratio_by_score(const model::Variation& v) { return word_of(v, "ratio_by") == "score"; }

variation::Interval interval_of(const variation::Unit& unit, const model::Variation& v,
                                variation::Measure measure, double level) {
  const bool exact = word_of(v, "interval_by") == "exact";
  if (measure == variation::Measure::proportion)
    return exact ? variation::clopper_pearson(unit.numerator, unit.denominator, level)
                 : variation::wilson(unit.numerator, unit.denominator, level);
  const variation::Interval events = exact ? variation::exact_poisson(unit.numerator, level)
                                           : variation::byar_or_exact(unit.numerator, level);
  return {events.lower / unit.denominator, events.upper / unit.denominator};
}

variation::Multiplicity multiplicity_of(const model::Variation& v) {
  using variation::Multiplicity;
  const std::string w = word_of(v, "correction");
  return w == "bonferroni" ? Multiplicity::bonferroni
         : w == "holm"     ? Multiplicity::holm
         : w == "hochberg" ? Multiplicity::hochberg
         : w == "bh"       ? Multiplicity::benjamini_hochberg
         : w == "by"       ? Multiplicity::benjamini_yekutieli
                           : Multiplicity::none;
}

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

double shown_times(const model::Ruleset& ruleset, const model::Variation& v) {
  const bool ratio = v.form == model::Variation::Form::between_providers &&
                     settings_between(ruleset, v).measure == variation::Measure::ratio;
  return ratio ? 1 : shown_times(ruleset.indicators[v.indicator]);
}

variation::Settings settings_over_time(const model::Ruleset& ruleset, const model::Variation& v) {
  variation::Settings s = *variation::settings_for(v.chart, v.preset);
  const model::Indicator& i = ruleset.indicators[v.indicator];
  s.better = better_of(i);
  s.baseline = static_cast<int>(v.baseline);
  if (variation::is_ratio(s.chart)) s.multiplier = shown_times(i);
  apply_own(v, s);
  return s;
}

variation::FunnelSettings settings_between(const model::Ruleset& ruleset,
                                           const model::Variation& v) {
  variation::FunnelSettings s;
  if (!v.preset.empty()) variation::apply_preset(v.preset, s);
  const bool limits_are_set = !v.preset.empty() || !word_of(v, "limits_by").empty();
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
  apply_own(v, s);
  if (v.standardised != model::Variation::Standardised::no) s.measure = variation::Measure::ratio;
  const bool ratio = s.measure == variation::Measure::ratio;
  if (ratio && !limits_are_set) s.limits = variation::LimitForm::chi_square;
  if (s.measure == variation::Measure::proportion && s.limits == variation::LimitForm::chi_square)
    s.limits = variation::LimitForm::transformed;
  return s;
}

namespace {

std::string_view word_of(variation::Comparison c) {
  switch (c) {
    case variation::Comparison::similar:
      return "Similar";
    case variation::Comparison::better:
      return "Better";
    case variation::Comparison::worse:
      return "Worse";
    case variation::Comparison::higher:
      return "Higher";
    case variation::Comparison::lower:
      return "Lower";
    case variation::Comparison::not_compared:
      break;
  }
  return "Cannot tell";
}

}  // namespace

std::string_view status_word(const VariationFinding& f, const model::Ruleset& r) {
  if (!f.cannot_tell.empty()) return "Cannot tell";
  if (r.variations[f.variation].form != model::Variation::Form::over_time)
    return word_of(f.comparison);
  return status_word(f.charted.variation);
}

std::string_view status_word(variation::Reading reading) {
  switch (reading) {
    case variation::Reading::common_cause:
      return "Common cause";
    case variation::Reading::improvement:
      return "Improvement";
    case variation::Reading::concern:
      return "Concern";
    case variation::Reading::neutral_high:
      return "Special cause, high";
    case variation::Reading::neutral_low:
      return "Special cause, low";
  }
  return {};
}

}  // namespace assize
