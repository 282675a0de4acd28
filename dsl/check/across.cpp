// What is read of the records that are linked to this one.
//
// A condition about a row of another record is typed in a scope of its own: plain names are that
// record's, and what is read of the record outside is handed in as an operand of the node, so that
// everything that looks at operands sees it. `every x where A has B` is `no x where A and not B`;
// `lowest F` is the F of the first by F.
#include <algorithm>
#include <unordered_set>

#include "dsl/check/expressions.h"

namespace assize::check_detail {

using model::Across;
using model::AcrossKind;
using model::ExprId;
using model::Kind;
using model::kNoExpr;
using model::LinkKey;
using model::Op;
using model::Type;
using SK = syntax::Kind;

namespace {

// Conditions about rows within conditions about rows: each level is a pass over pairs of records.
constexpr int kDeepest = 8;

int depth_of(const model::Ruleset& r, const std::vector<ExprId>& roots,
             const std::vector<int>& known) {
  int deepest = 0;
  std::vector<ExprId> open(roots);
  std::unordered_set<ExprId> seen;
  while (!open.empty()) {
    const ExprId id = open.back();
    open.pop_back();
    if (id == kNoExpr || !seen.insert(id).second) continue;
    const model::Expr& e = r.exprs[id];
    if (e.op == Op::across && e.index < known.size()) deepest = std::max(deepest, known[e.index]);
    open.insert(open.end(), e.args.begin(), e.args.end());
  }
  return deepest;
}

std::string named(const std::string& name) { return "`" + name + "`"; }

std::optional<AcrossKind> spread_kind(const std::string& words) {
  if (words == "longest gap") return AcrossKind::gap;
  if (words == "time covered") return AcrossKind::covered;
  if (words == "longest time covered") return AcrossKind::stretch;
  if (words == "most time covered") return AcrossKind::most;
  if (words == "slots") return AcrossKind::slots;
  return std::nullopt;
}

}  // namespace

// --- names that say whose they are: encounters.start, patient.birth_date, first_visit.start ---

std::optional<Typed> Typer::qualified(const E& e) {
  if (record_ == kNone) return std::nullopt;
  const std::string& whose = e.name.module_alias;
  const model::Record& record = p_.ruleset.records[record_];
  const bool is_mine =
      scope_.alias.empty() ? !whose.empty() && record.name == whose : scope_.alias == whose;
  if (is_mine) {
    E plain = e;
    plain.name.module_alias.clear();
    return name(plain, nullptr);
  }
  for (Index l = 0; l < record.links.size(); ++l) {
    if (record.links[l].name != whose) continue;
    if (scope_.back != l) return of_link(record.links[l], e);
    E plain = e;
    plain.name.module_alias.clear();
    return hand_in(scope_.outer->name(plain, nullptr), e.span);
  }
  const Symbol* s = p_.look_up(module_, syntax::Name{{}, whose, e.span});
  if (s != nullptr && s->what == What::row) {
    const syntax::RowDecl& decl = *p_.rows[s->index].decl;
    const Symbol* of = p_.look_up(p_.rows[s->index].module, decl.record);
    const bool here = of != nullptr && of->what == What::record && of->index == record_;
    if (here || scope_.outer == nullptr) return of_row(s->index, e);
  }
  if (scope_.outer == nullptr) return std::nullopt;
  const std::optional<Typed> outside = scope_.outer->qualified(e);
  if (!outside) return std::nullopt;
  return outside->ok() ? hand_in(*outside, e.span) : wrong();
}

Typed Typer::hand_in(Typed of_outer, Span span) {
  if (!of_outer.ok()) return wrong();
  auto& all = scope_.handed_in;
  auto at = std::find(all.begin(), all.end(), of_outer.id);
  if (at == all.end()) at = all.insert(all.end(), of_outer.id);
  Node n;
  n.op = Op::outer;
  n.index = static_cast<Index>(at - all.begin());
  return make(std::move(n), of_outer.type, span);
}

// The field of the one record that a link leads to.
Typed Typer::of_link(const model::Link& link, const E& e) {
  if (!may_look_across(e.span)) return wrong();
  Typer inner(p_, module_, link.record);
  inner.scope_ = {
      this, {}, static_cast<std::uint32_t>(p_.ruleset.across.size() + 1), {}, std::nullopt};
  Across a;
  a.kind = AcrossKind::only;
  a.record = link.record;
  a.keys = link.keys;
  a.span = e.span;
  p_.ruleset.across.push_back(a);
  E field = e;
  field.name.module_alias.clear();
  const Typed value = inner.name(field, nullptr);
  if (!value.ok()) return wrong();
  a.value = value.id;
  const auto at = static_cast<std::size_t>(&link - p_.ruleset.records[record_].links.data());
  std::vector<Weight> weights;
  if (const E* certain = p_.certain[record_][at]) weights.push_back({certain, record_, true});
  if (!weigh(a, weights, inner, e.span)) return wrong();
  return finish(std::move(a), inner.scope_, value.type, e.span);
}

Typed Typer::of_row(Index row, const E& e) {
  const syntax::RowDecl& decl = *p_.rows[row].decl;
  const Symbol* s = p_.resolve(p_.rows[row].module, decl.record, What::record);
  if (s == nullptr) return wrong();
  if (s->index != record_) {
    p_.error("A2013", e.span,
             named(decl.id.text) + " is about " + named(p_.ruleset.records[s->index].name) +
                 ", not about " + named(p_.ruleset.records[record_].name));
    return wrong();
  }
  if (p_.open_rows[row]) {
    p_.error("A2005", decl.id.span, named(decl.id.text) + " is defined by itself");
    return wrong();
  }
  p_.open_rows[row] = true;
  E pick = decl.pick;
  E field;
  field.kind = SK::name;
  field.name = {"", e.name.id, e.name.span};
  field.span = e.span;
  pick.children.insert(pick.children.begin() + (pick.has_where ? 1 : 0), std::move(field));
  pick.has_field = true;
  Typer own(p_, p_.rows[row].module, record_);
  own.scope_ = scope_;
  const Typed out = own.across(pick);
  scope_ = own.scope_;
  p_.open_rows[row] = false;
  return out;
}

// --- any, no, every, number, sum, first, last, only ---

Typed Typer::finish(Across a, const Scope& scope, Type type, Span span) {
  const std::size_t at = scope.id - 1;
  a.outer = record_;
  std::vector<ExprId> roots{a.condition, a.value};
  roots.insert(roots.end(), a.order.begin(), a.order.end());
  p_.across_depth.resize(p_.ruleset.across.size(), 0);
  p_.across_depth[at] = 1 + depth_of(p_.ruleset, roots, p_.across_depth);
  if (p_.across_depth[at] > kDeepest) {
    p_.error("A2015", span,
             "conditions about other records stand inside one another more than " +
                 std::to_string(kDeepest) + " deep");
    return wrong();
  }
  Node n;
  n.op = Op::across;
  n.index = static_cast<Index>(at);
  n.args = scope.handed_in;
  p_.ruleset.across[at] = std::move(a);
  return make(std::move(n), type, span);
}

// What is read over a link of this record is known where that is certain; a row whose own link is
// not certain may be one.
bool Typer::weigh(Across& a, const std::vector<Weight>& weights, Typer& inner, Span span) {
  for (const Weight& w : weights) {
    const ExprId certain = w.mine ? certainty(w, nullptr) : inner.certainty(w, this);
    if (certain == kNoExpr) return false;
    if (w.mine) {
      a.certain = p_.arena[inner.hand_in({certain, kYesNo}, span).id].index;
      continue;
    }
    Node n;
    n.op = Op::doubted;
    n.reason = Reason::weak_link;
    n.args = {certain};
    a.condition = both(p_, a.condition, inner.make(std::move(n), kYesNo, span).id, span);
  }
  return true;
}

// How far a key of the row lies from something outside.
Typed Typer::near(const E& key, const E& to, Typer& inner) {
  const Typed x = inner.value(key);
  if (!x.ok()) return wrong();
  const Typed y = value(to, &x.type);
  if (!y.ok()) return wrong();
  const Kind k = x.type.kind;
  if (k != y.type.kind || (!is_date_or_time(k) && k != Kind::number)) {
    p_.error("A3807", to.span,
             "what is near to " + p_.in_words(y.type) + " cannot be " + p_.in_words(x.type),
             "rows are near by dates, times or numbers of one kind");
    return wrong();
  }
  const ExprId outside = inner.hand_in(y, to.span).id;
  Node apart;
  apart.op = Op::call;
  apart.function = k == Kind::number ? model::Function::subtract
                   : k == Kind::date ? model::Function::calendar_days
                                     : model::Function::time_from;
  apart.is_signed = k != Kind::number;
  apart.args = {outside, x.id};
  const Type type{is_time(k) ? Kind::elapsed : Kind::number};
  const Typed distance = inner.make(std::move(apart), type, key.span);
  return inner.call_node(model::Function::absolute, {distance.id}, type, key.span);
}

// Where a link is certain is a matter of the row alone: else two links could wait for one another.
bool Typer::may_look_across(Span span) {
  if (!p_.weighing) return true;
  p_.error("A3808", span, "where a link is certain its own record says, not another");
  return false;
}

Typed Typer::across(const E& e) {
  if (!may_look_across(e.span)) return wrong();
  const Program::Group& group = p_.group;
  const bool of_group = group.each != nullptr && scope_.outer == nullptr &&
                        e.name.module_alias.empty() && !group.each->alias.empty() &&
                        e.name.id == group.each->alias;
  static const Symbol kRows{What::record, kNone, {}};
  const Symbol* s = of_group ? &kRows : p_.resolve(module_, e.name, What::record);
  if (s == nullptr) return wrong();
  if (record_ == kNone || lists_) {
    p_.error("A3081", e.span, "there are no other records here");
    return wrong();
  }
  Across a;
  a.record = of_group ? group.record : s->index;
  a.span = e.span;
  a.other = e.other;
  if (e.other && a.record != record_) {
    p_.error("A3080", e.name.span,
             "`other` is said of records of the same kind as the one that the rule is about");
    return wrong();
  }
  std::vector<Weight> weights;
  for (std::size_t i = 0; of_group && i < group.each->by.size(); ++i) {
    if (!group_key(group.each->by[i], a.keys)) return wrong();
  }
  if (!of_group && !find_keys(e, a.record, a.keys, weights)) return wrong();
  // The place of the node is taken before its conditions are read: they may hold others.
  p_.ruleset.across.push_back(a);
  Typer inner(p_, module_, a.record);
  inner.scope_ = {
      this, e.option, static_cast<std::uint32_t>(p_.ruleset.across.size()), {}, std::nullopt};
  const auto& links = p_.ruleset.records[a.record].links;
  for (Index l = 0; !of_group && e.same.empty() && l < links.size(); ++l) {
    if (links[l].record == record_) inner.scope_.back = l;
  }
  bool ok = true;
  std::size_t next = 0;
  if (e.has_where) {
    a.condition = inner.test(e.children[next++]);
    ok = a.condition != kNoExpr;
  }
  Type type = kYesNo;
  const auto field = [&](const E& child) {
    const Typed v = inner.value(child);
    ok = ok && v.ok();
    a.value = v.id;
    type = v.type;
  };
  const auto key = [&](const Typed& v, Span span) {
    if (!v.ok()) {
      ok = false;
    } else if (!is_date_or_time(v.type.kind) && !is_duration(v.type.kind) &&
               v.type.kind != Kind::number && v.type.kind != Kind::text) {
      p_.error("A3006", span, p_.in_words(v.type) + " has no first and last",
               "rows are put in order by dates, times, numbers or texts");
      ok = false;
    } else {
      a.order.push_back(v.id);
    }
  };
  if (e.text == "any" || e.text == "no") {
    a.kind = e.text == "any" ? AcrossKind::any : AcrossKind::none;
  } else if (e.text == "every") {
    a.kind = AcrossKind::none;
    const ExprId has = inner.test(e.children[next]);
    ok = ok && has != kNoExpr;
    if (ok) {
      Node negation;
      negation.op = Op::not_;
      negation.args = {has};
      const ExprId fails = inner.make(std::move(negation), kYesNo, e.span).id;
      if (a.condition == kNoExpr) {
        a.condition = fails;
      } else {
        Node both;
        both.op = Op::and_;
        both.args = {a.condition, fails};
        a.condition = inner.make(std::move(both), kYesNo, e.span).id;
      }
    }
  } else if (e.text == "number") {
    a.kind = AcrossKind::number;
    type = {Kind::number};
  } else if (e.text == "different") {
    a.kind = AcrossKind::different;
    field(e.children[next]);
    type = {Kind::number};
  } else if (const auto kind = spread_kind(e.text)) {
    a.kind = *kind;
    if (!ok || !weigh(a, weights, inner, e.span)) return wrong();
    return spread(e, std::move(a), inner, next);
  } else if (e.text == "sum") {
    a.kind = AcrossKind::sum;
    field(e.children[next]);
    if (ok && type.kind != Kind::number) {
      p_.error("A3014", e.children[next].span,
               "only numbers are added up; this is " + p_.in_words(type));
      ok = false;
    }
  } else {
    a.kind = e.text == "last" || e.text == "highest" ? AcrossKind::last
             : e.text == "only"                      ? AcrossKind::only
                                                     : AcrossKind::first;
    field(e.children[next]);
    if (e.text == "lowest" || e.text == "highest") {
      key({a.value, type}, e.children[next].span);
    } else {
      std::size_t i = next + 1;
      if (e.text == "nearest") {
        key(near(e.children[i], e.children[i + 1], inner), e.children[i].span);
        i += 2;
      }
      for (; i < e.children.size(); ++i) key(inner.value(e.children[i]), e.children[i].span);
      const bool by = next + 1 < e.children.size();
      if (by == (a.kind == AcrossKind::only)) {
        p_.error("A3081", e.span,
                 by ? "the only row needs no order"
                    : "nothing says which row is the " + e.text + ": add `by FIELD`");
        ok = false;
      }
    }
  }
  if (!ok || !weigh(a, weights, inner, e.span)) return wrong();
  return finish(std::move(a), inner.scope_, type, e.span);
}

Typed Typer::is_unique(const E& e) {
  const Typed x = field_operand(e.children[0], "is unique");
  if (!x.ok()) return wrong();
  if (x.type.kind != Kind::text && x.type.kind != Kind::code && x.type.kind != Kind::number &&
      x.type.kind != Kind::date) {
    p_.error(
        "A3080", e.children[0].span,
        "records are told apart by texts, codes, numbers or dates; this is " + p_.in_words(x.type));
    return wrong();
  }
  if (scope_.outer != nullptr) {
    p_.error("A3081", e.span, "`is unique` is asked of the record that a rule is about");
    return wrong();
  }
  Across a;
  a.kind = AcrossKind::unique;
  a.outer = a.record = record_;
  const Index field = p_.arena[x.id].index;
  a.keys = {{field, field}};
  a.span = e.span;
  Node n;
  n.op = Op::across;
  n.index = static_cast<Index>(p_.ruleset.across.size());
  n.args = {x.id};
  p_.ruleset.across.push_back(std::move(a));
  return make(std::move(n), kYesNo, e.span);
}

}  // namespace assize::check_detail
