#include "engine/column/column.h"

#include <algorithm>

namespace assize {
namespace {

Scalar point_of(const Column& column, const model::Type& type, std::uint32_t row) {
  switch (type.kind) {
    case model::Kind::yes_no:
      return column.v[row] != 0;
    case model::Kind::number:
      return *Decimal::make(column.v[row], column.scale);
    case model::Kind::code:
      return CodeIndex{static_cast<std::int32_t>(column.v[row])};
    case model::Kind::date:
      return DayValue{static_cast<Day>(column.v[row])};
    case model::Kind::date_time:
    case model::Kind::wall_time:
      return MillisValue{column.v[row]};
    default:
      return std::string(column.text[row]);
  }
}

}  // namespace

const Value& Column::ranged(std::uint32_t row) const {
  return std::lower_bound(ranges.begin(), ranges.end(), row,
                          [](const Ranged& r, std::uint32_t wanted) { return r.row < wanted; })
      ->value;
}

Value value_of(const Chunk& chunk, const model::Field& field, std::uint32_t column,
               std::uint32_t row) {
  const Column& c = chunk.columns[column];
  if (!c.read || !c.supplied) return Value::unknown(Reason::not_supplied);
  switch (c.cell[row]) {
    case Cell::present:
      return Value::of(point_of(c, field.type, row));
    case Cell::ranged:
    case Cell::wide:
      return c.ranged(row);
    case Cell::blank:
      if (field.blank == model::Blank::no) return Value::of(false);
      if (field.blank == model::Blank::none) return Value::of(std::string());
      return Value::unknown(Reason::blank);
    case Cell::unreadable:
      return Value::unknown(Reason::unreadable);
    case Cell::out_of_range:
      return Value::unknown(Reason::out_of_range);
    case Cell::not_listed:
      return Value::unknown(Reason::not_listed);
    case Cell::not_supplied:
      break;
  }
  return Value::unknown(Reason::not_supplied);
}

}  // namespace assize
