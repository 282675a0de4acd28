// Lines of outcomes that are paid when a standard is met, and of what hangs upon them or upon time:
// foundation payments, fees, volumes.
#pragma once

#include "engine/payments/records.h"

namespace assize::payments {

void add_cohorts(const model::Ruleset& ruleset, const PaymentInput& input, Lines& out);
void add_fees(const model::Ruleset& ruleset, const PaymentInput& input, Lines& out);
void add_volumes(const model::Ruleset& ruleset, const PaymentInput& input, Lines& out);

}  // namespace assize::payments
