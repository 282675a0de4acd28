// Records that share a key. Source: docs/language/meaning.md, section 5, "Copies".
//
// Keys are compared by 128 bits of hash: among ten million records two different keys fall together
// with a chance below 10^-24.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/evaluate/kept.h"

namespace assize::evaluate {

struct Place {
  std::size_t block = 0;
  std::uint32_t row = 0;
};

// The copies of one record, in the order of blocks and rows; at least two.
using Copies = std::vector<Place>;

// Among the records that were looked at again. Groups are in the order of their first member.
std::vector<Copies> find_copies(const Looks& looks);

}  // namespace assize::evaluate
