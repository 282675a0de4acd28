#include "engine/column/unseen_row.h"

namespace assize {

Chunk unseen_row(const model::Ruleset& ruleset, model::Index record, std::optional<Day> after) {
  const model::Record& type = ruleset.records[record];
  Chunk out;
  out.rows = 1;
  out.line.assign(1, 0);
  out.columns.resize(type.fields.size());
  for (std::size_t f = 0; f < type.fields.size(); ++f) {
    Column& c = out.columns[f];
    c.read = true;
    c.cell.assign(1, Cell::not_supplied);
    if (type.fields[f].type.kind == model::Kind::text)
      c.text.resize(1);
    else
      c.v.assign(1, 0);
  }
  if (!after || type.dated_by == model::kNone) return out;
  const model::Type& of = type.fields[type.dated_by].type;
  const auto first = [&](Day day) -> Scalar {
    if (of.kind == model::Kind::date) return DayValue{day};
    if (of.kind == model::Kind::date_time)
      return MillisValue{end_of_day(ruleset.zones[of.zone], day - 1)};
    return MillisValue{static_cast<Millis>(day) * kDayMillis};
  };
  constexpr Day kFarOff = 400 * 366;  // an end that no rule reaches, for what asks for one
  const Day end = *after < kLastDay - kFarOff ? *after + kFarOff : kLastDay;
  Column& c = out.columns[type.dated_by];
  c.cell[0] = Cell::ranged;
  c.ranges.push_back({0, Value::between(first(*after + 1), first(end), Reason::not_yet_due)});
  return out;
}

}  // namespace assize
