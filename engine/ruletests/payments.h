// What a test expects of payment schemes against the lines of a run.
#pragma once

#include <string>

#include "dsl/model/ruletest.h"
#include "engine/run/run.h"

namespace assize {

bool is_of_payments(const model::Expectation& e);
// Empty where it holds, else what is true instead: "it pays £400.00".
std::string difference_of_payments(const model::Expectation& e, const RunResult& result,
                                   const model::Ruleset& ruleset);

}  // namespace assize
