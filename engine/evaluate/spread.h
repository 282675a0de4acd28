// What moments or spans leave or take of the time between two edges, from where each can lie.
// Source: docs/language/meaning.md, section 9.
#pragma once

#include <optional>
#include <vector>

#include "engine/evaluate/intervals.h"

namespace assize::evaluate {

// Where a row's moment, or the ends of its span, can lie, in days or milliseconds.
class Spread {
 public:
  explicit Spread(bool in_days) : days_(in_days) {}
  // No: it can end before it starts, so that nobody knows where it lies.
  bool add(const Interval& from, const Interval& to, bool is_moment, bool certain);

  struct Bounds {
    std::int64_t low = 0;
    std::optional<std::int64_t> high;
  };
  // `from` to `to`; `window`: the length of a slot or of a window.
  Bounds of(model::AcrossKind kind, const Interval& from, const Interval& to,
            std::int64_t window) const;

 private:
  struct Place {
    std::int64_t from, to;
  };
  Bounds gap(std::int64_t widest, std::int64_t begin, std::int64_t end, std::int64_t last) const;
  Bounds slots(std::int64_t from, std::int64_t least, std::int64_t most, std::int64_t window) const;
  std::vector<Place> joined(const std::vector<Place>& places, std::int64_t from,
                            std::int64_t to) const;

  bool days_;
  std::vector<Place> sure_;      // of each that is certain: its latest start and its earliest end
  std::vector<Place> possible_;  // of each: its earliest start and its latest end
};

}  // namespace assize::evaluate
