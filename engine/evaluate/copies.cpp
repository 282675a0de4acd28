#include "engine/evaluate/copies.h"

#include <algorithm>
#include <map>

#include "engine/evaluate/repeated.h"

namespace assize::evaluate {

std::vector<Copies> find_copies(const std::vector<KeptBlock>& blocks) {
  std::vector<std::span<const Key>> keys;
  for (const KeptBlock& b : blocks) keys.emplace_back(b.keys);
  const Repeated repeated(keys);
  if (repeated.empty()) return {};

  std::map<Key, std::size_t> seen;
  std::vector<Copies> groups;
  for (std::size_t b = 0; b < blocks.size(); ++b) {
    for (std::uint32_t row = 0; row < blocks[b].keys.size(); ++row) {
      const Key& k = blocks[b].keys[row];
      if (!repeated.has(k) || !blocks[b].keyed.get(row)) continue;
      const auto [at, fresh] = seen.try_emplace(k, groups.size());
      if (fresh) groups.emplace_back();
      groups[at->second].push_back({static_cast<std::uint32_t>(b), row});
    }
  }
  std::erase_if(groups, [](const Copies& g) { return g.size() < 2; });
  return groups;
}

}  // namespace assize::evaluate
