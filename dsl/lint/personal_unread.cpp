// A4040. A personal field that nothing reads: what is not needed is not to be asked for.
#include <algorithm>

#include "dsl/lint/lints.h"

namespace assize::lint_detail {

void personal_unread(const Context& c) {
  const model::Ruleset& r = c.ruleset;
  std::vector<std::set<model::Index>> read(r.records.size());
  for (const Root& root : roots(c)) read[root.record].merge(fields(r, {root.expr}));
  const auto links = [&](model::Index outer, model::Index other,
                         const std::vector<model::LinkKey>& keys) {
    for (const model::LinkKey& k : keys) {
      read[outer].insert(k.mine);
      read[other].insert(k.theirs);
    }
  };
  for (model::Index i = 0; i < r.records.size(); ++i) {
    for (const model::Link& link : r.records[i].links) links(i, link.record, link.keys);
  }
  for (const model::Across& a : r.across) {
    if (a.record != model::kNone) links(a.outer, a.record, a.keys);
  }
  // What is worked out reads its fields in the definition.
  for (const model::Standard& s : r.standards) {
    std::set<model::Index>& of = read[r.indicators[s.indicator].record];
    of.insert(s.per_fields.begin(), s.per_fields.end());
  }
  for (const model::Variation& v : r.variations) {
    std::set<model::Index>& of = read[r.indicators[v.indicator].record];
    for (const auto* parts : {&v.per_fields, &v.groups, &v.strata})
      of.insert(parts->begin(), parts->end());
  }
  for (const model::PaymentScheme& s : r.payment_schemes) {
    for (const model::PaidOutcome& o : s.outcomes) {
      if (o.indicator != model::kNone)
        read[r.indicators[o.indicator].record].insert({o.person, o.on});
    }
  }
  std::set<model::Index> judged;
  for (const model::Indicator& i : r.indicators) judged.insert(i.record);
  for (const model::Rule& rule : r.rules) judged.insert(rule.record);
  for (model::Index i = 0; i < r.records.size(); ++i) {
    const model::Record& record = r.records[i];
    if (!c.here(record.span) || !judged.contains(i)) continue;
    for (model::Index f = 0; f < record.fields.size(); ++f) {
      const bool is_key = std::find(record.key.begin(), record.key.end(), f) != record.key.end();
      if (!record.fields[f].personal || is_key || f == record.provider || read[i].contains(f))
        continue;
      c.warn("A4040", record.fields[f].span,
             quoted(record.fields[f].name) + " is personal, and nothing reads it",
             "leave it out of the return, or use it");
    }
  }
}

}  // namespace assize::lint_detail
