// A figure with its interval against a benchmark: England, a region, peers or a target.
//
// An interval that holds the benchmark is similar; otherwise which way is better decides. Source:
// the comparison that Fingertips publishes for public health indicators.
#pragma once

#include <cstdint>

#include "engine/variation/intervals.h"
#include "engine/variation/settings.h"

namespace assize::variation {

enum class Comparison : std::uint8_t { not_compared, similar, better, worse, higher, lower };

// Without a direction it is higher or lower; without an interval not compared.
Comparison compare(Interval interval, double benchmark, Better better);
Comparison comparison_of(int side, Better better);

}  // namespace assize::variation
