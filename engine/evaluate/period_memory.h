// Which period a day lies in, remembered: the days of a return are few, and come in any order.
#pragma once

#include <array>
#include <cstdint>

#include "dsl/base/period.h"

namespace assize::evaluate {

class PeriodMemory {
 public:
  explicit PeriodMemory(PeriodKind kind) : kind_(kind) {}

  // Period::index of the period that `day` lies in; 0 for the whole.
  std::int32_t index(Day day) {
    if (kind_ == PeriodKind::whole) return 0;
    Entry& known = days_[static_cast<std::uint32_t>(day) % days_.size()];
    if (known.day != day) known = {day, period_of(kind_, day).index};
    return known.index;
  }

 private:
  struct Entry {
    Day day = INT32_MIN;
    std::int32_t index = 0;
  };

  PeriodKind kind_;
  std::array<Entry, 1024> days_;
};

}  // namespace assize::evaluate
