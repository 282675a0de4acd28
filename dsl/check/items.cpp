// Cells that hold several items.
#include "dsl/check/expressions.h"

namespace assize::check_detail {

using model::Across;
using model::ExprId;
using model::Kind;
using model::kNoExpr;
using model::Op;
using SK = syntax::Kind;

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
                              : "an item of such a cell is a code of `" +
                                    p_.ruleset.code_lists[items].name + "`");
      return wrong();
    }
    n.args.push_back(other.id);
  }
  return make(std::move(n), kYesNo, e.span);
}

}  // namespace assize::check_detail
