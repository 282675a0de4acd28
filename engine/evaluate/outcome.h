// From the four tests of an indicator to the outcomes that a record could have. Source:
// docs/language/meaning.md, section 4.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/evaluate/bits.h"
#include "engine/evaluate/register.h"
#include "engine/findings/outcome.h"

namespace assize::evaluate {

// P, X, N, M and E of every row. Where a test is absent it is yes (P, M) or no (X, N, E).
struct Tests {
  Bits population_yes, population_no, left_out_yes, left_out_no, not_in_force_yes, not_in_force_no,
      met_yes, met_no, excused_yes, excused_no;
};

// One byte a row, OutcomeSet::bits.
void possible_outcomes(const Tests& t, bool lower_is_better, std::vector<std::uint8_t>& out);

}  // namespace assize::evaluate
