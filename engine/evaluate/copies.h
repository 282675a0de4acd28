// Records that share a key. Source: docs/language/meaning.md, section 5, "Copies".
#pragma once

#include <cstdint>
#include <vector>

#include "engine/evaluate/kept.h"

namespace assize::evaluate {

struct Place {
  std::uint32_t block = 0, row = 0;
};

// The copies of one record, in the order of blocks and rows; at least two.
using Copies = std::vector<Place>;

// Blocks in the order of their records. Groups are in the order of their first member.
std::vector<Copies> find_copies(const std::vector<KeptBlock>& blocks);

}  // namespace assize::evaluate
