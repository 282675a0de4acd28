#include "engine/payments/make.h"

#include <algorithm>
#include <tuple>

#include "engine/payments/caps.h"
#include "engine/payments/cohorts.h"
#include "engine/payments/records.h"
#include "engine/payments/split.h"

namespace assize {

using model::Index;

namespace {

const model::Sharing& sharing_of(const PaymentLine& l, const model::PaymentScheme& s) {
  switch (l.part) {
    case PaymentPart::outcome:
      return s.outcomes[l.outcome].shared;
    case PaymentPart::fee:
      return s.fee->shared;
    case PaymentPart::foundation:
      return s.foundation->shared;
    case PaymentPart::volume:
      break;
  }
  return s.volume->shared;
}

}  // namespace

std::vector<PaymentLine> make_payments(const model::Ruleset& ruleset, const PaymentInput& input) {
  payments::Lines all;
  payments::add_records(ruleset, input, all);
  payments::add_cohorts(ruleset, input, all);
  payments::add_fees(ruleset, input, all);
  payments::add_volumes(ruleset, input, all);
  for (const Index at : input.schemes) {
    const model::PaymentScheme& s = ruleset.payment_schemes[at];
    std::vector<CappedLine> capped;
    for (std::size_t i = 0; i < all.lines.size(); ++i) {
      if (all.lines[i].scheme == at && all.lines[i].part == PaymentPart::outcome)
        capped.push_back({&all.lines[i], all.people[i]});
    }
    apply_caps(s, std::move(capped));
  }
  for (PaymentLine& l : all.lines) {
    const model::PaymentScheme& s = ruleset.payment_schemes[l.scheme];
    l.payers = split(l.paid, sharing_of(l, s), s.payers.size());
  }
  std::stable_sort(
      all.lines.begin(), all.lines.end(), [](const PaymentLine& a, const PaymentLine& b) {
        return std::tie(a.scheme, a.part, a.outcome, a.provider, a.period, a.subgroup, a.due,
                        a.record) < std::tie(b.scheme, b.part, b.outcome, b.provider, b.period,
                                             b.subgroup, b.due, b.record);
      });
  return std::move(all.lines);
}

}  // namespace assize
