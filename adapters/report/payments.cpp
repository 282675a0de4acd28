#include "adapters/report/payments.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "adapters/report/csv.h"
#include "adapters/report/json_text.h"
#include "adapters/report/table.h"
#include "dsl/base/diagnostic.h"
#include "engine/explain/numbers.h"

namespace assize::report {

namespace {

const model::PaymentScheme& scheme_of(const Report& report, const PaymentLine& l) {
  return report.ruleset.payment_schemes[l.scheme];
}

std::string_view payer_name(const Report& report, const model::PaymentScheme& s, std::size_t i) {
  return report.ruleset.code_lists[s.payer_list]
      .codes[static_cast<std::size_t>(s.payers[i].at)]
      .text;
}

std::string groups(const PaymentLine& l) {
  std::string out;
  for (const auto& [field, code] : l.subgroup)
    out += (out.empty() ? "" : "; ") + field + "=" + code;
  return out;
}

std::string held_in_words(const PaymentLine& l) {
  if (l.held_high == 0) return "";
  if (l.held_low == l.held_high) return pounds(l.held_high);
  return (l.held_low == 0 ? "up to " : pounds(l.held_low) + " to ") + pounds(l.held_high);
}

// A row of the table: months that are alike stand together.
struct Row {
  PaymentLine line;
  Period last;
};
std::vector<Row> rows(const std::vector<PaymentLine>& lines, model::Index scheme) {
  using Like = std::tuple<PaymentPart, std::optional<std::string>, bool, std::string>;
  std::vector<Row> out;
  std::map<Like, std::size_t> at;
  for (const PaymentLine& l : lines) {
    if (l.scheme != scheme) continue;
    const bool monthly = l.part == PaymentPart::fee || l.part == PaymentPart::foundation;
    const auto [it, fresh] =
        monthly ? at.try_emplace(Like{l.part, l.provider, l.paid < 0, l.because}, out.size())
                : std::pair{at.end(), true};
    if (fresh) {
      out.push_back({l, l.period});
      continue;
    }
    Row& row = out[it->second];
    row.last = l.period;
    row.line.count += l.count;
    row.line.paid += l.paid;
    for (std::size_t p = 0; p < l.payers.size(); ++p) row.line.payers[p] += l.payers[p];
  }
  return out;
}

// Pence as a decimal number of pounds, for a table.
std::string plain(model::Pence p) { return Decimal::make(p, 2).value_or(Decimal()).text(); }

}  // namespace

std::string pounds(model::Pence p) {
  const model::Pence size = p < 0 ? -p : p;
  const std::string pennies = std::to_string(size % 100);
  return (p < 0 ? "-£" : "£") + with_commas(size / 100) + (pennies.size() < 2 ? ".0" : ".") +
         pennies;
}

std::vector<PaymentLine> payment_lines(const Report& report) {
  return report.outcomes ? report.result.payments : summed(report.result.payments);
}

void write_payment_json(Buffer& out, const Report& report, const PaymentLine& l, bool with_kind) {
  const model::PaymentScheme& s = scheme_of(report, l);
  Members m(out);
  if (with_kind) m.text("kind", "payment");
  m.text("scheme", s.name);
  m.text("part", part_name(l, report.ruleset));
  m.text_or_null("provider", l.provider ? std::string_view(*l.provider) : std::string_view());
  m.text_or_null("period", text(l.period));
  Members subgroup(m.name("subgroup"));
  for (const auto& [field, code] : l.subgroup) {
    write_text(subgroup.raw_name(), field);
    out << ':';
    write_text(out, code);
  }
  subgroup.end();
  m.text_or_null("record", l.record);
  m.number("count", l.count);
  m.text_or_null("due", l.due ? date_text(*l.due) : std::string());
  m.text("state", word(l.state));
  m.text_or_null("repeat", word(l.repeat));
  m.text_or_null("repeats", l.repeats);
  m.number("paid_pence", l.paid);
  Members held(m.name("held_pence"));
  held.number("low", l.held_low);
  held.number("high", l.held_high);
  held.end();
  m.number("capped_pence", l.capped);
  Members payers(m.name("payers_pence"));
  for (std::size_t i = 0; i < l.payers.size(); ++i) {
    write_text(payers.raw_name(), payer_name(report, s, i));
    out << ':' << static_cast<std::int64_t>(l.payers[i]);
  }
  payers.end();
  m.text_or_null("because", l.because);
  m.end();
}

bool write_payments_csv(const Report& report, const Writer& writer) {
  Buffer out(writer);
  out << "scheme,part,provider,period,subgroup,record,count,due,state,repeat,repeats,payer,paid,"
         "held_low,held_high,capped,because\n";
  for (const PaymentLine& l : payment_lines(report)) {
    const model::PaymentScheme& s = scheme_of(report, l);
    // One line for each payer that bears a part; what is held or capped is nobody's yet.
    bool any = false;
    const auto row = [&](std::string_view payer, model::Pence paid) {
      out << s.name << ',' << part_name(l, report.ruleset) << ',';
      write_cell(out, l.provider.value_or(""));
      out << ',' << text(l.period) << ',';
      write_cell(out, groups(l));
      out << ',';
      write_cell(out, l.record);
      out << ',' << (any ? std::int64_t{0} : l.count) << ',' << (l.due ? date_text(*l.due) : "")
          << ',' << word(l.state) << ',' << word(l.repeat) << ',';
      write_cell(out, l.repeats);
      out << ',';
      write_cell(out, payer);
      out << ',' << plain(paid) << ',' << plain(any ? 0 : l.held_low) << ','
          << plain(any ? 0 : l.held_high) << ',' << plain(any ? 0 : l.capped) << ',';
      write_cell(out, l.because);
      out << '\n';
      any = true;
    };
    for (std::size_t i = 0; i < l.payers.size(); ++i) {
      if (l.payers[i] != 0) row(payer_name(report, s, i), l.payers[i]);
    }
    if (!any) row("", 0);
  }
  return out.flush();
}

std::string payments_text(const Report& report, bool colour) {
  std::string out;
  const std::vector<PaymentLine> lines = payment_lines(report);
  for (model::Index i = 0; i < report.ruleset.payment_schemes.size(); ++i) {
    const model::PaymentScheme& s = report.ruleset.payment_schemes[i];
    Table table({"Part", "Provider", "Period", "State", "Of", "Paid", "Held"});
    model::Pence paid = 0, low = 0, high = 0;
    std::vector<model::Pence> payers(s.payers.size(), 0);
    std::map<Repeat, std::int64_t> repeats;
    std::vector<std::string> reasons;
    for (const Row& row : rows(lines, i)) {
      const PaymentLine& l = row.line;
      std::string where = l.record.empty() ? text(l.period) : "record " + l.record;
      if (row.last != l.period) where += " to " + text(row.last);
      table.add({part_name(l, report.ruleset), escape_controls(l.provider.value_or("")),
                 escape_controls(where), std::string(word(l.state)), with_commas(l.count),
                 l.paid == 0 ? "" : pounds(l.paid), held_in_words(l)});
      paid += l.paid;
      low += l.held_low;
      high += l.held_high;
      for (std::size_t p = 0; p < l.payers.size(); ++p) payers[p] += l.payers[p];
      repeats[l.repeat] += l.count;
      if (l.state != PaymentState::held && l.state != PaymentState::repeat) continue;
      std::string why =
          part_name(l, report.ruleset) + ", " + std::string(word(l.state)) + ": " + l.because;
      if (std::find(reasons.begin(), reasons.end(), why) == reasons.end())
        reasons.push_back(std::move(why));
    }
    if (table.empty()) continue;
    out += (colour ? "\x1b[1m" + s.name + "\x1b[0m" : s.name) + "  " + s.title + '\n';
    out += table.text(2, 4);
    std::string parts;
    for (std::size_t p = 0; p < payers.size(); ++p) {
      parts +=
          (p == 0 ? "" : ", ") + std::string(payer_name(report, s, p)) + " " + pounds(payers[p]);
    }
    out += wrapped("Paid " + pounds(paid) + " (" + parts + "); held " +
                       (low == high ? pounds(high) : pounds(low) + " to " + pounds(high)) + ".",
                   2);
    if (s.pays_once)
      out += wrapped("Paid for before: " + with_commas(repeats[Repeat::proven]) + " proven, " +
                         with_commas(repeats[Repeat::possible]) + " possible, " +
                         with_commas(repeats[Repeat::not_checkable]) + " not checkable.",
                     2);
    for (const std::string& why : reasons) out += wrapped(escape_controls(why) + ".", 4);
    out += '\n';
  }
  return out;
}

}  // namespace assize::report
