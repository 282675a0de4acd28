// Points of a date or time that stand for all of its points: one for each stretch in which no
// comparison changes its answer.
//
// Where two uncertain times are compared with each other, the answer changes where one equals the
// other moved by a duration, so that what bounds the second bounds the first: cuts travel along
// comparisons. A cut stands with the points beside it.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/reference/reads.h"

namespace assize::reference {

// What is fixed and what is still to be chosen while the fields of a record are filled one after
// another.
struct Choice {
  model::Index field = model::kNone;
  std::optional<std::int64_t> low, high;  // of its domain: days or milliseconds
  std::optional<std::int64_t> cut;        // inside it: what can be open changes there
};

// `field`: the one to choose now, among its points from low to high. `later`: the fields that will
// be chosen after it. `values`: of all nodes, the fields chosen so far included; `fields`: one a
// field of the record, the same.
std::vector<std::int64_t> points_of(const model::Ruleset& ruleset, const model::Record& record,
                                    const Reads& reads, const Choice& field,
                                    const std::vector<Choice>& later,
                                    const std::vector<Value>& values,
                                    const std::vector<Value>& fields);

}  // namespace assize::reference
