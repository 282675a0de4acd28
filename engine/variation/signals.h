// Special causes: which points of a segment are not chance.
//
// Every comparison is strict and guarded (numbers.h): a point on the centre or on a limit is on
// neither side. A gap breaks runs, trends and threes. Nothing is looked at across segments.
#pragma once

#include <vector>

#include "engine/variation/series.h"

namespace assize::variation {

// Fills `broken`, `label`, `direction` and `reading` of the rows of a segment whose lines are
// drawn. `scale`: the largest figure of the series.
void mark_signals(const Settings& settings, const Segment& segment, double scale,
                  std::vector<Point>& points);

}  // namespace assize::variation
