// Sums and means over values some of which are uncertain, or may not count. Source:
// docs/language/meaning.md, section 6.
#pragma once

#include <optional>

#include "dsl/base/ratio.h"
#include "engine/evaluate/percentile.h"

namespace assize::evaluate {

// What is certain, added up before: many values are cheap to add as whole numbers of one scale.
struct Added {
  Ratio sum;
  std::int64_t cases = 0;
};

// The lowest (or highest) that the sum can be. nullopt: no case at all, or an end that is absent.
std::optional<Ratio> extreme_sum(const Added& certain, const Cases& others, bool highest);
// The same of the mean.
std::optional<Ratio> extreme_mean(const Added& certain, const Cases& others, bool highest);

}  // namespace assize::evaluate
