#include "engine/variation/mover.h"

#include <cmath>
#include <limits>

namespace assize::variation {

Estimate weighed_share(const std::vector<StratumShare>& strata, double level) {
  Sum weights, value, below, above;
  for (const StratumShare& s : strata) weights.add(s.weight);
  for (const StratumShare& s : strata) {
    const Interval i = wilson(s.cases, s.of, level);
    if (is_none(i.lower)) return {};
    const double share = s.cases / s.of, weight = s.weight / weights.total();
    const double down = weight * (share - i.lower), up = weight * (i.upper - share);
    value.add(weight * share);
    below.add(down * down);
    above.add(up * up);
  }
  if (strata.empty()) return {};
  const double x = value.total();
  return {x, {x - std::sqrt(below.total()), x + std::sqrt(above.total())}};
}

Difference difference(const Estimate& a, const Estimate& b) {
  const double d = a.value - b.value;
  return {d,
          {d - std::hypot(a.value - a.interval.lower, b.interval.upper - b.value),
           d + std::hypot(a.interval.upper - a.value, b.value - b.interval.lower)}};
}

Estimate ratio(const Estimate& a, const Estimate& b) {
  if (is_none(a.value) || is_none(b.value) || (a.value == 0 && b.value == 0)) return {};
  // An end is the ratio r at which that end of the interval of a - r x b is 0: a square equation.
  const auto ends = [](double value, double end) { return end * (2 * value - end); };
  const double both = a.value * b.value;
  const double low = ends(a.value, a.interval.lower), high = ends(a.value, a.interval.upper);
  const double under = ends(b.value, b.interval.upper), over = ends(b.value, b.interval.lower);
  const double infinite = std::numeric_limits<double>::infinity();
  Estimate out;
  out.value = b.value == 0 ? infinite : a.value / b.value;
  out.interval.lower = low <= 0 ? 0 : low / (both + std::sqrt(both * both - under * low));
  out.interval.upper =
      over <= 0 ? infinite : (both + std::sqrt(std::fmax(both * both - over * high, 0))) / over;
  return out;
}

}  // namespace assize::variation
