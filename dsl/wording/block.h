// A rule, an indicator or a standard in plain English, a sentence a clause: what `assize explain
// ID` prints. Made from the model alone; nothing about data. The same ruleset gives the same words.
#pragma once

#include <string>
#include <vector>

#include "dsl/model/ruleset.h"

namespace assize::wording {

std::vector<std::string> in_words(const model::Ruleset& r, const model::Rule& rule);
std::vector<std::string> in_words(const model::Ruleset& r, const model::Indicator& indicator);
std::vector<std::string> in_words(const model::Ruleset& r, const model::Standard& standard);
std::vector<std::string> in_words(const model::Ruleset& r, const model::Variation& variation);
std::vector<std::string> in_words(const model::Ruleset& r, const model::PaymentScheme& scheme);
// "Review, section "Appendix II": "..." or, where the text was not read, "in our words: ...".
std::string in_words(const model::Ruleset& r, const model::Citation& citation);

}  // namespace assize::wording
