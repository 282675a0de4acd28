// A4031. Words in quotation marks from a source that was not read.
#include "dsl/lint/lints.h"

namespace assize::lint_detail {

namespace {

void look(const Context& c, const model::Citation& cites, Span span, const std::string& name) {
  const model::SourceDocument& source = c.ruleset.documents[cites.source];
  const bool unread =
      source.evidence == model::Evidence::recalled || source.evidence == model::Evidence::derived;
  if (!c.here(span) || cites.in_our_words || !unread) return;
  c.warn("A4031", span,
         quoted(name) + " quotes " + quoted(source.name) + ", which is " +
             (source.evidence == model::Evidence::recalled ? "recalled" : "derived") +
             " and not read",
         "write `in our words \"...\"`, or read the source and say `evidence verified`");
}

}  // namespace

void quotes_unread(const Context& c) {
  for (const model::Rule& r : c.ruleset.rules) {
    if (r.cites) look(c, *r.cites, r.span, r.name);
  }
  for (const model::Indicator& i : c.ruleset.indicators) {
    if (i.side_of != model::kNone) continue;  // what is compared is looked at itself
    for (const model::Citation& cites : i.cites) look(c, cites, i.span, i.name);
  }
  for (const model::Standard& s : c.ruleset.standards) {
    for (const model::Citation& cites : s.cites) look(c, cites, s.span, s.name);
  }
}

}  // namespace assize::lint_detail
