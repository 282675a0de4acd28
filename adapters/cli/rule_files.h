// Rulesets as they are named on the command line: files, or folders whose .assize and .assize.md
// files are meant, in order of name.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "adapters/cli/console.h"

namespace assize::cli {

// nullopt, with a message, where a name is neither or a folder holds no ruleset.
std::optional<std::vector<std::string>> rule_files(const std::vector<std::string>& named,
                                                   const Console& console);

}  // namespace assize::cli
