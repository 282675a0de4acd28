// `X is unique` over the rows of a chunk: whether the value stands in one row of the file alone.
//
// Where only rules ask it, and as their whole requirement, the answer can wait until the file has
// been read: every value is taken for unique, and the values are kept to be looked at together
// (RecordPlan::put_off). Else the values were read before. Source: docs/language/meaning.md,
// section 9.
#pragma once

#include <vector>

#include "dsl/model/ruleset.h"
#include "engine/column/column.h"
#include "engine/evaluate/register.h"
#include "engine/evaluate/repeated.h"
#include "engine/evaluate/result.h"

namespace assize::evaluate {

class UniqueRun {
 public:
  // `repeated`: nullptr, the answer is put off.
  UniqueRun(const model::Ruleset& ruleset, const model::Across& across, const Repeated* repeated)
      : ruleset_(ruleset), across_(across), repeated_(repeated) {}

  void run(const Chunk& chunk, Register& out);
  // By row; Key{} where the value is not known.
  const std::vector<Key>& keys() const { return keys_; }
  bool is_known(std::uint32_t row) const { return known_.get(row); }

 private:
  const model::Ruleset& ruleset_;
  const model::Across& across_;
  const Repeated* repeated_;
  std::vector<Key> keys_;
  Bits known_;
};

}  // namespace assize::evaluate
