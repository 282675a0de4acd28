#include "engine/payments/caps.h"

#include <algorithm>
#include <map>

namespace assize {

using model::Cap;
using model::Pence;

namespace {

// What was used of a cap: at least, at most.
struct Used {
  Pence low = 0, high = 0;
};

// The rest of the cap that `amount` gets when so much of it was used.
Pence rest(Pence cap, Pence used, Pence amount) { return std::clamp<Pence>(cap - used, 0, amount); }

void apply(const Cap& cap, PaymentLine& l, Used& used) {
  const Pence high = l.paid + l.held_high, low = l.paid + l.held_low;
  // Paid only what is left however those before it come out.
  const Pence paid = rest(cap.amount, used.high, l.paid);
  const Pence most = rest(cap.amount, used.low, high);
  const Pence least = std::max(paid, rest(cap.amount, used.high, low));
  used.low = std::min(cap.amount, used.low + low);
  used.high = std::min(cap.amount, used.high + high);
  if (most == high && paid == l.paid) return;
  l.capped += high - most;
  l.paid = paid;
  l.held_low = least - paid;
  l.held_high = most - paid;
  if (l.state == PaymentState::paid && l.held_high > 0) {
    if (l.paid == 0) l.state = PaymentState::held;
    l.because = "the cap may be needed for payments that are held";
  } else if (l.state == PaymentState::paid && l.paid == 0) {
    l.state = PaymentState::nothing;
    l.because = "the cap was reached";
  } else if (l.state == PaymentState::paid) {
    l.because = "up to the cap";
  }
}

}  // namespace

void apply_caps(const model::PaymentScheme& scheme, std::vector<CappedLine> lines) {
  std::stable_sort(lines.begin(), lines.end(), [](const CappedLine& a, const CappedLine& b) {
    return a.line->due.value_or(kLastDay) < b.line->due.value_or(kLastDay);
  });
  for (const Cap& cap : scheme.caps) {
    Used all;
    std::map<std::string, Used> people;
    std::map<std::int32_t, Used> years;
    // One without a date may fall due before any other, in any year; one that names nobody may be
    // anybody's.
    Pence undated = 0, nobodys = 0;
    for (const CappedLine& c : lines) {
      const Pence most = c.line->paid + c.line->held_high;
      const bool of_record = !c.line->record.empty();
      if (!c.line->due) undated = std::min(cap.amount, undated + most);
      if (of_record && !c.person) nobodys = std::min(cap.amount, nobodys + most);
      if (c.person && !c.line->due) people[*c.person].high += most;
    }
    for (auto& [person, used] : people) used.high = std::min(cap.amount, used.high + nobodys);
    all.high = undated;
    for (const CappedLine& c : lines) {
      PaymentLine& l = *c.line;
      if (l.state != PaymentState::paid && l.state != PaymentState::held) continue;
      if (cap.of == Cap::Of::person) {
        if (c.person && l.due)
          apply(cap, l, people.try_emplace(*c.person, Used{0, nobodys}).first->second);
        continue;
      }
      if (!l.due) {
        const Pence most = rest(cap.amount, 0, l.held_high);
        l.capped += l.held_high - most;
        l.held_high = most;
        l.held_low = std::min(l.held_low, most);
        continue;
      }
      if (cap.of == Cap::Of::all) {
        apply(cap, l, all);
        continue;
      }
      const auto year = period_of(PeriodKind::financial_year, *l.due).index;
      apply(cap, l, years.try_emplace(year, Used{0, undated}).first->second);
    }
  }
}

}  // namespace assize
