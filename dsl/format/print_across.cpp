#include "dsl/format/print.h"

namespace assize::formatting {

using namespace syntax;  // NOLINT: the nodes of one tree

namespace {

// A duration as it stands before a word.
std::string length(const Expression& e) {
  const bool plain = e.kind == Kind::literal || e.kind == Kind::name || e.kind == Kind::lookup;
  return plain ? print(e) : "(" + print(e) + ")";
}

std::string linked(const Expression& e) {
  std::string out = (e.other ? "other " : "") + print(e.name);
  if (!e.option.empty()) out += " as " + e.option;
  for (const Word& w : e.same) out += (&w == &e.same.front() ? " with the same " : ", ") + w.text;
  return out;
}

// What stands before the rows.
std::string spread(const Expression& e, const Expression& field, const Expression* length_of) {
  const std::string name = print(field);
  if (e.text == "longest gap") return "longest gap between " + name;
  if (e.text == "slots") return "slots of " + length(*length_of) + " without " + name;
  if (e.text == "most time covered")
    return "most time covered in any " + length(*length_of) + " by " + name;
  return e.text + " by " + name;
}

}  // namespace

// A sort key is an operand: brackets around all but names and what is closed in itself.
std::string print_key(const Expression& e) {
  const bool plain = e.kind == Kind::name || e.kind == Kind::call || e.kind == Kind::literal;
  return plain ? print(e) : "(" + print(e) + ")";
}

std::string print_across(const Expression& e) {
  const std::size_t first = e.has_where ? 1 : 0;
  const std::string where = e.has_where ? " where (" + print(e.children[0]) + ")" : "";
  if (e.text == "any" || e.text == "no") return e.text + " " + linked(e) + where;
  if (e.text == "every") {
    return "every " + linked(e) + where + " has (" + print(e.children[first]) + ")";
  }
  if (e.text == "number") return "number of " + linked(e) + where;
  if (e.text == "different")
    return "number of different " + print(e.children[first]) + " of " + linked(e) + where;
  if (e.text == "sum") return "sum of " + print(e.children[first]) + " of " + linked(e) + where;
  if (e.text == "lowest" || e.text == "highest")
    return e.text + " " + print(e.children[first]) + " of " + linked(e) + where;
  if (e.text.starts_with("longest") || e.text.ends_with("covered") || e.text == "slots") {
    const Expression* field = &e.children[first];
    return spread(e, *field, first + 3 < e.children.size() ? field + 3 : nullptr) + " of " +
           linked(e) + where + ", from " + print_key(field[1]) + " to " + print_key(field[2]);
  }
  // first, last, only: the field stands first but in a `row`.
  std::string out;
  std::size_t next = first;
  if (e.has_field) out = print(e.children[next++]) + " of ";
  out += e.text + " " + linked(e);
  for (std::size_t i = next; i < e.children.size(); ++i) {
    const bool near = e.text == "nearest" && i == next + 1;
    out += (i == next ? " by " : near ? " to " : " and then by ") + print_key(e.children[i]);
  }
  return out + (e.has_where ? " among those" + where : "");
}

}  // namespace assize::formatting
