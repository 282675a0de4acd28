// Where a date or a time can lie, as whole days or milliseconds: docs/language/meaning.md,
// section 9, spans.
#pragma once

#include <cstdint>
#include <span>

#include "dsl/base/value.h"
#include "dsl/model/ruleset.h"

namespace assize::reference {

// Earlier and later than any moment; what never comes is later still.
inline constexpr std::int64_t kFarPast = -(std::int64_t{1} << 61);
inline constexpr std::int64_t kFarFuture = std::int64_t{1} << 61;
inline constexpr std::int64_t kAfterAll = kFarFuture + 1;

struct Moment {
  std::int64_t low = kFarPast, high = kFarFuture;
  bool may_be_never = false, is_never = false;
};
// `by_day`: a time stands for its local day.
Moment moment_of(const Value& v, const model::Type& type, const model::Ruleset& ruleset,
                 bool by_day);

// inside, overlaps, holds.
Value how_spans_lie(const model::Ruleset& ruleset, const model::Expr& expr,
                    std::span<const Value> args);

}  // namespace assize::reference
