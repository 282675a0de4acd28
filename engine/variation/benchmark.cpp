#include "engine/variation/benchmark.h"

namespace assize::variation {

Comparison comparison_of(int direction, Better better) {
  if (direction == 0) return Comparison::similar;
  if (better == Better::neither) return direction > 0 ? Comparison::higher : Comparison::lower;
  return (direction > 0) == (better == Better::higher) ? Comparison::better : Comparison::worse;
}

Comparison compare(Interval interval, double benchmark, Better better) {
  if (is_none(interval.lower) || is_none(interval.upper) || is_none(benchmark))
    return Comparison::not_compared;
  const int above = side(interval.lower, benchmark) > 0 ? 1 : 0;
  const int below = side(interval.upper, benchmark) < 0 ? 1 : 0;
  return comparison_of(above - below, better);
}

}  // namespace assize::variation
