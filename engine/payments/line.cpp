#include "engine/payments/line.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace assize {

std::string part_name(const PaymentLine& line, const model::Ruleset& ruleset) {
  switch (line.part) {
    case PaymentPart::outcome:
      return ruleset.payment_schemes[line.scheme].outcomes[line.outcome].name;
    case PaymentPart::fee:
      return "fee";
    case PaymentPart::foundation:
      return "foundation";
    case PaymentPart::volume:
      break;
  }
  return "volume";
}

std::string_view word(PaymentState s) {
  switch (s) {
    case PaymentState::paid:
      return "paid";
    case PaymentState::held:
      return "held";
    case PaymentState::nothing:
      return "nothing";
    case PaymentState::repeat:
      break;
  }
  return "repeat";
}

std::string_view word(Repeat r) {
  switch (r) {
    case Repeat::none:
      return {};
    case Repeat::proven:
      return "proven";
    case Repeat::possible:
      return "possible";
    case Repeat::not_checkable:
      break;
  }
  return "not checkable";
}

std::vector<PaymentLine> summed(const std::vector<PaymentLine>& lines) {
  using Place = std::tuple<model::Index, model::Index, std::optional<std::string>, PaymentState,
                           Repeat, std::string>;
  std::vector<PaymentLine> out;
  std::map<Place, std::size_t> at;
  for (const PaymentLine& l : lines) {
    const bool of_record = l.part == PaymentPart::outcome && !l.record.empty();
    if (!of_record) {
      out.push_back(l);
      continue;
    }
    const auto [it, fresh] = at.try_emplace(
        Place{l.scheme, l.outcome, l.provider, l.state, l.repeat, l.because}, out.size());
    if (fresh) {
      out.push_back(l);
      out.back().record.clear();
      out.back().repeats.clear();
      out.back().due.reset();
      continue;
    }
    PaymentLine& sum = out[it->second];
    sum.count += l.count;
    sum.paid += l.paid;
    sum.held_low += l.held_low;
    sum.held_high += l.held_high;
    sum.capped += l.capped;
    for (std::size_t p = 0; p < sum.payers.size() && p < l.payers.size(); ++p)
      sum.payers[p] += l.payers[p];
  }
  // The order of records would tell of single ones: by provider, then by what became of them.
  std::stable_sort(out.begin(), out.end(), [](const PaymentLine& a, const PaymentLine& b) {
    return std::tie(a.scheme, a.part, a.outcome, a.provider, a.period, a.state, a.repeat,
                    a.because) < std::tie(b.scheme, b.part, b.outcome, b.provider, b.period,
                                          b.state, b.repeat, b.because);
  });
  return out;
}

}  // namespace assize
