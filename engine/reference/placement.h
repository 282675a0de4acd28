// Which findings exist, and to which of them a record belongs or may belong:
// docs/language/meaning.md, section 5.
#pragma once

#include <compare>
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
// The one that it is placed in, if it is placed.
std::optional<Slot> placed(const Shape& shape, const Whereabouts& w);
// Could it belong to this one?
bool could_join(const Shape& shape, const Whereabouts& w, const Slot& slot);

// The periods that days touch.
std::vector<Period> periods_touched(PeriodKind kind, DaySpan days);
bool overlap(Period a, Period b);

}  // namespace assize::reference
