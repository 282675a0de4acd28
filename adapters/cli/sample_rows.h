// Invented records that stand on both sides of every line that a ruleset draws: for each comparison
// its boundary, one step below and one above; for each field a blank and what cannot be read;
// codes, copies, clock times that occur twice and never.
//
// Pure and deterministic: the same ruleset, number and seed give the same rows. NHS numbers are of
// the range that begins with 999, which is never given to a person.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "dsl/model/ruleset.h"

namespace assize::cli {

struct SampleRow {
  std::vector<std::string> cells;  // one a field, as a file would hold them
  std::string what;                // the edge that it stands on; empty: an ordinary row
};

struct Sample {
  std::vector<SampleRow> rows;
  std::size_t edges = 0;  // of the ruleset, whether or not there was room for all
  Day as_at = 0;          // a cut-off by which ordinary rows are settled
};

// `rows`: 0: all edges, and ordinary rows beside them.
Sample sample_rows(const model::Ruleset& ruleset, model::Index record, std::size_t rows,
                   std::uint64_t seed);

}  // namespace assize::cli
