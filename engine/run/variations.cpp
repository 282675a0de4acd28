#include "engine/run/variations.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "engine/run/figures.h"
#include "engine/variation/false_signals.h"

namespace assize {

using Form = model::Variation::Form;
using variation::kNone;

namespace {

bool asked(const model::Variation& v, const model::Ruleset& r,
           const std::vector<std::string>& only) {
  const auto named = [&](const std::string& name) {
    return std::find(only.begin(), only.end(), name) != only.end();
  };
  return only.empty() || named(v.name) || named(r.indicators[v.indicator].name);
}

FigureRequest request_of(const model::Variation& v) {
  FigureRequest request{v.indicator, v.per_provider, v.per_period, v.per_fields};
  if (v.form == Form::between_groups) request.per_fields.push_back(v.group);
  return request;
}

// Of all groups together: what of their figures could be of any group follows from it.
FigureRequest total_request_of(const model::Variation& v) {
  return {v.indicator, v.per_provider, v.per_period, v.per_fields};
}

// One end of a figure as a number to chart: a share in its unit, a wait in minutes.
double value_of(const End& e, const model::Indicator& i) {
  if (!e.exists) return kNone;
  if (e.exact) return to_double(e.exact->rounded(12)) / (e.milliseconds ? 60'000.0 : 1.0);
  if (e.number) return to_double(e.number->text());
  if (e.milliseconds) return static_cast<double>(*e.milliseconds) / 60'000.0;
  if (e.d <= 0) return kNone;
  return static_cast<double>(e.n) * shown_times(i) / static_cast<double>(e.d);
}

using Subgroup = std::vector<std::pair<std::string, std::string>>;

class Maker {
 public:
  Maker(const model::Ruleset& r, model::Index at, const std::vector<Finding>& findings,
        const RunOptions& options)
      : at_(at),
        v_(r.variations[at]),
        i_(r.indicators[v_.indicator]),
        ruleset_(r),
        options_(options) {
    const auto& fields = r.records[i_.record].fields;
    std::vector<std::string> names;
    for (const model::Index f : request_of(v_).per_fields) names.push_back(fields[f].name);
    for (const Finding& f : findings) {
      const bool mine = f.kind == FindingKind::compliance && f.standard == model::kNone &&
                        f.indicator == v_.indicator && f.provider.has_value() == v_.per_provider &&
                        f.period.kind == v_.per_period && has_fields(f, names);
      if (mine) figures_.push_back(&f);
    }
    if (v_.form != Form::between_groups) return;
    names.pop_back();
    for (const Finding& f : findings) {
      if (f.kind == FindingKind::compliance && f.standard == model::kNone &&
          f.indicator == v_.indicator && f.provider.has_value() == v_.per_provider &&
          f.period.kind == v_.per_period && has_fields(f, names))
        totals_[{f.provider.value_or(""), f.period, f.subgroup}] = &f;
    }
  }

  void make(Variations& out) {
    summary_.variation = at_;
    if (v_.form == Form::over_time) over_time(out);
    if (v_.form == Form::between_providers) between_providers(out);
    if (v_.form == Form::between_groups) between_groups(out);
    out.summaries.push_back(summary_);
  }

 private:
  static bool has_fields(const Finding& f, const std::vector<std::string>& names) {
    return std::equal(f.subgroup.begin(), f.subgroup.end(), names.begin(), names.end(),
                      [](const auto& part, const std::string& name) { return part.first == name; });
  }

  // Why a figure cannot be charted; empty: it can.
  std::string gap_of(const Finding& f) const {
    if (!f.low.exists && !f.high.exists)
      return f.denominator.high > 0 || f.unknown.high > 0 ? "the figure is not known" : "no cases";
    if (!(f.low == f.high) || f.denominator.low != f.denominator.high)
      return "the figure is not certain";
    if (model::gives_share(i_) && f.numerator.low != f.numerator.high)
      return "the figure is not certain";
    if (f.denominator.low < v_.minimum) return v_.minimum_says;
    return {};
  }

  // --- over time ---

  void over_time(Variations& out) {
    std::map<std::pair<std::string, Subgroup>, std::vector<const Finding*>> series;
    for (const Finding* f : figures_) series[{f->provider.value_or(""), f->subgroup}].push_back(f);
    const variation::Settings settings = settings_over_time(ruleset_, v_);
    variation::FalseSignals by_chance(settings);
    for (auto& [place, findings] : series) {
      VariationFinding made = one_series(findings, settings);
      if (!is_chosen(options_, made.provider, made.period)) continue;
      count(made, settings, by_chance);
      out.findings.push_back(std::move(made));
    }
  }

  VariationFinding one_series(std::vector<const Finding*>& findings,
                              const variation::Settings& settings) const {
    std::sort(findings.begin(), findings.end(),
              [](const Finding* a, const Finding* b) { return a->period < b->period; });
    VariationFinding out;
    out.variation = at_;
    out.provider = findings.front()->provider;
    out.subgroup = findings.front()->subgroup;
    if (v_.target) out.target = to_double(v_.target->text());
    variation::Series series;
    if (v_.target) series.target = out.target;
    std::vector<Period> charted;  // of the rows that the chart is given
    const auto add = [&](VariationPoint point, double value, double denominator) {
      if (!point.gap.empty() && point.gap != "no records") value = kNone;
      if (point.gap != "no records" || settings.gaps_break) {
        point.point = series.value.size();
        series.value.push_back(value);
        if (variation::is_ratio(settings.chart)) series.denominator.push_back(denominator);
        charted.push_back(point.period);
      }
      out.points.push_back(std::move(point));
    };
    for (std::size_t k = 0; k < findings.size(); ++k) {
      const Finding& f = *findings[k];
      for (Period p = k == 0 ? f.period : findings[k - 1]->period;
           k > 0 && ++p.index < f.period.index;)
        add({p, {}, {}, kNone, kNone, "no records", {}}, kNone, kNone);
      VariationPoint point{
          f.period,  f.numerator, f.denominator, value_of(f.low, i_), value_of(f.high, i_),
          gap_of(f), {}};
      const bool ratio = variation::is_ratio(settings.chart);
      const bool count = settings.chart == variation::Chart::c;
      const double numerator = static_cast<double>(f.numerator.low);
      add(point, ratio || count ? numerator : value_of(f.low, i_),
          static_cast<double>(f.denominator.low));
    }
    for (const model::Variation::NewLimits& n : v_.new_limits) {
      const auto at = std::lower_bound(charted.begin(), charted.end(), n.from) - charted.begin();
      series.starts.push_back(static_cast<std::size_t>(at));
    }
    out.charted = variation::chart(series, settings);
    if (out.charted.last) out.period = charted[*out.charted.last];
    if (!out.charted.judged) out.cannot_tell = "too few points";
    return out;
  }

  void count(const VariationFinding& made, const variation::Settings& settings,
             variation::FalseSignals& by_chance) {
    if (!made.charted.judged) return;
    ++summary_.judged;
    const variation::Segment& segment =
        made.charted.segments[made.charted.points[*made.charted.last].segment];
    const variation::FalseChances& chances = by_chance.of(segment.points);
    const bool by_runs = settings.rules == 0;
    summary_.expected_false += by_runs ? chances.runs : chances.last_point;
    if (by_runs ? segment.runs.signal()
                : made.charted.variation != variation::Reading::common_cause)
      ++summary_.signals;
  }

  // --- between providers ---

  void between_providers(Variations& out) {
    std::map<std::pair<Period, Subgroup>, std::vector<const Finding*>> parts;
    for (const Finding* f : figures_) parts[{f->period, f->subgroup}].push_back(f);
    const variation::FunnelSettings settings = settings_between(ruleset_, v_);
    for (const auto& [place, findings] : parts) {
      std::vector<variation::Unit> units;
      for (const Finding* f : findings) {
        const bool known = gap_of(*f).empty();
        units.push_back(known ? variation::Unit{static_cast<double>(f->numerator.low),
                                                static_cast<double>(f->denominator.low)}
                              : variation::Unit{});
      }
      variation::Funnel funnel = variation::funnel(units, settings);
      if (const auto correction = multiplicity_of(v_);
          correction != variation::Multiplicity::none) {
        std::vector<double> p;
        for (const variation::UnitResult& u : funnel.of) p.push_back(u.p);
        variation::correct(funnel, settings, variation::adjust_p(p, correction));
      }
      for (std::size_t k = 0; k < findings.size(); ++k) {
        VariationFinding made = about(*findings[k]);
        if (!is_chosen(options_, made.provider, made.period)) continue;
        made.unit = funnel.of[k];
        made.centre = funnel.centre;
        made.phi = funnel.phi;
        made.tau2 = funnel.tau2;
        made.adjusted = funnel.adjusted;
        if (made.unit.judged) {
          ++summary_.judged;
          if (made.unit.level >= 0) ++summary_.signals;
          summary_.expected_false += 1 - settings.levels.front();
          made.comparison = variation::comparison_of(made.unit.level < 0 ? 0 : made.unit.outside,
                                                     settings.better);
        }
        out.findings.push_back(std::move(made));
      }
    }
  }

  VariationFinding about(const Finding& f) const {
    VariationFinding out;
    out.variation = at_;
    out.provider = f.provider;
    out.subgroup = f.subgroup;
    out.period = f.period;
    out.numerator = f.numerator;
    out.denominator = f.denominator;
    out.low = value_of(f.low, i_);
    out.high = value_of(f.high, i_);
    out.cannot_tell = gap_of(f);
    return out;
  }

  // --- between groups ---

  // A case whose group is not known could be of each of them, and widens the figures of all alike.
  // With `highs` the sum of their upper ends and `all` that of all cases together, each of `n`
  // groups has (highs - all) / (n - 1) too many: what is left is its own.
  static std::int64_t shared(std::int64_t highs, std::int64_t all, std::size_t n) {
    return n < 2 ? 0 : (highs - all) / static_cast<std::int64_t>(n - 1);
  }

  struct Own {
    Figure numerator, denominator;
    bool certain() const {
      return numerator.low == numerator.high && denominator.low == denominator.high;
    }
  };
  Own own(const Finding& f, const Figure& aside) const {
    Own out{f.numerator, f.denominator};
    out.numerator.high -= aside.low;
    out.denominator.high -= aside.high;
    return out;
  }
  // `low` the numerators and `high` the denominators that could be of any group.
  Figure left_aside(const std::vector<const Finding*>& findings, const Finding* total) const {
    if (total == nullptr) return {};
    std::int64_t n = 0, d = 0;
    for (const Finding* f : findings) {
      n += f->numerator.high;
      d += f->denominator.high;
    }
    return {shared(n, total->numerator.high, findings.size()),
            shared(d, total->denominator.high, findings.size())};
  }
  std::string gap_of(const Own& o) const {
    if (!o.certain()) return "the figure is not certain";
    if (o.denominator.low == 0) return "no cases";
    return o.denominator.low < v_.minimum ? v_.minimum_says : std::string();
  }

  void between_groups(Variations& out) {
    std::map<std::tuple<std::string, Period, Subgroup>, std::vector<const Finding*>> places;
    for (const Finding* f : figures_) {
      Subgroup rest(f->subgroup.begin(), f->subgroup.end() - 1);
      places[{f->provider.value_or(""), f->period, rest}].push_back(f);
    }
    for (auto& [place, findings] : places) {
      const auto total = totals_.find(place);
      groups(findings, total == totals_.end() ? nullptr : total->second, out);
    }
  }

  // Against the code that is named or, without one, each group against all the others.
  void groups(const std::vector<const Finding*>& findings, const Finding* total, Variations& out) {
    const model::Field& field = ruleset_.records[i_.record].fields[v_.group];
    const auto& codes = ruleset_.code_lists[field.type.list].codes;
    const std::string named =
        v_.against ? codes[static_cast<std::size_t>(v_.against->at)].text : "";
    const Figure aside = left_aside(findings, total);
    const variation::Inequality slope = inequality(findings, codes, aside);
    for (const Finding* f : findings) {
      const std::string code = f->subgroup.back().second;
      if (code == named || is_unknown(codes, code)) continue;
      if (!is_chosen(options_, f->provider, f->period)) continue;
      const Own mine = own(*f, aside);
      VariationFinding made = about(*f);
      made.subgroup.pop_back();
      made.group = code;
      made.against = named.empty() ? "the others" : named;
      made.inequality = slope;
      made.left_aside = aside.high;
      made.numerator = mine.numerator;
      made.denominator = mine.denominator;
      made.cannot_tell = gap_of(mine);
      made.low = made.high = kNone;
      if (mine.denominator.low > 0) {
        const auto share = [&](std::int64_t n, std::int64_t d) {
          return shown_times(i_) * static_cast<double>(std::min(n, d)) / static_cast<double>(d);
        };
        made.low = share(mine.numerator.low, mine.denominator.high);
        made.high = share(mine.numerator.high, mine.denominator.low);
      }
      double n = 0, d = 0;
      for (const Finding* g : findings) {
        const std::string& other = g->subgroup.back().second;
        if (g == f || (!named.empty() && other != named) || is_unknown(codes, other)) continue;
        const Own theirs = own(*g, aside);
        if (const std::string gap = gap_of(theirs); !gap.empty()) {
          if (made.cannot_tell.empty()) made.cannot_tell = "of " + other + ": " + gap;
          continue;
        }
        n += static_cast<double>(theirs.numerator.low);
        d += static_cast<double>(theirs.denominator.low);
      }
      if (made.cannot_tell.empty() && d <= 0) made.cannot_tell = "nobody to compare with";
      if (made.cannot_tell.empty()) compare(made, n, d);
      out.findings.push_back(std::move(made));
    }
  }

  static bool is_unknown(const std::vector<model::Code>& codes, const std::string& text) {
    const auto at = std::find_if(codes.begin(), codes.end(),
                                 [&](const model::Code& c) { return c.text == text; });
    return at == codes.end() || at->role != model::CodeRole::ordinary;
  }

  double level() const {
    return v_.levels.empty() ? 0.95 : to_double(v_.levels.front().text()) / 100;
  }

  void compare(VariationFinding& made, double n, double d) {
    const double x = static_cast<double>(made.numerator.low);
    const double of = static_cast<double>(made.denominator.low);
    made.difference = variation::newcombe(x, of, n, d, level());
    made.ratio = variation::rate_ratio(x, of, n, d, level());
    made.comparison = variation::compare(made.difference.interval, 0, better_of(i_));
    ++summary_.judged;
    if (made.comparison != variation::Comparison::similar) ++summary_.signals;
    summary_.expected_false += 1 - level();
  }

  // Of an ordered list.
  variation::Inequality inequality(const std::vector<const Finding*>& findings,
                                   const std::vector<model::Code>& codes,
                                   const Figure& aside) const {
    const model::Field& field = ruleset_.records[i_.record].fields[v_.group];
    if (!ruleset_.code_lists[field.type.list].ordered) return {};
    std::vector<variation::Group> all;
    for (const model::Code& c : codes) {
      for (const Finding* f : findings) {
        if (f->subgroup.back().second != c.text || c.role != model::CodeRole::ordinary) continue;
        const Own mine = own(*f, aside);
        if (!gap_of(mine).empty()) return {};
        const double n = static_cast<double>(mine.denominator.low);
        const double p = static_cast<double>(mine.numerator.low) / n;
        all.push_back({n, p, std::sqrt(p * (1 - p) / n)});
      }
    }
    variation::InequalitySettings settings;
    settings.level = level();
    return variation::slope_of_inequality(all, settings);
  }

  model::Index at_;
  const model::Variation& v_;
  const model::Indicator& i_;
  const model::Ruleset& ruleset_;
  const RunOptions& options_;
  std::vector<const Finding*> figures_;
  std::map<std::tuple<std::string, Period, Subgroup>, const Finding*> totals_;  // of all groups
  VariationSummary summary_;
};

}  // namespace

std::vector<FigureRequest> variation_figures(const model::Ruleset& ruleset,
                                             const std::vector<std::string>& only) {
  std::vector<FigureRequest> out;
  for (const model::Variation& v : ruleset.variations) {
    if (!asked(v, ruleset, only)) continue;
    for (const FigureRequest& r : {request_of(v), total_request_of(v)}) add_once(out, r);
  }
  return out;
}

Variations find_variations(const model::Ruleset& ruleset, const std::vector<Finding>& findings,
                           const RunOptions& options) {
  Variations out;
  for (model::Index at = 0; at < ruleset.variations.size(); ++at) {
    if (asked(ruleset.variations[at], ruleset, options.only))
      Maker(ruleset, at, findings, options).make(out);
  }
  return out;
}

}  // namespace assize
