// A second look at a few records of a return, by the evaluator that tells its steps.
#pragma once

#include <functional>
#include <vector>

#include "adapters/cli/returns.h"
#include "dsl/model/ruleset.h"
#include "engine/run/run.h"
#include "engine/run/trace.h"

namespace assize::cli {

// A record under one indicator or rule.
struct Which {
  std::uint32_t file = 0;
  std::uint64_t record = 0;
  model::Index indicator = model::kNone, rule = model::kNone;
  auto operator<=>(const Which&) const = default;
};
Which which(const RecordOutcome& outcome);

// Calls `tell` for each of `outcomes`, which are of `result`. `opened`: the returns of that run,
// opened anew; of their blocks only those with these records are read.
void look_again(const model::Ruleset& ruleset, const RunOptions& options, const RunResult& result,
                OpenedReturns opened, const std::vector<const RecordOutcome*>& outcomes,
                const std::function<void(const Which&, const RecordTrace&)>& tell);

}  // namespace assize::cli
