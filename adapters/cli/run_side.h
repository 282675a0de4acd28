// One run over returns for a comparison: every record's outcome, and the way to look again.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "adapters/cli/compare_runs.h"
#include "adapters/cli/console.h"
#include "adapters/cli/run_options.h"

namespace assize::cli {

// nullopt, with a message, where it could not be run. The ruleset must outlive the side.
std::optional<Side> run_side(const model::Ruleset& ruleset, const std::vector<std::string>& data,
                             const RunChoices& choices, const Console& console);

}  // namespace assize::cli
