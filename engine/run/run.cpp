#include "engine/run/run.h"

#include "engine/reference/run_reference.h"

namespace assize {

Result<RunResult, RunFailure> run(const model::Ruleset& ruleset, const std::vector<RunInput>& inputs, const RunOptions& options) {
  return run_reference(ruleset, inputs, options);
}

}  // namespace assize
