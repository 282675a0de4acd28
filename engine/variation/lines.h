// Centre lines and limits of each kind of chart.
//
// Sources: W. A. Shewhart's charts as given by D. C. Montgomery, Introduction to Statistical
// Quality Control; D. B. Laney, Quality Engineering 14(4), 2002, for p' and u'; L. S. Nelson,
// Journal of Quality Technology 26, 1994, for t; the individuals chart as NHS England's Making Data
// Count uses it. Formulas and the differences between tools: docs/variation.md.
#pragma once

#include <vector>

#include "engine/variation/series.h"

namespace assize::variation {

// What is drawn of a row: the value itself, the ratio times Settings::multiplier, the moving range.
// kNone where there is no figure, or a ratio with a denominator of 0.
std::vector<double> plotted(const Series& series, const Settings& settings);

// Fills the lines of the rows of one segment, and what the segment says of them. `points` have
// their value and makes_limits.
void draw_lines(const Series& series, const Settings& settings, Segment& segment,
                std::vector<Point>& points);

}  // namespace assize::variation
