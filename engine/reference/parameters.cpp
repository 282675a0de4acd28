// A dated parameter on the days that a record's date can be.
#include <algorithm>

#include "engine/reference/operations.h"
#include "engine/reference/range.h"

namespace assize::reference {
namespace {

bool touches(const model::Validity& valid, const RecordDays& days) {
  if (!days) return true;
  return (!valid.from || *valid.from <= days->last) &&
         (!valid.until || days->first <= *valid.until);
}

}  // namespace

Truth is_not_in_force(const model::Parameter& p, const RecordDays& days) {
  if (!days) return Truth::no;
  Day next = days->first;  // the first day that no value so far is valid on
  bool some = false;
  for (const model::DatedValue& v : p.values) {
    if (!touches(v.valid, days)) continue;
    some = true;
    if (v.valid.from && *v.valid.from > next) return Truth::unknown;
    next = v.valid.until && *v.valid.until < days->last ? *v.valid.until + 1 : days->last + 1;
  }
  if (!some) return Truth::yes;
  return next > days->last ? Truth::no : Truth::unknown;
}

Value parameter_value(const model::Parameter& p, const RecordDays& days) {
  std::vector<Value> possible;
  for (const model::DatedValue& v : p.values) {
    if (touches(v.valid, days)) possible.push_back(Value::of(v.value));
  }
  // On some possible day it has none: nothing can be said of it.
  if (is_not_in_force(p, days) != Truth::no) return Value::unknown(Reason::out_of_range);
  if (p.type.kind != model::Kind::calendar) return hull(possible, p.type.kind, Reason::imprecise);
  const auto [low, high] = std::minmax_element(
      possible.begin(), possible.end(),
      [](const Value& a, const Value& b) { return order(a.point(), b.point()) < 0; });
  const auto& a = std::get<CalendarDuration>(low->point());
  const auto& b = std::get<CalendarDuration>(high->point());
  if (a.months != b.months && a.days != b.days)
    return Value::unknown(Reason::imprecise);  // which is longer depends on the date
  return stretch(a, b, false, Reason::imprecise);
}

}  // namespace assize::reference
