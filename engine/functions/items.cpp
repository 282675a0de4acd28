#include "engine/functions/items.h"

#include <algorithm>

#include "engine/column/items.h"

namespace assize {

namespace {

// Why a cell with this item does not say which codes it has: nothing, of an ordinary code.
Reasons odd(const model::Ruleset& ruleset, model::Index list, std::string_view item) {
  if (list == model::kNone) return {};
  const auto& codes = ruleset.code_lists[list].codes;
  const auto at = std::find_if(codes.begin(), codes.end(),
                               [&](const model::Code& c) { return c.text == item; });
  if (at == codes.end()) return Reason::not_listed;
  switch (at->role) {
    case model::CodeRole::not_known:
      return Reason::not_known;
    case model::CodeRole::not_stated:
      return Reason::not_stated;
    case model::CodeRole::ordinary:
      break;
  }
  return {};
}

}  // namespace

Truth has_item(const model::Ruleset& ruleset, std::string_view cell, std::string_view separator,
               model::Index list, std::string_view item) {
  Truth found = Truth::no;
  each_item(cell, separator, [&](std::string_view one) {
    if (found == Truth::yes) return;
    if (one == item)
      found = Truth::yes;
    else if (!odd(ruleset, list, one).empty())
      found = Truth::unknown;
  });
  return found;
}

Reasons odd_items(const model::Ruleset& ruleset, const model::Field& field, std::string_view cell) {
  Reasons why;
  if (field.items == model::kNone) return why;
  each_item(cell, field.separator,
            [&](std::string_view one) { why |= odd(ruleset, field.items, one); });
  return why;
}

}  // namespace assize
