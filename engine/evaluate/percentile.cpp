#include "engine/evaluate/percentile.h"

#include <algorithm>

#include "engine/evaluate/faults.h"

namespace assize::evaluate {

std::int64_t rank_of(const Decimal& percentile, std::int64_t n) {
  const auto product = multiply(percentile, Decimal(n));
  const auto exact = product ? multiply(*product, *Decimal::make(1, 2)) : std::nullopt;
  const auto up = exact ? round(*exact, 0, Rounding::ceiling) : std::nullopt;
  const std::int64_t rank = up ? up->as_int64().value_or(n) : n;
  return std::clamp<std::int64_t>(ASSIZE_FAULT(12, rank + 1, rank), 1,
                                  std::max<std::int64_t>(n, 1));
}

namespace {

// The r-th (from 1) of two ascending lists taken together, where `b` is used up to `taken`.
const Decimal& nth_of_two(const std::vector<Decimal>& a, const std::vector<Decimal>& b,
                          std::int64_t taken, std::int64_t r) {
  // How many come from a: the least i such that a[i] is not below b[r - i - 1].
  std::int64_t low = std::max<std::int64_t>(0, r - taken),
               high = std::min<std::int64_t>(r, static_cast<std::int64_t>(a.size()));
  while (low < high) {
    const std::int64_t i = low + (high - low) / 2, k = r - i;
    if (k > 0 && a[static_cast<std::size_t>(i)] < b[static_cast<std::size_t>(k - 1)])
      low = i + 1;
    else
      high = i;
  }
  const std::int64_t i = low, k = r - i;
  if (i == 0) return b[static_cast<std::size_t>(k - 1)];
  if (k == 0) return a[static_cast<std::size_t>(i - 1)];
  return std::max(a[static_cast<std::size_t>(i - 1)], b[static_cast<std::size_t>(k - 1)]);
}

}  // namespace

std::optional<Decimal> extreme_percentile(Cases c, const Decimal& percentile, bool highest) {
  // The highest is the lowest of the mirror image: values with the other sign, ranks from the other
  // end.
  if (highest) {
    for (auto* list : {&c.certain, &c.optional}) {
      for (Decimal& d : *list) d = -d;
    }
  }
  std::sort(c.certain.begin(), c.certain.end());
  std::sort(c.optional.begin(), c.optional.end());
  const auto sure = static_cast<std::int64_t>(c.certain.size()) + c.certain_absent;
  const auto maybe = static_cast<std::int64_t>(c.optional.size()) + c.optional_absent;
  std::optional<Decimal> best;
  for (std::int64_t taken = 0; taken <= maybe; ++taken) {
    const std::int64_t n = sure + taken;
    if (n == 0) continue;
    std::int64_t rank = rank_of(percentile, n);
    if (ASSIZE_FAULT(33, false, highest)) rank = n - rank + 1;
    // Absent ends come first, among those taken as well.
    const std::int64_t absent = c.certain_absent + std::min(taken, c.optional_absent);
    if (rank <= absent) return std::nullopt;
    const std::int64_t known = std::max<std::int64_t>(0, taken - c.optional_absent);
    const Decimal& d = nth_of_two(c.certain, c.optional, known, rank - absent);
    if (!best || d < *best) best = d;
  }
  if (best && highest) return -*best;
  return best;
}

namespace {

template <class T, class ToRatio>
Ratio between(std::vector<T>& values, const Decimal& percentile, ToRatio ratio) {
  const auto last = static_cast<std::int64_t>(values.size()) - 1;
  const auto product = multiply(percentile, Decimal(last));
  const auto place = product ? multiply(*product, *Decimal::make(1, 2)) : std::nullopt;
  const auto whole = place ? round(*place, 0, Rounding::floor) : std::nullopt;
  const std::int64_t at = whole ? std::min(whole->as_int64().value_or(last), last) : last;
  const auto nth = values.begin() + at;
  std::nth_element(values.begin(), nth, values.end());
  if (at == last) return ratio(*nth);
  const T next = *std::min_element(nth + 1, values.end());
  const Ratio part = Ratio(*place) - Ratio(at);
  return ratio(*nth) + part * (ratio(next) - ratio(*nth));
}

}  // namespace

Ratio between_neighbours(std::vector<std::int64_t>& values, int scale, const Decimal& percentile) {
  return between(values, percentile,
                 [&](std::int64_t v) { return Ratio(*Decimal::make(v, scale)); });
}

Ratio between_neighbours(std::vector<Decimal>& values, const Decimal& percentile) {
  return between(values, percentile, [](const Decimal& d) { return Ratio(d); });
}

}  // namespace assize::evaluate
