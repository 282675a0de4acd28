// What moments or spans of rows leave or take of the time between two edges:
// docs/language/meaning.md, section 9.
#pragma once

#include <vector>

#include "engine/reference/moments.h"

namespace assize::reference {

// A row's moment (its start and its end are one), or its span.
struct Piece {
  Moment start, end;
  bool is_certain = false;  // that it is there
};
// One that never starts is left out. No: it can end before it starts, so that nobody knows
// where it lies.
bool add_piece(Moment start, Moment end, bool is_moment, bool is_certain,
               std::vector<Piece>& pieces);

struct Frame {
  Moment from, to;
  std::int64_t window = 0;
  bool days = false;
};
// In days or milliseconds; 0 or less: not known, or no length.
std::int64_t length_of(const Value& v);

Value spread_of(model::AcrossKind kind, const Frame& frame, const std::vector<Piece>& pieces,
                bool is_elapsed, Reasons why);

}  // namespace assize::reference
