// The options of a run that can change a finding, and what follows from them: the cut-off, the
// provenance, the run's id.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "adapters/cli/console.h"
#include "adapters/cli/shared_options.h"
#include "dsl/model/ruleset.h"
#include "engine/findings/provenance.h"
#include "engine/run/run.h"

namespace assize::cli {

struct RunChoices {
  std::vector<std::string> periods, providers, only;
  std::optional<Day> as_at;
  std::string map;
  std::string input_format;
  int jobs = 0;  // 0: one for each processor
  bool reference = false;
};
void add_run_choices(CLI::App& app, RunChoices& choices);

// True when every name of --rule is a standard, indicator or rule of the ruleset; says which is
// not.
bool names_exist(const model::Ruleset& ruleset, const std::vector<std::string>& only,
                 const Console& console);

// The cut-off: --as-at, else the latest day to which every return is complete, else today in
// London.
RunOptions run_options(const RunChoices& choices, const std::vector<ReturnHeader>& headers);

Provenance provenance(const model::Ruleset& ruleset, const RunChoices& choices,
                      const RunOptions& options, const RunResult& result);

}  // namespace assize::cli
