// What a file of rules may be made of, before any grammar: valid UTF-8 without control characters.
#pragma once

#include <cstddef>
#include <string_view>

#include "dsl/base/diagnostic.h"

namespace assize::syntax {

// Reports the first fault and returns false. Refused: more than `limit` bytes; bytes that are not
// UTF-8 (overlong forms and surrogates among them); control characters other than tab and line
// ends; controls that change the direction of text (N. Boucher and R. Anderson, "Trojan Source",
// 2021), which make a rule read otherwise than it runs.
bool check_text(std::string_view text, std::uint32_t file, std::size_t limit,
                Diagnostics& diagnostics);

}  // namespace assize::syntax
