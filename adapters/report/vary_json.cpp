#include "adapters/report/json_text.h"
#include "adapters/report/vary.h"
#include "engine/explain/variation_words.h"

namespace assize::report {

using namespace variation;

namespace {

constexpr std::string_view kSchema = "assize-vary/1";

void write_number(Buffer& out, double x) {
  if (is_none(x)) {
    out << "null";
  } else if (std::isinf(x)) {
    write_text(out, x > 0 ? "Infinity" : "-Infinity");  // no number of JSON
  } else {
    out << figure(x);
  }
}
void number(Members& m, std::string_view name, double x) { write_number(m.name(name), x); }

// A figure of the file, digit by digit; one that was worked out, as short as it reads back.
void as_read(Members& m, std::string_view name, const std::string& text, double otherwise = kNone) {
  if (text.empty()) return number(m, name, otherwise);
  m.name(name) << text;
}

template <class Each>
void list(Buffer& out, std::size_t n, Each each) {
  out << '[';
  for (std::size_t i = 0; i < n; ++i) {
    if (i > 0) out << ',';
    each(i);
  }
  out << ']';
}

void names(Members& m, std::string_view name, const Names& names) {
  Members inner(m.name(name));
  for (const auto& [column, value] : names) {
    // A column's name is anybody's text.
    Buffer& out = inner.raw_name();
    write_text(out, column);
    out << ':';
    write_text(out, value);
  }
  inner.end();
}

void rows(Members& m, const RowCount& r) {
  Members inner(m.name("rows"));
  inner.number("read", static_cast<std::int64_t>(r.read));
  inner.number("used", static_cast<std::int64_t>(r.used));
  inner.number("gaps", static_cast<std::int64_t>(r.gaps));
  inner.number("not_used", static_cast<std::int64_t>(r.not_used));
  inner.end();
}

void write_segment(Buffer& out, const SeriesReport& s, const Segment& segment) {
  Members m(out);
  m.number("first", static_cast<std::int64_t>(segment.first + 1));
  m.number("last", static_cast<std::int64_t>(segment.end));
  m.number("points", static_cast<std::int64_t>(segment.points));
  m.number("used_for_limits", static_cast<std::int64_t>(segment.used));
  m.yes_no("provisional", segment.few);
  m.yes_no("too_few", segment.too_few);
  const Point& p = s.charted.points[segment.first];
  number(m, "centre", p.centre);
  number(m, "mean_moving_range", segment.mean_range);
  number(m, "sigma_z", segment.sigma_z);
  if (segment.runs.judged) {
    Members runs(m.name("runs"));
    const RunAnalysis& r = segment.runs;
    runs.number("useful", static_cast<std::int64_t>(r.useful));
    runs.number("longest", static_cast<std::int64_t>(r.longest));
    runs.number("longest_limit", static_cast<std::int64_t>(r.longest_expected));
    runs.number("crossings", static_cast<std::int64_t>(r.crossings));
    runs.number("crossings_limit", static_cast<std::int64_t>(r.crossings_expected));
    runs.yes_no("signal", r.signal());
    runs.end();
  } else {
    m.name("runs") << "null";
  }
  m.end();
}

void write_row(Buffer& out, const SeriesReport& s, std::size_t i) {
  const DatedRow& row = s.rows[i];
  static const Point kNothing;
  const Point& p = row.point ? s.charted.points[*row.point] : kNothing;
  Members m(out);
  m.number("seq", static_cast<std::int64_t>(i + 1));
  m.text("date", row.date);
  m.text("state", row.reason.empty() ? "point" : "gap");
  m.text_or_null("reason", row.reason);
  as_read(m, "numerator", row.numerator);
  as_read(m, "denominator", row.denominator);
  as_read(m, "value", row.value, p.value);
  if (row.point) {
    m.number("segment", static_cast<std::int64_t>(p.segment + 1));
  } else {
    m.name("segment") << "null";
  }
  m.yes_no("makes_limits", p.makes_limits && !p.gap());
  number(m, "centre", p.centre);
  number(m, "lower", p.lower);
  number(m, "upper", p.upper);
  number(m, "lower_2_sigma", p.lower_2);
  number(m, "upper_2_sigma", p.upper_2);
  m.text("rules", rules_words(p.broken));
  m.text("label", label_word(p));
  m.text_or_null("reading", p.gap() ? std::string_view() : word(p.reading));
  number(m, "target", row.target.value_or(kNone));
  m.end();
}

void write_series(Buffer& out, const TimeReport& report, const SeriesReport& s) {
  Members m(out);
  m.text("series", s.name);
  names(m, "by", s.by);
  m.text("variation", variation_icon(s.charted, report.settings.better));
  m.text("assurance", word(s.charted.assurance));
  m.text_or_null("recent_trend",
                 s.recent ? variation::trend_words(s.recent->trend, report.settings.better) : "");
  number(m, "target", s.target.value_or(kNone));
  m.number("signals", static_cast<std::int64_t>(s.charted.signals));
  m.yes_no("gaps_among_limits", s.charted.gaps_matter);
  m.text("message", s.message);
  list(m.name("segments"), s.charted.segments.size(),
       [&](std::size_t i) { write_segment(out, s, s.charted.segments[i]); });
  list(m.name("points"), s.rows.size(), [&](std::size_t i) { write_row(out, s, i); });
  m.end();
}

void write_limits(Members& m, std::string_view name, const std::vector<Limits>& all,
                  const FunnelReport& report, Buffer& out) {
  list(m.name(name), all.size(), [&](std::size_t i) {
    Members l(out);
    number(l, "lower", all[i].lower * report.multiplier);
    number(l, "upper", all[i].upper * report.multiplier);
    l.end();
  });
}

void write_unit(Buffer& out, const FunnelReport& report, const UnitRow& u, const UnitResult& r) {
  Members m(out);
  m.text("unit", u.name);
  names(m, "by", u.by);
  m.text("state", r.judged ? "judged" : "not_judged");
  m.text_or_null("reason", u.reason);
  as_read(m, "numerator", u.numerator);
  as_read(m, "denominator", u.denominator);
  number(m, "value", r.value * report.multiplier);
  number(m, "z", r.z);
  number(m, "z_trimmed", r.z_trimmed);
  number(m, "z_adjusted", r.z_adjusted);
  number(m, "p", r.p);
  number(m, "p_adjusted", u.p_adjusted);
  write_limits(m, "limits", r.used, report, out);
  write_limits(m, "unadjusted_limits", r.unadjusted, report, out);
  write_limits(m, "adjusted_limits", r.adjusted, report, out);
  m.text("flag", flag_word(r));
  number(m, "flag_level",
         r.level < 0 ? kNone
                     : number_of_level(report.settings.levels[static_cast<std::size_t>(r.level)]));
  m.text("comparison", word(u.comparison));
  m.text_or_null("message", u.message);
  m.end();
}

void write_part(Buffer& out, const FunnelReport& report, const FunnelPart& part) {
  Members m(out);
  m.text("part", part.name);
  names(m, "within", part.within);
  number(m, "centre", part.funnel.centre * report.multiplier);
  number(m, "phi", part.funnel.phi);
  number(m, "tau2", part.funnel.tau2);
  m.yes_no("adjusted", part.funnel.adjusted);
  m.number("judged", static_cast<std::int64_t>(part.funnel.units));
  m.number("used_for_phi", static_cast<std::int64_t>(part.funnel.used_for_phi));
  m.number("flagged", static_cast<std::int64_t>(part.flagged));
  list(m.name("units"), part.units.size(),
       [&](std::size_t i) { write_unit(out, report, part.units[i], part.funnel.of[i]); });
  m.end();
}

}  // namespace

bool write_vary_json(const TimeReport& report, const Writer& writer) {
  Buffer out(writer);
  Members m(out);
  m.text("schema", kSchema);
  m.text("kind", "over time");
  m.text("file", report.file);
  m.text("chart", report.chart);
  m.text_or_null("preset", report.preset);
  m.text("method", report.method);
  m.text("unit", report.unit);
  rows(m, report.rows);
  m.number("periods_without_a_row", static_cast<std::int64_t>(report.gaps_between));
  m.number("signals_at_the_last_point", static_cast<std::int64_t>(report.signals));
  number(m, "expected_by_chance", report.expected_false);
  list(m.name("series"), report.series.size(),
       [&](std::size_t i) { write_series(out, report, report.series[i]); });
  m.end();
  out << '\n';
  return out.flush();
}

bool write_vary_json(const FunnelReport& report, const Writer& writer) {
  Buffer out(writer);
  Members m(out);
  m.text("schema", kSchema);
  m.text("kind", "between units");
  m.text("file", report.file);
  m.text("chart", "funnel");
  m.text_or_null("preset", report.preset);
  m.text("method", report.method);
  rows(m, report.rows);
  list(m.name("levels"), report.settings.levels.size(), [&](std::size_t i) {
    Members l(out);
    number(l, "level", number_of_level(report.settings.levels[i]));
    number(l, "expected_by_chance", report.expected_false[i]);
    l.end();
  });
  list(m.name("parts"), report.parts.size(),
       [&](std::size_t i) { write_part(out, report, report.parts[i]); });
  m.end();
  out << '\n';
  return out.flush();
}

}  // namespace assize::report
