#include "tests/differential/difference.h"

#include <algorithm>
#include <sstream>

#include "engine/findings/judge.h"

namespace assize::differential {
namespace {

std::ostream& operator<<(std::ostream& o, const Figure& f) { return o << f.low << ".." << f.high; }

std::ostream& operator<<(std::ostream& o, const End& e) {
  if (!e.exists) return o << "none";
  if (e.exact) return o << e.exact->numerator() << "/" << e.exact->denominator() << " points";
  if (e.number) return o << e.number->text();
  if (e.milliseconds) return o << *e.milliseconds << "ms";
  return o << e.n << "/" << e.d;
}

std::string text_of(const model::Ruleset& r, const Finding& f) {
  std::ostringstream o;
  o << "kind " << static_cast<int>(f.kind);
  if (f.standard != model::kNone) o << " " << r.standards[f.standard].name;
  if (f.rule != model::kNone) o << " " << r.rules[f.rule].name;
  o << " provider " << (f.provider ? *f.provider : "-") << " period "
    << static_cast<int>(f.period.kind) << ":" << text(f.period);
  for (const auto& [field, code] : f.subgroup) o << " " << field << "=" << code;
  o << " | " << word(f.status);
  if (f.so_far) o << " so far " << word(*f.so_far);
  o << " tier '" << f.tier << "'";
  for (const auto& t : f.possible_tiers) o << " ?" << t;
  o << " n " << f.numerator << " d " << f.denominator << " left " << f.left_out << " excused "
    << f.excused << " nyd " << f.not_yet_due << " nif " << f.not_in_force << " unknown "
    << f.unknown << " unplaced " << f.not_placed;
  for (const auto& [name, count] : f.by_clause) o << " " << name << " " << count;
  o << " deciding " << f.deciding << " because '" << f.undecided_because << "' ends " << f.low
    << " to " << f.high << " proved " << f.proved << " convention " << f.by_convention << " blank "
    << f.rests_on_blank << " target " << f.target << " rule " << f.passed << "/" << f.failed << "/"
    << f.not_applicable << "/" << f.undecided;
  for (const Side& s : f.sides) {
    o << " side " << s.name << " n " << s.numerator << " d " << s.denominator << " unknown "
      << s.unknown << " ends " << s.low << " to " << s.high;
  }
  if (f.interpolated)
    o << " between " << f.interpolated->numerator() << "/" << f.interpolated->denominator();
  if (f.passes) {
    const Placed& p = f.passes->placed;
    o << " placed n " << p.numerator << " d " << p.denominator << " bounded " << p.bounded;
  }
  for (const auto& note : f.notes) o << " note: " << note;
  return o.str();
}

std::string text_of(const model::Ruleset& r, const RecordOutcome& x) {
  std::ostringstream o;
  if (x.indicator != model::kNone) o << r.indicators[x.indicator].name;
  if (x.rule != model::kNone) o << r.rules[x.rule].name;
  o << " file " << x.file << " record " << x.record << " line " << x.line << " key '" << x.key
    << "' provider '" << x.provider << "' period " << text(x.period) << " | ";
  for (const auto w : could_be(x.could_be)) o << w << " ";
  o << "(" << static_cast<int>(x.could_be.bits()) << ")";
  for (const auto& b : x.by) o << " by " << b;
  o << " " << x.result;
  for (const auto& because : x.reasons) o << " " << because.field << " " << word(because.reason);
  return o.str();
}

template <class T>
std::string first_difference(const model::Ruleset& r, const char* what, const std::vector<T>& a,
                             const std::vector<T>& b) {
  const std::size_t n = std::max(a.size(), b.size());
  for (std::size_t i = 0; i < n; ++i) {
    const std::string x = i < a.size() ? text_of(r, a[i]) : "(none)";
    const std::string y = i < b.size() ? text_of(r, b[i]) : "(none)";
    if (x != y) return std::string(what) + " " + std::to_string(i) + "\n  " + x + "\n  " + y + "\n";
  }
  return {};
}

}  // namespace

std::string difference(const model::Ruleset& ruleset, const RunResult& a, const RunResult& b) {
  std::string found = first_difference(ruleset, "outcome", a.outcomes, b.outcomes);
  found += first_difference(ruleset, "finding", a.findings, b.findings);
  const auto totals = [](const RunResult& r) {
    std::string s;
    for (const FileTotals& f : r.files) {
      s += std::to_string(f.read) + "/" + std::to_string(f.accepted) + "/" +
           std::to_string(f.rejected) + "/" + std::to_string(f.copies) + "/" +
           std::to_string(f.key_clashes) + "/" + std::to_string(f.undated) + " ";
    }
    return s;
  };
  if (totals(a) != totals(b)) found += "totals\n  " + totals(a) + "\n  " + totals(b) + "\n";
  if (a.notes != b.notes) found += "notes differ\n";
  const auto problems = [](const RunResult& r) {
    std::string s;
    for (const DataProblem& p : r.problems) {
      s += std::string(p.code) + " file " + std::to_string(p.file) + " record " +
           std::to_string(p.record) + " " + p.field + " x" + std::to_string(p.count) + ", ";
    }
    return s;
  };
  if (problems(a) != problems(b))
    found += "problems\n  " + problems(a) + "\n  " + problems(b) + "\n";
  return found;
}

}  // namespace assize::differential
