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

// What is allowed for: "age_band and sex".
std::string strata_words(const model::Variation& v, const model::Ruleset& r) {
  std::string text;
  for (const model::Index f : v.strata)
    text +=
        (text.empty() ? "" : " and ") + r.records[r.indicators[v.indicator].record].part(f).name;
  return text;
}

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
  if (f.recent && f.recent->trend != variation::Trend::cannot_be_calculated)
    text +=
        " Over the last 5 years: " + variation::trend_words(f.recent->trend, settings.better) + ".";
  if (all > named) gaps += "; and " + std::to_string(all - named) + " more";
  return gaps.empty() ? text : text + " Gaps: " + gaps + ".";
}

std::string counted(double cases) { return variation::shown(cases); }

// "20 of 50 recovered where 25.3 were to be expected."
std::string where_expected(const VariationFinding& f) {
  return counted(static_cast<double>(f.numerator.low)) + " of " +
         counted(static_cast<double>(f.denominator.low)) + " where " + counted(f.expected) +
         " were to be expected";
}

std::string aside(const VariationFinding& f, const model::Variation& v) {
  if (f.left_aside == 0) return {};
  const bool groups = v.form == Form::between_groups;
  return " Up to " + with_commas(f.left_aside) +
         (f.left_aside == 1 ? " case could be of any " : " cases could be of any ") +
         (groups ? "group" : "kind that is allowed for") +
         (f.left_aside == 1 ? " and is left aside." : " and are left aside.");
}

// A provider's own interval against what it is held against.
std::string of_interval(const VariationFinding& f, const model::Ruleset& r) {
  const model::Variation& v = of(f, r);
  const variation::FunnelSettings settings = settings_between(r, v);
  const std::size_t at = f.unit.level < 0 ? 0 : static_cast<std::size_t>(f.unit.level);
  const double k = shown_times(r, v);
  const std::string unit = k == 100 ? "%" : "";
  const variation::Interval i = f.intervals[at];
  std::string text(status_word(f, r));
  text += ": " + variation::shown(f.unit.value * k) + unit + " (" +
          variation::shown(settings.levels[at] * 100) + "% interval " +
          variation::shown(i.lower * k) + " to " + variation::shown(i.upper * k) + ") " +
          (f.unit.level < 0     ? "is not told apart from "
           : f.unit.outside > 0 ? "is above "
                                : "is below ") +
          variation::shown(f.centre * k) + unit + ".";
  return text;
}

std::string of_unit(const VariationFinding& f, const model::Ruleset& r) {
  const model::Variation& v = of(f, r);
  if (!f.cannot_tell.empty()) return "Cannot tell: " + f.cannot_tell + "." + aside(f, v);
  const std::string expected =
      variation::is_none(f.expected) ? std::string() : " " + where_expected(f) + ".";
  if (by_interval(v)) return of_interval(f, r) + expected + aside(f, v);
  variation::Funnel funnel;
  funnel.centre = f.centre;
  funnel.adjusted = f.adjusted;
  return variation::unit_words(f.unit, funnel, settings_between(r, v), shown_times(r, v)) +
         expected + aside(f, v);
}

const model::CodeList& list_of(const model::Variation& v, std::size_t group,
                               const model::Ruleset& r) {
  const model::Record& record = r.records[r.indicators[v.indicator].record];
  return r.code_lists[record.part(v.groups[group]).type.list];
}

// What the codes of a group mean: "Female and African".
std::string group_in_words(const VariationFinding& f, const model::Ruleset& r) {
  std::string text;
  for (std::size_t k = 0; k < f.group_codes.size(); ++k) {
    const std::vector<model::Code>& codes = list_of(of(f, r), k, r).codes;
    const auto at = std::find_if(codes.begin(), codes.end(), [&](const model::Code& c) {
      return c.text == f.group_codes[k].second;
    });
    text +=
        (text.empty() ? "" : " and ") + (at == codes.end() ? f.group_codes[k].second : at->meaning);
  }
  return text;
}

// Of the group that all are held against; empty: of all others.
std::string named_group_in_words(const model::Variation& v, const model::Ruleset& r) {
  std::string text;
  for (std::size_t k = 0; k < v.against.size(); ++k)
    text += (text.empty() ? "" : " and ") +
            list_of(v, k, r).codes[static_cast<std::size_t>(v.against[k].at)].meaning;
  return text;
}

std::string of_group(const VariationFinding& f, const model::Ruleset& r) {
  const model::Variation& v = of(f, r);
  const std::string group = group_in_words(f, r);
  const std::string against = v.against.empty() ? f.against : named_group_in_words(v, r);
  if (!f.cannot_tell.empty()) {
    const bool ends = !variation::is_none(f.low) && f.low != f.high && f.denominator.low > 0;
    return "Cannot tell: " + f.cannot_tell +
           (ends ? " (from " + per_cent(f.low) + " to " + per_cent(f.high) + " of " + group + ")"
                 : "") +
           ".";
  }
  const auto points = [](double x) { return variation::shown(x * 100); };
  const auto interval = [](variation::Interval i, double k) {
    return " (" + variation::shown(i.lower * k) + " to " + variation::shown(i.upper * k) + ")";
  };
  std::string text(status_word(f, r));
  if (v.standardised == model::Variation::Standardised::indirectly) {
    return text + ": of " + group + " " + where_expected(f) + " if each " + strata_words(v, r) +
           " did as that of " + against + ": " + variation::shown(f.ratio.value) +
           " times as many" + interval(f.ratio.interval, 1) + "." + aside(f, v);
  }
  const bool directly = v.standardised == model::Variation::Standardised::directly;
  const bool certain = f.low == f.high;
  const std::string share = directly  ? per_cent(f.standardised.value * 100)
                            : certain ? per_cent(f.low)
                                      : "from " + per_cent(f.low) + " to " + per_cent(f.high);
  text += ": " + share + " of " + group +
          (directly ? ", standardised by " + strata_words(v, r) : "") + ", " +
          points(f.difference.difference) + " points from " + against +
          interval(f.difference.interval, 100) + ", " + variation::shown(f.ratio.value) +
          " times as often" + interval(f.ratio.interval, 1) + "." + aside(f, v);
  if (!certain && !directly)
    text += std::string(" So it is however the gaps are filled") +
            (f.left_aside > 0 ? " of those whose group is known" : "") +
            "; the difference is the smallest that it can be.";
  if (!variation::is_none(f.inequality.slope)) {
    text += " Over all groups in order the slope is " + points(f.inequality.slope) + " points (" +
            points(f.inequality.slope_interval.lower) + " to " +
            points(f.inequality.slope_interval.upper) + ").";
  }
  return text;
}

}  // namespace

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

namespace {

std::string method_between_groups(const model::Variation& v, const model::Ruleset& r) {
  using Standardised = model::Variation::Standardised;
  const std::string level = (v.levels.empty() ? std::string("95") : v.levels.front().text()) + "%";
  switch (v.standardised) {
    case Standardised::indirectly:
      return "Indirectly standardised by " + strata_words(v, r) +
             ": the cases that there were over those to be expected, with intervals of " + level +
             " by Byar (exact below 10).";
    case Standardised::directly:
      return "Directly standardised by " + strata_words(v, r) +
             " to all groups together: differences and ratios of shares with intervals of " +
             level + " by Zou and Donner, from Wilson's.";
    case Standardised::no:
      break;
  }
  return "Differences of shares with intervals of " + level + " by Newcombe, ratios with " +
         (ratio_by_score(v) ? "those of the score (Koopman)." : "exact intervals.");
}

variation::FunnelSettings funnel_of(const model::Variation& v, const model::Ruleset& r) {
  using Comparator = model::Variation::Comparator;
  variation::FunnelSettings s = settings_between(r, v);
  if (v.comparator == Comparator::figure || v.comparator == Comparator::target)
    s.centre = 0;  // whichever the period has
  return s;
}

// Providers by intervals of their own.
std::string interval_method(const model::Variation& v, const model::Ruleset& r) {
  const variation::FunnelSettings s = settings_between(r, v);
  const bool share = s.measure == variation::Measure::proportion;
  const bool exact = std::any_of(v.settings.begin(), v.settings.end(), [](const auto& set) {
    return set.name == "interval_by" && set.words[0] == "exact";
  });
  std::string levels;
  for (const double level : s.levels)
    levels += (levels.empty() ? "" : ", ") + variation::shown(level * 100) + "%";
  return std::string("Each provider's own interval of ") + levels + " " +
         (share   ? exact ? "by Clopper and Pearson" : "by Wilson"
          : exact ? "by Garwood"
                  : "by Byar (exact below 10 events)") +
         (v.standardised == model::Variation::Standardised::no
              ? "."
              : ", of the cases that there were over those to be expected.");
}

}  // namespace

std::string method_words(const model::Variation& v, const model::Ruleset& r) {
  std::string text;
  switch (v.form) {
    case Form::over_time:
      text = variation::method_words(settings_over_time(r, v));
      if (v.baseline_of)
        text += " Limits from " + in_words(v.baseline_of->first) + " to " +
                in_words(v.baseline_of->last) + ".";
      for (const model::Variation::NewLimits& n : v.new_limits)
        text += " New limits from " + in_words(n.from) + ": " + n.because + ".";
      break;
    case Form::between_providers:
      text = by_interval(v) ? interval_method(v, r)
                            : variation::method_words(funnel_of(v, r), multiplicity_of(v));
      break;
    case Form::between_groups:
      text = method_between_groups(v, r);
      break;
  }
  return v.preset.empty() ? text : text + " Settings as in " + v.preset + ".";
}

namespace {

std::string between_providers_words(const model::Variation& v, const model::Ruleset& r) {
  using Comparator = model::Variation::Comparator;
  std::string who = "all providers";
  switch (v.comparator) {
    case Comparator::peers:
      if (settings_between(r, v).centre) return "the centre that the rule names";
      for (const model::Index f : v.per_fields)
        who += (f == v.per_fields.front() ? " of the same " : " and ") +
               r.records[r.indicators[v.indicator].record].part(f).name;
      break;
    case Comparator::target:
      return "the target of " + r.standards[v.target_of].name;
    case Comparator::figure:
      return v.figure_name + " (" + v.figure->text() + "%)";
    case Comparator::all_providers:
      break;
  }
  return who + " together" +
         (v.standardised == model::Variation::Standardised::no
              ? ""
              : ", with the same cases by " + strata_words(v, r));
}

}  // namespace

std::string comparator_words(const model::Variation& v, const model::Ruleset& r) {
  switch (v.form) {
    case Form::over_time:
      return std::string("the ") + (v.chart == "run" || v.chart == "g" ? "median" : "mean") +
             " of its own " + unit_of(v.per_period) + "s";
    case Form::between_providers:
      return between_providers_words(v, r);
    case Form::between_groups:
      return v.against.empty() ? "everybody else" : named_group_in_words(v, r);
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
