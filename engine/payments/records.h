// Lines of outcomes that are paid for each record.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/payments/caps.h"
#include "engine/payments/make.h"

namespace assize::payments {

// Lines that know whose they are, for the caps.
struct Lines {
  std::vector<PaymentLine> lines;
  std::vector<std::optional<std::string>> people;  // parallel
};

// Of all schemes that are asked for: what is paid once is paid once over all of them.
void add_records(const model::Ruleset& ruleset, const PaymentInput& input, Lines& out);

}  // namespace assize::payments
