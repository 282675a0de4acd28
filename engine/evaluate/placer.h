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

class Placer {
 public:
  static constexpr std::uint32_t kNowhere = UINT32_MAX;
  struct Place {
    std::uint32_t provider = 0, subgroup = 0;  // names; 0 too where it is not divided by them
    std::int32_t period = 0;
    bool operator==(const Place&) const = default;
  };

  // `at`: the indicator by whose dates (and field `subgroup` of its results) rows are placed.
  Placer(bool per_provider, PeriodKind per_period, std::size_t at,
         std::optional<std::size_t> subgroup)
      : per_provider_(per_provider), at_(at), subgroup_(subgroup), periods_(per_period) {}

  void place(const ChunkResult& chunk);
  // By row: into `places`. kNowhere: its day is not one known day, or its provider is not known.
  const std::vector<std::uint32_t>& of_row() const { return of_row_; }
  const std::vector<Place>& places() const { return places_; }

 private:
  std::uint32_t number(const Place& place);
  std::size_t slot_of(const Place& place) const;

  bool per_provider_;
  std::size_t at_;
  std::optional<std::size_t> subgroup_;
  PeriodMemory periods_;
  std::vector<std::uint32_t> of_row_;
  std::vector<Place> places_;                                                     // of the chunk
  std::vector<std::uint32_t> slots_ = std::vector<std::uint32_t>(256, kNowhere);  // into places_
};

}  // namespace assize::evaluate
