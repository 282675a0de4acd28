#include "adapters/report/csv.h"
#include "adapters/report/vary.h"

namespace assize::report {

using namespace variation;

namespace {

void figures(Buffer& out, std::initializer_list<double> values) {
  for (const double x : values) out << ',' << figure(x);
}

void write_row(Buffer& out, const TimeReport& report, const SeriesReport& s, std::size_t i) {
  const DatedRow& row = s.rows[i];
  static const Point kNothing;
  const Point& p = row.point ? s.charted.points[*row.point] : kNothing;
  const Segment* segment = row.point ? &s.charted.segments[p.segment] : nullptr;
  write_cell(out, s.name);
  out << ',' << static_cast<std::uint64_t>(i + 1) << ',';
  write_cell(out, row.date);
  out << ',' << (row.reason.empty() ? "point" : "gap") << ',';
  write_cell(out, row.reason);
  out << ',' << row.numerator << ',' << row.denominator << ','
      << (row.value.empty() ? figure(p.value) : row.value) << ',';
  if (segment != nullptr) out << static_cast<std::uint64_t>(p.segment + 1);
  out << ',' << (p.makes_limits && !p.gap() ? "yes" : "no");
  figures(out, {p.centre, p.lower, p.upper, p.lower_2, p.upper_2});
  out << ',' << rules_words(p.broken) << ',' << label_word(p) << ','
      << (p.gap() ? std::string_view() : word(p.reading)) << ',';
  if (row.target) out << figure(*row.target);
  out << ',';
  if (segment != nullptr && segment->runs.judged) out << (segment->runs.signal() ? "yes" : "no");
  out << ',' << variation_icon(s.charted, report.settings.better) << ','
      << word(s.charted.assurance) << '\n';
}

void write_limits(Buffer& out, const std::vector<Limits>& all, std::size_t i) {
  const Limits l = i < all.size() ? all[i] : Limits{};
  figures(out, {l.lower, l.upper});
}

}  // namespace

bool write_vary_csv(const TimeReport& report, const Writer& writer) {
  Buffer out(writer);
  out << "series,seq,date,state,reason,numerator,denominator,value,segment,makes_limits,centre,"
         "lower,upper,lower_2_sigma,upper_2_sigma,rules,label,reading,target,runs_signal,variation,"
         "assurance\n";
  for (const SeriesReport& s : report.series) {
    for (std::size_t i = 0; i < s.rows.size(); ++i) write_row(out, report, s, i);
  }
  return out.flush();
}

bool write_vary_csv(const FunnelReport& report, const Writer& writer) {
  Buffer out(writer);
  out << "part,unit,state,reason,numerator,denominator,value,centre,z,z_trimmed,z_adjusted,p,"
         "p_adjusted";
  for (const double level : report.settings.levels) {
    const std::string name = level_text(level);
    for (const char* which : {"", "unadjusted_", "adjusted_"})
      out << ',' << which << "lower_" << name << ',' << which << "upper_" << name;
  }
  out << ",flag,flag_level,comparison,phi,tau2,adjusted\n";
  const double k = report.multiplier;
  for (const FunnelPart& part : report.parts) {
    for (std::size_t i = 0; i < part.units.size(); ++i) {
      const UnitRow& u = part.units[i];
      UnitResult r = part.funnel.of[i];
      for (auto* set : {&r.unadjusted, &r.adjusted, &r.used}) {
        for (Limits& l : *set) l = {l.lower * k, l.upper * k};
      }
      write_cell(out, part.name);
      out << ',';
      write_cell(out, u.name);
      out << ',' << (r.judged ? "judged" : "not_judged") << ',';
      write_cell(out, u.reason);
      out << ',' << u.numerator << ',' << u.denominator;
      figures(out, {r.value * k, part.funnel.centre * k, r.z, r.z_trimmed, r.z_adjusted, r.p,
                    u.p_adjusted});
      for (std::size_t l = 0; l < report.settings.levels.size(); ++l) {
        write_limits(out, r.used, l);
        write_limits(out, r.unadjusted, l);
        write_limits(out, r.adjusted, l);
      }
      out << ',' << flag_word(r) << ','
          << (r.level < 0 ? std::string()
                          : level_text(report.settings.levels[static_cast<std::size_t>(r.level)]))
          << ',' << word(u.comparison);
      figures(out, {part.funnel.phi, part.funnel.tau2});
      out << ',' << (part.funnel.adjusted ? "yes" : "no") << '\n';
    }
  }
  return out.flush();
}

}  // namespace assize::report
