#include "adapters/report/csv.h"

#include <algorithm>

#include "engine/explain/finding_words.h"
#include "engine/explain/target_words.h"

namespace assize::report {

namespace {

constexpr std::string_view kFindingColumns =
    "kind,ruleset,standard,indicator,provider,period,subgroup,status,so_far,tier,"
    "numerator_low,numerator_high,denominator_low,denominator_high,left_out_low,left_out_high,"
    "excused_low,excused_high,not_yet_due_low,not_yet_due_high,not_in_force_low,not_in_force_high,"
    "unknown_low,unknown_high,not_placed_low,not_placed_high,low_n,low_d,high_n,high_d,low,high,"
    "unit,"
    "proved,target,first,first_numerator_low,first_numerator_high,first_denominator_low,"
    "first_denominator_high,second,second_numerator_low,second_numerator_high,"
    "second_denominator_low,second_denominator_high,message\n";

constexpr int kPlaces = 6;  // of a difference, a sum or a mean, for reading

void write_figure(Buffer& out, const Figure& f) { out << f.low << ',' << f.high << ','; }

void write_share(Buffer& out, const End& e) {
  if (e.exists && e.d > 0 && !e.number && !e.milliseconds) {
    out << e.n << ',' << e.d << ',';
  } else {
    out << ",,";
  }
}

void write_value(Buffer& out, const Report& report, const Finding& f, const End& e) {
  if (e.exists && e.d > 0 && !e.number && !e.milliseconds) {
    out << shown(e, f, report.ruleset, 1);
  } else if (e.exact) {
    const bool elapsed = unit_of(report, f) == "seconds";  // kept in milliseconds
    out << (elapsed ? *e.exact / Ratio(kSecond) : *e.exact).rounded(kPlaces);
  } else {
    out << decimal_text(e);
  }
  out << ',';
}

std::string subgroup_text(const Finding& f) {
  std::string text;
  for (const auto& [field, code] : f.subgroup)
    text += (text.empty() ? "" : "; ") + field + "=" + code;
  return text;
}

void write_finding(Buffer& out, const Report& report, const Finding& f) {
  out << word(f.kind) << ',';
  write_cell(out, report.ruleset.name);
  out << ',' << standard_name(report, f.standard) << ',' << indicator_name(report, f.indicator)
      << ',';
  if (f.provider) write_cell(out, *f.provider);
  out << ',' << text(f.period) << ',';
  write_cell(out, subgroup_text(f));
  out << ',' << word(f.status) << ',' << (f.so_far ? word(*f.so_far) : std::string_view()) << ',';
  write_cell(out, f.tier);
  out << ',';
  for (const Figure* figure : {&f.numerator, &f.denominator, &f.left_out, &f.excused,
                               &f.not_yet_due, &f.not_in_force, &f.unknown, &f.not_placed}) {
    write_figure(out, *figure);
  }
  write_share(out, f.low);
  write_share(out, f.high);
  write_value(out, report, f, f.low);
  write_value(out, report, f, f.high);
  out << unit_of(report, f) << ',' << (f.proved ? "yes" : "no") << ',';
  if (const auto target = target_of(f, report.ruleset)) write_cell(out, in_words(*target));
  out << ',';
  for (std::size_t i = 0; i < 2; ++i) {
    if (i >= f.sides.size()) {
      out << ",,,,,";
      continue;
    }
    write_cell(out, f.sides[i].name);
    out << ',';
    write_figure(out, f.sides[i].numerator);
    write_figure(out, f.sides[i].denominator);
  }
  write_cell(out, message(f, report.ruleset));
  out << '\n';
}

void write_problem(Buffer& out, const Report& report, const DataProblem& p) {
  out << "data,";
  write_cell(out, report.ruleset.name);
  // Nothing between the ruleset and the message applies to a problem of the data.
  const auto columns = std::count(kFindingColumns.begin(), kFindingColumns.end(), ',');
  out << std::string(static_cast<std::size_t>(columns - 1), ',');
  std::string words(file_name(report, p.file));
  if (p.line != 0) words += ":" + std::to_string(p.line);
  if (p.line != 0 && p.column != 0) words += ":" + std::to_string(p.column);
  words += (words.empty() ? "" : ": ") + p.code + ": " + p.text;
  if (p.count > 1) words += " (" + std::to_string(p.count) + " in all)";
  write_cell(out, words);
  out << '\n';
}

bool starts_a_formula(char c) {
  return c == '=' || c == '+' || c == '-' || c == '@' || c == '\t' || c == '\r';
}

bool needs_quotation_marks(std::string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](char c) { return c == ',' || c == '"' || c == '\r' || c == '\n'; });
}

}  // namespace

void write_cell(Buffer& out, std::string_view text) {
  const bool formula = !text.empty() && starts_a_formula(text.front());
  if (!needs_quotation_marks(text)) {
    if (formula) out << '\'';
    out << text;
    return;
  }
  out << '"';
  if (formula) out << '\'';
  for (std::size_t from = 0;;) {
    const std::size_t quote = text.find('"', from);
    out << text.substr(from, quote == std::string_view::npos ? quote : quote - from + 1);
    if (quote == std::string_view::npos) break;
    out << '"';
    from = quote + 1;
  }
  out << '"';
}

bool write_findings_csv(const Report& report, const Writer& writer) {
  Buffer out(writer);
  out << kFindingColumns;
  for (const Finding& f : report.result.findings) {
    if (f.kind != FindingKind::rule && is_shown(report, f)) write_finding(out, report, f);
  }
  for (const DataProblem& p : report.result.problems) write_problem(out, report, p);
  return out.flush();
}

bool write_rule_outcomes_csv(const Report& report, const Writer& writer) {
  Buffer out(writer);
  out << "rule,provider,period,passed,failed,not_applicable,unknown\n";
  for (const Finding& f : report.result.findings) {
    if (f.kind != FindingKind::rule || !is_shown(report, f)) continue;
    out << rule_name(report, f.rule) << ',';
    if (f.provider) write_cell(out, *f.provider);
    out << ',' << text(f.period) << ',' << f.passed << ',' << f.failed << ',' << f.not_applicable
        << ',' << f.undecided << '\n';
  }
  return out.flush();
}

bool write_failing_records_csv(const Report& report, const Writer& writer) {
  Buffer out(writer);
  out << "record,rule,file,line\n";
  const auto write = [&](const auto& o) {
    if (o.key.empty()) {
      out << o.record;
    } else {
      write_cell(out, o.key);
    }
    out << ',' << rule_name(report, o.rule) << ',';
    write_cell(out, file_name(report, o.file));
    out << ',' << o.line << '\n';
  };
  for (const RecordOutcome& o : report.result.outcomes) {
    if (o.rule != model::kNone && o.result == "fails") write(o);
  }
  for (const FailingRecord& f : report.result.failing) write(f);
  return out.flush();
}

}  // namespace assize::report
