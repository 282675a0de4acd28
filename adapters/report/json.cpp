#include "adapters/report/json.h"

#include <array>

#include "adapters/report/json_text.h"
#include "adapters/report/payments.h"
#include "adapters/report/variation.h"
#include "engine/explain/finding_words.h"
#include "engine/explain/target_words.h"
#include "engine/findings/roll_up.h"

namespace assize::report {

namespace {

void write_figure(Members& m, std::string_view name, const Figure& f) {
  m.name(name) << "{\"low\":" << f.low << ",\"high\":" << f.high << '}';
}

void write_value(Members& m, std::string_view name, const Report& report, const Finding& f,
                 const End& e) {
  Buffer& out = m.name(name);
  if (!e.exists) {
    out << "null";
  } else if (e.exact) {
    const bool elapsed = unit_of(report, f) == "seconds";  // kept in milliseconds
    const Ratio value = elapsed ? *e.exact / Ratio(kSecond) : *e.exact;
    out << "{\"n\":\"" << value.numerator() << "\",\"d\":\"" << value.denominator()
        << "\",\"shown\":";
    write_text(out, end_in_words(e, f, report.ruleset));
    out << '}';
  } else if (e.number || e.milliseconds) {
    write_text(out, decimal_text(e));
  } else if (e.d <= 0) {
    out << "null";
  } else {
    out << "{\"n\":\"" << e.n << "\",\"d\":\"" << e.d << "\",\"shown\":";
    write_text(out, shown(e, f, report.ruleset, 1));
    out << '}';
  }
}

void write_texts(Buffer& out, const std::vector<std::string>& texts) {
  out << '[';
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (i != 0) out << ',';
    write_text(out, texts[i]);
  }
  out << ']';
}

void write_subgroup(Members& m, const Finding& f) {
  Buffer& out = m.name("subgroup");
  if (f.subgroup.empty()) {
    out << "null";
    return;
  }
  out << '{';
  for (std::size_t i = 0; i < f.subgroup.size(); ++i) {
    if (i != 0) out << ',';
    write_text(out, f.subgroup[i].first);
    out << ':';
    write_text(out, f.subgroup[i].second);
  }
  out << '}';
}

void write_target(Members& m, const Report& report, const Finding& f) {
  Buffer& out = m.name("target");
  const auto target = target_of(f, report.ruleset);
  if (!target) {
    out << "null";
    return;
  }
  Members t(out);
  t.text("kind", assize::word(target->kind));
  if (!target->value) {
    t.name("value") << "null";
    t.name("unit") << "null";
  } else if (const auto* ms = std::get_if<MillisValue>(&*target->value)) {
    t.text("value", Decimal::make(ms->ms, 3).value_or(Decimal()).text());
    t.text("unit", "seconds");
  } else if (const auto* number = std::get_if<Decimal>(&*target->value)) {
    t.text("value", number->text());
    const std::string_view unit = unit_of(report, f);
    t.text("unit", unit == "share" ? "percent" : unit);
  } else {
    t.text("value", in_words(*target));
    t.name("unit") << "null";
  }
  t.text("words", in_words(*target));
  t.end();
}

void write_clause(Members& m, const Report& report, const Finding& f) {
  Buffer& out = m.name("clause");
  const model::Citation* citation = citation_of(f, report.ruleset);
  if (citation == nullptr) {
    out << "null";
    return;
  }
  Members c(out);
  const bool sourced = citation->source != model::kNone;
  c.text_or_null("source",
                 sourced ? report.ruleset.documents[citation->source].name : std::string());
  c.text_or_null("title",
                 sourced ? report.ruleset.documents[citation->source].title : std::string());
  c.text_or_null("section", citation->section);
  c.text(citation->in_our_words ? "in_our_words" : "quotation", citation->quotation);
  c.end();
}

// The rule's finding, as a share of the records that it judged.
Finding as_share(const Finding& f) {
  Finding out = f;
  out.numerator = {f.passed, f.passed + f.undecided};
  out.denominator = {f.passed + f.failed, f.passed + f.failed + f.undecided};
  out.left_out = {f.not_applicable, f.not_applicable};
  out.unknown = {f.undecided, f.undecided};
  return out;
}

void write_rule_counts(Members& m, const Finding& f) {
  m.number("passed", f.passed);
  m.number("failed", f.failed);
  m.number("not_applicable", f.not_applicable);
  m.number("undecided", f.undecided);
}

void write_by_clause(Members& m, const Finding& f) {
  Buffer& out = m.name("by_clause");
  out << '[';
  for (std::size_t i = 0; i < f.by_clause.size(); ++i) {
    out << (i == 0 ? "{\"name\":" : ",{\"name\":");
    write_text(out, f.by_clause[i].first);
    out << ",\"low\":" << f.by_clause[i].second.low << ",\"high\":" << f.by_clause[i].second.high
        << '}';
  }
  out << ']';
}

void write_sides(Members& m, const Report& report, const Finding& f) {
  if (f.sides.empty()) return;
  Buffer& out = m.name("sides");
  out << '[';
  Finding share;  // of a side: the words of what is compared
  share.indicator = f.indicator;
  for (std::size_t i = 0; i < f.sides.size(); ++i) {
    const Side& s = f.sides[i];
    if (i != 0) out << ',';
    Members side(out);
    side.text("name", s.name);
    write_figure(side, "numerator", s.numerator);
    write_figure(side, "denominator", s.denominator);
    write_figure(side, "unknown", s.unknown);
    write_value(side, "low", report, share, s.low);
    write_value(side, "high", report, share, s.high);
    side.end();
  }
  out << ']';
}

void write_finding(Buffer& out, const Report& report, const Finding& given) {
  const Finding f = given.kind == FindingKind::rule ? as_share(given) : given;
  Members m(out);
  m.text("kind", word(f.kind));
  m.text("ruleset", report.ruleset.name);
  m.text_or_null("standard", standard_name(report, f.standard));
  m.text_or_null("rule", rule_name(report, f.rule));
  m.text_or_null("indicator", indicator_name(report, f.indicator));
  m.text_or_null("provider", f.provider ? std::string_view(*f.provider) : std::string_view());
  m.text_or_null("period", text(f.period));
  write_subgroup(m, f);
  m.text("status", word(status_of(f)));
  m.text_or_null("so_far", f.so_far ? word(*f.so_far) : std::string_view());
  m.text_or_null("tier", f.tier);
  write_texts(m.name("possible_tiers"), f.possible_tiers);
  write_figure(m, "numerator", f.numerator);
  write_figure(m, "denominator", f.denominator);
  write_figure(m, "left_out", f.left_out);
  write_figure(m, "excused", f.excused);
  write_figure(m, "not_yet_due", f.not_yet_due);
  write_figure(m, "not_in_force", f.not_in_force);
  write_figure(m, "unknown", f.unknown);
  write_figure(m, "not_placed", f.not_placed);
  write_by_clause(m, f);
  write_sides(m, report, f);
  // One value only where both ends are that value.
  write_value(m, "value", report, f, f.low == f.high ? f.low : End{});
  write_value(m, "low", report, f, f.low);
  write_value(m, "high", report, f, f.high);
  if (f.interpolated) {
    End between;
    between.exists = true;
    between.exact = f.interpolated;
    write_value(m, "interpolated", report, f, between);
  }
  m.text_or_null("unit", unit_of(report, f));
  m.yes_no("proved", f.proved);
  write_target(m, report, f);
  write_clause(m, report, f);
  if (f.kind == FindingKind::rule) write_rule_counts(m, f);
  m.number("deciding", f.deciding);
  m.text_or_null("undecided_because", f.undecided_because);
  m.number("by_convention", f.by_convention);
  m.number("rests_on_blank", f.rests_on_blank);
  write_texts(m.name("notes"), f.notes);
  m.text("message", message(given, report.ruleset));
  m.end();
}

// A problem of the data is a finding too: nothing was judged, so what belongs to judging is null.
void write_problem(Buffer& out, const Report& report, const DataProblem& p) {
  Members m(out);
  m.text("kind", word(FindingKind::data));
  m.text("ruleset", report.ruleset.name);
  for (const char* name :
       {"standard", "rule", "indicator", "provider", "period", "subgroup", "status", "tier",
        "numerator", "denominator", "left_out", "excused", "not_yet_due", "unknown", "not_placed",
        "value", "low", "high", "unit"}) {
    m.name(name) << "null";
  }
  m.yes_no("proved", true);
  m.name("target") << "null";
  m.name("clause") << "null";
  m.text("code", p.code);
  m.text_or_null("file", file_name(report, p.file));
  const auto place = [&](std::string_view name, std::uint64_t n) {
    Buffer& value = m.name(name);
    if (n == 0)
      value << "null";
    else
      value << n;
  };
  place("record", p.record);
  place("line", p.line);
  place("column", p.column);
  m.text_or_null("field", p.field);
  m.name("count") << p.count;
  m.text("message", p.text);
  m.end();
}

std::vector<std::string_view> possibilities(const RecordOutcome& o) {
  if (o.rule == model::kNone) return could_be(o.could_be);
  if (o.result == "passes") return {"met"};
  if (o.result == "fails") return {"not met"};
  if (o.result == "undecided") return {"met", "not met", "out"};
  return {"out"};
}

void write_words(Buffer& out, const std::vector<std::string_view>& words) {
  out << '[';
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i != 0) out << ',';
    write_text(out, words[i]);
  }
  out << ']';
}

void write_outcome(Buffer& out, const Report& report, const RecordOutcome& o, bool with_kind) {
  Members m(out);
  if (with_kind) m.text("kind", "outcome");
  m.text_or_null("file", file_name(report, o.file));
  m.name("record") << o.record;
  Buffer& line = m.name("line");
  if (o.line == 0)
    line << "null";
  else
    line << o.line;
  m.text_or_null("key", o.key);
  m.text_or_null("indicator", indicator_name(report, o.indicator));
  m.text_or_null("rule", rule_name(report, o.rule));
  m.text_or_null("provider", o.provider);
  m.text_or_null("period", text(o.period));
  write_words(m.name("could_be"), possibilities(o));
  std::vector<std::string_view> outcomes;
  for (int i = 0; i < kOutcomeCount; ++i) {
    const auto outcome = static_cast<Outcome>(i);
    if (o.could_be.has(outcome)) outcomes.push_back(word(outcome));
  }
  write_words(m.name("outcomes"), outcomes);
  write_texts(m.name("by"), o.by);
  m.text_or_null("result", o.result);
  Buffer& reasons = m.name("reasons");
  reasons << '[';
  for (std::size_t i = 0; i < o.reasons.size(); ++i) {
    reasons << (i == 0 ? "{\"field\":" : ",{\"field\":");
    write_text(reasons, o.reasons[i].field);
    reasons << ",\"reason\":";
    write_text(reasons, word(o.reasons[i].reason));
    reasons << '}';
  }
  reasons << ']';
  m.end();
}

void write_run(Members& m, const Report& report) {
  const Provenance& p = report.provenance;
  Members run(m.name("run"));
  run.text("id", p.run_id);
  run.text("ruleset", p.ruleset);
  run.text_or_null("version", p.ruleset_version);
  run.text("ruleset_hash", p.ruleset_hash);
  run.text("engine", p.engine_version);
  run.text_or_null("tzdata", p.zone_version);
  run.text_or_null("holidays", p.holiday_version);
  run.text("as_at", p.as_at);
  Members options(run.name("options"));
  for (const auto& [name, value] : p.options) options.text(name, value);
  options.end();
  run.end();
}

void write_records(Members& m, const Report& report) {
  std::uint64_t read = 0, accepted = 0, rejected = 0, undated = 0;
  for (const FileTotals& f : report.result.files) {
    read += f.read;
    accepted += f.accepted;
    rejected += f.rejected;
    undated += f.undated;
  }
  Members records(m.name("records"));
  records.name("read") << read;
  records.name("accepted") << accepted;
  records.name("rejected") << rejected;
  records.name("undated") << undated;
  Buffer& by_file = records.name("by_file");
  by_file << '[';
  for (std::size_t i = 0; i < report.result.files.size(); ++i) {
    const FileTotals& f = report.result.files[i];
    if (i != 0) by_file << ',';
    Members file(by_file);
    file.text("file", f.name);
    file.text("record", f.record);
    file.name("read") << f.read;
    file.name("accepted") << f.accepted;
    file.name("rejected") << f.rejected;
    file.name("undated") << f.undated;
    file.name("copies") << f.copies;
    file.name("key_clashes") << f.key_clashes;
    file.text_or_null("hash", f.hash);
    file.end();
  }
  by_file << ']';
  records.end();
}

// What the standards of each outcome domain and priority area come to.
void write_roll_ups(Members& m, const Report& report) {
  Buffer& out = m.name("roll_ups");
  out << '[';
  bool first = true;
  for (const RollUp& r : roll_up(report.ruleset, report.result.findings)) {
    if (!first) out << ',';
    first = false;
    Members up(out);
    const model::OutcomeDomain& domain = report.ruleset.outcome_domains[r.domain];
    up.text(domain.is_priority ? "priority_area" : "outcome_domain", domain.name);
    up.text_or_null("provider", r.provider.value_or(""));
    up.text_or_null("period", text(r.period));
    up.text("status", word(r.status));
    up.number("met", r.met);
    up.number("not_met", r.not_met);
    up.number("cannot_tell", r.cannot_tell);
    Members aside(up.name("set_aside"));
    aside.number("no_cases", r.no_cases);
    aside.number("too_few", r.too_few);
    aside.number("not_yet_due", r.not_yet_due);
    aside.number("not_in_force", r.not_in_force);
    aside.number("not_applicable", r.not_applicable);
    aside.number("reported", r.reported);
    aside.end();
    up.end();
  }
  out << ']';
}

void write_head(Members& m, const Report& report) {
  m.text("schema", kFindingsSchema);
  write_run(m, report);
  write_records(m, report);
  write_texts(m.name("notes"), report.result.notes);
  write_roll_ups(m, report);
}

// Calls `separate` before each finding and each problem of the data, in the order of output.
template <class Separate>
void write_findings(Buffer& out, const Report& report, Separate separate) {
  for (const Finding& f : report.result.findings) {
    if (!is_shown(report, f)) continue;
    separate();
    write_finding(out, report, f);
  }
  for (const VariationFinding& f : report.result.variations) {
    separate();
    write_variation_json(out, report, f);
  }
  for (const DataProblem& p : report.result.problems) {
    separate();
    write_problem(out, report, p);
  }
}

}  // namespace

bool write_json(const Report& report, const Writer& writer) {
  Buffer out(writer);
  bool first = true;
  const auto separate = [&] {
    out << (first ? "\n" : ",\n");
    first = false;
  };
  Members m(out);
  write_head(m, report);
  m.name("findings") << '[';
  write_findings(out, report, separate);
  out << ']';
  if (!report.ruleset.payment_schemes.empty()) {
    first = true;
    m.name("payments") << '[';
    for (const PaymentLine& l : payment_lines(report)) {
      separate();
      write_payment_json(out, report, l, false);
    }
    out << ']';
  }
  if (report.outcomes) {
    first = true;
    m.name("outcomes") << '[';
    for (const RecordOutcome& o : report.result.outcomes) {
      separate();
      write_outcome(out, report, o, false);
    }
    out << ']';
  }
  m.end();
  out << '\n';
  return out.flush();
}

bool write_ndjson(const Report& report, const Writer& writer) {
  Buffer out(writer);
  Members m(out);
  m.text("kind", "run");
  write_head(m, report);
  m.end();
  write_findings(out, report, [&] { out << '\n'; });
  for (const PaymentLine& l : payment_lines(report)) {
    out << '\n';
    write_payment_json(out, report, l, true);
  }
  if (report.outcomes) {
    for (const RecordOutcome& o : report.result.outcomes) {
      out << '\n';
      write_outcome(out, report, o, true);
    }
  }
  out << '\n';
  return out.flush();
}

}  // namespace assize::report
