#include "dsl/format/print.h"

namespace assize::formatting {

using namespace syntax;  // NOLINT: the nodes of one tree

namespace {

std::string where(const Where& w) {
  std::string out;
  for (const Text& t : w.provider) out += " for provider " + quoted(t.text);
  for (const Word& p : w.period) out += " in " + p.text;
  for (const Group& g : w.groups) out += " for " + g.field.text + " " + print(g.code);
  return out;
}

// "1" or "from 1 to 3".
std::string range(const std::string& low, const std::string& high) {
  return low == high ? low : "from " + low + " to " + high;
}

std::string what(const ExpectShare& e) {
  return print(e.indicator) + where(e.where) + " is " +
         range(print(e.low_part) + " of " + print(e.low_whole),
               print(e.high_part) + " of " + print(e.high_whole));
}
std::string side(const ExpectSides::Side& s) {
  if (s.parts.empty()) return "no cases";
  return range(print(s.parts[0]) + " of " + print(s.parts[1]),
               print(s.parts[2]) + " of " + print(s.parts[3]));
}
std::string what(const ExpectSides& e) {
  return print(e.standard) + where(e.where) + " compares " + side(e.first) + " with " +
         side(e.second);
}
std::string what(const ExpectNoCases& e) {
  return print(e.indicator) + where(e.where) + " has no cases";
}
std::string what(const ExpectValue& e) {
  return print(e.indicator) + where(e.where) + " is " + range(print(e.low), print(e.high));
}
std::string what(const ExpectStatus& e) {
  return print(e.standard) + where(e.where) + " is " + e.status.text;
}
std::string what(const ExpectShows& e) {
  return print(e.variation) + where(e.where) + " shows " + e.reading.text;
}
std::string what(const ExpectTier& e) {
  return print(e.standard) + where(e.where) + " has tier " + e.tier.text;
}
std::string what(const ExpectCount& e) {
  return e.count.text + " of " + print(e.indicator) + where(e.where) + " is " +
         range(print(e.low), print(e.high));
}
std::string what(const ExpectOutcome& e) {
  std::string out = "record " + quoted(e.key.text) + " in " + print(e.indicator) + " is ";
  for (std::size_t i = 0; i < e.could_be.size(); ++i) {
    const OutcomeWord& o = e.could_be[i];
    out += (i > 0 ? " or " : "") + o.outcome.text + (o.by ? " by " + o.by->text : "");
  }
  for (std::size_t i = 0; i < e.because.size(); ++i) {
    out += (i > 0 ? " and " : " because ") + e.because[i].field.text + " is " +
           e.because[i].reason.text;
  }
  return out;
}
std::string what(const ExpectVerdict& e) {
  return "record " + quoted(e.key.text) + " in " + print(e.rule) + " " + e.verdict.text;
}

std::string what(const ExpectPays& e) {
  return print(e.scheme) + where(e.where) + (e.holds ? " holds " : " pays ") + print(e.amount);
}
std::string what(const ExpectRecords& e) {
  std::string keys;
  for (const Text& k : e.keys) keys += (keys.empty() ? "records " : ", ") + quoted(k.text);
  return (keys.empty() ? "no records" : keys) + " in " + print(e.scheme) + " are " + e.are.text;
}
std::string what(const ExpectInstalments& e) {
  std::string all;
  for (const auto& [count, amount] : e.instalments)
    all += (all.empty() ? "" : " and ") + print(count) + " of " + print(amount);
  return "instalments of " + print(e.scheme) + " in " + e.period.text + " are " + all;
}

}  // namespace

std::string print(const Expectation& e) {
  return std::visit([](const auto& x) { return what(x); }, e.what);
}

}  // namespace assize::formatting
