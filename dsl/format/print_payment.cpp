// Payment schemes.
#include "dsl/format/block_lines.h"
#include "dsl/format/print.h"

namespace assize::formatting {

using namespace syntax;  // NOLINT: the nodes of one tree

namespace {

std::string sharing(const std::optional<Sharing>& s, const std::string& before) {
  if (!s) return {};
  std::string out;
  for (const PayerShare& p : s->payers) {
    out += (out.empty() ? "shared by " : ", ") + print(p.payer);
    if (!p.share.empty()) out += " " + p.share;
  }
  if (s->equally) out += " equally";
  if (s->remainder) out += ", remainder pennies to " + print(*s->remainder);
  return before + out;
}

std::string print(const PaidAmount& a) {
  std::string out = "pays " + formatting::print(a.amount);
  if (a.rate) {
    out += std::string(" for each case ") + (a.above ? "above " : "below ") +
           formatting::print(*a.rate);
  }
  return out;
}

// One line where it fits, else one a part.
std::string print(const PaidOutcomeDecl& o) {
  std::vector<std::string> parts;
  for (const Word& w : o.person) parts.push_back("person is " + w.text);
  for (const Expression& e : o.certain) parts.push_back("certain where " + formatting::print(e));
  for (const Word& w : o.only_if) parts.push_back("only if " + w.text + " is met");
  for (const PaidAmount& a : o.pays) parts.push_back(print(a));
  for (const Word& w : o.rounded) parts.push_back("rounded " + w.text + " to the penny");
  for (const Expression& e : o.later) parts.push_back("payable " + formatting::print(e) + " later");
  if (o.shared) parts.push_back(sharing(o.shared, ""));
  std::string out = "outcome " + o.id.text + " " + quoted(o.title.text) + "\n  " +
                    (o.each_record ? "for each record that meets " + formatting::print(o.of)
                                   : "when " + formatting::print(o.of) + " is met");
  for (const std::string& p : parts) out += ",\n  " + p;
  return out + ";";
}

std::string print(const VolumeClause& v) {
  return "volume of " + formatting::print(v.of.indicators[0]) + print_per(v.of) +
         ",\n  predicted " + formatting::print(v.predicted) + ", band " + formatting::print(v.low) +
         " to " + formatting::print(v.high) + ",\n  reconcile at " + formatting::print(v.price) +
         " for each case outside the band" + sharing(v.shared, ",\n  ") + ";";
}

}  // namespace

std::vector<Line> print_lines(const PaymentSchemeDecl& d) {
  Block block("payment scheme " + d.id.text + " " + quoted(d.title.text), d.span, d.title.span);
  add_cites(block, d.cites);
  for (const PayersClause& p : d.payers) {
    std::string out;
    for (const CodeWord& w : p.payers) out += (out.empty() ? "payers " : ", ") + print(w);
    block.add(p.span, out + " in " + print(p.list) + ";");
  }
  add_in_force(block, d.in_force);
  for (const PaidOutcomeDecl& o : d.outcomes) block.add(o.span, print(o));
  for (const FeeClause& f : d.fee) {
    block.add(f.span, "fee " + print(f.amount) + " a " + f.year.text + " in " + print(f.count) +
                          " equal instalments in arrears" +
                          (f.remainder_to_last ? ", remainder pennies to the last" : "") +
                          sharing(f.shared, ",\n  ") + ";");
  }
  for (const FoundationClause& f : d.foundation) {
    block.add(f.span, "foundation " + print(f.amount) + " a month, clawed back for a " +
                          f.per.text + " when " + f.outcome.text + " is not met" +
                          sharing(f.shared, ",\n  ") + ";");
  }
  for (const VolumeClause& v : d.volume) block.add(v.span, print(v));
  for (const Expression& e : d.pay_once) {
    block.add(e.span,
              "pay once for each person and outcome in any " + print(e) + ", whoever pays;");
  }
  for (const PayAtMost& m : d.at_most) {
    block.add(m.span, "pay at most " + print(m.amount) +
                          (m.of == "person" ? " for each person"
                           : m.of == "all"  ? " in all"
                                            : " in a financial year") +
                          ";");
  }
  for (const Span s : d.if_cannot_tell)
    block.add(s, "if cannot tell: hold new payments, claw back nothing;");
  for (const Text& t : d.duty_of) block.add(t.span, "duty of " + quoted(t.text) + ";");
  return block.close();
}

}  // namespace assize::formatting
