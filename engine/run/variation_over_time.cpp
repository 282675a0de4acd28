// A chart for each provider and group: what changed.
#include <algorithm>
#include <map>

#include "engine/run/variation_making.h"
#include "engine/variation/false_signals.h"

namespace assize {

using variation::kNone;

namespace {

class OverTime {
 public:
  explicit OverTime(Making& m)
      : m_(m), v_(m.v), settings_(settings_over_time(m.ruleset, m.v)), by_chance_(settings_) {}

  void make() {
    std::map<std::pair<std::string, Subgroup>, std::vector<const Finding*>> series;
    for (const auto& [place, f] : m_.figures(of_places(v_)))
      series[{place.provider.value_or(""), place.subgroup}].push_back(f);
    for (auto& [place, findings] : series) {
      VariationFinding made = one_series(findings);
      if (!is_chosen(m_.options, made.provider, made.period)) continue;
      count(made);
      m_.out.findings.push_back(std::move(made));
    }
  }

 private:
  VariationFinding one_series(std::vector<const Finding*>& findings) const {
    std::sort(findings.begin(), findings.end(),
              [](const Finding* a, const Finding* b) { return a->period < b->period; });
    VariationFinding out;
    out.variation = m_.summary.variation;
    out.provider = findings.front()->provider;
    out.subgroup = findings.front()->subgroup;
    if (v_.target) out.target = to_double(v_.target->text());
    variation::Series series;
    if (v_.target) series.target = out.target;
    std::vector<Period> charted;  // of the rows that the chart is given
    const auto add = [&](VariationPoint point, double value, double denominator) {
      if (!point.gap.empty() && point.gap != "no records") value = kNone;
      if (point.gap != "no records" || settings_.gaps_break) {
        point.point = series.value.size();
        series.value.push_back(value);
        if (variation::is_ratio(settings_.chart)) series.denominator.push_back(denominator);
        charted.push_back(point.period);
      }
      out.points.push_back(std::move(point));
    };
    for (std::size_t k = 0; k < findings.size(); ++k) {
      const Finding& f = *findings[k];
      for (Period p = k == 0 ? f.period : findings[k - 1]->period;
           k > 0 && ++p.index < f.period.index;)
        add({p, {}, {}, kNone, kNone, "no records", {}}, kNone, kNone);
      VariationPoint point{f.period,
                           f.numerator,
                           f.denominator,
                           value_of(f.low, m_.i),
                           value_of(f.high, m_.i),
                           gap_of(f, v_, m_.i),
                           {}};
      const bool ratio = variation::is_ratio(settings_.chart);
      const bool count = settings_.chart == variation::Chart::c;
      const double numerator = static_cast<double>(f.numerator.low);
      add(point, ratio || count ? numerator : value_of(f.low, m_.i),
          static_cast<double>(f.denominator.low));
    }
    for (const model::Variation::NewLimits& n : v_.new_limits) {
      const auto at = std::lower_bound(charted.begin(), charted.end(), n.from) - charted.begin();
      series.starts.push_back(static_cast<std::size_t>(at));
    }
    if (v_.baseline_of) {
      series.baseline =
          variation::rows_between(charted, v_.baseline_of->first, v_.baseline_of->last);
    }
    out.charted = variation::chart(series, settings_);
    out.recent = recent_of(out.points);
    if (out.charted.last) out.period = charted[*out.charted.last];
    if (!out.charted.judged) out.cannot_tell = "too few points";
    return out;
  }

  // Of the last five years, whether or not all of them have a record.
  std::optional<variation::RecentTrend> recent_of(const std::vector<VariationPoint>& points) const {
    const bool years =
        v_.per_period == PeriodKind::financial_year || v_.per_period == PeriodKind::calendar_year;
    if (!years || !model::gives_share(m_.i)) return std::nullopt;
    std::vector<double> cases, of;
    for (const VariationPoint& p : points) {
      const bool told = p.gap.empty();
      cases.push_back(told ? static_cast<double>(p.numerator.low) : kNone);
      of.push_back(told ? static_cast<double>(p.denominator.low) : kNone);
    }
    const bool events =
        settings_.chart == variation::Chart::u || settings_.chart == variation::Chart::u_prime;
    return variation::recent_trend_of_shares(cases, of, events);
  }

  void count(const VariationFinding& made) {
    if (!made.charted.judged) return;
    const variation::Segment& segment =
        made.charted.segments[made.charted.points[*made.charted.last].segment];
    // Chance does not ask which periods the limits are from, but how many.
    const variation::FalseChances& chances =
        by_chance_.of(segment.points, v_.baseline_of ? segment.used : 0);
    const bool by_runs = settings_.rules == 0;
    m_.count(by_runs ? segment.runs.signal()
                     : made.charted.variation != variation::Reading::common_cause,
             by_runs ? chances.runs : chances.last_point);
  }

  Making& m_;
  const model::Variation& v_;
  const variation::Settings settings_;
  variation::FalseSignals by_chance_;
};

}  // namespace

void over_time(Making& m) { OverTime(m).make(); }

}  // namespace assize
