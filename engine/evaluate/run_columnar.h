// The columnar evaluator: a checked ruleset and returns in, findings out, a chunk of about two
// thousand records at a time.
//
// Written independently of engine/reference, from docs/language/meaning.md; a test compares the two
// on random programs. Deterministic: the number of threads and the size of blocks never change the
// result. Chunks are evaluated on `jobs` threads; records with a key keep some tens of bytes each
// until the end, when copies of one record are found.
#pragma once

#include <vector>

#include "engine/run/run.h"

namespace assize {

Result<RunResult, RunFailure> run_columnar(const model::Ruleset& ruleset,
                                           const std::vector<RunInput>& inputs,
                                           const RunOptions& options);

}  // namespace assize
