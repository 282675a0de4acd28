// Written literals to values. Internal to dsl/check.
#pragma once

#include <optional>
#include <string_view>

#include "dsl/check/program.h"

namespace assize::check_detail {

struct Literal {
  model::Type type;
  Value value;
};
// The value of a literal whose type does not depend on where it stands (all but `unknown`, `blank`,
// a text that is a code, and a time without an offset, which is a clock as written unless `zone` is
// given). nullopt after a message.
std::optional<Literal> literal(Program& p, const syntax::Expression& e, Index zone = kNone);
// The number of a literal in figures: of "95%" 95, of "60 minutes" 60.
std::optional<Decimal> figure(std::string_view text);
// A literal that must be a whole day, a whole number, a number without a unit.
std::optional<Day> whole_day(Program& p, const syntax::Expression& e);
// A day, a month or a year, as the days that it has.
std::optional<DaySpan> whole_days(Program& p, const syntax::Expression& e);
std::optional<std::int64_t> whole_number(Program& p, const syntax::Expression& e);
std::optional<Decimal> plain_number(Program& p, const syntax::Expression& e);
// The layout of a date, or of a time (`clock`). nullopt after a message.
std::optional<Layout> checked_layout(Program& p, const std::string& written, Span span, bool clock);

}  // namespace assize::check_detail
