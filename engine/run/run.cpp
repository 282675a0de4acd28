#include "engine/run/run.h"

#include "engine/evaluate/run_columnar.h"
#include "engine/reference/run_reference.h"

namespace assize {

Result<RunResult, RunFailure> run(const model::Ruleset& ruleset,
                                  const std::vector<RunInput>& inputs, const RunOptions& options) {
  return options.evaluator == Evaluator::columnar ? run_columnar(ruleset, inputs, options)
                                                  : run_reference(ruleset, inputs, options);
}

}  // namespace assize
