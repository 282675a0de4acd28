// Caps of a scheme: what its outcomes may come to for a person, in a financial year, in all.
//
// In the order in which payments fall due. What is held may yet be paid, so that it keeps its place
// under the cap: nothing is paid out of what an earlier one may need. Source:
// docs/language/meaning.md, "Payments".
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/payments/line.h"

namespace assize {

struct CappedLine {
  PaymentLine* line = nullptr;
  std::optional<std::string> person;  // nullopt: of nobody, or not known
};

void apply_caps(const model::PaymentScheme& scheme, std::vector<CappedLine> lines);

}  // namespace assize
