// Numbers as people read them: NHS and GOV.UK style ("1,234", "61%", "6 hours 30 minutes",
// "£3.50").
//
// For display only: nothing here is compared with a target. A percentage that is shown never
// contradicts what was decided: it gets more decimal places until it stands on the same side of the
// target as the share itself, and it reads 0% or 100% only when the share is exactly that.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "dsl/base/value.h"
#include "dsl/model/type.h"
#include "engine/findings/finding.h"

namespace assize {

std::string with_commas(std::int64_t n);
std::string with_commas(const Decimal& d);
// "1 case", "1,234 cases".
std::string counted(std::int64_t n, const std::string& one, const std::string& many);
// "61", or "61 to 63" where the ends differ.
std::string in_words(Figure f);

// The share n/d (d > 0) as a percentage, rounded half up to `decimals` places, or as many more as
// it takes to stand on the same side of `line`, a number of per cent. Zeros at the end are not
// shown: 69%, 69.1%.
std::string percent_text(std::int64_t n, std::int64_t d, int decimals,
                         const std::optional<Decimal>& line);
// How many decimal places a share of `d` cases is shown with: one only from 200 cases on.
int house_decimals(std::int64_t d);

// "6 hours 30 minutes", "45 seconds", "1.5 seconds", "0 minutes".
std::string elapsed_in_words(Millis ms);
// "3 months", "10 days", "1 month and 2 days".
std::string calendar_in_words(CalendarDuration c);
// A point of the type: "95%", "£3.50", "30 minutes", "1 March 2022".
std::string in_words(const Scalar& value, const model::Type& type);

}  // namespace assize
