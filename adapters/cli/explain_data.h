// Why a record, or a finding, came out so: `assize explain` over returns.
#pragma once

#include <string>
#include <vector>

#include "adapters/cli/console.h"
#include "adapters/cli/run_options.h"
#include "dsl/model/ruleset.h"

namespace assize::cli {

struct ExplainData {
  std::vector<std::string> files;
  std::string record;  // the key of a record; empty: findings are explained
  int most = 3;        // records of each outcome under a finding
  RunChoices run;
};

// An exit code.
int explain_data(const model::Ruleset& ruleset, const ExplainData& asked, const Console& console);

}  // namespace assize::cli
