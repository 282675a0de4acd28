// Which findings exist, and to which of them a record belongs or may belong:
// docs/language/meaning.md, section 5.
#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "dsl/base/period.h"
#include "engine/reference/record.h"

namespace assize::reference {

// What a standard, or a request for figures, is judged per.
struct Shape {
  model::Index indicator = model::kNone;
  bool per_provider = false;
  PeriodKind per_period = PeriodKind::whole;
  std::vector<model::Index> per_fields;
};

// One finding of a shape.
struct Slot {
  std::optional<std::string> provider;  // nullopt: not per provider; empty: of no known provider
  Period period;
  std::vector<std::string> subgroup;  // in the order of `per`
  auto operator<=>(const Slot&) const = default;
};

// How far the data reach: which windows of twelve months there are, and over which of them they
// reach. Of a row that could be of several months, the months that it reaches for certain.
struct Reach {
  // By provider: the month, as Period::index, by which its data have begun.
  std::map<std::optional<std::string>, std::int32_t> begun;
  std::int32_t last = INT32_MIN;  // the month that the data of the run reach

  void add(const std::optional<std::string>& provider, DaySpan days);
  bool has(const Slot& slot) const;    // of other periods each
  bool whole(const Slot& slot) const;  // it does not begin before the data do
};

// One row, as far as placing goes.
struct Whereabouts {
  bool is_nowhere = false;              // dated certainly after the cut-off
  std::optional<std::string> provider;  // of the record itself
  std::optional<std::string> header_provider;
  std::optional<Period> header_period;
  std::optional<DaySpan> days;
  std::vector<std::optional<std::string>> subgroup;
};

Whereabouts whereabouts(const Shape& shape, const model::Record& record, const RecordResult& result,
                        const std::optional<std::string>& header_provider,
                        const std::optional<Period>& header_period);

// The findings that a row makes: none where its provider, its subgroup or its days are not known.
std::vector<Slot> makes(const Shape& shape, const Whereabouts& w);
// Those of a row that could belong to no finding that exists: of what is known of it, what is not
// known left empty.
std::vector<Slot> makes_of_its_own(const Shape& shape, const Whereabouts& w);
// Those that it is placed in: one, or of windows those that hold each of its days; else none.
std::vector<Slot> placed(const Shape& shape, const Whereabouts& w);
// Could it belong to this one?
bool could_join(const Shape& shape, const Whereabouts& w, const Slot& slot);

// The periods that days touch; of windows those of each of their months.
std::vector<Period> periods_touched(PeriodKind kind, DaySpan days);
bool overlap(Period a, Period b);

}  // namespace assize::reference
