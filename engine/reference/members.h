// The rows of one record as it counts in a finding: docs/language/meaning.md, sections 4 ("Of a
// standard") and 5 ("Copies").
#pragma once

#include <vector>

#include "engine/reference/figures.h"
#include "engine/reference/returns.h"

namespace assize::reference {

// `copies`: the rows of one record, at least one, in order; `all`: what every row comes to under
// the indicator. `standard`: whose own dates put records out of force; nullptr: none.
Member join_copies(const model::Ruleset& ruleset, const model::Indicator& indicator,
                   const model::Standard* standard, const Returns& returns,
                   const std::vector<RecordResult>& all, const std::vector<std::size_t>& copies);

}  // namespace assize::reference
