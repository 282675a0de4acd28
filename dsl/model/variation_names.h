// The words of a `variation`: kinds of charts over time, presets of settings, ways to see
// overdispersion. What each means is said in docs/variation.md; engine/variation/presets.h has them
// as settings, and a test holds the two lists equal.
#pragma once

#include <string_view>

namespace assize::model {

inline constexpr std::string_view kVariationCharts[] = {
    "xmr", "i", "mr", "run", "p", "p_prime", "u", "u_prime", "c", "g", "t"};
inline constexpr std::string_view kPresetsOverTime[] = {"nhsr-0.2.2", "mdc-excel-2023",
                                                        "mdc-sql-2019"};
inline constexpr std::string_view kPresetsBetween[] = {"phe-2.1", "shmi", "cqc",
                                                       "spiegelhalter-2005"};
inline constexpr std::string_view kOverdispersion[] = {"none", "shmi", "cqc"};

}  // namespace assize::model
