// A declaration in plain English, a sentence a line: sources, code lists, records, parameters,
// derived fields and conditions. What `assize explain NAME` prints for what is neither a rule, an
// indicator nor a standard. Made from the model alone; the same ruleset gives the same words.
#pragma once

#include <string>
#include <vector>

#include "dsl/model/ruleset.h"

namespace assize::wording {

std::vector<std::string> in_words(const model::Ruleset& r, const model::SourceDocument& source);
std::vector<std::string> in_words(const model::Ruleset& r, const model::CodeList& list);
std::vector<std::string> in_words(const model::Ruleset& r, const model::Record& record);
std::vector<std::string> in_words(const model::Ruleset& r, const model::Parameter& parameter);
std::vector<std::string> in_words(const model::Ruleset& r, const model::Definition& definition);
std::vector<std::string> in_words(const model::Ruleset& r, const model::OutcomeDomain& domain);
std::vector<std::string> in_words(const model::Ruleset& r, const model::Specification& s);
// "P1 and P2", or "every provider".
std::string whom(const std::vector<std::string>& providers);

// " from 1 April 2019 until 31 March 2020"; empty where neither end is set.
std::string in_words(const model::Validity& validity);
// "verified", "recalled" ...; empty where nothing is said.
std::string in_words(model::Evidence evidence);

}  // namespace assize::wording
