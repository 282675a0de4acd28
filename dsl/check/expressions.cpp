#include "dsl/check/expressions.h"

#include <algorithm>

#include "dsl/base/phrasebook.h"
#include "dsl/check/literals.h"

namespace assize::check_detail {

using model::ExprId;
using model::Kind;
using model::kNoExpr;
using model::Op;
using model::Type;
using model::Unit;
using SK = syntax::Kind;
using syntax::LiteralKind;

std::optional<Type> agreed(const Type& a, const Type& b) {
  if (a.kind == Kind::nothing) return b;
  if (b.kind == Kind::nothing) return a;
  if (a.kind != b.kind) return std::nullopt;
  if (a.kind == Kind::number && a.unit != b.unit) return std::nullopt;
  if (a.kind == Kind::code && a.list != b.list) return std::nullopt;
  return a;
}

Typed Typer::make(Node node, Type type, Span span) {
  node.type = type;
  node.span = span;
  // Evaluators may recurse through an expression; no ruleset written by people comes near.
  constexpr std::uint32_t kDeepest = 2000;
  const std::uint32_t record = node.op == Op::field   ? record_
                               : node.op == Op::outer ? kNone - scope_.id
                                                      : kNone;
  const ExprId id = p_.arena.add(std::move(node), record);
  if (p_.arena.depth(id) > kDeepest) {
    p_.error("A2015", span,
             "definitions build on one another more than " + std::to_string(kDeepest) + " deep");
    return wrong();
  }
  return {id, type};
}

Typed Typer::literal(Value v, Type type, Span span) {
  Node n;
  n.op = Op::literal;
  n.value = std::move(v);
  return make(std::move(n), type, span);
}

Typed Typer::call_node(model::Function f, std::vector<ExprId> args, Type type, Span span) {
  Node n;
  n.op = Op::call;
  n.function = f;
  n.args = std::move(args);
  return make(std::move(n), type, span);
}

Typed Typer::compare(Op op, ExprId a, ExprId b, Span span, bool exactly) {
  Node n;
  n.op = op;
  n.args = {a, b};
  n.exactly = exactly;
  return make(std::move(n), kYesNo, span);
}

Typed Typer::negated(const E& e, Typed t) {
  if (!e.negated || !t.ok()) return t;
  const Node& positive = p_.arena[t.id];
  if (positive.op == Op::eq && !positive.exactly)
    return compare(Op::ne, positive.args[0], positive.args[1], e.span);
  Node n;
  n.op = Op::not_;
  n.args = {t.id};
  return make(std::move(n), kYesNo, e.span);
}

Typed Typer::mismatch(Span span, const Type& a, const Type& b, const std::string& doing) {
  const std::string left = p_.in_words(a), right = p_.in_words(b);
  if (is_duration(a.kind) && is_duration(b.kind)) {
    p_.error("A3005", span, left + " and " + right + " do not mix: a day can have 23 or 25 hours",
             "count days with `calendar days from ... to ...`, or give the limit in hours");
  } else if (a.kind == Kind::number && b.kind == Kind::number) {
    const bool shares = a.unit != Unit::none && b.unit != Unit::none && a.unit != Unit::pounds &&
                        b.unit != Unit::pounds;
    p_.error("A3004", span, "cannot " + doing + " " + left + " and " + right,
             shares ? "a difference of two percentages is in points: write `2 points`"
                    : "write the figure with its unit, such as `95%`, `2 points` or `\xC2\xA3"
                      "3.50`");
  } else if (is_time(a.kind) && is_time(b.kind)) {
    p_.error("A3016", span,
             "a time in a zone and a time as written cannot be compared: nobody knows how far "
             "apart they are",
             "declare both fields as `date and time in \"Europe/London\"`");
  } else if (is_date_or_time(a.kind) && is_date_or_time(b.kind)) {
    p_.error("A3003", span,
             "cannot " + doing + " " + left + " and " + right + " without saying how",
             "say `by day` to compare days, `exactly` to take the date as its first instant, or "
             "write `date of` the time");
  } else {
    const auto either = [&](Kind k) { return a.kind == k || b.kind == k; };
    std::string hint;
    if (either(Kind::yes_no) && either(Kind::text))
      hint = "`yes` and `no` stand without quotation marks";
    if (either(Kind::date) && either(Kind::number)) hint = phrasebook::in_condition("date");
    p_.error("A3001", span, "cannot " + doing + " " + left + " and " + right, hint);
  }
  return wrong();
}

ExprId Typer::test(const E& e) {
  // Of `unknown` alone the place says what it is.
  const bool says_nothing = e.kind == SK::literal && e.literal == LiteralKind::unknown;
  const Typed t = value(e, says_nothing ? &kYesNo : nullptr);
  if (!t.ok()) return kNoExpr;
  if (t.type.kind != Kind::yes_no && t.type.kind != Kind::nothing) {
    p_.error("A3002", e.span,
             "a test that is yes or no is needed here; this is " + p_.in_words(t.type),
             "compare it with something, for example `is at most ...` or `is known`");
    return kNoExpr;
  }
  return t.id;
}

Typed Typer::value(const E& e, const Type* want) {
  switch (e.kind) {
    case SK::literal:
      return literal_value(e, want);
    case SK::name:
      return name(e, want);
    case SK::target:
      p_.error("A2001", e.span, "`target` stands only in a tier");
      return wrong();
    case SK::cut_off:
      return cut_off(e.span);
    case SK::list:
      return list_literal(e);
    case SK::range:
      return range_literal(e);
    case SK::and_:
    case SK::or_:
    case SK::xor_:
    case SK::implies:
    case SK::not_:
      return logic(e);
    case SK::equal:
    case SK::at_most:
    case SK::at_least:
    case SK::less_than:
    case SK::more_than:
    case SK::before:
    case SK::after:
    case SK::on_or_before:
    case SK::on_or_after:
    case SK::on:
      return negated(e, comparison(e));
    case SK::between:
      return negated(e, between(e));
    case SK::in:
      return negated(e, membership(e));
    case SK::within:
      return negated(e, within(e));
    case SK::no_later:
    case SK::no_earlier:
      return negated(e, limit(e));
    case SK::is_blank:
    case SK::is_supplied:
    case SK::is_well_formed:
    case SK::is_listed:
    case SK::is_known:
    case SK::is_unknown:
    case SK::surely:
      return negated(e, two_valued(e));
    case SK::has_happened:
      return negated(e, has_happened(e));
    case SK::matches:
      return negated(e, pattern(e));
    case SK::valid_nhs_number: {
      const Typed x = value(e.children[0]);
      if (!x.ok()) return wrong();
      if (x.type.kind != Kind::text) {
        p_.error("A3009", e.children[0].span,
                 "an NHS number is a text; this is " + p_.in_words(x.type));
        return wrong();
      }
      return negated(e, call_node(model::Function::valid_nhs_number, {x.id}, kYesNo, e.span));
    }
    case SK::verdict:
      return negated(e, verdict(e));
    case SK::sum:
      return sum(e);
    case SK::product:
      return product(e);
    case SK::minus: {
      const Typed x = value(e.children[0], want);
      if (!x.ok()) return wrong();
      if (x.type.kind != Kind::number && !is_duration(x.type.kind) &&
          x.type.kind != Kind::nothing) {
        p_.error("A3008", e.span,
                 "`-` needs a number or a duration; this is " + p_.in_words(x.type));
        return wrong();
      }
      return call_node(model::Function::negate, {x.id}, x.type, e.span);
    }
    case SK::or_else:
      return or_else(e);
    case SK::choose:
      return choose(e, want);
    case SK::lookup:
      return lookup(e);
    case SK::use:
      return use(e.name, e.span, e.children);
    case SK::mapped:
      return mapped(e);
    case SK::call:
      return call(e);
    case SK::has_item:
      return has_item(e);
    case SK::is_unique:
      return negated(e, is_unique(e));
    case SK::spans:
      return negated(e, spans(e));
    case SK::across:
      return across(e);
  }
  return wrong();
}

std::optional<Typed> Typer::code_word(const E& e, std::uint32_t list, bool must) {
  const std::string& word = e.kind == SK::name ? e.name.id : e.text;
  const auto found = p_.code_of[list].find(word);
  const Type type{Kind::code, Unit::none, list};
  if (found != p_.code_of[list].end()) {
    return literal(Value::of(CodeIndex{static_cast<std::int32_t>(found->second)}), type, e.span);
  }
  if (!must) return std::nullopt;
  std::vector<std::string> known;
  for (const model::Code& c : p_.ruleset.code_lists[list].codes) known.push_back(c.text);
  const std::string near = nearest(word, known);
  Diagnostic& d = p_.error(
      "A2012", e.span, "`" + word + "` is no code of `" + p_.ruleset.code_lists[list].name + "`",
      near.empty() ? "" : "did you mean `" + near + "`?");
  d.notes.push_back({"the list is declared here",
                     p_.codes.empty() ? std::optional<Span>() : p_.codes[list].decl->id.span});
  return wrong();
}

Typed Typer::literal_value(const E& e, const Type* want) {
  if (e.literal == LiteralKind::text && want != nullptr && want->kind == Kind::code)
    return *code_word(e, want->list, true);
  const bool zoned = want != nullptr && want->kind == Kind::date_time;
  std::optional<Literal> l = check_detail::literal(p_, e, zoned ? want->zone : kNone);
  if (!l) return wrong();
  if (l->type.kind == Kind::nothing && want != nullptr) l->type = *want;
  return literal(std::move(l->value), l->type, e.span);
}

// Whether a side says nothing of its own type, so that the other side is read first.
static bool needs_context(const syntax::Expression& e) {
  if (e.kind == SK::name) return true;
  if (e.kind != SK::literal) return false;
  return e.literal == LiteralKind::text || e.literal == LiteralKind::datetime ||
         e.literal == LiteralKind::unknown;
}

bool Typer::pair(const E& x, const E& y, Typed& a, Typed& b) {
  // A name that is a field, a parameter or a definition speaks for itself.
  const auto speaks = [&](const E& e) {
    if (!needs_context(e)) return true;
    if (e.kind != SK::name) return false;
    if (e.name.module_alias.empty() && has_argument(e.name.id)) return true;
    if (e.name.module_alias.empty() && record_ != kNone && p_.field_of[record_].contains(e.name.id))
      return true;
    const Symbol* s = p_.look_up(module_, e.name);
    return s != nullptr || !e.name.module_alias.empty();
  };
  // Where the side that speaks is wrong, nobody knows what the other's words mean: they are not
  // reported.
  const bool left_first = speaks(x) || !speaks(y);
  Typed& first = left_first ? a : b;
  Typed& second = left_first ? b : a;
  const E& other = left_first ? y : x;
  first = value(left_first ? x : y);
  if (first.ok())
    second = value(other, &first.type);
  else if (speaks(other))
    second = value(other);
  return a.ok() && b.ok();
}

Typed Typer::logic(const E& e) {
  Node n;
  n.op = e.kind == SK::and_      ? Op::and_
         : e.kind == SK::or_     ? Op::or_
         : e.kind == SK::xor_    ? Op::xor_
         : e.kind == SK::implies ? Op::implies
                                 : Op::not_;
  bool ok = true;
  for (const E& c : e.children) {
    const ExprId id = test(c);
    ok = ok && id != kNoExpr;
    n.args.push_back(id);
  }
  if (!ok) return wrong();
  if (n.op == Op::not_ && e.negated) return {n.args[0], kYesNo};
  if (n.op == Op::xor_ && n.args.size() > 2) {
    Typed t{n.args[0], kYesNo};
    for (std::size_t i = 1; i < n.args.size() && t.ok(); ++i)
      t = compare(Op::xor_, t.id, n.args[i], e.span);
    return t;
  }
  return make(std::move(n), kYesNo, e.span);
}

Typed Typer::choose(const E& e, const Type* want) {
  Node n;
  n.op = Op::choose;
  Type type;
  if (want != nullptr && want->kind == Kind::code) type = *want;
  bool ok = true;
  std::vector<const E*> values;
  for (std::size_t i = 0; i < e.children.size(); ++i) {
    const bool is_value = i % 2 == 1 || i + 1 == e.children.size();
    const Typed t = is_value ? value(e.children[i], type.kind == Kind::nothing ? want : &type)
                             : Typed{test(e.children[i]), kYesNo};
    ok = ok && t.ok();
    n.args.push_back(t.id);
    if (!is_value || !t.ok()) continue;
    const std::optional<Type> both = agreed(type, t.type);
    if (!both) {
      ok = false;
      mismatch(e.children[i].span, type, t.type, "choose between");
    } else {
      type = *both;
    }
  }
  return ok ? make(std::move(n), type, e.span) : wrong();
}

}  // namespace assize::check_detail
