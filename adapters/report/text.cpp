#include "adapters/report/text.h"

#include <algorithm>
#include <array>
#include <map>

#include "adapters/report/payments.h"
#include "adapters/report/table.h"
#include "adapters/report/variation.h"
#include "dsl/base/codes.h"
#include "dsl/base/diagnostic.h"
#include "engine/explain/finding_words.h"
#include "engine/explain/numbers.h"
#include "engine/explain/target_words.h"
#include "engine/explain/variation_finding.h"
#include "engine/findings/roll_up.h"

namespace assize::report {

namespace {

// In the order in which a reader wants them.
constexpr std::array kStatuses = {
    Status::met,           Status::not_met,        Status::reported,       Status::not_yet_due,
    Status::cannot_tell,   Status::too_few,        Status::no_cases,       Status::not_in_force,
    Status::not_submitted, Status::not_applicable, Status::not_comparable, Status::return_unusable,
};

using Counts = std::array<std::int64_t, kStatuses.size()>;

std::string severity_word(const DataProblem& p) {
  const CodeRow* row = find_code(p.code);
  return row == nullptr || row->severity == Severity::information ? "information" : "warning";
}

std::size_t column_of(Status s) {
  return static_cast<std::size_t>(std::find(kStatuses.begin(), kStatuses.end(), s) -
                                  kStatuses.begin());
}

class Page {
 public:
  Page(const Report& report, const Writer& writer, const TextOptions& options)
      : report_(report), ruleset_(report.ruleset), options_(options), out_(writer) {}

  bool write() {
    head();
    for (model::Index i = 0; i < ruleset_.standards.size(); ++i) standard(i);
    out_ << variation_text(report_, options_.examples, options_.colour);
    out_ << payments_text(report_, options_.colour);
    roll_ups();
    rules();
    problems();
    for (const std::string& note : report_.result.notes) out_ << wrapped(escape_controls(note), 0);
    if (!report_.result.notes.empty()) out_ << '\n';
    totals();
    return out_.flush();
  }

 private:
  std::string heading(std::string_view text) const {
    return options_.colour ? "\x1b[1m" + std::string(text) + "\x1b[0m" : std::string(text);
  }

  void head() {
    std::uint64_t read = 0;
    for (const FileTotals& f : report_.result.files) read += f.read;
    const auto day = parse_date(report_.provenance.as_at);
    out_ << heading(ruleset_.name +
                    (ruleset_.version.empty() ? "" : ", version " + ruleset_.version))
         << '\n';
    out_ << counted(static_cast<std::int64_t>(read), "record", "records") << " in "
         << counted(static_cast<std::int64_t>(report_.result.files.size()), "file", "files");
    if (day) out_ << ", as at " << date_in_words(day->first);
    out_ << ".\n\n";
  }

  // Periods that make the rows of a table: a year for anything shorter, and for windows the one in
  // which they end.
  static Period row_of(Period p) {
    if (p.kind == PeriodKind::rolling_year) p.kind = PeriodKind::month;
    const bool short_one = p.kind == PeriodKind::month || p.kind == PeriodKind::quarter;
    return short_one ? period_of(PeriodKind::financial_year, days_of(p).first) : p;
  }

  void standard(model::Index index) {
    std::vector<const Finding*> findings;
    for (const Finding& f : report_.result.findings) {
      if (f.kind == FindingKind::compliance && f.standard == index) findings.push_back(&f);
    }
    if (findings.empty()) return;
    const model::Standard& s = ruleset_.standards[index];
    out_ << heading(s.name) << "  " << s.title << '\n';
    out_ << wrapped(scope(s, findings), 2);
    statuses(findings);
    examples(findings, Status::not_met, "Furthest from the target");
    examples(findings, Status::cannot_tell, "Cannot tell");
    const bool all = report_.show == Show::all;
    if (all || (report_.show == Show::summary && findings.size() <= options_.examples)) {
      examples(findings, Status::met, "Met");
      examples(findings, Status::reported, "Reported");
      examples(findings, Status::not_yet_due, "Not yet due");
    }
    for (const Status status : kStatuses) {
      const bool told = status == Status::not_met || status == Status::cannot_tell ||
                        status == Status::met || status == Status::reported ||
                        status == Status::not_yet_due;
      if (!all || told) continue;
      std::string title(assize::word(status));
      title[0] = static_cast<char>(title[0] - 'a' + 'A');
      examples(findings, status, title);
    }
    out_ << '\n';
  }

  // "95% or more, per provider and month."
  std::string scope(const model::Standard& s, const std::vector<const Finding*>& findings) const {
    std::string text;
    if (s.no_target) text = "No target";
    for (const Finding* f : findings) {
      const auto target = target_of(*f, ruleset_);
      if (target && text.find(in_words(*target)) == std::string::npos)
        text += (text.empty() ? "" : ", then ") + in_words(*target);
    }
    std::vector<std::string> per;
    if (s.per_provider) per.push_back("provider");
    switch (s.per_period) {
      case PeriodKind::whole:
        break;
      case PeriodKind::month:
        per.push_back("month");
        break;
      case PeriodKind::quarter:
        per.push_back("quarter");
        break;
      case PeriodKind::financial_year:
        per.push_back("financial year");
        break;
      case PeriodKind::calendar_year:
        per.push_back("calendar year");
        break;
      case PeriodKind::rolling_year:
        per.push_back("rolling 12 months");
        break;
    }
    const model::Record& record = ruleset_.records[ruleset_.indicators[s.indicator].record];
    for (const model::Index field : s.per_fields) per.push_back(record.part(field).name);
    for (std::size_t i = 0; i < per.size(); ++i) {
      text += i == 0 ? (text.empty() ? "per " : ", per ") : i + 1 == per.size() ? " and " : ", ";
      text += per[i];
    }
    return text.empty() ? text : text + ".";
  }

  void statuses(const std::vector<const Finding*>& findings) {
    std::map<Period, Counts> rows;
    Counts all{};
    for (const Finding* f : findings) {
      const std::size_t column = column_of(f->status);
      ++rows[row_of(f->period)][column];
      ++all[column];
    }
    std::vector<std::string> names = {rows.begin()->first.kind == PeriodKind::whole ? "" : "year"};
    for (std::size_t i = 0; i < kStatuses.size(); ++i) {
      if (all[i] != 0) names.emplace_back(assize::word(kStatuses[i]));
    }
    names.emplace_back("findings");
    Table table(std::move(names));
    const auto add = [&](std::string name, const Counts& counts) {
      std::vector<std::string> row = {std::move(name)};
      std::int64_t sum = 0;
      for (std::size_t i = 0; i < counts.size(); ++i) {
        if (all[i] != 0) row.push_back(with_commas(counts[i]));
        sum += counts[i];
      }
      row.push_back(with_commas(sum));
      table.add(std::move(row));
    };
    const model::Index of = findings.front()->standard;
    const bool by_periods =
        of != model::kNone && ruleset_.standards[of].per_period != PeriodKind::whole;
    const std::string whole = by_periods ? "no known period" : "whole return";
    for (const auto& [period, counts] : rows)
      add(period.kind == PeriodKind::whole ? whole : in_words(period), counts);
    if (rows.size() > 1) add("all", all);
    out_ << table.text(4);
  }

  // Is `a` further from what the standard asks for than `b`?
  bool further(const Finding* a, const Finding* b) const {
    const auto target = target_of(*a, ruleset_);
    const bool low_is_bad = !target || target->kind == model::TargetKind::at_least ||
                            target->kind == model::TargetKind::every_case;
    const End& x = low_is_bad ? a->high : a->low;
    const End& y = low_is_bad ? b->high : b->low;
    if (x.exists != y.exists) return x.exists;
    if (x.milliseconds && y.milliseconds && *x.milliseconds != *y.milliseconds) {
      return low_is_bad == (*x.milliseconds < *y.milliseconds);
    }
    if (x.number && y.number && *x.number != *y.number)
      return low_is_bad == (*x.number < *y.number);
    if (x.exact && y.exact && *x.exact != *y.exact) return low_is_bad == (*x.exact < *y.exact);
    if (x.d > 0 && y.d > 0) {
      const auto left = static_cast<Decimal::Coefficient>(x.n) * y.d,
                 right = static_cast<Decimal::Coefficient>(y.n) * x.d;
      if (left != right) return low_is_bad == (left < right);
      if (x.d != y.d) return x.d > y.d;  // the same share of more cases weighs more
    }
    return false;  // a stable sort keeps the order of output
  }

  void examples(std::vector<const Finding*> findings, Status status, std::string_view title) {
    std::erase_if(findings, [&](const Finding* f) { return f->status != status; });
    if (findings.empty()) return;
    const std::size_t all = findings.size();
    const std::size_t some = report_.show == Show::all ? all : std::min(options_.examples, all);
    std::stable_sort(findings.begin(), findings.end(),
                     [&](const Finding* a, const Finding* b) { return further(a, b); });
    out_ << "  " << heading(title) << '\n';
    for (std::size_t i = 0; i < some; ++i)
      out_ << wrapped(escape_controls(message(*findings[i], ruleset_)), 4);
    if (some < all)
      out_ << "    and " << with_commas(static_cast<std::int64_t>(all - some)) << " more\n";
  }

  // How many providers and periods meet all that is mapped to each domain.
  void roll_ups() {
    std::map<model::Index, std::array<std::int64_t, 4>> sums;
    for (const RollUp& r : roll_up(ruleset_, report_.result.findings)) {
      const std::size_t column = r.status == Status::met           ? 0
                                 : r.status == Status::not_met     ? 1
                                 : r.status == Status::cannot_tell ? 2
                                                                   : 3;
      ++sums[r.domain][column];
    }
    if (sums.empty()) return;
    Table table({"All that is mapped to", "", "met", "not met", "cannot tell", "nothing to judge"});
    for (const auto& [domain, sum] : sums) {
      std::vector<std::string> row = {ruleset_.outcome_domains[domain].name,
                                      ruleset_.outcome_domains[domain].title};
      for (const std::int64_t n : sum) row.push_back(with_commas(n));
      table.add(std::move(row));
    }
    out_ << table.text(0, 2) << '\n';
  }

  void rules() {
    std::map<model::Index, std::array<std::int64_t, 4>> sums;
    for (const Finding& f : report_.result.findings) {
      if (f.kind != FindingKind::rule) continue;
      auto& sum = sums[f.rule];
      sum[0] += f.passed;
      sum[1] += f.failed;
      sum[2] += f.undecided;
      sum[3] += f.not_applicable;
    }
    if (sums.empty()) return;
    Table table({"Rules on records", "", "passed", "failed", "undecided", "not applicable"});
    for (const auto& [rule, sum] : sums) {
      std::vector<std::string> row = {ruleset_.rules[rule].name, ruleset_.rules[rule].title};
      for (const std::int64_t n : sum) row.push_back(with_commas(n));
      table.add(std::move(row));
    }
    out_ << table.text(0, 2) << '\n';
  }

  void problems() {
    std::size_t said = 0, kinds = 0;
    for (const DataProblem& p : report_.result.problems) {
      if (p.count == 0) continue;  // a further place of the problem before it
      if (++kinds == 1) out_ << heading("Data") << '\n';
      if (++said > options_.problems) continue;
      std::string line = std::string(file_name(report_, p.file));
      if (p.line != 0) line += ":" + std::to_string(p.line);
      if (p.line != 0 && p.column != 0) line += ":" + std::to_string(p.column);
      line += (line.empty() ? "" : ": ") + severity_word(p) + "[" + p.code + "]: " + p.text;
      if (p.count > 1)
        line += " (and " + with_commas(static_cast<std::int64_t>(p.count - 1)) +
                " more with the same cause)";
      out_ << wrapped(escape_controls(line), 2);
    }
    if (kinds > options_.problems) {
      out_ << "  and "
           << counted(static_cast<std::int64_t>(kinds - options_.problems), "other kind",
                      "other kinds")
           << " of problem\n";
    }
    if (kinds > 0) out_ << '\n';
  }

  void totals() {
    Table table({"Records", "", "read", "accepted", "rejected", "copies"});
    for (const FileTotals& f : report_.result.files) {
      std::vector<std::string> row = {escape_controls(f.name), f.record};
      for (const std::uint64_t n : {f.read, f.accepted, f.rejected, f.copies})
        row.push_back(with_commas(static_cast<std::int64_t>(n)));
      table.add(std::move(row));
    }
    if (!table.empty()) out_ << table.text(0, 2);
    for (const FileTotals& f : report_.result.files) {
      beneath(f, f.undated, "records",
              " is in no finding: what would date it did not happen up to the cut-off.",
              " are in no finding: what would date them did not happen up to the cut-off.");
      beneath(f, f.key_clashes, "rows",
              " has the key of an earlier row and differs from it: they are one record, which is "
              "whatever either could be.",
              " have the key of an earlier row and differ from it: they are one record, which is "
              "whatever either could be.");
    }
  }

  // What the table does not say of accepted rows.
  void beneath(const FileTotals& f, std::uint64_t n, std::string_view rows, std::string_view of_one,
               std::string_view of_several) {
    if (n == 0) return;
    const std::string plural(rows);
    out_ << wrapped(
        counted(static_cast<std::int64_t>(n), plural.substr(0, plural.size() - 1), plural) +
            " of " + escape_controls(f.name) + std::string(n == 1 ? of_one : of_several),
        0);
  }

  const Report& report_;
  const model::Ruleset& ruleset_;
  const TextOptions& options_;
  Buffer out_;
};

std::string place_in_rules(const model::Ruleset& ruleset, Span span) {
  if (span.file >= ruleset.texts.size()) return ruleset.name;
  const SourceFile& file = ruleset.texts.file(span.file);
  const Position p = file.position(span.begin);
  return file.name() + ":" + std::to_string(p.line) + ":" + std::to_string(p.column);
}

}  // namespace

bool write_text(const Report& report, const Writer& writer, const TextOptions& options) {
  return Page(report, writer, options).write();
}

bool write_compact(const Report& report, const Writer& writer) {
  Buffer out(writer);
  const model::Ruleset& ruleset = report.ruleset;
  for (const Finding& f : report.result.findings) {
    if (!is_shown(report, f)) continue;
    const bool rule = f.kind == FindingKind::rule;
    const Span span = rule                         ? ruleset.rules[f.rule].span
                      : f.standard != model::kNone ? ruleset.standards[f.standard].span
                                                   : Span{};
    out << escape_controls(place_in_rules(ruleset, span)) << ": " << assize::word(status_of(f))
        << '[' << (rule ? rule_name(report, f.rule) : standard_name(report, f.standard))
        << "]: " << escape_controls(message(f, ruleset)) << '\n';
  }
  for (const VariationFinding& f : report.result.variations) {
    const model::Variation& v = ruleset.variations[f.variation];
    if (report.show == Show::fail && !is_signal(f, ruleset)) continue;
    const std::string place = place_words(f);
    out << escape_controls(place_in_rules(ruleset, v.span)) << ": " << status_word(f, ruleset)
        << '[' << v.name
        << "]: " << escape_controls((place.empty() ? "" : place + ". ") + message(f, ruleset))
        << '\n';
  }
  for (const DataProblem& p : report.result.problems) {
    out << escape_controls(file_name(report, p.file));
    if (p.line != 0) out << ':' << p.line;
    if (p.line != 0 && p.column != 0) out << ':' << static_cast<std::uint64_t>(p.column);
    out << ": " << severity_word(p) << '[' << p.code << "]: " << escape_controls(p.text);
    if (p.count > 1) out << " (" << p.count << " in all)";
    out << '\n';
  }
  return out.flush();
}

std::string outcome_in_words(const RunResult& result) {
  std::int64_t all = 0, met = 0, not_met = 0, cannot_tell = 0, failed = 0, reported = 0;
  for (const Finding& f : result.findings) {
    if (f.kind == FindingKind::rule) failed += f.failed;
    if (f.kind != FindingKind::compliance || f.standard == model::kNone) continue;
    if (f.status == Status::reported) {  // nothing is judged by it
      ++reported;
      continue;
    }
    ++all;
    if (f.status == Status::met) ++met;
    if (f.status == Status::not_met) ++not_met;
    if (f.status == Status::cannot_tell || f.status == Status::return_unusable ||
        f.status == Status::not_submitted)
      ++cannot_tell;
  }
  const std::string of = " of " + counted(all, "finding", "findings");
  std::string text;
  if (all == 0) {
    text = "No standard was judged";
  } else if (not_met > 0) {
    text = "Not met: " + with_commas(not_met) + of +
           (cannot_tell > 0 ? "; " + with_commas(cannot_tell) + " cannot be told" : "");
  } else if (cannot_tell > 0) {
    text = "Cannot tell: " + with_commas(cannot_tell) + of + "; none is known not to be met";
  } else if (met == 0) {
    text = "Nothing was judged: " + counted(all, "finding is", "findings are") +
           " too few, without a case, not yet due or not in force";
  } else {
    text = "Met: " + with_commas(met) + of + "; none is not met, none cannot be told";
  }
  if (reported > 0)
    text += "; " + counted(reported, "finding only reports", "findings only report") + " a figure";
  if (failed > 0)
    text += "; " + counted(failed, "record fails a rule", "failures of rules on records");
  return text + ".";
}

}  // namespace assize::report
