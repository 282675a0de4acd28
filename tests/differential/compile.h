// Rule text to a checked model, for the suites of this folder.
#pragma once

#include <string>
#include <vector>

#include "dsl/check/check.h"

namespace assize::differential {

struct Compiled {
  Checked checked;
  std::vector<std::string> codes;  // of the errors that refused it
  std::string messages;            // rendered
};

Compiled compile(const std::string& rules);

}  // namespace assize::differential
