// A whole run by the reference: every record of every file in memory, one step of
// docs/language/meaning.md after another. Slow and obvious; the columnar evaluator must say the
// same.
#pragma once

#include "engine/run/run.h"

namespace assize {

Result<RunResult, RunFailure> run_reference(const model::Ruleset& ruleset,
                                            const std::vector<RunInput>& inputs,
                                            const RunOptions& options);

}  // namespace assize
