// Which condition decided how a record came out, and the values that it read: the smallest tests
// under the clause that settled it, with the fields that each of them looks at.
//
// For the reader of one record, who has it: unlike all other words these tell values. Of a field
// that is personal they say only whether it is known.
#pragma once

#include <string>
#include <vector>

#include "dsl/model/ruleset.h"
#include "engine/run/trace.h"

namespace assize {

struct Decision {
  std::string clause;              // "leave out NAME", "met when" ...; empty: figures
  std::string says;                // "yes", "no" or "not known"
  std::vector<std::string> tests;  // "answered at is within 60 minutes after ...": no, its values
};
// In the order in which the clauses apply; none where nothing decides, as with figures alone.
std::vector<Decision> decisions(const model::Ruleset& ruleset, const RecordTrace& trace);
// Every clause that applies in the outcome of a record, in their order, and how it came out.
struct ClauseAnswer {
  std::string clause, says;
  model::ExprId expr = model::kNoExpr;
};
std::vector<ClauseAnswer> clause_answers(const model::Ruleset& ruleset, const RecordTrace& trace);

// "Decided by met when: no." and the tests, a line each, the latter indented.
std::vector<std::string> in_words(const std::vector<Decision>& decisions);

}  // namespace assize
