// Tiers of a standard: stretches of the measure that neither overlap nor leave a gap, whatever the
// target of the day. Internal to dsl/check.
#pragma once

#include "dsl/check/program.h"

namespace assize::check_detail {

// Reads the tiers of `decl` into `s` and checks them against each of its targets. `measured` is the
// type of the measure. `local`: the override whose target `s` has; what is wrong is said of it.
void check_tiers(Program& p, std::uint32_t module, const syntax::StandardDecl& decl,
                 const model::Type& measured, model::Standard& s,
                 std::optional<Span> local = std::nullopt);

}  // namespace assize::check_detail
