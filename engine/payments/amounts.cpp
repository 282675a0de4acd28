#include "engine/payments/amounts.h"

#include <algorithm>

namespace assize::payments {

using model::Pence;

namespace {

constexpr Pence kBeyond = 10'000'000'000'000;  // so that many of them can be added up

// The price of the cases that `numerator` lies below or above the rate, never less than nothing.
std::optional<Pence> priced(const model::PaidOutcome& o, std::int64_t numerator,
                            std::int64_t denominator) {
  const auto expected = multiply(*o.rate, Decimal(denominator));
  if (!expected) return std::nullopt;
  const auto cases =
      o.above ? subtract(Decimal(numerator), *expected) : subtract(*expected, Decimal(numerator));
  if (!cases) return std::nullopt;
  if (cases->is_negative()) return 0;
  const auto exact = multiply(*cases, Decimal(o.amount));
  const auto whole = exact ? round(*exact, 0, o.rounding) : std::nullopt;
  const auto pence = whole ? whole->as_int64() : std::nullopt;
  if (!pence || *pence > kBeyond) return std::nullopt;
  return pence;
}

}  // namespace

Amount amount_of(const model::PaidOutcome& o, const Finding& f) {
  if (!o.rate) return {o.amount, o.amount, {}};
  const auto fewest = priced(o, o.above ? f.numerator.low : f.numerator.high,
                             o.above ? f.denominator.high : f.denominator.low);
  // Each record that is not yet due may come to be counted.
  const std::int64_t more = f.not_yet_due.high;
  const auto most = priced(o, o.above ? f.numerator.high + more : f.numerator.low,
                           o.above ? f.denominator.low : f.denominator.high + more);
  if (!fewest || !most) return {0, 0, "the sum is beyond what can be paid"};
  // A count without an upper end is told as "at least so many": that is no end.
  if (!f.low.exists || !f.high.exists) return {0, *most, "the number of cases has no end"};
  if (more > 0) return {0, *most, "cases are not yet due"};
  if (*fewest != *most) return {*fewest, *most, "the number of cases is not certain"};
  return {*fewest, *most, {}};
}

std::optional<Pence> reconciled(const model::Volume& v, std::int64_t cases) {
  const auto bound = [&](const Decimal& percent, Rounding how) -> std::optional<std::int64_t> {
    const auto hundredfold = multiply(percent, Decimal(v.predicted));
    const auto hundredth = Decimal::make(1, 2);
    const auto exact = hundredfold ? multiply(*hundredfold, *hundredth) : std::nullopt;
    const auto whole = exact ? round(*exact, 0, how) : std::nullopt;
    return whole ? whole->as_int64() : std::nullopt;
  };
  const auto least = bound(v.low, Rounding::ceiling), most = bound(v.high, Rounding::floor);
  if (!least || !most) return std::nullopt;
  std::int64_t outside = 0;
  if (cases > *most) outside = cases - *most;
  if (cases < *least) outside = cases - *least;
  const auto sum = multiply(Decimal(outside), Decimal(v.price));
  const auto pence = sum ? sum->as_int64() : std::nullopt;
  if (!pence || *pence > kBeyond || *pence < -kBeyond) return std::nullopt;
  return pence;
}

}  // namespace assize::payments
