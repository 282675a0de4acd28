// Percentiles by rank: section 6. Every number of cases that may be outside is tried, the most
// helpful ones first.
#include <algorithm>

#include "engine/functions/call.h"
#include "engine/reference/figures.h"
#include "engine/reference/range.h"

namespace assize::reference {
namespace {

// One end of a value; an absent one lies beyond every other, on the side that `upper` says.
using Place = std::optional<Scalar>;

bool is_before(const Place& a, const Place& b, bool upper) {
  if (!a || !b) return upper ? a.has_value() && !b : !a && b.has_value();
  return order(*a, *b) < 0;
}

Place end_of(const Value& v, bool upper) {
  if (v.state == Value::State::unknown) return std::nullopt;
  if (v.is_known()) return is_never(v.point()) ? std::nullopt : v.low;
  if (upper && v.or_never) return std::nullopt;
  return upper ? v.high : v.low;
}

// The ceil(p n / 100)-th, at least the first, counted from 1.
std::size_t rank_of(const Decimal& p, std::size_t n) {
  const auto product = multiply(p, Decimal(static_cast<std::int64_t>(n)));
  const auto share = product ? divide(*product, Decimal(100)) : std::nullopt;
  const auto up = share ? round(*share, 0, Rounding::ceiling) : std::nullopt;
  const std::int64_t rank = up ? up->as_int64().value_or(1) : 1;
  return static_cast<std::size_t>(std::clamp<std::int64_t>(rank, 1, static_cast<std::int64_t>(n)));
}

End extreme(const std::vector<Case>& cases, const Decimal& percentile, bool upper) {
  const auto before = [upper](const Place& a, const Place& b) { return is_before(a, b, upper); };
  std::vector<Place> certain, optional;
  for (const Case& c : cases) {
    if (!c.set.has(Outcome::met)) continue;
    (c.set.single() ? certain : optional).push_back(end_of(c.value, upper));
  }
  // The lowest answer takes in the smallest of those that may be outside first, the highest the
  // greatest.
  std::sort(optional.begin(), optional.end(), before);
  if (upper) std::reverse(optional.begin(), optional.end());
  std::optional<Place> best;
  for (std::size_t more = 0; more <= optional.size(); ++more) {
    std::vector<Place> all = certain;
    all.insert(all.end(), optional.begin(), optional.begin() + static_cast<std::ptrdiff_t>(more));
    if (all.empty()) continue;
    std::sort(all.begin(), all.end(), before);
    const Place& answer = all[rank_of(percentile, all.size()) - 1];
    if (!best || (upper ? before(*best, answer) : before(answer, *best))) best = answer;
  }
  End end;
  if (!best || !*best) return end;
  end.exists = true;
  if (const auto* n = std::get_if<Decimal>(&**best)) {
    end.number = *n;
  } else {
    end.milliseconds = std::get<MillisValue>(**best).ms;
  }
  return end;
}

}  // namespace

Ends ends_of_percentile(const std::vector<Case>& cases, const Decimal& percentile) {
  Ends ends;
  ends.low = extreme(cases, percentile, false);
  ends.high = extreme(cases, percentile, true);
  for (const Case& c : cases) {
    ends.cases_low += c.set == OutcomeSet(Outcome::met);
    ends.cases_high += c.set.has(Outcome::met);
  }
  return ends;
}

std::optional<Ratio> interpolated(const std::vector<Case>& cases, const Decimal& percentile) {
  std::vector<Ratio> values;
  for (const Case& c : cases) {
    if (!c.set.has(Outcome::met)) continue;
    if (!c.set.single() || !c.value.is_known() || is_never(c.value.point())) return std::nullopt;
    const Scalar& v = c.value.point();
    if (const auto* n = std::get_if<Decimal>(&v))
      values.emplace_back(*n);
    else
      values.emplace_back(std::get<MillisValue>(v).ms);
  }
  if (values.empty()) return std::nullopt;
  std::sort(values.begin(), values.end());
  const auto steps = static_cast<std::int64_t>(values.size()) - 1;
  const Ratio place = Ratio(percentile) * Ratio(steps) / Ratio(100);
  std::size_t below = 0;
  while (Ratio(static_cast<std::int64_t>(below) + 1) <= place) ++below;
  if (below + 1 == values.size()) return values.back();
  const Ratio part = place - Ratio(static_cast<std::int64_t>(below));
  return values[below] + part * (values[below + 1] - values[below]);
}

}  // namespace assize::reference
