#include "engine/evaluate/copies.h"

#include <algorithm>
#include <map>

namespace assize::evaluate {

std::vector<Copies> find_copies(const std::vector<ChunkResult>& chunks) {
  // First the hashes alone, cut into stretches that fit the cache: nearly every key stands alone.
  std::size_t total = 0;
  for (const ChunkResult& c : chunks) total += c.rows;
  constexpr int kBits = 12;
  std::vector<std::size_t> ends(std::size_t{1} << kBits, 0);
  for (const ChunkResult& c : chunks) {
    for (const Key& k : c.keys) ++ends[k.first >> (64 - kBits)];
  }
  std::size_t sum = 0;
  for (std::size_t& e : ends) {
    const std::size_t n = e;
    e = sum;
    sum += n;
  }
  std::vector<std::uint64_t> hashes(sum);
  for (const ChunkResult& c : chunks) {
    for (const Key& k : c.keys) hashes[ends[k.first >> (64 - kBits)]++] = k.first;
  }
  std::vector<std::uint64_t> twice;
  std::size_t begin = 0;
  for (const std::size_t end : ends) {
    const auto first = hashes.begin() + static_cast<std::ptrdiff_t>(begin),
               last = hashes.begin() + static_cast<std::ptrdiff_t>(end);
    std::sort(first, last);
    for (auto at = first; at != last; ++at) {
      if (at + 1 != last && *at == *(at + 1) && (twice.empty() || twice.back() != *at))
        twice.push_back(*at);
    }
    begin = end;
  }
  if (twice.empty()) return {};

  std::map<Key, std::size_t> seen;
  std::vector<Copies> groups;
  // A small sieve before the search: most rows are none of these.
  std::vector<bool> sieve(std::size_t{1} << 16, false);
  for (const std::uint64_t h : twice) sieve[h & 0xFFFF] = true;
  for (std::size_t c = 0; c < chunks.size(); ++c) {
    for (std::uint32_t row = 0; row < chunks[c].keys.size(); ++row) {
      const Key& k = chunks[c].keys[row];
      if (!sieve[k.first & 0xFFFF] || !chunks[c].keyed.get(row)) continue;
      if (!std::binary_search(twice.begin(), twice.end(), k.first)) continue;
      const auto [at, fresh] = seen.try_emplace(k, groups.size());
      if (fresh) groups.emplace_back();
      groups[at->second].push_back({static_cast<std::uint32_t>(c), row});
    }
  }
  std::erase_if(groups, [](const Copies& g) { return g.size() < 2; });
  return groups;
}

}  // namespace assize::evaluate
