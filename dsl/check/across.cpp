// What is read of the records that are linked to this one, and of cells that hold several items.
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
  for (const model::Link& link : record.links) {
    if (link.name == whose) return of_link(link, e);
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
  Typer inner(p_, module_, link.record);
  inner.scope_ = {this, {}, static_cast<std::uint32_t>(p_.ruleset.across.size() + 1), {}};
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

// How rows of `record` are linked to this one: by the same values of fields that are named, by a
// link that either declares to the other, or by links of both to a third.
bool Typer::find_keys(const E& e, Index record, std::vector<LinkKey>& keys) {
  const model::Record& mine = p_.ruleset.records[record_];
  const model::Record& theirs = p_.ruleset.records[record];
  if (!e.same.empty()) {
    for (const syntax::Word& w : e.same) {
      const Index a = p_.field(record_, w), b = p_.field(record, w);
      if (a == kNone || b == kNone) return false;
      const Kind k = mine.fields[a].type.kind;
      const bool fits = k == Kind::text || k == Kind::code || k == Kind::number || k == Kind::date;
      if (!fits || !agreed(mine.fields[a].type, theirs.fields[b].type)) {
        p_.error("A3080", w.span,
                 named(w.text) + " of " + named(mine.name) + " is " +
                     p_.in_words(mine.fields[a].type) + ", of " + named(theirs.name) + " " +
                     p_.in_words(theirs.fields[b].type),
                 "records are linked by texts, codes, numbers or dates of one type");
        return false;
      }
      keys.push_back({a, b});
    }
    return true;
  }
  std::vector<std::vector<LinkKey>> ways;
  for (const model::Link& l : theirs.links) {
    if (l.record != record_) continue;
    auto& way = ways.emplace_back();
    for (const LinkKey& k : l.keys) way.push_back({k.theirs, k.mine});
  }
  if (ways.empty()) {
    for (const model::Link& l : mine.links) {
      if (l.record == record) ways.push_back(l.keys);
    }
  }
  if (ways.empty()) {
    for (const model::Link& l : mine.links) {
      for (const model::Link& m : theirs.links) {
        if (l.record != m.record || l.keys.size() != m.keys.size()) continue;
        std::vector<LinkKey> way;
        for (const LinkKey& k : l.keys) {
          for (const LinkKey& o : m.keys) {
            if (o.theirs == k.theirs) way.push_back({k.mine, o.mine});
          }
        }
        if (way.size() == l.keys.size()) ways.push_back(std::move(way));
      }
    }
  }
  if (ways.size() == 1) {
    keys = ways[0];
    return true;
  }
  Diagnostic& d = p_.error(
      "A3080", e.name.span,
      ways.empty() ? "nothing says which rows of " + named(theirs.name) + " belong to one of " +
                         named(mine.name)
                   : "rows of " + named(theirs.name) + " are linked to " + named(mine.name) +
                         " in more than one way",
      "say by which fields: " + named(theirs.name + " with the same FIELD") +
          (ways.empty() ? ", or declare `link NAME to " + mine.name + " by FIELD;` in the record"
                        : ""));
  d.notes.push_back({"the record", theirs.span});
  return false;
}

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

Typed Typer::across(const E& e) {
  const Symbol* s = p_.resolve(module_, e.name, What::record);
  if (s == nullptr) return wrong();
  if (record_ == kNone || lists_) {
    p_.error("A3081", e.span, "there are no other records here");
    return wrong();
  }
  Across a;
  a.record = s->index;
  a.span = e.span;
  a.other = e.other;
  if (e.other && a.record != record_) {
    p_.error("A3080", e.name.span,
             "`other` is said of records of the same kind as the one that the rule is about");
    return wrong();
  }
  if (!find_keys(e, a.record, a.keys)) return wrong();
  // The place of the node is taken before its conditions are read: they may hold others.
  p_.ruleset.across.push_back(a);
  Typer inner(p_, module_, a.record);
  inner.scope_ = {this, e.option, static_cast<std::uint32_t>(p_.ruleset.across.size()), {}};
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
               v.type.kind != Kind::number) {
      p_.error("A3006", span, p_.in_words(v.type) + " has no first and last",
               "rows are put in order by dates, times or numbers");
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
      for (std::size_t i = next + 1; i < e.children.size(); ++i)
        key(inner.value(e.children[i]), e.children[i].span);
      const bool by = next + 1 < e.children.size();
      if (by == (a.kind == AcrossKind::only)) {
        p_.error("A3081", e.span,
                 by ? "the only row needs no order"
                    : "nothing says which row is the " + e.text + ": add `by FIELD`");
        ok = false;
      }
    }
  }
  return ok ? finish(std::move(a), inner.scope_, type, e.span) : wrong();
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

// --- several items in a cell ---

Typed Typer::has_item(const E& e) {
  const Typed x = value(e.children[0]);
  if (!x.ok()) return wrong();
  // Through what is handed in, to the field itself.
  const Typer* at = this;
  ExprId id = x.id;
  while (p_.arena[id].op == Op::outer) {
    id = at->scope_.handed_in[p_.arena[id].index];
    at = at->scope_.outer;
  }
  Index record = at->record_;
  if (p_.arena[id].op == Op::across) {
    const Across& a = p_.ruleset.across[p_.arena[id].index];
    record = a.record;
    id = a.value;
  }
  const model::Field* f = id != kNoExpr && record != kNone && p_.arena[id].op == Op::field
                              ? &p_.ruleset.records[record].fields[p_.arena[id].index]
                              : nullptr;
  if (f == nullptr || f->separator.empty()) {
    p_.error(
        "A3009", e.children[0].span,
        "`has` is asked of a field whose cells hold several items; this is " + p_.in_words(x.type),
        "declare it as `codes in CODES separated by \";\"` or `texts separated by \";\"`");
    return wrong();
  }
  const std::string separator = f->separator;
  const Index items = f->items;
  Node n;
  n.op = Op::has_item;
  n.index = items;
  n.value = Value::of(separator);
  n.args = {x.id};
  for (std::size_t i = 1; i < e.children.size(); ++i) {
    const E& item = e.children[i];
    const bool is_text = item.kind == SK::literal && item.literal == syntax::LiteralKind::text;
    const bool is_code = items != kNone && item.kind == SK::name &&
                         item.name.module_alias.empty() && p_.code_of[items].contains(item.name.id);
    if (is_text || is_code) {
      if (items != kNone && !code_word(item, items, true)->ok()) return wrong();
      n.args.push_back(
          literal(Value::of(is_code ? item.name.id : item.text), {Kind::text}, item.span).id);
      continue;
    }
    const Typed other = value(item);
    if (!other.ok()) return wrong();
    if (other.type.kind != Kind::text) {
      p_.error("A3014", item.span,
               items == kNone ? "an item of such a cell is a text"
                              : "an item of such a cell is a code of " +
                                    named(p_.ruleset.code_lists[items].name));
      return wrong();
    }
    n.args.push_back(other.id);
  }
  return make(std::move(n), kYesNo, e.span);
}

}  // namespace assize::check_detail
