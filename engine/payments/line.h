// A line of a payment scheme: what is paid, held or not paid, for what, and who bears it.
//
// Money is in whole pence. The parts of the payers are what is paid, to the penny. What is held is
// bounded end by end: the ends of two lines need not go together.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "dsl/base/period.h"
#include "dsl/model/ruleset.h"

namespace assize {

enum class PaymentPart : std::uint8_t { outcome, fee, foundation, volume };
enum class PaymentState : std::uint8_t {
  paid,     // `paid` is below 0 where it is taken back
  held,     // it is not certain whether anything is due
  nothing,  // nothing is due
  repeat,   // it was paid for already
};
enum class Repeat : std::uint8_t { none, proven, possible, not_checkable };

struct PaymentLine {
  model::Index scheme = model::kNone;
  PaymentPart part = PaymentPart::outcome;
  model::Index outcome = model::kNone;  // into the scheme's outcomes
  PaymentState state = PaymentState::nothing;
  Repeat repeat = Repeat::none;
  std::optional<std::string> provider;  // nullopt: not by provider; empty: not known
  Period period;                        // `whole`: of a record, whose `due` says when
  std::vector<std::pair<std::string, std::string>> subgroup;
  std::optional<Day> due;     // payable from the end of this day on
  std::string record;         // the key of a record; empty: not of a record, or of several
  std::int64_t count = 1;     // how many lines it stands for
  model::Pence paid = 0;      // certain
  model::Pence held_low = 0;  // what may come to be paid besides: at least, at most
  model::Pence held_high = 0;
  model::Pence capped = 0;           // not paid, because a cap was reached
  std::vector<model::Pence> payers;  // the parts of `paid`, by payer of the scheme
  std::string because;               // why it is held, or not paid; never a value of a record
  std::string repeats;               // the key of the record that was paid for
};

// "fee", "foundation", "volume", or the name of the outcome.
std::string part_name(const PaymentLine& line, const model::Ruleset& ruleset);
std::string_view word(PaymentState s);  // "paid", "held", "nothing", "repeat"
std::string_view word(Repeat r);        // "proven", "possible", "not checkable"; empty for none

// Lines of records added up: one for each scheme, part, provider, state and reason, without keys.
std::vector<PaymentLine> summed(const std::vector<PaymentLine>& lines);

}  // namespace assize
