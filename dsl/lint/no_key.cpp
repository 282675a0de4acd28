// A4028. Records known by their place alone though they could have a key: a row that was sent twice
// counts twice.
#include <algorithm>

#include "dsl/lint/lints.h"

namespace assize::lint_detail {

void no_key(const Context& c) {
  std::set<model::Index> judged;
  for (const model::Indicator& i : c.ruleset.indicators) judged.insert(i.record);
  for (model::Index r = 0; r < c.ruleset.records.size(); ++r) {
    const model::Record& record = c.ruleset.records[r];
    if (!c.here(record.span) || !record.key.empty() || !judged.contains(r)) continue;
    const auto id = std::find_if(record.fields.begin(), record.fields.end(), [](const auto& f) {
      return f.required && !f.is_organisation && f.type.kind == model::Kind::text;
    });
    if (id == record.fields.end()) continue;
    c.tell("A4028", record.span,
           quoted(record.name) + " is keyed by position: a row that is sent twice counts twice",
           "if " + quoted(id->name) + " tells records apart, say `key " + id->name + ";`");
  }
}

}  // namespace assize::lint_detail
