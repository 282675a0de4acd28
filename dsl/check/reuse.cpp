// What is written once and used in many places: definitions with arguments, subsets, keyed
// parameters, groupings and mappings. Each use becomes expressions that the evaluators know.
#include <algorithm>

#include "dsl/check/expressions.h"

namespace assize::check_detail {

using model::ExprId;
using model::Kind;
using model::kNoExpr;
using model::Op;
using model::Type;
using model::Unit;

namespace {

constexpr std::size_t kMostUses = 10'000;
constexpr std::size_t kDeepestUse = 100;

// An argument is written out, or is a field, a parameter or an argument: what is worked out would
// make a use of its own of every use.
bool is_plain(const syntax::Expression& e) {
  return e.kind == syntax::Kind::name || e.kind == syntax::Kind::literal;
}

}  // namespace

void Typer::unknown_constant(const std::string& name, const Type& type, Span span) {
  if (type.kind == Kind::nothing) return;
  constants.emplace(name, literal(Value::unknown(Reason::stated), type, span));
}

ExprId Typer::body(Index definition) {
  const Program::DefinitionDecl& d = p_.definitions[definition];
  if (d.condition != nullptr) return test(d.condition->condition);
  const std::string name = p_.ruleset.definitions[definition].name;
  const Type declared = p_.definition_types[definition];
  const bool typed = declared.kind != Kind::nothing;
  if (d.table != nullptr) return typed ? table(*d.table, declared, name).id : kNoExpr;
  const Typed t = value(d.derived->value, typed ? &declared : nullptr);
  if (!t.ok() || !typed) return kNoExpr;
  if (!agreed(declared, t.type)) {
    p_.error("A3042", d.derived->value.span,
             "`" + name + "` is declared as " + p_.in_words(declared) + "; this is " +
                 p_.in_words(t.type),
             "declare it as what it is, or change what it is made from");
    return kNoExpr;
  }
  return t.id;
}

Typed Typer::use(const syntax::Name& name, Span span, const std::vector<E>& arguments) {
  const Symbol* s = p_.look_up(module_, record_, name);
  if (s == nullptr) {
    p_.unknown_name(module_, name, kNone);
    return wrong();
  }
  const bool defined = s->what == What::definition && s->index < p_.definitions.size();
  const std::size_t wanted = defined ? p_.definitions[s->index].arguments().size() : 0;
  if (!defined || wanted == 0) {
    Diagnostic& d =
        p_.error("A3067", span, "`" + name.id + "` is " + in_words(s->what) + " without arguments",
                 "leave out the brackets behind its name");
    d.notes.push_back({"declared here", s->span});
    return wrong();
  }
  const Index template_at = s->index;
  const Program::DefinitionDecl& d = p_.definitions[template_at];
  const model::Definition& definition = p_.ruleset.definitions[template_at];
  if (!is_about(name, *s, span) || definition.record == kNone) return wrong();
  if (arguments.size() != wanted) {
    Diagnostic& m = p_.error(
        "A3067", span,
        "`" + name.id + "` has " + std::to_string(wanted) +
            (wanted == 1 ? " argument; " : " arguments; ") +
            (arguments.empty() ? "none" : std::to_string(arguments.size())) +
            (arguments.size() == 1 ? " is given" : " are given"),
        "write `" + name.id + "(" + d.arguments()[0].id.text + (wanted > 1 ? ", ..." : "") + ")`");
    m.notes.push_back({"declared here", s->span});
    return wrong();
  }
  std::vector<Typed> given;
  std::vector<ExprId> ids;
  std::string words;
  for (std::size_t i = 0; i < wanted; ++i) {
    const Type& type = p_.argument_types[template_at][i];
    if (type.kind == Kind::nothing) return wrong();
    if (!is_plain(arguments[i])) {
      p_.error("A3067", arguments[i].span,
               "an argument is a literal, a code or the name of a field",
               "give what is worked out a name with `derived`");
      return wrong();
    }
    const Typed t = value(arguments[i], &type);
    if (!t.ok()) return wrong();
    if (!agreed(type, t.type)) {
      p_.error("A3067", arguments[i].span,
               "`" + d.arguments()[i].id.text + "` is " + p_.in_words(type) + "; this is " +
                   p_.in_words(t.type));
      return wrong();
    }
    given.push_back({t.id, type});
    ids.push_back(t.id);
    const E& e = arguments[i];
    words += (i == 0 ? "" : ", ") + (e.kind == syntax::Kind::name ? e.name.id : e.text);
  }
  const Type type = p_.definition_types[template_at];
  const auto known = p_.uses.find({template_at, ids});
  Index at = known == p_.uses.end() ? kNone : known->second;
  if (at == kNone) {
    if (p_.uses.size() >= kMostUses || p_.uses_open >= kDeepestUse) {
      p_.error("A2015", span,
               p_.uses_open >= kDeepestUse
                   ? "definitions with arguments build on one another more than " +
                         std::to_string(kDeepestUse) + " deep"
                   : "definitions are used with more than " + std::to_string(kMostUses) +
                         " different arguments");
      return wrong();
    }
    ++p_.uses_open;
    Typer inside(p_, d.module, definition.record);
    for (std::size_t i = 0; i < wanted; ++i)
      inside.constants.emplace(d.arguments()[i].id.text, given[i]);
    model::Definition made = definition;
    made.name += "(" + words + ")";
    made.made_from = template_at;
    made.expr = inside.body(template_at);
    --p_.uses_open;
    at = static_cast<Index>(p_.ruleset.definitions.size());
    p_.ruleset.definitions.push_back(std::move(made));
    p_.definition_types.push_back(type);
    p_.uses.emplace(std::make_pair(template_at, ids), at);
  }
  const ExprId expr = p_.ruleset.definitions[at].expr;
  if (expr == kNoExpr) return wrong();
  Node n;
  n.op = Op::named;
  n.index = at;
  n.args = {expr};
  return make(std::move(n), type, span);
}

ExprId Typer::or_unlisted(ExprId test, const Typed& code) {
  const model::Expr& known = p_.arena[code.id];
  if (code.type.kind != Kind::code || (known.op == Op::literal && known.value.is_known()))
    return test;
  const Span span = known.span;
  Node in;
  in.op = Op::in;
  in.args = {code.id};
  const auto& codes = p_.ruleset.code_lists[code.type.list].codes;
  for (std::size_t i = 0; i < codes.size(); ++i) {
    if (codes[i].role != model::CodeRole::ordinary) continue;
    in.args.push_back(
        literal(Value::of(CodeIndex{static_cast<std::int32_t>(i)}), code.type, span).id);
  }
  Node absent;
  absent.op = Op::not_;
  absent.args = {make(std::move(in), kYesNo, span).id};
  Node unlisted;
  unlisted.op = Op::and_;
  unlisted.args = {make(std::move(absent), kYesNo, span).id,
                   literal(Value::unknown(Reason::not_listed), kYesNo, span).id};
  Node either;
  either.op = Op::or_;
  either.args = {test, make(std::move(unlisted), kYesNo, span).id};
  return make(std::move(either), kYesNo, span).id;
}

// c1, v1, c2, v2 ...: one of the conditions holds.
Typed Typer::rows(std::vector<ExprId> args, Type type, Span span) {
  Node n;
  n.op = Op::choose;
  n.args = std::move(args);
  return make(std::move(n), type, span);
}

Typed Typer::lookup(const E& e) {
  const Symbol* s = p_.resolve(module_, e.name, What::keyed);
  if (s == nullptr) return wrong();
  const Program::Keyed& k = p_.keyed[s->index];
  if (k.list == kNone) return wrong();
  const Type key_type{Kind::code, Unit::none, k.list};
  const Typed key = value(e.children[0], &key_type);
  if (!key.ok() || !k.ok) return wrong();
  if (!agreed(key_type, key.type)) {
    Diagnostic& d = p_.error("A3001", e.children[0].span,
                             "`" + e.name.id + "` has a value for " + p_.in_words(key_type) +
                                 "; this is " + p_.in_words(key.type));
    d.notes.push_back({"declared here", s->span});
    return wrong();
  }
  const auto parameter = [&](Index at) { return parameter_value(at, e.span); };
  const Value& known = p_.arena[key.id].value;
  if (p_.arena[key.id].op == Op::literal && known.is_known()) {
    const auto at = static_cast<std::size_t>(std::get<CodeIndex>(known.point()).at);
    if (k.of_code[at] == kNone) {
      p_.error("A3061", e.children[0].span,
               "`" + e.name.id + "` has no value for a code that means not known");
      return wrong();
    }
    return parameter(k.of_code[at]);
  }
  const std::tuple here{s->index, key.id, record_, scope_.id};
  if (const auto before = p_.looked_up.find(here); before != p_.looked_up.end())
    return {before->second, p_.arena[before->second].type};
  // The codes of `otherwise` share a row.
  std::vector<ExprId> args;
  std::vector<ExprId> shared = {key.id};
  Type type;
  for (std::size_t i = 0; i < k.of_code.size(); ++i) {
    if (k.of_code[i] == kNone) continue;
    const Typed code =
        literal(Value::of(CodeIndex{static_cast<std::int32_t>(i)}), key_type, e.span);
    type = p_.ruleset.parameters[k.of_code[i]].type;
    if (k.of_code[i] == k.otherwise) {
      shared.push_back(code.id);
      continue;
    }
    args.push_back(or_unlisted(compare(Op::eq, key.id, code.id, e.span).id, key));
    args.push_back(parameter(k.of_code[i]).id);
  }
  if (shared.size() > 1) {
    Node n;
    n.op = Op::in;
    n.args = std::move(shared);
    args.push_back(or_unlisted(make(std::move(n), kYesNo, e.span).id, key));
    args.push_back(parameter(k.otherwise).id);
  }
  const Typed t = rows(std::move(args), type, e.span);
  if (t.ok()) p_.looked_up[here] = t.id;
  return t;
}

Typed Typer::mapped(const E& e) {
  const Typed x = value(e.children[0]);
  if (!x.ok()) return wrong();
  const Symbol* s = p_.look_up(module_, e.name);
  if (s == nullptr) {
    p_.unknown_name(module_, e.name, kNone);
    return wrong();
  }
  if (x.type.kind != Kind::code) {
    p_.error("A3001", e.children[0].span,
             "a grouping or mapping goes from code to code; this is " + p_.in_words(x.type));
    return wrong();
  }
  // By its own name, or by the list that it leads to.
  std::vector<Index> fitting;
  if (s->what == What::codes) {
    const auto found = p_.maps_between.find({x.type.list, s->index});
    if (found != p_.maps_between.end()) fitting = found->second;
  } else if (s->what == What::code_map && p_.ruleset.code_maps[s->index].from == x.type.list) {
    fitting.push_back(s->index);
  }
  const std::string from = p_.ruleset.code_lists[x.type.list].name;
  if (fitting.size() != 1) {
    Diagnostic& d = p_.error(
        "A3062", e.span,
        fitting.empty() ? "nothing leads from `" + from + "` to `" + e.name.id + "`"
                        : "more than one mapping leads from `" + from + "` to `" + e.name.id + "`",
        fitting.empty() ? "declare it: `mapping NAME \"...\" from " + from + " to ...`"
                        : "name the mapping instead of the list");
    d.notes.push_back({"declared here", s->span});
    for (const Index i : fitting) d.notes.push_back({"one of them", p_.ruleset.code_maps[i].span});
    return wrong();
  }
  model::CodeMap& m = p_.ruleset.code_maps[fitting[0]];
  m.used = true;
  const Type to{Kind::code, Unit::none, m.to};
  if (m.values.empty()) return wrong();
  if (const auto known = p_.mapped.find({fitting[0], x.id}); known != p_.mapped.end())
    return {known->second, to};
  // Codes with one answer share a row.
  std::map<ExprId, Node> ways;  // by the literal that is the answer
  for (std::size_t i = 0; i < m.values.size(); ++i) {
    Node& n = ways[literal(m.values[i], to, e.span).id];
    n.op = Op::in;
    if (n.args.empty()) n.args.push_back(x.id);
    n.args.push_back(
        literal(Value::of(CodeIndex{static_cast<std::int32_t>(i)}), x.type, e.span).id);
  }
  std::vector<ExprId> args;
  for (auto& [answer, n] : ways) {
    args.push_back(or_unlisted(make(std::move(n), kYesNo, e.span).id, x));
    args.push_back(answer);
  }
  const Typed t = rows(std::move(args), to, e.span);
  p_.mapped[{fitting[0], x.id}] = t.id;
  return t;
}

// A function of a written list, as operations between its items.
Typed Typer::fold(const E& e, const functions::Entry& entry) {
  using model::Function;
  std::vector<Typed> items;
  Type item;
  for (const E& c : e.children[0].children) {
    const Typed t = value(c, item.kind == Kind::nothing ? nullptr : &item);
    if (!t.ok()) return wrong();
    const std::optional<Type> both = agreed(item, t.type);
    if (!both) return mismatch(c.span, item, t.type, "list");
    item = *both;
    items.push_back(t);
  }
  const Function f = entry.function;
  const auto unfit = [&] {
    p_.error("A3009", e.span,
             "`" + e.text + "` does not go with a list of which each is " + p_.in_words(item));
    return wrong();
  };
  if (f == Function::count)
    return literal(Value::of(Decimal(static_cast<std::int64_t>(items.size()))), {Kind::number},
                   e.span);
  if (f == Function::all_of || f == Function::any_of) {
    if (item.kind != Kind::yes_no) return unfit();
    Node n;
    n.op = f == Function::all_of ? Op::and_ : Op::or_;
    for (const Typed& t : items) n.args.push_back(t.id);
    return make(std::move(n), kYesNo, e.span);
  }
  if (f == Function::sum || f == Function::product || f == Function::mean) {
    if (item.kind != Kind::number && !(item.kind == Kind::elapsed && f == Function::sum))
      return unfit();
    const Typed all =
        balanced(f == Function::product ? Function::multiply : Function::add, items, e.span);
    if (f != Function::mean) return all;
    const Typed count = literal(Value::of(Decimal(static_cast<std::int64_t>(items.size()))),
                                {Kind::number}, e.span);
    return arithmetic(Function::divide, all, count, e.span);
  }
  const bool highest = f == Function::highest;
  if (f != Function::lowest && !highest) {
    p_.error("A3012", e.span, "`" + e.text + "` stands only in `assize eval`");
    return wrong();
  }
  if (item.kind == Kind::code && p_.ruleset.code_lists[item.list].ordered) {
    // The first code, from that end, that one of them is: exact where some are not known.
    const auto& codes = p_.ruleset.code_lists[item.list].codes;
    std::vector<ExprId> args;
    for (std::size_t k = 0; k < codes.size(); ++k) {
      const std::size_t at = highest ? codes.size() - 1 - k : k;
      if (codes[at].role != model::CodeRole::ordinary) continue;
      const Typed code = literal(Value::of(CodeIndex{static_cast<std::int32_t>(at)}), item, e.span);
      Node any;
      any.op = Op::or_;
      for (const Typed& t : items)
        any.args.push_back(or_unlisted(compare(Op::eq, t.id, code.id, e.span).id, t));
      args.push_back(make(std::move(any), kYesNo, e.span).id);
      args.push_back(code.id);
    }
    return rows(std::move(args), item, e.span);
  }
  if (item.kind != Kind::number && item.kind != Kind::elapsed && !is_date_or_time(item.kind))
    return unfit();
  Typed best = items[0];
  for (std::size_t i = 1; i < items.size(); ++i) {
    Node n;
    n.op = Op::choose;
    n.args = {compare(highest ? Op::ge : Op::le, best.id, items[i].id, e.span).id, best.id,
              items[i].id};
    best = make(std::move(n), item, e.span);
    if (!best.ok()) return wrong();
  }
  return best;
}

std::optional<Each> each_of(Program& p, std::uint32_t module, const syntax::ForEach& each) {
  const Symbol* s = p.look_up(module, each.of);
  const bool subset = each.by.empty() && s != nullptr && s->what == What::definition &&
                      p.ruleset.definitions[s->index].is_subset;
  if (!subset) {
    s = p.resolve(module, each.of, What::record);
    if (s == nullptr) return std::nullopt;
    if (!each.arguments.empty()) {
      p.error("A3067", each.span, "a record has no arguments", "leave out the brackets");
      return std::nullopt;
    }
    return Each{s->index, kNoExpr};
  }
  const Index record = p.ruleset.definitions[s->index].record;
  if (record == kNone) {
    if (p.definitions[s->index].block != kNone)
      p.error(
          "A2013", each.span,
          "`" + each.of.id + "` is about every record that includes its block; one is needed here",
          "write `for each RECORD;` and ask for `" + each.of.id + "` in its conditions");
    return std::nullopt;
  }
  Typer typer(p, module, record);
  syntax::Expression name;
  name.kind = syntax::Kind::name;
  name.name = each.of;
  name.span = each.span;
  const Typed t =
      each.arguments.empty() ? typer.value(name) : typer.use(each.of, each.span, each.arguments);
  if (!t.ok()) return std::nullopt;
  return Each{record, t.id};
}

ExprId both(Program& p, ExprId a, ExprId b, Span span) {
  if (a == kNoExpr) return b;
  if (b == kNoExpr) return a;
  model::Expr n;
  n.op = Op::and_;
  n.args = {a, b};
  n.type = kYesNo;
  n.span = span;
  return p.arena.add(std::move(n));
}

}  // namespace assize::check_detail
