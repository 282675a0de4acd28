#include "engine/evaluate/placer.h"

#include <algorithm>

#include "engine/column/clones.h"
#include "engine/evaluate/faults.h"
#include "engine/evaluate/hash.h"

namespace assize::evaluate {

std::size_t PlaceNumbers::slot_of(const GroupKey& p) const {
  const std::uint64_t key = std::uint64_t{p.provider} << 32u | static_cast<std::uint32_t>(p.period);
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = (hash_word(key, kSeedA) + p.subgroup * 0x9E3779B97F4A7C15ULL) >> 20u & mask;
  while (slots_[at] != kFree && !(places_[slots_[at]] == p)) at = (at + 1) & mask;
  return at;
}

// Half of the slots stay free, so that a search is short.
std::uint32_t PlaceNumbers::of(const GroupKey& place) {
  const std::size_t at = slot_of(place);
  if (slots_[at] != kFree) return slots_[at];
  const auto fresh = static_cast<std::uint32_t>(places_.size());
  slots_[at] = fresh;
  places_.push_back(place);
  if (places_.size() * 2 > slots_.size()) {
    slots_.assign(slots_.size() * 2, kFree);
    for (std::uint32_t i = 0; i < places_.size(); ++i) slots_[slot_of(places_[i])] = i;
  }
  return fresh;
}

void PlaceNumbers::clear() {
  places_.clear();
  std::fill(slots_.begin(), slots_.end(), kFree);
}

ASSIZE_CLONES void Placer::place(const ChunkResult& chunk) {
  const IndicatorResult& r = chunk.indicators[at_];
  const std::int32_t* const day = chunk.dates[r.dates].day.data();
  const std::uint32_t* const provider = per_provider_ ? chunk.provider.data() : nullptr;
  const std::uint32_t* const subgroup = subgroup_ ? r.subgroups[*subgroup_].data() : nullptr;
  numbers_.clear();
  of_row_.resize(chunk.rows);
  for (std::uint32_t row = 0; row < chunk.rows; ++row) {
    if ((day[row] == Dates::kOddDay) | (provider != nullptr && provider[row] == Names::kUnknown)) {
      of_row_[row] = kNowhere;
      continue;
    }
    of_row_[row] = numbers_.of({provider == nullptr ? 0 : provider[row],
                                subgroup == nullptr ? 0 : subgroup[row],
                                periods_.index(ASSIZE_FAULT(4, day[row] + 31, day[row]))});
  }
}

}  // namespace assize::evaluate
