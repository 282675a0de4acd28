#include "adapters/report/variation.h"

#include <algorithm>
#include <cmath>

#include "adapters/report/csv.h"
#include "adapters/report/json_text.h"
#include "adapters/report/table.h"
#include "adapters/report/vary.h"
#include "dsl/base/diagnostic.h"
#include "engine/explain/numbers.h"
#include "engine/explain/variation_finding.h"
#include "engine/explain/variation_words.h"

namespace assize::report {

using Form = model::Variation::Form;
using variation::is_none;

namespace {

void number(Members& m, std::string_view name, double x) {
  if (is_none(x) || std::isinf(x)) {
    m.name(name) << "null";
  } else {
    m.name(name) << figure(x);
  }
}

void write_figure(Members& m, std::string_view name, const Figure& f) {
  Members inner(m.name(name));
  inner.number("low", f.low);
  inner.number("high", f.high);
  inner.end();
}

void write_interval(Members& m, std::string_view name, double value, variation::Interval i) {
  Members inner(m.name(name));
  number(inner, "value", value);
  number(inner, "lower", i.lower);
  number(inner, "upper", i.upper);
  inner.end();
}

const model::Variation& of(const Report& report, const VariationFinding& f) {
  return report.ruleset.variations[f.variation];
}

std::string_view form_word(Form form) {
  switch (form) {
    case Form::over_time:
      return "over time";
    case Form::between_providers:
      return "between providers";
    case Form::between_groups:
      return "between groups";
  }
  return {};
}

void write_points(Members& m, const VariationFinding& f) {
  Buffer& out = m.name("points");
  out << '[';
  for (std::size_t i = 0; i < f.points.size(); ++i) {
    if (i > 0) out << ',';
    const VariationPoint& point = f.points[i];
    static const variation::Point kNothing;
    const variation::Point& p = point.point ? f.charted.points[*point.point] : kNothing;
    Members one(out);
    one.text("period", text(point.period));
    one.text_or_null("gap", point.gap);
    write_figure(one, "numerator", point.numerator);
    write_figure(one, "denominator", point.denominator);
    number(one, "low", point.low);
    number(one, "high", point.high);
    number(one, "value", p.value);
    number(one, "centre", p.centre);
    number(one, "lower", p.lower);
    number(one, "upper", p.upper);
    one.text("rules", rules_words(p.broken));
    one.text("label", label_word(p));
    one.end();
  }
  out << ']';
}

void write_over_time(Members& m, const Report& report, const VariationFinding& f) {
  const variation::Settings settings = settings_over_time(report.ruleset, of(report, f));
  m.text("variation_icon", variation_icon(f.charted, settings.better));
  m.text("assurance_icon", word(f.charted.assurance));
  number(m, "target", f.target);
  m.text_or_null("recent_trend",
                 f.recent ? variation::trend_words(f.recent->trend, settings.better) : "");
  write_points(m, f);
}

void write_between_providers(Members& m, const Report& report, const VariationFinding& f) {
  const double k = shown_times(report.ruleset, of(report, f));
  const variation::FunnelSettings settings = settings_between(report.ruleset, of(report, f));
  write_figure(m, "numerator", f.numerator);
  write_figure(m, "denominator", f.denominator);
  number(m, "low", f.low);
  number(m, "high", f.high);
  number(m, "centre", f.centre * k);
  number(m, "z", f.unit.z);
  number(m, "z_adjusted", f.unit.z_adjusted);
  number(m, "phi", f.phi);
  number(m, "tau2", f.tau2);
  m.yes_no("adjusted", f.adjusted);
  Buffer& out = m.name("limits");
  out << '[';
  for (std::size_t i = 0; i < f.unit.used.size(); ++i) {
    if (i > 0) out << ',';
    Members one(out);
    number(one, "level", number_of_level(settings.levels[i]));
    number(one, "lower", f.unit.used[i].lower * k);
    number(one, "upper", f.unit.used[i].upper * k);
    one.end();
  }
  out << ']';
  Buffer& own = m.name("intervals");
  own << '[';
  for (std::size_t i = 0; i < f.intervals.size(); ++i) {
    if (i > 0) own << ',';
    Members one(own);
    number(one, "level", number_of_level(settings.levels[i]));
    number(one, "lower", f.intervals[i].lower * k);
    number(one, "upper", f.intervals[i].upper * k);
    one.end();
  }
  own << ']';
  m.number("left_aside", f.left_aside);
  number(m, "expected", f.expected);
  m.text("flag", flag_word(f.unit));
}

void write_between_groups(Members& m, const VariationFinding& f) {
  m.text("group", f.group);
  Members codes(m.name("group_codes"));
  for (const auto& [field, code] : f.group_codes) codes.text(field, code);
  codes.end();
  m.number("left_aside", f.left_aside);
  write_figure(m, "numerator", f.numerator);
  write_figure(m, "denominator", f.denominator);
  number(m, "low", f.low);
  number(m, "high", f.high);
  const variation::Interval d = f.difference.interval;
  write_interval(m, "difference_in_points", f.difference.difference * 100,
                 {d.lower * 100, d.upper * 100});
  write_interval(m, "ratio", f.ratio.value, f.ratio.interval);
  Members others(m.name("of_others"));
  others.number("numerator", f.of_others.met);
  others.number("denominator", f.of_others.of);
  others.end();
  number(m, "expected", f.expected);
  const auto standardised = [&](std::string_view name, const variation::Estimate& e) {
    write_interval(m, name, e.value * 100, {e.interval.lower * 100, e.interval.upper * 100});
  };
  standardised("standardised", f.standardised);
  standardised("of_others_standardised", f.of_others_standardised);
  const variation::Interval s = f.inequality.slope_interval;
  write_interval(m, "slope_in_points", f.inequality.slope * 100, {s.lower * 100, s.upper * 100});
  write_interval(m, "relative_index", f.inequality.relative, f.inequality.relative_interval);
}

// What a finding between providers or groups was held against, and by what limits or interval: of
// providers the widest limits about the centre, or their own widest interval; of groups the
// difference, or, standardised indirectly, the ratio.
struct Between {
  double centre = variation::kNone, lower = variation::kNone, upper = variation::kNone;
};
Between between(const Report& report, const VariationFinding& f) {
  const model::Variation& v = of(report, f);
  const double k = shown_times(report.ruleset, v);
  if (v.form == Form::between_groups) {
    if (v.standardised == model::Variation::Standardised::indirectly)
      return {f.ratio.value, f.ratio.interval.lower, f.ratio.interval.upper};
    const variation::Interval i = f.difference.interval;
    return {f.difference.difference * k, i.lower * k, i.upper * k};
  }
  Between out{f.centre * k, variation::kNone, variation::kNone};
  if (!f.intervals.empty()) {
    out.lower = f.intervals.back().lower * k;
    out.upper = f.intervals.back().upper * k;
  } else if (!f.unit.used.empty()) {
    out.lower = f.unit.used.back().lower * k;
    out.upper = f.unit.used.back().upper * k;
  }
  return out;
}

std::vector<const VariationFinding*> signals(const Report& report, model::Index variation) {
  std::vector<const VariationFinding*> out;
  for (const VariationFinding& f : report.result.variations) {
    if (f.variation == variation && is_signal(f, report.ruleset)) out.push_back(&f);
  }
  // The latest period first; over time that is the order of the findings where all end together.
  std::stable_sort(out.begin(), out.end(),
                   [](const auto* a, const auto* b) { return a->period > b->period; });
  return out;
}

}  // namespace

void write_variation_json(Buffer& out, const Report& report, const VariationFinding& f) {
  const model::Variation& v = of(report, f);
  Members m(out);
  m.text("kind", word(FindingKind::variation));
  m.text("ruleset", report.ruleset.name);
  m.text("variation", v.name);
  m.text("indicator", report.ruleset.indicators[v.indicator].name);
  m.text_or_null("provider", f.provider ? std::string_view(*f.provider) : std::string_view());
  m.text_or_null("period", text(f.period));
  Members subgroup(m.name("subgroup"));
  for (const auto& [field, code] : f.subgroup) subgroup.text(field, code);
  subgroup.end();
  m.text("form", form_word(v.form));
  m.text("status", status_word(f, report.ruleset));
  m.text("method", method_words(v, report.ruleset));
  m.text_or_null("preset", v.preset);
  m.text("comparator", f.against.empty() ? comparator_words(v, report.ruleset) : f.against);
  for (const VariationSummary& s : report.result.variation_summaries) {
    if (s.variation != f.variation) continue;
    m.number("signals_of_its_kind", static_cast<std::int64_t>(s.signals));
    number(m, "expected_by_chance", s.expected_false);
  }
  m.text_or_null("cannot_tell", f.cannot_tell);
  if (v.form == Form::over_time) write_over_time(m, report, f);
  if (v.form == Form::between_providers) write_between_providers(m, report, f);
  if (v.form == Form::between_groups) write_between_groups(m, f);
  m.text("message", message(f, report.ruleset));
  m.end();
}

bool write_variation_csv(const Report& report, const Writer& writer) {
  Buffer out(writer);
  out << "variation,indicator,form,provider,period,subgroup,group,against,status,low,high,centre,"
         "lower,upper,label,gap,message\n";
  const auto row = [&](const VariationFinding& f, Period period, double low, double high,
                       double centre, double lower, double upper, std::string_view label,
                       const std::string& gap, const std::string& words) {
    const model::Variation& v = of(report, f);
    out << v.name << ',' << report.ruleset.indicators[v.indicator].name << ',' << form_word(v.form)
        << ',';
    write_cell(out, f.provider.value_or(""));
    out << ',' << text(period) << ',';
    std::string groups;
    for (const auto& [field, code] : f.subgroup)
      groups += (groups.empty() ? "" : "; ") + field + "=" + code;
    write_cell(out, groups);
    out << ',';
    write_cell(out, f.group);
    out << ',';
    write_cell(out, f.against);
    out << ',' << status_word(f, report.ruleset);
    for (const double x : {low, high, centre, lower, upper}) out << ',' << figure(x);
    out << ',' << label << ',';
    write_cell(out, gap);
    out << ',';
    write_cell(out, words);
    out << '\n';
  };
  for (const VariationFinding& f : report.result.variations) {
    const std::string words = message(f, report.ruleset);
    for (const VariationPoint& p : f.points) {
      static const variation::Point kNothing;
      const variation::Point& c = p.point ? f.charted.points[*p.point] : kNothing;
      row(f, p.period, p.low, p.high, c.centre, c.lower, c.upper, label_word(c), p.gap,
          p.period == f.period ? words : std::string());
    }
    if (!f.points.empty()) continue;
    const Between b = between(report, f);
    row(f, f.period, f.low, f.high, b.centre, b.lower, b.upper,
        of(report, f).form == Form::between_groups ? word(f.comparison) : flag_word(f.unit),
        f.cannot_tell, words);
  }
  return out.flush();
}

std::string variation_text(const Report& report, std::size_t examples, bool colour) {
  std::string out;
  for (const VariationSummary& s : report.result.variation_summaries) {
    const model::Variation& v = report.ruleset.variations[s.variation];
    out += (colour ? "\x1b[1m" + v.name + "\x1b[0m" : v.name) + "  " + v.title + '\n';
    out += wrapped(
        method_words(v, report.ruleset) + " Against " + comparator_words(v, report.ruleset) + ".",
        2);
    const std::vector<const VariationFinding*> all = signals(report, s.variation);
    const auto of_it =
        std::count_if(report.result.variations.begin(), report.result.variations.end(),
                      [&](const VariationFinding& f) { return f.variation == s.variation; });
    const auto untold = of_it - static_cast<std::ptrdiff_t>(s.judged);
    const bool pooled = comparator_words(v, report.ruleset).starts_with("all providers");
    const std::string rest =
        untold == 0 ? std::string(".")
                    : "; " + with_commas(untold) + " more cannot be told" +
                          (!pooled       ? "."
                           : untold == 1 ? ", and is not in the figure of all together."
                                         : ", and are not in the figure of all together.");
    out += wrapped(s.judged == 0 ? "None can be told" + rest
                                 : with_commas(static_cast<std::int64_t>(all.size())) + " of " +
                                       with_commas(static_cast<std::int64_t>(s.judged)) +
                                       " signal; " + variation::about(s.expected_false) +
                                       " expected by chance alone" + rest,
                   2);
    for (std::size_t i = 0; i < std::min(examples, all.size()); ++i) {
      const std::string place = place_words(*all[i]);
      const std::string words = message(*all[i], report.ruleset);
      out += wrapped(escape_controls((place.empty() ? "" : place + ". ") + words), 4);
    }
    if (all.size() > examples) {
      out += "    and " + with_commas(static_cast<std::int64_t>(all.size() - examples)) + " more\n";
    }
    out += '\n';
  }
  return out;
}

}  // namespace assize::report
