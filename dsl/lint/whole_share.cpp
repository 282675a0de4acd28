// A4037. `at least 100%`: `every case` says it, names each breach and needs no least number of
// cases.
#include "dsl/lint/lints.h"

namespace assize::lint_detail {

void whole_share(const Context& c) {
  for (const model::Standard& s : c.ruleset.standards) {
    const model::Measure m = c.ruleset.indicators[s.indicator].measure;
    if (m != model::Measure::met && m != model::Measure::counted) continue;
    for (const model::Target& t : s.targets) {
      const auto* value = t.parameter == model::kNone ? std::get_if<Decimal>(&t.value) : nullptr;
      if (value == nullptr || !c.here(t.span)) continue;
      if (t.kind == model::TargetKind::at_least && *value == Decimal(100)) {
        c.warn("A4037", t.span, "100% of the cases is every case",
               "write `target every case`, which lists each breach");
      } else if (t.kind == model::TargetKind::at_most && *value == Decimal(0)) {
        c.warn("A4037", t.span, "0% of the cases is no case",
               "write `target no case`, which lists each breach");
      }
    }
  }
}

}  // namespace assize::lint_detail
