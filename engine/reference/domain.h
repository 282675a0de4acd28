// What each cell of a record can be: docs/language/meaning.md, section 1.
#pragma once

#include <optional>
#include <vector>

#include "engine/column/column.h"
#include "engine/reference/evaluate.h"

namespace assize::reference {

// The days that matter for a record of one return.
struct CutOff {
  Day day = 0;                     // the cut-off is the end of this local day
  std::optional<Day> complete_to;  // the return is complete only to this earlier day
};

struct Domain {
  Value value;
  Cell cell = Cell::present;  // as read: an event later than the cut-off is blank
  bool can_be_open = false;   // the future may hold it, or never
};

// The first instant (day) after a day, in the type's own count.
Scalar first_after(Day day, const model::Type& type, const model::Ruleset& ruleset);
// The last instant (day) up to the end of a day.
Scalar last_up_to(Day day, const model::Type& type, const model::Ruleset& ruleset);

// `days`: of the record's date, for the validity of codes; nullopt: every ordinary code is valid.
// `dates`: by this field the indicator dates the record.
Domain domain_of(const model::Ruleset& ruleset, const model::Field& field, const Chunk& chunk,
                 std::uint32_t column, std::uint32_t row, const CutOff& cut_off, bool is_doubtful,
                 const RecordDays& days, bool dates = false);

}  // namespace assize::reference
