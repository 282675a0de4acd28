// Sources, citations, evidence grades and stretches of validity: what declarations say about where
// they come from.
#include "dsl/check/literals.h"
#include "dsl/check/program.h"

namespace assize::check_detail {

std::optional<model::Evidence> evidence(Program& p, const std::vector<syntax::Word>& words) {
  const syntax::Word* w = only(p, words, "evidence");
  if (w == nullptr) return std::nullopt;
  if (w->text == "verified") return model::Evidence::verified;
  if (w->text == "verified secondary") return model::Evidence::verified_secondary;
  if (w->text == "recalled") return model::Evidence::recalled;
  return model::Evidence::derived;
}

model::Validity validity(Program& p, const syntax::Dates& dates, Span span) {
  model::Validity v;
  if (const syntax::Expression* e = only(p, dates.from, "from")) v.from = whole_day(p, *e);
  if (const syntax::Expression* e = only(p, dates.until, "until")) v.until = whole_day(p, *e);
  if (v.from && v.until && *v.until < *v.from) {
    p.error("A3022", span,
            "it ends (" + date_in_words(*v.until) + ") before it begins (" +
                date_in_words(*v.from) + ")");
  }
  return v;
}

std::optional<model::Citation> citation(Program& p, std::uint32_t module, const syntax::Cites& c) {
  const Symbol* s = p.resolve(module, c.source, What::source);
  if (s == nullptr) return std::nullopt;
  return model::Citation{s->index, c.section ? c.section->text : "", c.wording.text,
                         c.in_our_words};
}

void check_sources(Program& p) {
  for (Index i = 0; i < p.sources.size(); ++i) {
    const syntax::SourceDecl& d = *p.sources[i].decl;
    model::SourceDocument& s = p.ruleset.documents[i];
    s.span = d.id.span;
    if (const syntax::Text* t = only(p, d.published_by, "published by")) s.publisher = t->text;
    if (const syntax::Text* t = only(p, d.at, "at")) s.at = t->text;
    if (const syntax::Expression* e = only(p, d.dated, "dated")) s.dated = whole_days(p, *e);
    s.evidence = evidence(p, d.evidence).value_or(model::Evidence::not_said);
  }
}

std::vector<model::Citation> citations(Program& p, std::uint32_t module,
                                       const std::vector<syntax::Cites>& all) {
  std::vector<model::Citation> out;
  for (const syntax::Cites& c : all) {
    if (auto cited = citation(p, module, c)) out.push_back(std::move(*cited));
  }
  return out;
}

}  // namespace assize::check_detail
