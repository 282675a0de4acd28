#include "engine/evaluate/result.h"

#include <algorithm>

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
  if (last_id_ != 0 && text == last_) return last_id_;
  last_ = text;
  const auto [at, fresh] = seen_.try_emplace(last_, 0);
  if (fresh) at->second = names_->id(text);
  return last_id_ = at->second;
}

Days IndicatorResult::days(std::uint32_t row) const {
  if (day[row] != kOddDay) return {day[row], day[row], true, false};
  return std::lower_bound(odd_days.begin(), odd_days.end(), row, [](const auto& d, std::uint32_t r) { return d.first < r; })->second;
}

}  // namespace assize::evaluate
