// Where the rows of a chunk belong, numbered: by provider, period and at most one field. Judgements
// that are divided alike share one, so that a row is placed once for all of them.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/evaluate/period_memory.h"
#include "engine/evaluate/result.h"
#include "engine/plan/plan.h"

namespace assize::evaluate {

struct GroupKey {
  std::uint32_t provider = 0, subgroup = 0;  // names; 0 too where it is not divided by them
  std::int32_t period = 0;
  bool operator==(const GroupKey&) const = default;
};

// Numbers places from 0 on, in the order in which they are first asked for.
class PlaceNumbers {
 public:
  std::uint32_t of(const GroupKey& place);
  const std::vector<GroupKey>& places() const { return places_; }
  void clear();

 private:
  static constexpr std::uint32_t kFree = UINT32_MAX;
  std::size_t slot_of(const GroupKey& place) const;

  std::vector<GroupKey> places_;
  std::vector<std::uint32_t> slots_ = std::vector<std::uint32_t>(64, kFree);  // into places_
};

class Placer {
 public:
  static constexpr std::uint32_t kNowhere = UINT32_MAX;

  // `at`: the indicator by whose dates (and field `subgroup` of its results) rows are placed.
  Placer(bool per_provider, PeriodKind per_period, std::size_t at,
         std::optional<std::size_t> subgroup)
      : per_provider_(per_provider), at_(at), subgroup_(subgroup), periods_(per_period) {}

  void place(const ChunkResult& chunk);
  // By row: into `places`. kNowhere: its day is not one known day, or its provider is not known.
  const std::vector<std::uint32_t>& of_row() const { return of_row_; }
  const std::vector<GroupKey>& places() const { return numbers_.places(); }

 private:
  bool per_provider_;
  std::size_t at_;
  std::optional<std::size_t> subgroup_;
  PeriodMemory periods_;
  std::vector<std::uint32_t> of_row_;
  PlaceNumbers numbers_;  // of the chunk
};

}  // namespace assize::evaluate
