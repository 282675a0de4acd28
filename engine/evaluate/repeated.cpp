#include "engine/evaluate/repeated.h"

#include <algorithm>
#include <bit>

namespace assize::evaluate {
namespace {

constexpr std::size_t kPlacesPerValue = 16;
constexpr std::uint64_t kSieve = 0xFFFF;  // before any search: most values are none of the repeated

}  // namespace
Repeated::Repeated(const std::vector<std::span<const Key>>& lists) {
  // A bit for each of many places, set by every value of the place: what comes to a place that is
  // taken is a repetition, or shares it by chance. Few do, and those alone are sorted.
  std::size_t total = 0;
  for (const auto& list : lists) total += list.size();
  const std::size_t places = std::bit_ceil(std::max<std::size_t>(total * kPlacesPerValue, 64));
  std::vector<std::uint64_t> taken(places / 64, 0), shared(places / 64, 0);
  for (const auto& list : lists) {
    for (const Key& k : list) {
      if (k == Key{}) continue;
      const std::size_t word = (k.second & (places - 1)) / 64;
      const std::uint64_t bit = std::uint64_t{1} << (k.second % 64);
      shared[word] |= taken[word] & bit;
      taken[word] |= bit;
    }
  }
  for (const auto& list : lists) {
    for (const Key& k : list) {
      if (k == Key{}) continue;
      if (shared[(k.second & (places - 1)) / 64] >> (k.second % 64) & 1u) keys_.push_back(k);
    }
  }
  std::sort(keys_.begin(), keys_.end());
  std::size_t kept = 0;
  for (std::size_t i = 1; i < keys_.size(); ++i) {
    if (keys_[i] == keys_[i - 1] && (kept == 0 || keys_[kept - 1] != keys_[i]))
      keys_[kept++] = keys_[i];
  }
  keys_.resize(kept);
  sieve_.assign(keys_.empty() ? 0 : kSieve + 1, false);
  for (const Key& k : keys_) sieve_[k.first & kSieve] = true;
}

bool Repeated::has(const Key& key) const {
  return !keys_.empty() && sieve_[key.first & kSieve] &&
         std::binary_search(keys_.begin(), keys_.end(), key);
}

}  // namespace assize::evaluate
