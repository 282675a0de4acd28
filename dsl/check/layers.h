// What the passes over specifications share: days, who is bound, and whom two of them share.
// Internal to dsl/check.
#pragma once

#include "dsl/check/program.h"

namespace assize::check_detail {

// The days on which both hold; nullopt: none.
std::optional<model::Validity> on_both(const model::Validity& a, const model::Validity& b);
// "the provider P1" or "every provider", where two lists (in order; empty: every) have one in
// common.
std::optional<std::string> shared_provider(const std::vector<std::string>& a,
                                           const std::vector<std::string>& b);
// The days on which an override holds, within those of its specification; nullopt after a message.
std::optional<model::Validity> days_of_override(Program& p, Index specification,
                                                const syntax::OverrideDecl& o);
// Who a `binds` clause binds, and when: more than one where codes of the list have days of their
// own. Empty after a message.
std::vector<model::Binding> bindings(Program& p, Index specification, const syntax::Binds& binds);

}  // namespace assize::check_detail
