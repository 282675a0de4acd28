// Where two runs of the same rules on the same records disagree, in words; empty when they agree in
// everything that they say.
#pragma once

#include <string>

#include "engine/run/run.h"

namespace assize::differential {

std::string difference(const model::Ruleset& ruleset, const RunResult& a, const RunResult& b);

}  // namespace assize::differential
