#include "adapters/report/table.h"
#include "adapters/report/vary.h"
#include "dsl/base/diagnostic.h"
#include "engine/explain/numbers.h"
#include "engine/explain/variation_words.h"

namespace assize::report {

using namespace variation;

namespace {

std::string count(std::uint64_t n) { return with_commas(static_cast<std::int64_t>(n)); }

std::string icon_words(std::string_view icon) {
  if (icon == "none") return "cannot tell";
  std::string text(icon);
  for (char& c : text) {
    if (c == '_') c = ' ';
  }
  return text;
}

std::string assurance_words(Assurance a) {
  switch (a) {
    case Assurance::pass:
      return "met consistently";
    case Assurance::fail:
      return "missed consistently";
    case Assurance::inconsistent:
      return "met or missed";
    case Assurance::none:
      return "";
  }
  return {};
}

std::string rows_words(const RowCount& r) {
  std::string text =
      count(r.read) + " rows: " + count(r.used) + " used, " + count(r.gaps) + " without a figure";
  if (r.not_used > 0) text += ", " + count(r.not_used) + " not used";
  return text + ".";
}

void heading(Buffer& out, const std::string& method, const std::string& preset) {
  out << wrapped(method, 0);
  if (!preset.empty()) out << "Settings as in " << preset << " unless said.\n";
  out << '\n';
}

}  // namespace

bool write_vary_text(const TimeReport& report, const Writer& writer) {
  Buffer out(writer);
  heading(out, report.method, report.preset);
  const bool judged_by_runs = report.settings.rules == 0;
  Table table(
      {"series", "points", "last", "centre", "lower", "upper", "signals", "variation", "target"});
  for (const SeriesReport& s : report.series) {
    static const Point kNothing;
    const Point& p = s.charted.last ? s.charted.points[*s.charted.last] : kNothing;
    std::size_t points = 0;
    for (const Segment& segment : s.charted.segments) points += segment.points;
    const auto cell = [](double x) { return is_none(x) ? std::string() : shown(x); };
    table.add({escape_controls(s.name.empty() ? "all" : s.name), count(points), cell(p.value),
               cell(p.centre), cell(p.lower), cell(p.upper), count(s.charted.signals),
               judged_by_runs && s.charted.judged
                   ? (s.charted.segments[p.segment].runs.signal() ? "not chance" : "chance")
                   : icon_words(variation_icon(s.charted, report.settings.better)),
               assurance_words(s.charted.assurance)});
  }
  out << table.text(0) << '\n';
  for (const SeriesReport& s : report.series) {
    out << escape_controls(s.name.empty() ? "All" : s.name) << '\n' << wrapped(s.message, 2);
  }
  out << '\n' << rows_words(report.rows);
  if (report.gaps_between > 0)
    out << " " << of_units(report.gaps_between, report.unit) << " without a row.";
  out << '\n'
      << "Signals at the last point: " << count(report.signals) << " of "
      << count(report.series.size()) << " series; " << about(report.expected_false)
      << " expected by chance alone.\n";
  return out.flush();
}

bool write_vary_text(const FunnelReport& report, const Writer& writer) {
  Buffer out(writer);
  heading(out, report.method, report.preset);
  const double k = report.multiplier;
  for (const FunnelPart& part : report.parts) {
    const Funnel& f = part.funnel;
    if (!part.name.empty()) out << escape_controls(part.name) << '\n';
    out << "Centre " << shown(f.centre * k) << ", phi " << shown(f.phi) << ", tau2 "
        << shown(f.tau2) << (f.adjusted ? ": limits widened." : ": limits not widened.") << "\n\n";
    Table table({"unit", "value", "lower", "upper", "z", "adjusted z", "flag"});
    for (std::size_t i = 0; i < part.units.size(); ++i) {
      const UnitResult& r = f.of[i];
      const std::string name = escape_controls(part.units[i].name);
      if (!r.judged) {
        table.add({name, "", "", "", "", "", "cannot tell: " + part.units[i].reason});
        continue;
      }
      const Limits& widest = r.used.back();
      std::string flag = flag_word(r);
      if (r.level >= 0)
        flag += " " + level_text(report.settings.levels[static_cast<std::size_t>(r.level)]) + "%";
      table.add({name, shown(r.value * k), shown(widest.lower * k), shown(widest.upper * k),
                 shown(r.z), shown(r.z_adjusted), flag});
    }
    out << table.text(0) << '\n';
    for (const UnitRow& u : part.units) {
      if (!u.message.empty()) out << escape_controls(u.name) << '\n' << wrapped(u.message, 2);
    }
    out << count(part.flagged) << " of " << count(f.units) << " flagged.\n\n";
  }
  out << rows_words(report.rows) << '\n';
  for (std::size_t i = 0; i < report.expected_false.size(); ++i) {
    out << "Outside " << level_text(report.settings.levels[i])
        << "% limits by chance alone: " << about(report.expected_false[i]) << " expected.\n";
  }
  return out.flush();
}

}  // namespace assize::report
