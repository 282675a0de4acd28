#include "engine/evaluate/repeated.h"

#include <algorithm>
#include <bit>

namespace assize::evaluate {
namespace {

constexpr std::size_t kPlacesPerValue = 16;
constexpr int kSieveShift = 48;  // before any search: most values are none of the repeated

}  // namespace

Repeated::Repeated(const std::vector<std::span<const std::uint64_t>>& lists) {
  // A bit for each of many places, set by every value of the place: what comes to a place that is
  // taken is a repetition, or shares it by chance. Few do, and those alone are sorted.
  std::size_t total = 0;
  for (const auto& list : lists) total += list.size();
  const std::size_t places = std::bit_ceil(std::max<std::size_t>(total * kPlacesPerValue, 64));
  std::vector<std::uint64_t> taken(places / 64, 0), shared(places / 64, 0);
  for (const auto& list : lists) {
    for (const std::uint64_t h : list) {
      if (h == 0) continue;
      const std::size_t word = (h & (places - 1)) / 64;
      const std::uint64_t bit = std::uint64_t{1} << (h % 64);
      shared[word] |= taken[word] & bit;
      taken[word] |= bit;
    }
  }
  for (const auto& list : lists) {
    for (const std::uint64_t h : list) {
      if (h == 0) continue;
      if (shared[(h & (places - 1)) / 64] >> (h % 64) & 1u) hashes_.push_back(h);
    }
  }
  std::sort(hashes_.begin(), hashes_.end());
  std::size_t kept = 0;
  for (std::size_t i = 1; i < hashes_.size(); ++i) {
    if (hashes_[i] == hashes_[i - 1] && (kept == 0 || hashes_[kept - 1] != hashes_[i]))
      hashes_[kept++] = hashes_[i];
  }
  hashes_.resize(kept);
  sieve_.assign(hashes_.empty() ? 0 : std::size_t{1} << (64 - kSieveShift), false);
  for (const std::uint64_t h : hashes_) sieve_[h >> kSieveShift] = true;
}

bool Repeated::has(std::uint64_t hash) const {
  return !hashes_.empty() && sieve_[hash >> kSieveShift] &&
         std::binary_search(hashes_.begin(), hashes_.end(), hash);
}

}  // namespace assize::evaluate
