// Why a record came out so, under one indicator or rule: what it could be, which clause says so,
// which fields are to blame.
//
// No value of the record is told: the reader has the record.
#pragma once

#include <string>
#include <vector>

#include "dsl/model/ruleset.h"
#include "engine/findings/finding.h"

namespace assize {

// "met or not met"
std::string in_words(OutcomeSet set);
// The first line says how it came out, the others by which clause.
std::vector<std::string> words_of(const RecordOutcome& outcome, const model::Ruleset& ruleset);

}  // namespace assize
