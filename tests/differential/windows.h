// Standards without a target, and over windows of twelve months, for random programs.
#pragma once

#include <string>
#include <vector>

#include "tests/differential/generator.h"

namespace assize::differential {

// Standards about the indicator I1; `target` fits what it measures.
std::string window_standards(Random& r, const std::string& target);
// The rows of a year and of the year before it, so that some windows are whole.
void spread_over_two_years(Random& r, std::vector<std::vector<std::string>>& rows);

}  // namespace assize::differential
