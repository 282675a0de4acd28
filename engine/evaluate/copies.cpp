#include "engine/evaluate/copies.h"

#include <algorithm>
#include <map>

#include "engine/evaluate/repeated.h"

namespace assize::evaluate {

std::vector<Copies> find_copies(const std::vector<ChunkResult>& chunks) {
  std::vector<std::span<const Key>> keys;
  for (const ChunkResult& c : chunks) keys.emplace_back(c.keys);
  const Repeated repeated(keys);
  if (repeated.empty()) return {};

  std::map<Key, std::size_t> seen;
  std::vector<Copies> groups;
  for (std::size_t c = 0; c < chunks.size(); ++c) {
    for (std::uint32_t row = 0; row < chunks[c].keys.size(); ++row) {
      const Key& k = chunks[c].keys[row];
      if (!repeated.has(k) || !chunks[c].keyed.get(row)) continue;
      const auto [at, fresh] = seen.try_emplace(k, groups.size());
      if (fresh) groups.emplace_back();
      groups[at->second].push_back({static_cast<std::uint32_t>(c), row});
    }
  }
  std::erase_if(groups, [](const Copies& g) { return g.size() < 2; });
  return groups;
}

}  // namespace assize::evaluate
