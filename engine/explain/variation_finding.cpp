#include "engine/explain/variation_finding.h"

#include <algorithm>

#include "dsl/wording/values.h"
#include "engine/explain/numbers.h"
#include "engine/explain/variation_words.h"

namespace assize {

using Form = model::Variation::Form;

namespace {

const model::Variation& of(const VariationFinding& f, const model::Ruleset& r) {
  return r.variations[f.variation];
}

std::string unit_of(PeriodKind kind) {
  const bool year = kind == PeriodKind::financial_year || kind == PeriodKind::calendar_year;
  return year ? "year" : wording::period_word(kind);
}

std::string per_cent(double x) { return variation::shown(x) + "%"; }

// What bounds a figure that is not certain.
std::string bounds(const VariationPoint& p) {
  if (variation::is_none(p.low) || variation::is_none(p.high) || p.low == p.high) return {};
  return " (from " + variation::shown(p.low) + " to " + variation::shown(p.high) + ")";
}

std::string of_series(const VariationFinding& f, const model::Ruleset& r) {
  const model::Variation& v = of(f, r);
  const variation::Settings settings = settings_over_time(r, v);
  std::vector<std::string> when;
  for (const VariationPoint& p : f.points) {
    if (p.point) when.push_back(in_words(p.period));
  }
  std::string text =
      variation::series_words({f.charted, settings, when, unit_of(v.per_period), f.target});
  std::string gaps;
  std::size_t named = 0, all = 0;
  for (const VariationPoint& p : f.points) {
    if (p.gap.empty()) continue;
    ++all;
    if (named >= 3) continue;
    ++named;
    gaps += (gaps.empty() ? "" : "; ") + in_words(p.period) + ": " + p.gap + bounds(p);
  }
  if (all > named) gaps += "; and " + std::to_string(all - named) + " more";
  return gaps.empty() ? text : text + " Gaps: " + gaps + ".";
}

std::string of_unit(const VariationFinding& f, const model::Ruleset& r) {
  if (!f.cannot_tell.empty()) return "Cannot tell: " + f.cannot_tell + ".";
  const model::Variation& v = of(f, r);
  variation::Funnel funnel;
  funnel.centre = f.centre;
  funnel.adjusted = f.adjusted;
  return variation::unit_words(f.unit, funnel, settings_between(r, v),
                               shown_times(r.indicators[v.indicator]));
}

std::string of_group(const VariationFinding& f, const model::Ruleset& r) {
  if (!f.cannot_tell.empty()) {
    const bool ends = !variation::is_none(f.low) && f.low != f.high && f.denominator.low > 0;
    return "Cannot tell: " + f.cannot_tell +
           (ends ? " (from " + per_cent(f.low) + " to " + per_cent(f.high) + " of " + f.group + ")"
                 : "") +
           ".";
  }
  const auto points = [](double x) { return variation::shown(x * 100); };
  std::string text(status_word(f, r));
  text += ": " + per_cent(f.low) + " of " + f.group + ", " + points(f.difference.difference) +
          " points from " + f.against + " (" + points(f.difference.interval.lower) + " to " +
          points(f.difference.interval.upper) + "), " + variation::shown(f.ratio.ratio) +
          " times as often.";
  if (f.left_aside > 0)
    text +=
        " Up to " + with_commas(f.left_aside) + " cases could be of any group and are left aside.";
  if (!variation::is_none(f.inequality.slope)) {
    text += " Over all groups in order the slope is " + points(f.inequality.slope) + " points (" +
            points(f.inequality.slope_interval.lower) + " to " +
            points(f.inequality.slope_interval.upper) + ").";
  }
  return text;
}

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
  if (of(f, r).form != Form::over_time) return word_of(f.comparison);
  switch (f.charted.variation) {
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

bool is_signal(const VariationFinding& f, const model::Ruleset& r) {
  const std::string_view word = status_word(f, r);
  if (of(f, r).form == Form::over_time && settings_over_time(r, of(f, r)).rules == 0) {
    return f.charted.last &&
           f.charted.segments[f.charted.points[*f.charted.last].segment].runs.signal();
  }
  return word != "Common cause" && word != "Similar" && word != "Cannot tell";
}

std::string message(const VariationFinding& f, const model::Ruleset& r) {
  switch (of(f, r).form) {
    case Form::over_time:
      return of_series(f, r);
    case Form::between_providers:
      return of_unit(f, r);
    case Form::between_groups:
      return of_group(f, r);
  }
  return {};
}

std::string method_words(const model::Variation& v, const model::Ruleset& r) {
  std::string text;
  switch (v.form) {
    case Form::over_time:
      text = variation::method_words(settings_over_time(r, v));
      for (const model::Variation::NewLimits& n : v.new_limits)
        text += " New limits from " + in_words(n.from) + ": " + n.because + ".";
      break;
    case Form::between_providers:
      text = variation::method_words(settings_between(r, v), multiplicity_of(v));
      break;
    case Form::between_groups:
      text = "Differences of shares with intervals of " +
             (v.levels.empty() ? std::string("95") : v.levels.front().text()) +
             "% by Newcombe, ratios with exact intervals.";
      break;
  }
  return v.preset.empty() ? text : text + " Settings as in " + v.preset + ".";
}

std::string comparator_words(const model::Variation& v, const model::Ruleset& r) {
  switch (v.form) {
    case Form::over_time:
      return std::string("the ") + (v.chart == "run" || v.chart == "g" ? "median" : "mean") +
             " of its own " + unit_of(v.per_period) + "s";
    case Form::between_providers:
      return settings_between(r, v).centre ? "the centre that the rule names"
                                           : "all providers together";
    case Form::between_groups:
      if (!v.against) return "everybody else";
      return r.code_lists[r.records[r.indicators[v.indicator].record].fields[v.group].type.list]
          .codes[static_cast<std::size_t>(v.against->at)]
          .text;
  }
  return {};
}

std::string place_words(const VariationFinding& f) {
  std::string text;
  const auto add = [&](const std::string& part) { text += (text.empty() ? "" : ", ") + part; };
  if (f.provider) add(f.provider->empty() ? "no known provider" : *f.provider);
  for (const auto& [field, code] : f.subgroup)
    add(field + " " + (code.empty() ? "not known" : code));
  if (!f.group.empty()) add(f.group);
  if (f.points.empty() && f.period.kind != PeriodKind::whole) add(in_words(f.period));
  return text;
}

}  // namespace assize
