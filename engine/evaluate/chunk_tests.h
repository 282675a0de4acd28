// Gathers the four tests of an indicator from registers, of a chunk or of fillings.
#pragma once

#include <vector>

#include "dsl/model/ruleset.h"
#include "engine/evaluate/outcome.h"
#include "engine/evaluate/register.h"
#include "engine/plan/plan.h"

namespace assize::evaluate {

// All but N, which is set to no.
void collect_tests(const plan::IndicatorPlan& indicator, const std::vector<Register>& registers,
                   std::uint32_t rows, Tests& out);

// The outcome *met* counts against the provider.
bool lower_is_better(const model::Indicator& indicator);

}  // namespace assize::evaluate
