// `is`, order, `is from ... to ...` and `in`.
#include "dsl/check/expressions.h"
#include "dsl/check/literals.h"

namespace assize::check_detail {

using model::Kind;
using model::Op;
using model::Type;
using SK = syntax::Kind;

namespace {

bool is_time_word(SK k) {
  return k == SK::before || k == SK::after || k == SK::on_or_before || k == SK::on_or_after ||
         k == SK::on;
}

Op op_of(SK k) {
  switch (k) {
    case SK::at_most:
    case SK::on_or_before:
      return Op::le;
    case SK::at_least:
    case SK::on_or_after:
      return Op::ge;
    case SK::less_than:
    case SK::before:
      return Op::lt;
    case SK::more_than:
    case SK::after:
      return Op::gt;
    default:
      return Op::eq;
  }
}

}  // namespace

Typed Typer::comparison(const E& e) {
  Typed a, b;
  if (!pair(e.children[0], e.children[1], a, b)) return wrong();
  if (is_time_word(e.kind)) return time_order(e, a, b);
  return e.kind == SK::equal ? equality(e, a, b) : order(e, a, b);
}

Typed Typer::equality(const E& e, Typed a, Typed b) {
  const std::optional<Type> type = agreed(a.type, b.type);
  if (!type) return mismatch(e.span, a.type, b.type, "compare");
  if (type->kind == Kind::list && !lists_) {
    p_.error("A3012", e.span, "lists stand only in `assize eval`");
    return wrong();
  }
  return compare(Op::eq, a.id, b.id, e.span);
}

Typed Typer::order(const E& e, Typed a, Typed b) {
  const std::optional<Type> type = agreed(a.type, b.type);
  if (!type) return mismatch(e.span, a.type, b.type, "compare");
  if (is_date_or_time(type->kind)) {
    static constexpr const char* kWord[] = {"on or before", "on or after", "before", "after"};
    p_.error("A3007", e.span, "dates and times come before or after one another",
             std::string("write `is ") +
                 kWord[static_cast<int>(e.kind) - static_cast<int>(SK::at_most)] + " ...`");
    return wrong();
  }
  if (type->kind == Kind::code && !p_.ruleset.code_lists[type->list].ordered) {
    Diagnostic& d =
        p_.error("A3006", e.span,
                 "the codes of `" + p_.ruleset.code_lists[type->list].name + "` have no order",
                 "write `ordered` behind the title of the list if its codes are in order, else "
                 "name the codes: `in (...)`");
    d.notes.push_back({"declared here", p_.codes[type->list].decl->id.span});
    return wrong();
  }
  if (type->kind == Kind::yes_no || type->kind == Kind::list) {
    p_.error("A3006", e.span, p_.in_words(*type) + " has no order");
    return wrong();
  }
  return compare(op_of(e.kind), a.id, b.id, e.span);
}

Typed Typer::between(const E& e) {
  Typed x, low;
  if (!pair(e.children[0], e.children[1], x, low)) return wrong();
  Typed high = value(e.children[2], &x.type);
  if (!high.ok()) return wrong();
  for (const Typed* end : {&low, &high}) {
    if (!agreed(x.type, end->type)) return mismatch(e.span, x.type, end->type, "compare");
  }
  if (x.type.kind == Kind::yes_no || x.type.kind == Kind::list ||
      (x.type.kind == Kind::code && !p_.ruleset.code_lists[x.type.list].ordered)) {
    p_.error("A3006", e.span, p_.in_words(x.type) + " has no order");
    return wrong();
  }
  Node n;
  n.op = Op::between;
  n.args = {x.id, low.id, high.id};
  n.open_end = e.open_above;
  return make(std::move(n), kYesNo, e.span);
}

// Items that are not literals are compared one by one.
Typed Typer::membership(const E& e) {
  const E& items = e.children[1];
  Typed x = value(e.children[0]);
  if (!x.ok()) return wrong();
  Node in;
  in.op = Op::in;
  in.args = {x.id};
  std::vector<model::ExprId> tests;
  if (items.kind == SK::list) {
    if (items.children.empty()) {
      p_.error("A3018", items.span, "nothing is in an empty list");
      return wrong();
    }
    bool ok = true;
    for (const E& item : items.children) {
      const Typed v = value(item, &x.type);
      if (!v.ok()) {
        ok = false;
        continue;
      }
      if (!agreed(x.type, v.type)) {
        mismatch(item.span, x.type, v.type, "compare");
        ok = false;
      } else if (p_.arena[v.id].op == Op::literal && p_.arena[v.id].value.is_known()) {
        in.args.push_back(v.id);
      } else {
        tests.push_back(compare(Op::eq, x.id, v.id, item.span).id);
      }
    }
    if (!ok) return wrong();
  } else if (const auto it = constants.find(items.name.id);
             items.kind == SK::name && it != constants.end()) {
    const Value list = p_.arena[it->second.id].value;
    if (list.is_known()) {
      for (const Value& v : std::get<ListValue>(list.point())) {
        const Typed item = literal(v, x.type, items.span);
        if (v.is_known())
          in.args.push_back(item.id);
        else
          tests.push_back(compare(Op::eq, x.id, item.id, items.span).id);
      }
    }
  } else if (items.kind == SK::name) {
    const Symbol* s = p_.resolve(module_, items.name, What::codes);
    if (s == nullptr) return wrong();
    if (x.type.kind != Kind::code || x.type.list != s->index) {
      p_.error("A3001", e.span,
               "`" + items.name.id + "` is a list of codes; this is " + p_.in_words(x.type));
      return wrong();
    }
    const auto count = p_.ruleset.code_lists[s->index].codes.size();
    for (std::size_t i = 0; i < count; ++i) {
      in.args.push_back(
          literal(Value::of(CodeIndex{static_cast<std::int32_t>(i)}), x.type, items.span).id);
    }
  } else {
    p_.error("A3001", items.span, "a list in brackets or the name of a code list is needed here");
    return wrong();
  }
  if (in.args.size() > 1) tests.insert(tests.begin(), make(std::move(in), kYesNo, e.span).id);
  if (tests.empty()) return literal(Value::of(false), kYesNo, e.span);
  if (tests.size() == 1) return {tests[0], kYesNo};
  Node any;
  any.op = Op::or_;
  any.args = std::move(tests);
  return make(std::move(any), kYesNo, e.span);
}

}  // namespace assize::check_detail
