#include "engine/evaluate/sums.h"

#include <algorithm>

#include "engine/evaluate/faults.h"

namespace assize::evaluate {
namespace {

bool has_absent(const Cases& c) { return c.certain_absent + c.optional_absent > 0; }

bool is_empty(const Added& certain, const Cases& c) {
  return certain.cases == 0 && c.certain.empty() && c.optional.empty();
}

Added with_certain(const Added& known, const Cases& c) {
  Added all = known;
  for (const Decimal& d : c.certain) all.sum = all.sum + Ratio(d);
  all.cases += static_cast<std::int64_t>(c.certain.size());
  return all;
}

}  // namespace

std::optional<Ratio> extreme_sum(const Added& certain, const Cases& others, bool highest) {
  if (has_absent(others) || is_empty(certain, others)) return std::nullopt;
  Ratio sum = with_certain(certain, others).sum;
  for (const Decimal& d : others.optional) {
    if (ASSIZE_FAULT(32, true, d.is_zero() || d.is_negative() == highest)) continue;
    sum = sum + Ratio(d);
  }
  return sum;
}

std::optional<Ratio> extreme_mean(const Added& certain, const Cases& others, bool highest) {
  if (has_absent(others) || is_empty(certain, others)) return std::nullopt;
  Added all = with_certain(certain, others);
  // One that may be outside is taken in while it moves the mean of those before it.
  std::vector<Decimal> rest = others.optional;
  std::sort(rest.begin(), rest.end());
  if (highest) std::reverse(rest.begin(), rest.end());
  for (const Decimal& d : rest) {
    const Ratio next(d);
    if (all.cases > 0) {
      const Ratio mean = all.sum / Ratio(all.cases);
      if (ASSIZE_FAULT(31, false, highest ? next <= mean : next >= mean)) break;
    }
    all.sum = all.sum + next;
    ++all.cases;
  }
  return all.sum / Ratio(all.cases);
}

}  // namespace assize::evaluate
