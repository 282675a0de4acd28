#include "engine/functions/items.h"

#include <algorithm>

#include "engine/column/text.h"

namespace assize {

Truth has_item(const model::Ruleset& ruleset, std::string_view cell, std::string_view separator,
               model::Index list, std::string_view item) {
  const auto listed = [&](std::string_view one) {
    if (list == model::kNone) return true;
    const auto& codes = ruleset.code_lists[list].codes;
    return std::any_of(codes.begin(), codes.end(), [&](const model::Code& c) {
      return c.text == one && c.role == model::CodeRole::ordinary;
    });
  };
  Truth found = Truth::no;
  while (!cell.empty()) {
    const std::size_t end = std::min(cell.size(), cell.find(separator));
    const std::string_view one = trim(cell.substr(0, end));
    if (one == item) return Truth::yes;
    if (!one.empty() && !listed(one)) found = Truth::unknown;
    cell.remove_prefix(std::min(cell.size(), end + separator.size()));
  }
  return found;
}

}  // namespace assize
