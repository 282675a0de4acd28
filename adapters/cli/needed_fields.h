// Which columns of a return a run reads: those that the chosen standards, indicators and rules
// depend on, and no others.
#pragma once

#include <string>
#include <vector>

#include "dsl/model/ruleset.h"

namespace assize::cli {

// For each record type of the ruleset, for each of its fields: is it read? `only` as in RunOptions.
std::vector<std::vector<bool>> needed_fields(const model::Ruleset& ruleset,
                                             const std::vector<std::string>& only);

}  // namespace assize::cli
