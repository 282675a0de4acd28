// What is read across records, and items of a cell that holds several.
#include "dsl/syntax/antlr/build.h"

namespace assize::syntax {

// `e` has its subject.
void Builder::items(P::ComparisonTestContext* c, Expression& e) {
  e.kind = Kind::has_item;
  if (auto* one = c->reference()) {
    e.children.push_back(name(one));
    return;
  }
  if (auto* one = c->STRING()) {
    e.children.push_back(literal(LiteralKind::text, text(one).text, span(one)));
    return;
  }
  Expression all;
  list(c->list(), all);
  for (Expression& item : all.children) e.children.push_back(std::move(item));
}

void Builder::linked(P::LinkedContext* c, Expression& e) {
  e.name = reference(c->reference());
  e.other = c->OTHER_() != nullptr;
  const auto names = c->name();
  std::size_t next = 0;
  if (c->AS()) e.option = id(names[next++]);
  for (; next < names.size(); ++next) e.same.push_back(declared(names[next]));
}

// The condition and the keys; the field, where there is one, stands before the keys.
void Builder::pick(P::PickContext* c, Expression& e) {
  e.text = c->FIRST() ? "first" : c->LAST() ? "last" : c->NEAREST() ? "nearest" : "only";
  linked(c->linked(), e);
  e.has_where = c->among() != nullptr;
  for (auto* key : c->operand()) operand(key, e.children.emplace_back());
  if (e.has_where) {
    Expression where;
    build(c->among()->expression(), where);
    e.children.insert(e.children.begin(), std::move(where));
  }
}

void Builder::across(P::AcrossContext* c, Expression& e) {
  begin(Kind::across, c, e);
  const int levels = 2;
  level_ += levels;
  const auto field = [&](P::NameContext* name) {
    Expression f = node(Kind::name, span(name));
    f.name = {"", id(name), span(name)};
    return f;
  };
  if (auto* p = c->pick()) {
    pick(p, e);
    e.children.insert(e.children.begin() + (e.has_where ? 1 : 0), field(c->name()));
    e.has_field = true;
    level_ -= levels;
    return;
  }
  if (auto* s = c->spread()) return spread(s, c, e);
  e.text = c->ANY()         ? "any"
           : c->NO()        ? "no"
           : c->EVERY()     ? "every"
           : c->DIFFERENT() ? "different"
           : c->NUMBER()    ? "number"
           : c->SUM()       ? "sum"
           : c->LOWEST()    ? "lowest"
                            : "highest";
  linked(c->linked(), e);
  e.has_where = c->WHERE() != nullptr;
  for (auto* part : c->among()) build(part->expression(), e.children.emplace_back());
  if (c->name()) e.children.push_back(field(c->name()));
  level_ -= levels;
}

// What moments or spans of the rows come to between two edges. `e` is begun.
void Builder::spread(P::SpreadContext* s, P::AcrossContext* c, Expression& e) {
  e.text = s->GAP()       ? "longest gap"
           : s->SLOTS()   ? "slots"
           : s->MOST()    ? "most time covered"
           : s->LONGEST() ? "longest time covered"
                          : "time covered";
  linked(c->linked(), e);
  e.has_where = c->WHERE() != nullptr;
  for (auto* part : c->among()) build(part->expression(), e.children.emplace_back());
  Expression field = node(Kind::name, span(c->name()));
  field.name = {"", id(c->name()), span(c->name())};
  e.children.push_back(std::move(field));
  for (auto* edge : c->operand()) operand(edge, e.children.emplace_back());
  if (s->limit()) limit(s->limit(), e.children.emplace_back());
  level_ -= 2;
}

}  // namespace assize::syntax
