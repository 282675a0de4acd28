// Windows of twelve months share eleven with the next: what takes periods one after another for
// separate does not look at them.
#include "dsl/check/program.h"

namespace assize::check_detail {

void check_windows(Program& p) {
  using Form = model::Variation::Form;
  for (const model::Variation& v : p.ruleset.variations) {
    if (v.form != Form::over_time || v.per_period != PeriodKind::rolling_year) continue;
    p.error(
        "A3083", v.span,
        "a chart over time is of periods that do not overlap; a window shares eleven months with "
        "the next, which makes a chart of them steady however the figures jump",
        "say `per month`, `per quarter` or a year");
  }
}

}  // namespace assize::check_detail
