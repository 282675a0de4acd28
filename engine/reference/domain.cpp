#include "engine/reference/domain.h"

#include "engine/functions/call.h"
#include "engine/reference/range.h"
#include "engine/reference/two_valued.h"

namespace assize::reference {
namespace {

using model::Blank;
using model::Kind;

bool is_time(Kind k) { return k == Kind::date || k == Kind::date_time || k == Kind::wall_time; }

bool is_event(const model::Field& field) {
  return is_time(field.type.kind) &&
         (field.blank == Blank::not_by_cut_off || field.blank == Blank::did_not_happen);
}

Scalar never(const model::Type& type) {
  if (type.kind == Kind::date) return DayValue{kNeverDay};
  return MillisValue{kNever};
}

struct Times {
  const model::Ruleset& ruleset;
  const model::Type& type;
  const CutOff& cut_off;
  bool dates;

  // Some time, before the cut-off or after it. A row was returned by the cut-off, and so what dates
  // it is no later.
  Domain some(Reasons why) const {
    std::optional<Scalar> high;
    if (dates) high = last_up_to(cut_off.day, type, ruleset);
    return {stretch(std::nullopt, high, false, why), {}, false};
  }
  // Any time, or none.
  Domain any(Reasons why) const {
    return {stretch(std::nullopt, std::nullopt, true, why), {}, true};
  }
  // Not by the cut-off, as far as the return goes.
  Domain open() const {
    if (!cut_off.complete_to)
      return {
          stretch(first_after(cut_off.day, type, ruleset), std::nullopt, true, Reason::not_yet_due),
          {},
          true};
    return {stretch(first_after(*cut_off.complete_to, type, ruleset), std::nullopt, true,
                    Reasons(Reason::source_incomplete) | Reason::not_yet_due),
            {},
            true};
  }
};

Domain blank_time(const Times& times, const model::Field& field) {
  switch (field.blank) {
    case Blank::not_by_cut_off:
      return times.open();
    case Blank::did_not_happen:
      return {Value::of(never(field.type)), {}, false};
    default:
      return field.blank_declared && !field.required ? times.any(Reason::blank)
                                                     : times.some(Reason::blank);
  }
}

// An event that was returned: of a month, what lies after the cut-off is read as blank.
Domain event(const Times& times, const model::Field& field, Value v) {
  const Scalar last = last_up_to(times.cut_off.day, field.type, times.ruleset);
  const Scalar& high = v.is_known() ? v.point() : *v.high;
  if (order(high, last) <= 0) return {std::move(v), {}, false};
  const Domain later = blank_time(times, field);
  if (!later.can_be_open) return {stretch(v.low, last, true, v.reasons), {}, false};
  return {stretch(v.low, std::nullopt, true, v.reasons | later.value.reasons), {}, true};
}

Domain time_domain(const Times& times, const model::Field& field, Value v, Cell cell,
                   bool is_doubtful) {
  if (cell == Cell::not_supplied) return times.any(Reason::not_supplied);
  if (is_doubtful) return times.some(Reason::contradictory);
  if (cell == Cell::blank) return blank_time(times, field);
  if (v.state == Value::State::unknown) return times.some(v.reasons);
  return is_event(field) ? event(times, field, std::move(v)) : Domain{std::move(v), {}, false};
}

Value code_value(const model::CodeList& list, Value v, const RecordDays& days) {
  if (!v.is_known()) return v;
  const model::Code& code = list.codes[static_cast<std::size_t>(std::get<CodeIndex>(v.point()).at)];
  if (code.role == model::CodeRole::not_known) return Value::unknown(Reason::not_known);
  if (code.role == model::CodeRole::not_stated) return Value::unknown(Reason::not_stated);
  return is_certainly_valid(code, days) ? v : Value::unknown(Reason::not_listed);
}

// An event later than the cut-off is read as blank.
Cell cell_as_read(const model::Ruleset& ruleset, const model::Field& field, Cell cell,
                  const Value& v, const CutOff& cut_off) {
  const bool is_later = is_event(field) && v.state != Value::State::unknown &&
                        is_after_cut_off(*v.low, field.type, cut_off.day, ruleset);
  return is_later ? Cell::blank : cell;
}

}  // namespace

Scalar first_after(Day day, const model::Type& type, const model::Ruleset& ruleset) {
  if (type.kind == Kind::date) return DayValue{day + 1};
  if (type.kind == Kind::date_time) return MillisValue{end_of_day(ruleset.zones[type.zone], day)};
  return MillisValue{(static_cast<Millis>(day) + 1) * kDayMillis};
}

Scalar last_up_to(Day day, const model::Type& type, const model::Ruleset& ruleset) {
  const Scalar next = first_after(day, type, ruleset);
  if (const auto* d = std::get_if<DayValue>(&next)) return DayValue{d->day - 1};
  return MillisValue{std::get<MillisValue>(next).ms - 1};
}

Domain domain_of(const model::Ruleset& ruleset, const model::Field& field, const Chunk& chunk,
                 std::uint32_t column, std::uint32_t row, const CutOff& cut_off, bool is_doubtful,
                 const RecordDays& days, bool dates) {
  const Column& c = chunk.columns[column];
  Value v = value_of(chunk, field, column, row);
  Domain d;
  const Cell cell = cell_as_read(
      ruleset, field, c.read && c.supplied ? c.cell[row] : Cell::not_supplied, v, cut_off);
  if (is_time(field.type.kind)) {
    d = time_domain({ruleset, field.type, cut_off, dates}, field, std::move(v), cell, is_doubtful);
  } else if (is_doubtful && cell != Cell::not_supplied) {
    d.value = Value::unknown(Reason::contradictory);
  } else if (field.type.kind == Kind::code) {
    d.value = code_value(ruleset.code_lists[field.type.list], std::move(v), days);
  } else {
    d.value = std::move(v);
  }
  d.cell = cell;
  return d;
}

}  // namespace assize::reference
