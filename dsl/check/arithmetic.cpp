// `+ - * /`, functions, lists and patterns: typed by the catalogue, units on top of it.
#include <algorithm>

#include "dsl/check/expressions.h"
#include "dsl/check/literals.h"

namespace assize::check_detail {

using model::ExprId;
using model::Function;
using model::Kind;
using model::Op;
using model::Type;
using model::Unit;
using SK = syntax::Kind;

namespace {

// What the units of two numbers come to; nullopt: they do not go together.
std::optional<Unit> unit_of(Function f, Unit a, Unit b) {
  const bool shares =
      (a == Unit::percent || a == Unit::points) && (b == Unit::percent || b == Unit::points);
  switch (f) {
    case Function::add:
      if (a == b && a != Unit::percent) return a;
      if (shares && a != b) return Unit::percent;
      return a == b ? std::optional<Unit>(a) : std::nullopt;
    case Function::subtract:
      if (a == Unit::percent && b == Unit::percent) return Unit::points;
      if (a == Unit::percent && b == Unit::points) return Unit::percent;
      return a == b ? std::optional<Unit>(a) : std::nullopt;
    case Function::multiply:
      if (b == Unit::none) return a;
      return a == Unit::none ? std::optional<Unit>(b) : std::nullopt;
    case Function::divide:
      if (b == Unit::none) return a;
      return a == b ? std::optional<Unit>(Unit::none) : std::nullopt;
    case Function::remainder:
    case Function::whole_quotient:
      return a == b ? std::optional<Unit>(f == Function::remainder ? a : Unit::none) : std::nullopt;
    case Function::round:
    case Function::power:
      if (b != Unit::none) return std::nullopt;
      return f == Function::round || a == Unit::none ? std::optional<Unit>(a) : std::nullopt;
    default:
      return a == b ? std::optional<Unit>(a) : std::nullopt;
  }
}

bool fits(Kind wanted, Kind given, bool takes_days) {
  return wanted == given || given == Kind::nothing ||
         (takes_days && wanted == Kind::date && is_time(given));
}

const functions::Signature* match(const functions::Entry& entry, const std::vector<Typed>& args) {
  for (const functions::Signature& s : entry.signatures) {
    bool ok = s.operands.size() == args.size();
    for (std::size_t i = 0; ok && i < args.size(); ++i)
      ok = fits(s.operands[i], args[i].type.kind, entry.takes_days);
    if (ok) return &s;
  }
  return nullptr;
}

// A result of the kind of an operand keeps that operand's unit or zone.
Type result_of(const functions::Signature& s, const std::vector<Typed>& args) {
  for (const Typed& a : args) {
    if (a.type.kind == s.result) return a.type;
  }
  return {s.result};
}

Rounding rounding_of(const std::string& option) {
  if (option == "half even") return Rounding::half_even;
  if (option == "half down") return Rounding::half_down;
  if (option == "up") return Rounding::up;
  return option == "down" ? Rounding::down : Rounding::half_up;
}

}  // namespace

Typed Typer::arithmetic(Function f, Typed a, Typed b, Span span) {
  if (!a.ok() || !b.ok()) return wrong();
  const functions::Entry& entry = functions::entry(f);
  // The duration may stand first in a sum.
  if (f == Function::add && is_duration(a.type.kind) && is_date_or_time(b.type.kind))
    std::swap(a, b);
  if (a.type.kind == Kind::date && b.type.kind == Kind::elapsed)
    return shifted(span, a, b, f == Function::add);
  const functions::Signature* s = match(entry, {a, b});
  if (s == nullptr) {
    if (is_duration(a.type.kind) && is_duration(b.type.kind))
      return mismatch(span, a.type, b.type, "add");
    if (f == Function::subtract && is_date_or_time(a.type.kind) && is_date_or_time(b.type.kind))
      return mismatch(span, a.type, b.type, "subtract");
    p_.error("A3008", span,
             "`" + std::string(entry.name) + "` does not go with " + p_.in_words(a.type) + " and " +
                 p_.in_words(b.type),
             is_duration(a.type.kind) != is_duration(b.type.kind)
                 ? "a sum that ends a phrase stands in brackets: `from A to (A + 28 days)`"
                 : "");
    return wrong();
  }
  Type type = result_of(*s, {a, b});
  if (a.type.kind == Kind::number && b.type.kind == Kind::number) {
    const std::optional<Unit> unit = unit_of(f, a.type.unit, b.type.unit);
    if (!unit) {
      static constexpr std::string_view kVerb[] = {"add", "subtract", "multiply", "divide"};
      const bool sign = f <= Function::divide;
      return mismatch(span, a.type, b.type,
                      sign ? std::string(kVerb[static_cast<int>(f)]) : std::string("combine"));
    }
    type.unit = *unit;
  } else if (type.kind != Kind::number) {
    const Type& other = a.type.kind == Kind::number ? a.type : b.type;
    if (other.kind == Kind::number && other.unit != Unit::none)
      return mismatch(span, a.type, b.type, "multiply");
  }
  return call_node(f, {a.id, b.id}, type, span);
}

// A long sum of numbers as a tree that is shallow: adding is exact, so the order does not matter.
Typed Typer::balanced(Function f, const std::vector<Typed>& terms, Span span) {
  std::vector<Typed> row = terms;
  while (row.size() > 1) {
    std::vector<Typed> next;
    for (std::size_t i = 0; i + 1 < row.size(); i += 2) {
      next.push_back(arithmetic(f, row[i], row[i + 1], span));
      if (!next.back().ok()) return wrong();
    }
    if (row.size() % 2 == 1) next.push_back(row.back());
    row = std::move(next);
  }
  return row[0];
}

namespace {
constexpr std::size_t kShort = 16;  // operands that keep the shape in which they were written
constexpr std::size_t kLong = 500;  // operands of a chain whose order matters
}  // namespace

Typed Typer::sum(const E& e) {
  std::vector<Typed> terms;
  bool ok = true, numbers = true;
  for (const E& c : e.children) {
    terms.push_back(value(c));
    ok = ok && terms.back().ok();
    numbers = numbers && terms.back().type == Type{Kind::number};
  }
  if (!ok) return wrong();
  if (numbers && terms.size() > kShort) {
    std::vector<Typed> plus{terms[0]}, minus;
    for (std::size_t i = 1; i < terms.size(); ++i)
      (e.text[i - 1] == '+' ? plus : minus).push_back(terms[i]);
    const Typed up = balanced(Function::add, plus, e.span);
    return minus.empty()
               ? up
               : arithmetic(Function::subtract, up, balanced(Function::add, minus, e.span), e.span);
  }
  if (terms.size() > kLong) {
    p_.error("A3017", e.span,
             "a chain of more than " + std::to_string(kLong) + " terms that are not plain numbers");
    return wrong();
  }
  Typed t = terms[0];
  for (std::size_t i = 1; i < terms.size() && t.ok(); ++i) {
    t = arithmetic(e.text[i - 1] == '+' ? Function::add : Function::subtract, t, terms[i], e.span);
  }
  return t;
}

Typed Typer::product(const E& e) {
  std::vector<Typed> terms;
  bool ok = true, plain = e.text.find('/') == std::string::npos;
  for (const E& c : e.children) {
    terms.push_back(value(c));
    ok = ok && terms.back().ok();
    plain = plain && terms.back().type == Type{Kind::number};
  }
  if (!ok) return wrong();
  if (plain && terms.size() > kShort) return balanced(Function::multiply, terms, e.span);
  if (terms.size() > kLong) {
    p_.error("A3017", e.span, "a chain of more than " + std::to_string(kLong) + " factors");
    return wrong();
  }
  Typed t = terms[0];
  for (std::size_t i = 1; i < terms.size() && t.ok(); ++i) {
    t = arithmetic(e.text[i - 1] == '*' ? Function::multiply : Function::divide, t, terms[i],
                   e.span);
  }
  return t;
}

Typed Typer::call(const E& e) {
  const bool before = e.text == "working days before";
  const functions::Entry* entry = functions::find(before ? "working days after" : e.text);
  if (entry == nullptr) {
    std::vector<std::string> known;
    for (const functions::Entry& f : functions::catalogue()) known.emplace_back(f.name);
    const std::string near = nearest(e.text, known);
    p_.error("A2001", e.span, "there is no function `" + e.text + "`",
             near.empty() ? std::string() : "did you mean `" + near + "`?");
    return wrong();
  }
  if (entry->signatures[0].operands[0] == Kind::list) return list_call(e, *entry);
  std::vector<Typed> args;
  bool ok = true;
  if (e.children.size() == 2 && entry->function != Function::round) {
    Typed a, b;
    ok = pair(e.children[0], e.children[1], a, b);
    args = {a, b};
  } else {
    for (const E& c : e.children) {
      args.push_back(value(c));
      ok = ok && args.back().ok();
    }
  }
  if (!ok) return wrong();
  if (entry->function == Function::plus_working_days) {
    std::swap(args[0], args[1]);
    if (before && args[1].type.kind == Kind::number)
      args[1] = call_node(Function::negate, {args[1].id}, args[1].type, e.span);
  }
  const functions::Signature* s = match(*entry, args);
  if (s == nullptr) {
    std::string given;
    for (const Typed& a : args) given += (given.empty() ? "" : " and ") + p_.in_words(a.type);
    if (args.size() == 2 && is_time(args[0].type.kind) && is_time(args[1].type.kind))
      return mismatch(e.span, args[0].type, args[1].type, "measure between");
    const bool dates = entry->function == Function::time_from && args[0].type.kind == Kind::date;
    p_.error("A3009", e.span, "`" + std::string(entry->form) + "` does not go with " + given,
             dates ? "count days with `calendar days from ... to ...`"
                   : "for example: `" + std::string(entry->example) + "`");
    return wrong();
  }
  Type type = result_of(*s, args);
  if (args.size() == 2 && args[0].type.kind == Kind::number && args[1].type.kind == Kind::number) {
    const std::optional<Unit> unit = unit_of(entry->function, args[0].type.unit, args[1].type.unit);
    if (!unit) return mismatch(e.span, args[0].type, args[1].type, "combine");
    type.unit = *unit;
  }
  Node n;
  n.op = Op::call;
  n.function = entry->function;
  for (std::size_t i = 0; i < args.size(); ++i) {
    const bool as_day =
        entry->takes_days && s->operands[i] == Kind::date && is_time(args[i].type.kind);
    n.args.push_back(as_day ? day_of_time(args[i], e.span).id : args[i].id);
  }
  if (s->result == Kind::number && entry->takes_days) type = {Kind::number};
  n.is_signed = e.option == "signed";
  n.by_day_number = e.option == "by day of the month";
  n.birthday_on_28_february = e.option == "with birthdays on 28 February";
  if (entry->function == Function::round) n.rounding = rounding_of(e.option);
  if (entry->function == Function::as_date || entry->function == Function::as_time) {
    if (!e.option.empty() && !layout(e, *entry, args[0], n.index)) return wrong();
  }
  return make(std::move(n), type, e.span);
}

// `as date written "DD/MM/YYYY"`: of a text, and with a clock only for a time.
bool Typer::layout(const E& e, const functions::Entry& entry, const Typed& of, Index& index) {
  if (of.type.kind != Kind::text && of.type.kind != Kind::nothing) {
    p_.error("A3009", e.span,
             "only a text is written in a layout; this is " + p_.in_words(of.type));
    return false;
  }
  const auto layout = checked_layout(p_, e.option, e.span, entry.function == Function::as_time);
  if (layout && layout->has(Layout::Word::zone)) {
    p_.error("A3019", e.span, "a time that a text spells is a time as written, which has no zone");
    return false;
  }
  if (!layout) return false;
  auto& all = p_.ruleset.layouts;
  const auto known = std::find(all.begin(), all.end(), *layout);
  index = static_cast<Index>(known - all.begin()) + 1;
  if (known == all.end()) all.push_back(*layout);
  return true;
}

// Lists stand in `assize eval` alone. A written list gives its items as operands, another list is
// the one operand.
Typed Typer::list_call(const E& e, const functions::Entry& entry) {
  if (!lists_ && e.children[0].kind == SK::list && !e.children[0].children.empty())
    return fold(e, entry);
  if (!lists_) {
    p_.error("A3012", e.span,
             "`" + e.text + "` takes a list, and lists stand only in `assize eval`");
    return wrong();
  }
  const E& operand = e.children[0];
  std::vector<Typed> args;
  Type item;
  if (operand.kind == SK::list) {
    for (const E& c : operand.children) {
      args.push_back(value(c, item.kind == Kind::nothing ? nullptr : &item));
      if (!args.back().ok()) return wrong();
      const std::optional<Type> both = agreed(item, args.back().type);
      if (!both) return mismatch(c.span, item, args.back().type, "list");
      item = *both;
    }
  } else {
    args.push_back(value(operand));
    if (!args[0].ok()) return wrong();
    if (args[0].type.kind != Kind::list) {
      p_.error("A3009", operand.span,
               "a list is needed here; this is " + p_.in_words(args[0].type));
      return wrong();
    }
    item = {args[0].type.element, args[0].type.unit};
  }
  const bool logic = entry.function == Function::all_of || entry.function == Function::any_of;
  const bool adds = entry.function == Function::sum || entry.function == Function::mean ||
                    entry.function == Function::median || entry.function == Function::product;
  if ((logic && item.kind != Kind::yes_no && item.kind != Kind::nothing) ||
      (adds && item.kind != Kind::number && item.kind != Kind::elapsed &&
       item.kind != Kind::nothing)) {
    p_.error("A3009", e.span,
             "`" + e.text + "` does not go with a list of which each is " + p_.in_words(item));
    return wrong();
  }
  const Kind result = entry.signatures[0].result;
  Node n;
  n.op = Op::call;
  n.function = entry.function;
  for (const Typed& a : args) n.args.push_back(a.id);
  return make(std::move(n), result == Kind::nothing ? item : Type{result}, e.span);
}

Typed Typer::list_literal(const E& e) {
  if (!lists_) {
    p_.error("A3012", e.span, "lists stand only behind `in` and in `assize eval`");
    return wrong();
  }
  ListValue items;
  Type item;
  for (const E& c : e.children) {
    const Typed t = value(c, item.kind == Kind::nothing ? nullptr : &item);
    if (!t.ok()) return wrong();
    if (p_.arena[t.id].op != Op::literal) {
      p_.error("A3012", c.span, "a list as a value holds literals only");
      return wrong();
    }
    const std::optional<Type> both = agreed(item, t.type);
    if (!both) return mismatch(c.span, item, t.type, "list");
    item = *both;
    items.push_back(p_.arena[t.id].value);
  }
  Type type{Kind::list};
  type.element = item.kind;
  type.unit = item.unit;
  type.list = item.list;
  return literal(Value::of(std::move(items)), type, e.span);
}

Typed Typer::range_literal(const E& e) {
  Typed a, b;
  if (!pair(e.children[0], e.children[1], a, b)) return wrong();
  const std::optional<Type> type = agreed(a.type, b.type);
  if (!type) return mismatch(e.span, a.type, b.type, "range between");
  const Value& low = p_.arena[a.id].value;
  const Value& high = p_.arena[b.id].value;
  if (!lists_ || p_.arena[a.id].op != Op::literal || p_.arena[b.id].op != Op::literal ||
      !low.is_known() || !high.is_known()) {
    p_.error("A3012", e.span,
             "a range as a value stands only in `assize eval --let`, between two literals");
    return wrong();
  }
  Value v = Value::between(low.point(), high.point(), Reason::stated);
  v.high_open = e.open_above;
  return literal(std::move(v), *type, e.span);
}

Typed Typer::pattern(const E& e) {
  const Typed x = value(e.children[0]);
  if (!x.ok()) return wrong();
  if (x.type.kind != Kind::text && x.type.kind != Kind::nothing) {
    p_.error("A3009", e.children[0].span,
             "only a text can match a pattern; this is " + p_.in_words(x.type),
             "write `... as text matches (...)`");
    return wrong();
  }
  Pattern pattern;
  for (const syntax::PatternPart& part : e.pattern) {
    using From = syntax::PatternPart::Class;
    using To = assize::PatternPart::Kind;
    assize::PatternPart to;
    switch (part.of) {
      case From::letters:
        to.kind = To::letters;
        break;
      case From::capital_letters:
        to.kind = To::capital_letters;
        break;
      case From::digits:
        to.kind = To::digits;
        break;
      case From::letters_or_digits:
        to.kind = To::letters_or_digits;
        break;
      case From::characters:
        to.kind = To::characters;
        break;
      case From::literal:
        to.kind = To::literal;
        break;
      case From::one_of:
        to.kind = To::one_of;
        break;
    }
    to.least = part.least;
    to.most = part.most == 0 ? assize::PatternPart::kNoLimit : part.most;
    to.text = part.text;
    to.optional = part.optional;
    if (to.least > to.most) {
      p_.error("A3018", part.span,
               "no text has at least " + std::to_string(to.least) + " and at most " +
                   std::to_string(to.most));
      return wrong();
    }
    pattern.parts.push_back(std::move(to));
  }
  const auto known = std::find(p_.ruleset.patterns.begin(), p_.ruleset.patterns.end(), pattern);
  Node n;
  n.op = Op::call;
  n.function = Function::matches;
  n.args = {x.id};
  n.index = static_cast<Index>(known - p_.ruleset.patterns.begin());
  if (known == p_.ruleset.patterns.end()) p_.ruleset.patterns.push_back(std::move(pattern));
  return make(std::move(n), kYesNo, e.span);
}

}  // namespace assize::check_detail
