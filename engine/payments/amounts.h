// Sums that follow from figures: for each case below or above a rate, and for cases outside the
// band of a volume.
#pragma once

#include <optional>
#include <string>

#include "engine/findings/finding.h"

namespace assize::payments {

// At least and at most; one sum where they are equal and `because` is empty.
struct Amount {
  model::Pence low = 0, high = 0;
  std::string because;  // why it is not one sum
};
Amount amount_of(const model::PaidOutcome& outcome, const Finding& finding);

// What a volume of so many cases is reconciled with: below 0 where it is taken back. Whole cases
// alone lie outside the band. nullopt: beyond all sums.
std::optional<model::Pence> reconciled(const model::Volume& volume, std::int64_t cases);

}  // namespace assize::payments
