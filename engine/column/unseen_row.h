// A row that a table does not hold and that may exist all the same: nothing of it is known, but
// that it comes late where only late rows can be missing.
#pragma once

#include <optional>

#include "engine/column/column.h"

namespace assize {

// One row of no supplied cells; `after`: the date of the record (Record::dated_by) lies after this
// local day.
Chunk unseen_row(const model::Ruleset& ruleset, model::Index record, std::optional<Day> after);

}  // namespace assize
