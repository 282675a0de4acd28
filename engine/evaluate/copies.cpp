#include "engine/evaluate/copies.h"

#include <map>

namespace assize::evaluate {

std::vector<Copies> find_copies(const Looks& looks) {
  std::map<Key, std::size_t> seen;
  std::vector<Copies> groups;
  for (const auto& [block, look] : looks) {
    for (const std::uint32_t row : look.rows()) {
      const std::uint32_t at = look.at(row);
      if (!look.result().keyed.get(at)) continue;
      const auto [group, fresh] = seen.try_emplace(look.result().keys[at], groups.size());
      if (fresh) groups.emplace_back();
      groups[group->second].push_back({block, row});
    }
  }
  std::erase_if(groups, [](const Copies& g) { return g.size() < 2; });
  return groups;
}

}  // namespace assize::evaluate
