// What is wrong with a cell, in words for the sender of a return.
#include <algorithm>

#include "engine/column/cell.h"
#include "engine/column/text.h"

namespace assize {
namespace {

std::string expected_form(const model::Field& field, std::string_view text) {
  if (!field.layouts.empty()) {
    std::string all;
    for (const Layout& l : field.layouts) all += (all.empty() ? "" : " or ") + l.written;
    const bool read = std::any_of(field.layouts.begin(), field.layouts.end(), [&](const Layout& l) {
      return read_date_time(l, text).has_value();
    });
    if (read && field.type.kind == model::Kind::date_time)
      return "a time that exists: the clocks go forward over it";
    return (field.type.kind == model::Kind::date ? "a date written as " : "a time written as ") +
           all;
  }
  switch (field.type.kind) {
    case model::Kind::number:
      return "a number such as 12 or 3.5, without separators or units";
    case model::Kind::date:
      return "a date such as 2022-03-01 (or a month, 2022-03, or a year)";
    case model::Kind::date_time:
      if (text.size() == 10 && parse_date(text))
        return "a date and time: the time is missing, and midnight is not assumed";
      if (parse_date_time(text)) return "a time that exists: the clocks go forward over it";
      return "a date and time such as 2022-03-01T10:00";
    case model::Kind::wall_time:
      if (text.size() == 10 && parse_date(text))
        return "a date and time: the time is missing, and midnight is not assumed";
      if (parse_date_time(text)) return "a time as written: it has an offset";
      return "a date and time such as 2022-03-01T10:00";
    default:
      return "one value";
  }
}

std::string allowed(const model::Field& field) {
  std::string out = field.whole ? "a whole number" : "a number";
  if (field.rounded_to) out += " rounded to the nearest " + field.rounded_to->text();
  if (field.low && field.high)
    return out + " from " + field.low->text() + " to " + field.high->text();
  if (field.low) return out + " of at least " + field.low->text();
  if (field.high) return out + " of at most " + field.high->text();
  return out;
}

}  // namespace

std::string FieldReader::words(Problem kind, std::string_view cell) const {
  const std::string_view text = trim(cell);
  const std::string quoted = shown(text, field_->personal);
  const std::string subject = field_->heading + (quoted.empty() ? "" : ": " + quoted);
  switch (kind) {
    case Problem::unreadable:
      return subject + " is not " + expected_form(*field_, text);
    case Problem::not_listed:
      if (field_->type.kind == model::Kind::yes_no)
        return subject + " is neither yes nor no (yes, true, y, no, false, n)";
      if (field_->items != model::kNone)
        return subject + " holds what is no code of " + ruleset_->code_lists[field_->items].name;
      return subject + " is not a code of " + ruleset_->code_lists[field_->type.list].name;
    case Problem::out_of_range:
      return subject + " is not " + allowed(*field_);
    case Problem::blank_required:
      return field_->heading + " is required and blank";
    case Problem::inexact_key:
      return subject +
             " is not exact, and the key of a record is: rows that are sent twice are not found";
    case Problem::only_white_space:
      return field_->heading + " holds only white space and is read as blank";
    case Problem::control_character:
      return subject + " holds control characters";
    default:
      return subject;
  }
}

}  // namespace assize
