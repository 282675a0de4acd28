// A4018. A population test that reads nothing but the provider: it is the same for all of a
// provider's records, so it says who is judged, not which records count.
#include <algorithm>

#include "dsl/lint/lints.h"

namespace assize::lint_detail {

void constant_for_provider(const Context& c) {
  for (const model::Indicator& i : c.ruleset.indicators) {
    if (i.side_of != model::kNone) continue;  // what is compared is looked at itself
    if (!c.here(i.span) || i.population == model::kNoExpr) continue;
    const model::Record& record = c.ruleset.records[i.record];
    const std::set<model::Index> read = fields(c.ruleset, {i.population});
    const bool provider_alone =
        !read.empty() && std::all_of(read.begin(), read.end(), [&](model::Index f) {
          return record.fields[f].is_organisation;
        });
    if (!provider_alone) continue;
    c.warn("A4018", i.span,
           "which records " + quoted(i.name) +
               " counts is the same for all records of a provider: those of the others are never "
               "judged",
           "test what differs between records; choose providers with --provider");
  }
}

}  // namespace assize::lint_detail
