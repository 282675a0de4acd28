// The cut-off of one return, in the units of each type: the last day and the last millisecond that
// are not after it. Source: docs/language/meaning.md, section 1.
#pragma once

#include "dsl/model/ruleset.h"
#include "engine/column/source.h"

namespace assize::evaluate {

// Of an event time a value later than the cut-off is read as blank.
inline bool is_event(const model::Field& f) {
  const bool is_time = f.type.kind == model::Kind::date || f.type.kind == model::Kind::date_time ||
                       f.type.kind == model::Kind::wall_time;
  return is_time &&
         (f.blank == model::Blank::not_by_cut_off || f.blank == model::Blank::did_not_happen);
}

struct CutOff {
  Day day = 0;
  std::optional<Day> complete_to;  // only where it is earlier than `day`

  static CutOff of(const ReturnHeader& header, Day as_at, bool as_at_given) {
    CutOff c;
    c.day = as_at;
    if (!header.complete_to || *header.complete_to >= as_at) return c;
    if (as_at_given)
      c.complete_to = header.complete_to;
    else
      c.day = *header.complete_to;
    return c;
  }
  // The last value of the type that lies on the day or before it.
  static std::int64_t last(Day d, const model::Type& type, const model::Ruleset& ruleset) {
    if (type.kind == model::Kind::date) return d;
    if (type.kind == model::Kind::date_time) return end_of_day(ruleset.zones[type.zone], d) - 1;
    return (std::int64_t{d} + 1) * kDayMillis - 1;
  }
};

}  // namespace assize::evaluate
