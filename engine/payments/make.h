// What the payment schemes of a ruleset come to, from what a run has found: outcomes of records,
// findings of standards, figures of volumes. Pure: whichever evaluator found them, the lines are
// the same.
//
// Nothing that is not known is paid, and nothing is taken back because of it. Source:
// docs/language/meaning.md, "Payments".
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/findings/finding.h"
#include "engine/payments/line.h"

namespace assize {

// A record that an outcome may be paid for.
struct Claim {
  model::Index scheme = model::kNone, outcome = model::kNone;
  OutcomeSet could_be;
  std::vector<FieldReason> reasons;     // why it is not one outcome
  std::optional<Day> day;               // of the outcome; nullopt: not known
  std::optional<std::string> person;    // nullopt: not known
  bool certain = true;                  // that it is this person's
  std::optional<std::string> provider;  // nullopt: the record has none; empty: not known
  std::string key;                      // of the record
};

struct PaymentInput {
  std::vector<model::Index> schemes;  // that are asked for, in order
  std::vector<Claim> claims;          // by scheme, outcome, file, record
  // Of the standards of outcomes, and the figures of volumes (with `standard` kNone).
  const std::vector<Finding>* findings = nullptr;
  Day as_at = 0;
};

std::vector<PaymentLine> make_payments(const model::Ruleset& ruleset, const PaymentInput& input);

}  // namespace assize
