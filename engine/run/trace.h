// What one record made of each node of an indicator, a rule or the expectation of a row: for
// coverage and for explanations.
//
// Told by the reference evaluator alone, whose steps are those of the definition. The values are
// those over what was returned, before any gap is filled.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "dsl/base/value.h"
#include "dsl/model/ruleset.h"
#include "engine/column/column.h"

namespace assize {

struct RecordTrace {
  // One of these; the standard is that whose `expects one row for each` has a `where`.
  model::Index indicator = model::kNone, rule = model::kNone, standard = model::kNone;
  model::Index type = model::kNone;  // of the record
  std::uint32_t file = 0;            // into RunResult::files
  std::uint64_t record = 0, line = 0;
  std::string key;
  // Borrowed for the call.
  const std::vector<model::ExprId>* nodes = nullptr;  // those that were evaluated
  const std::vector<Value>* values = nullptr;         // one a node of the ruleset
  const std::vector<Value>* fields = nullptr;         // one a field of the record
  const std::vector<Cell>* cells = nullptr;
};
using Tracer = std::function<void(const RecordTrace&)>;

}  // namespace assize
