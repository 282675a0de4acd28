// Values and names of the model as an author would say them: "60 minutes", "95%", "1 March 2022",
// "CANCELLED". For people to read; nothing is rounded and nothing is compared.
#pragma once

#include <string>
#include <vector>

#include "dsl/model/ruleset.h"

namespace assize::wording {

// "month", "financial year" ...; of the whole "period".
std::string period_word(PeriodKind kind);
// A name of the ruleset as words: "requested_at" is "requested at".
std::string name_in_words(const std::string& name);
std::string value_in_words(const model::Ruleset& r, const model::Type& type, const Scalar& value);
// Ranges and unknowns too: "unknown", "1 to 5".
std::string value_in_words(const model::Ruleset& r, const model::Type& type, const Value& value);
// "CANCELLED", or `"01" (Home)` where the code is no word.
std::string code_in_words(const model::CodeList& list, CodeIndex code);
// "a", "a or b", "a, b or c".
std::string listed(const std::vector<std::string>& items, const std::string& last);

}  // namespace assize::wording
