#include "engine/evaluate/unique.h"

#include "engine/evaluate/hash.h"
#include "engine/evaluate/tables.h"

namespace assize::evaluate {

void UniqueRun::run(const Chunk& chunk, Register& out) {
  out.start(plan::Kind::truth, chunk.rows);
  keys_.assign(chunk.rows, {});
  known_.assign(chunk.rows, false);
  const model::Index field = across_.keys[0].mine;
  const model::Field& type = ruleset_.records[across_.outer].fields[field];
  for (std::uint32_t row = 0; row < chunk.rows; ++row) {
    Key key{kSeedA, kSeedB};
    if (!hash_linking(ruleset_, type, chunk, field, row, key)) continue;
    known_.set(row);
    keys_[row] = key;
    const bool is_repeated = repeated_ != nullptr && repeated_->has(key.first);
    (is_repeated ? out.no : out.yes).set(row);
  }
}

}  // namespace assize::evaluate
