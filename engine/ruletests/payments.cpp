#include "engine/ruletests/payments.h"

#include <algorithm>

namespace assize {

using Kind = model::Expectation::Kind;
using model::Pence;

namespace {

std::string pounds(Pence p) {
  const Pence size = p < 0 ? -p : p;
  const std::string pennies = std::to_string(size % 100);
  return (p < 0 ? "-£" : "£") + std::to_string(size / 100) + (pennies.size() < 2 ? ".0" : ".") +
         pennies;
}

bool lies_in(Period inner, Period outer) {
  const DaySpan a = days_of(inner), b = days_of(outer);
  return b.first <= a.first && a.last <= b.last;
}

bool fits(const model::Expectation& e, const PaymentLine& l, const model::Ruleset& r) {
  if (l.scheme != e.scheme) return false;
  if (!e.paid_part.empty() && part_name(l, r) != e.paid_part) return false;
  if (e.provider && l.provider != e.provider) return false;
  if (e.period) {
    const bool of_period = l.period.kind != PeriodKind::whole;
    if (!of_period && !l.due) return false;
    if (!lies_in(of_period ? l.period : period_of(PeriodKind::month, *l.due), *e.period))
      return false;
  }
  return std::all_of(e.subgroup.begin(), e.subgroup.end(), [&](const auto& part) {
    return std::find(l.subgroup.begin(), l.subgroup.end(), part) != l.subgroup.end();
  });
}

std::size_t payer_of(const model::Expectation& e, const model::Ruleset& r) {
  const model::PaymentScheme& s = r.payment_schemes[e.scheme];
  for (std::size_t i = 0; i < s.payers.size(); ++i) {
    if (r.code_lists[s.payer_list].codes[static_cast<std::size_t>(s.payers[i].at)].text == e.payer)
      return i;
  }
  return s.payers.size();
}

std::string difference_of_sum(const model::Expectation& e, const RunResult& result,
                              const model::Ruleset& r) {
  const std::size_t payer = payer_of(e, r);
  Pence paid = 0, held = 0;
  std::string because;
  for (const PaymentLine& l : result.payments) {
    if (!fits(e, l, r)) continue;
    if (e.payer.empty())
      paid += l.paid;
    else if (payer < l.payers.size())
      paid += l.payers[payer];
    held += l.held_high;
    if (because.empty()) because = l.because;
  }
  if (e.kind == Kind::pays ? paid == e.pence : held == e.pence) return {};
  return "it pays " + pounds(paid) + " and holds " + pounds(held) +
         (because.empty() ? "" : " (" + because + ")");
}

bool is_listed(const PaymentLine& l, const std::string& as) {
  if (as == "paid") return l.state == PaymentState::paid;
  if (as == "held") return l.state == PaymentState::held;
  if (as == "proven repeats") return l.repeat == Repeat::proven;
  if (as == "possible repeats") return l.repeat == Repeat::possible;
  return l.repeat == Repeat::not_checkable;
}

std::string difference_of_list(const model::Expectation& e, const RunResult& result) {
  std::vector<std::string> found;
  for (const PaymentLine& l : result.payments) {
    if (l.scheme == e.scheme && !l.record.empty() && is_listed(l, e.word))
      found.push_back(l.record);
  }
  std::sort(found.begin(), found.end());
  if (found == e.keys) return {};
  if (found.empty()) return "none are";
  std::string text;
  for (const std::string& k : found) text += (text.empty() ? "\"" : ", \"") + k + "\"";
  return text + " are";
}

std::string difference_of_instalments(const model::Expectation& e, const RunResult& result,
                                      const model::Ruleset& r) {
  std::vector<std::pair<std::int64_t, Pence>> found;
  for (const PaymentLine& l : result.payments) {
    if (l.part != PaymentPart::fee || !fits(e, l, r)) continue;
    if (!found.empty() && found.back().second == l.paid)
      ++found.back().first;
    else
      found.emplace_back(1, l.paid);
  }
  if (found == e.parts) return {};
  std::string text;
  for (const auto& [n, p] : found)
    text += (text.empty() ? "they are " : " and ") + std::to_string(n) + " of " + pounds(p);
  return text.empty() ? "there are none" : text;
}

}  // namespace

bool is_of_payments(const model::Expectation& e) {
  return e.kind == Kind::pays || e.kind == Kind::holds || e.kind == Kind::listed ||
         e.kind == Kind::instalments;
}

std::string difference_of_payments(const model::Expectation& e, const RunResult& result,
                                   const model::Ruleset& ruleset) {
  if (e.kind == Kind::listed) return difference_of_list(e, result);
  if (e.kind == Kind::instalments) return difference_of_instalments(e, result, ruleset);
  return difference_of_sum(e, result, ruleset);
}

}  // namespace assize
