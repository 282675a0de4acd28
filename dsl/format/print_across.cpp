#include "dsl/format/print.h"

namespace assize::formatting {

using namespace syntax;  // NOLINT: the nodes of one tree

namespace {

// A sort key is an operand: brackets around all but names and what is closed in itself.
std::string key(const Expression& e) {
  const bool plain = e.kind == Kind::name || e.kind == Kind::call || e.kind == Kind::literal;
  return plain ? print(e) : "(" + print(e) + ")";
}

std::string linked(const Expression& e) {
  std::string out = (e.other ? "other " : "") + print(e.name);
  if (!e.option.empty()) out += " as " + e.option;
  for (const Word& w : e.same) out += (&w == &e.same.front() ? " with the same " : ", ") + w.text;
  return out;
}

}  // namespace

std::string print_across(const Expression& e) {
  const std::size_t first = e.has_where ? 1 : 0;
  const std::string where = e.has_where ? " where (" + print(e.children[0]) + ")" : "";
  if (e.text == "any" || e.text == "no") return e.text + " " + linked(e) + where;
  if (e.text == "every") {
    return "every " + linked(e) + where + " has (" + print(e.children[first]) + ")";
  }
  if (e.text == "number") return "number of " + linked(e) + where;
  if (e.text == "sum") return "sum of " + print(e.children[first]) + " of " + linked(e) + where;
  if (e.text == "lowest" || e.text == "highest")
    return e.text + " " + print(e.children[first]) + " of " + linked(e) + where;
  // first, last, only: the field stands first but in a `row`.
  std::string out;
  std::size_t next = first;
  if (e.has_field) out = print(e.children[next++]) + " of ";
  out += e.text + " " + linked(e);
  for (std::size_t i = next; i < e.children.size(); ++i)
    out += (i == next ? " by " : " and then by ") + key(e.children[i]);
  return out + (e.has_where ? " among those" + where : "");
}

}  // namespace assize::formatting
