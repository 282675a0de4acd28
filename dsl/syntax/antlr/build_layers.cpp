// Requirements, and the specifications that say who is bound and what a local version changes.
#include <utility>

#include "dsl/syntax/antlr/build.h"

namespace assize::syntax {

RequirementDecl Builder::build(P::RequirementContext* c) {
  RequirementDecl d;
  d.id = declared(c->name());
  d.title = text(c->STRING());
  d.span = span(c);
  for (auto* part : c->requirementClause()) clause(part, d);
  return d;
}

void Builder::clause(P::RequirementClauseContext* c, RequirementDecl& to) {
  if (auto* x = c->cites()) {
    to.cites.push_back(cites(x));
  } else if (auto* each = c->forEach()) {
    to.for_each.push_back(for_each(each));
  } else if (auto* must = c->must()) {
    to.must.push_back({expression(must->expression()), std::nullopt, span(c)});
  } else if (auto* attested = c->attested()) {
    to.attested.push_back({declared(attested->name()), shelf_life(attested->shelfLife()), span(c)});
  } else if (auto* evidenced = c->evidenced()) {
    to.evidenced.push_back(
        {declared(evidenced->name()), shelf_life(evidenced->shelfLife()), span(c)});
  } else if (auto* computed = c->computed()) {
    to.computed.push_back(
        {expression(computed->expression()), because(computed->because()), span(c)});
  } else if (auto* force = c->inForce()) {
    to.in_force.push_back(in_force(force, span(c)));
  } else {
    to.duty_of.push_back(text(c->duty()->STRING()));
  }
}

ShelfLife Builder::shelf_life(P::ShelfLifeContext* c) {
  ShelfLife l;
  l.field = declared(c->name());
  l.until = c->UNTIL() != nullptr;
  if (c->limit()) limit(c->limit(), l.valid_for.emplace());
  return l;
}

SpecificationDecl Builder::build(P::SpecificationContext* c) {
  SpecificationDecl d;
  d.id = declared(c->name());
  d.title = text(c->STRING());
  d.national = c->NATIONAL() != nullptr;
  d.span = span(c);
  for (auto* part : c->specificationClause()) clause(part, d);
  return d;
}

void Builder::clause(P::SpecificationClauseContext* c, SpecificationDecl& to) {
  if (auto* x = c->cites()) {
    to.cites.push_back(cites(x));
  } else if (auto* binds = c->binds()) {
    Binds b;
    b.every = binds->EVERY() != nullptr;
    b.span = span(c);
    if (auto* members = binds->members()) {
      Expression e;
      this->members(members, e);
      if (e.kind == Kind::name)
        b.list = e.name;
      else
        b.providers = std::move(e.children);
    }
    for (auto* r : binds->reference()) b.standards.push_back(reference(r));
    for (auto* d : binds->dated()) dates(d, b.dates);
    to.binds.push_back(std::move(b));
  } else if (auto* force = c->inForce()) {
    to.in_force.push_back(in_force(force, span(c)));
  } else {
    to.overrides.push_back(overriding(c->overriding()));
  }
}

OverrideDecl Builder::overriding(P::OverridingContext* c) {
  OverrideDecl o;
  o.of = reference(c->reference());
  if (c->codeName()) o.key = code_word(c->codeName());
  o.span = span(c);
  auto* changed = c->newValue();
  if (changed->TARGET()) {
    o.target = target(changed->targetValue());
    for (auto* b : changed->band()) o.tiers.push_back(tier(b));
  } else {
    o.value = value(changed->value());
  }
  for (auto* detail : c->overrideDetail()) {
    if (detail->dated()) {
      dates(detail->dated(), o.dates);
      if (o.target) o.target->dates = o.dates;
    } else {
      o.because.push_back(text(detail->STRING()));
    }
  }
  o.agreed_by = text(c->STRING());
  o.agreed_on = date(c->date());
  return o;
}

}  // namespace assize::syntax
