// A4010. A declaration that nothing uses. A module without standards and rules is a library, whose
// users are elsewhere.
#include <algorithm>

#include "dsl/lint/lints.h"

namespace assize::lint_detail {

using model::Index;
using model::Ruleset;

namespace {

struct Used {
  std::set<Index> parameters, definitions, lists, code_maps, records, indicators, documents;
};

void cite(Used& u, const std::vector<model::Citation>& cites) {
  for (const model::Citation& c : cites) u.documents.insert(c.source);
}

Used used(const Ruleset& r) {
  Used u;
  std::vector<model::ExprId> roots;
  for (const model::Rule& rule : r.rules) {
    for (model::ExprId id : {rule.when, rule.decided_when, rule.must}) roots.push_back(id);
    u.records.insert(rule.record);
    if (rule.cites) u.documents.insert(rule.cites->source);
  }
  for (const model::Indicator& i : r.indicators) {
    for (model::ExprId id : tests_of(i)) roots.push_back(id);
    roots.push_back(i.dated_by);
    roots.push_back(i.rules_as_at);
    u.records.insert(i.record);
    cite(u, i.cites);
    if (!i.combined) continue;
    u.indicators.insert({i.combined->parts[0], i.combined->parts[1]});
    u.parameters.insert(i.combined->weights.begin(), i.combined->weights.end());
  }
  for (const model::Standard& s : r.standards) {
    roots.push_back(s.expects_where);
    u.indicators.insert(s.indicator);
    if (s.comparison) u.indicators.insert({s.comparison->sides[0], s.comparison->sides[1]});
    cite(u, s.cites);
    for (const model::Target& t : s.targets) {
      if (t.parameter != model::kNone) u.parameters.insert(t.parameter);
    }
    // Of `judges A and B`, whose limbs are its failures by name.
    if (!is_composite(r.indicators[s.indicator])) continue;
    for (const model::Clause& limb : r.indicators[s.indicator].failures) {
      for (Index i = 0; i < r.indicators.size(); ++i) {
        if (r.indicators[i].name == limb.name) u.indicators.insert(i);
      }
    }
  }
  for (const model::Variation& v : r.variations) {
    u.indicators.insert(v.indicator);
    cite(u, v.cites);
  }
  for (const model::PaymentScheme& s : r.payment_schemes) {
    cite(u, s.cites);
    u.lists.insert(s.payer_list);
    u.parameters.insert(s.parameters.begin(), s.parameters.end());
    if (s.volume) u.indicators.insert(s.volume->indicator);
    for (const model::PaidOutcome& o : s.outcomes) u.indicators.insert({o.indicator, o.certain});
  }
  for (const model::Specification& s : r.specifications) {
    cite(u, s.cites);
    u.lists.insert(s.lists.begin(), s.lists.end());
  }
  // A grouping or a mapping is a way from one list to another; a grouping's own list is its groups.
  for (Index i = 0; i < r.code_maps.size(); ++i) {
    const model::CodeMap& m = r.code_maps[i];
    u.lists.insert({m.from, m.to});
    if (m.used) u.code_maps.insert(i);
  }
  for (const model::Record& record : r.records) {
    for (const model::Link& link : record.links) u.records.insert(link.record);
    for (const model::WorkedOut& w : record.worked_out) roots.push_back(w.value);
  }
  // What stands in conditions across records is used where those are.
  for (const model::Across& a : r.across) {
    for (model::ExprId id : {a.condition, a.value, a.until}) roots.push_back(id);
    roots.insert(roots.end(), a.order.begin(), a.order.end());
    if (a.record != model::kNone) u.records.insert(a.record);
  }
  for (model::ExprId id : reach(r, roots)) {
    const model::Expr& e = r.exprs[id];
    if (e.op == model::Op::parameter) u.parameters.insert(e.index);
    if (e.type.kind == model::Kind::code) u.lists.insert(e.type.list);
    if (e.op == model::Op::named) {
      for (Index d = e.index; d != model::kNone; d = r.definitions[d].made_from)
        u.definitions.insert(d);
    }
  }
  for (const model::Record& record : r.records) {
    for (const model::Field& f : record.fields) {
      if (f.type.kind == model::Kind::code) u.lists.insert(f.type.list);
      if (f.items != model::kNone) u.lists.insert(f.items);
    }
  }
  return u;
}

template <class T>
void report(const Context& c, const std::vector<T>& all, const std::set<Index>& used,
            const std::string& what, const std::string& hint) {
  for (Index i = 0; i < all.size(); ++i) {
    if (used.contains(i) || !c.here(all[i].span)) continue;
    c.warn("A4010", all[i].span, "nothing uses the " + what + " " + quoted(all[i].name), hint);
  }
}

}  // namespace

void unused(const Context& c) {
  const Ruleset& r = c.ruleset;
  const auto here = [&](const auto& x) { return c.here(x.span); };
  if (std::none_of(r.standards.begin(), r.standards.end(), here) &&
      std::none_of(r.variations.begin(), r.variations.end(), here) &&
      std::none_of(r.payment_schemes.begin(), r.payment_schemes.end(), here) &&
      std::none_of(r.rules.begin(), r.rules.end(), here))
    return;
  Used u = used(r);
  for (const model::RuleTest& t : c.tests) {
    for (const model::Expectation& e : t.expected) {
      if (e.indicator != model::kNone) u.indicators.insert(e.indicator);
    }
  }
  report(c, r.documents, u.documents, "source", "cite it, or leave it out");
  report(c, r.code_lists, u.lists, "code list", "leave it out");
  report(c, r.code_maps, u.code_maps, "grouping or mapping", "leave it out");
  report(c, r.records, u.records, "record", "leave it out");
  report(c, r.parameters, u.parameters, "parameter", "leave it out");
  for (const bool conditions : {false, true}) {
    for (Index i = 0; i < r.definitions.size(); ++i) {
      const model::Definition& d = r.definitions[i];
      if (d.made_from != model::kNone) continue;
      if (d.is_condition != conditions || u.definitions.contains(i) || !c.here(d.span)) continue;
      c.warn("A4010", d.span,
             std::string("nothing uses the ") + (conditions ? "condition " : "derived field ") +
                 quoted(d.name),
             "leave it out");
    }
  }
  report(c, r.indicators, u.indicators, "indicator",
         "judge it by a standard, or expect something of it in a test");
}

}  // namespace assize::lint_detail
