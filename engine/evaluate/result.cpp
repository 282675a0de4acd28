#include "engine/evaluate/result.h"

#include <algorithm>
#include <cstring>

#include "engine/evaluate/hash.h"

namespace assize::evaluate {

std::uint32_t Names::id(std::string_view text) {
  const std::lock_guard lock(guard_);
  if (const auto known = ids_.find(text); known != ids_.end()) return known->second;
  texts_.emplace_back(text);
  const auto id = static_cast<std::uint32_t>(texts_.size() - 1);
  ids_.emplace(texts_.back(), id);
  return id;
}

std::uint32_t NameCache::id(std::string_view text) {
  const auto search = [&] {
    const auto [at, fresh] = seen_.try_emplace(std::string(text), 0);
    if (fresh) at->second = names_->id(text);
    return at->second;
  };
  if (text.empty() || text.size() > 8) return search();
  const std::uint64_t word = short_word(text);
  Recent& r = recent_[hash_word(word, text.size()) % recent_.size()];
  if (r.word != word || r.size != text.size())
    r = {word, static_cast<std::uint32_t>(text.size()), search()};
  return r.id;
}

Days Dates::of(std::uint32_t row) const {
  if (day[row] != kOddDay) return {day[row], day[row], true, false};
  return std::lower_bound(odd.begin(), odd.end(), row,
                          [](const auto& d, std::uint32_t r) { return d.first < r; })
      ->second;
}

}  // namespace assize::evaluate
