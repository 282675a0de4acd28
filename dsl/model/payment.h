// What a payment scheme pays, for what, and who bears it; the scheme itself is in ruleset.h.
//
// Money is in whole pence, shares are exact fractions in lowest terms. Indices are those of
// ruleset.h; kNobody stands for none.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "dsl/base/calendar.h"
#include "dsl/base/decimal.h"
#include "dsl/base/period.h"
#include "dsl/base/source.h"

namespace assize::model {

using Pence = std::int64_t;
inline constexpr std::uint32_t kNobody = 0xFFFFFFFFu;

struct PayerShare {
  std::uint32_t payer = kNobody;  // into PaymentScheme::payers
  std::int64_t n = 1, d = 1;
};
// The shares are 1 in all. What whole pennies leave over goes to the remainder.
struct Sharing {
  std::vector<PayerShare> shares;
  std::uint32_t remainder = kNobody;  // into `shares`; kNobody: nothing can be left over
};

// Paid for each record that meets an indicator, or for each finding of a standard that is met.
struct PaidOutcome {
  std::string name, title;
  std::uint32_t indicator = kNobody, standard = kNobody;  // one of them
  std::uint32_t person = kNobody, on = kNobody;           // fields of the indicator's record
  std::uint32_t certain = kNobody;  // an indicator that nobody wrote: it is certain who it is
  std::uint32_t hurdle = kNobody;   // an outcome of the scheme that must be met too
  Pence amount = 0;                 // or of each case, where there is a rate
  std::optional<Decimal> rate;      // cases are counted from rate x denominator
  bool above = false;               // those above it; else below
  bool rounds = false;
  Rounding rounding = Rounding::down;
  CalendarDuration later = {};  // payable so long after the record's date or the period's end
  Sharing shared;
  Span span;
};

struct Fee {
  Pence amount = 0;  // a year
  PeriodKind year = PeriodKind::financial_year;
  std::int32_t instalments = 12;
  Sharing shared;
};
struct Foundation {
  Pence amount = 0;                 // a month
  std::uint32_t outcome = kNobody;  // of the scheme
  Sharing shared;
};
struct Volume {
  std::uint32_t indicator = kNobody;
  bool per_provider = false;
  PeriodKind per_period = PeriodKind::whole;
  std::vector<std::uint32_t> per_fields;
  std::int64_t predicted = 0;
  Decimal low, high;  // of the band, in per cent of what was predicted
  Pence price = 0;    // of a case outside it
  Sharing shared;
};
struct Cap {
  enum class Of : std::uint8_t { person, financial_year, all } of = Of::all;
  Pence amount = 0;
};

}  // namespace assize::model
