// Sums and means: section 6. Each number of cases that may be outside is tried for a mean, the most
// helpful ones first; a sum takes each that moves it.
#include <algorithm>

#include "engine/functions/call.h"
#include "engine/reference/figures.h"
#include "engine/reference/range.h"

namespace assize::reference {
namespace {

std::optional<Ratio> number_of(const std::optional<Scalar>& s) {
  if (!s) return std::nullopt;
  if (const auto* n = std::get_if<Decimal>(&*s)) return Ratio(*n);
  return Ratio(std::get<MillisValue>(*s).ms);
}

std::optional<Ratio> end_of(const Value& v, bool upper) {
  if (v.state == Value::State::unknown) return std::nullopt;
  if (v.is_known()) return is_never(v.point()) ? std::nullopt : number_of(v.low);
  if (upper && v.or_never) return std::nullopt;
  return number_of(upper ? v.high : v.low);
}

End extreme(const std::vector<Case>& cases, model::Summary summary, bool upper) {
  std::vector<Ratio> certain, optional;
  for (const Case& c : cases) {
    if (!c.set.has(Outcome::met)) continue;
    const auto end = end_of(c.value, upper);
    if (!end) return {};  // it could be anything, alone or among others
    (c.set.single() ? certain : optional).push_back(*end);
  }
  std::sort(optional.begin(), optional.end());
  if (upper) std::reverse(optional.begin(), optional.end());
  Ratio sum;
  for (const Ratio& r : certain) sum = sum + r;
  std::optional<Ratio> best;
  const auto consider = [&](const Ratio& r) {
    if (!best || (upper ? r > *best : r < *best)) best = r;
  };
  auto n = static_cast<std::int64_t>(certain.size());
  for (std::size_t more = 0; more <= optional.size(); ++more) {
    if (more > 0) {
      sum = sum + optional[more - 1];
      ++n;
    }
    if (summary == model::Summary::sum) consider(sum);
    if (summary == model::Summary::mean && n > 0) consider(sum / Ratio(n));
  }
  End end;
  if (n == 0 || !best) return end;  // no case at all
  end.exists = true;
  end.exact = best;
  return end;
}

}  // namespace

Ends ends_of_summary(const std::vector<Case>& cases, model::Summary summary) {
  Ends ends;
  ends.low = extreme(cases, summary, false);
  ends.high = extreme(cases, summary, true);
  for (const Case& c : cases) {
    ends.cases_low += c.set == OutcomeSet(Outcome::met);
    ends.cases_high += c.set.has(Outcome::met);
  }
  return ends;
}

}  // namespace assize::reference
