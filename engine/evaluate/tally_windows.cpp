// Windows of twelve months: records are counted by month, as fast as for any other period, and the
// months added up when all are counted. Source: docs/language/meaning.md, section 5.
#include <algorithm>
#include <set>

#include "engine/evaluate/faults.h"
#include "engine/evaluate/tally.h"

namespace assize::evaluate {

// How far the data reach: by provider the month by which they have begun, and the last of all. A
// record that could be of several months reaches those that it reaches for certain.
struct Tally::Reach {
  std::map<std::uint32_t, std::int32_t> begun;
  std::int32_t last = INT32_MIN;

  void add(std::uint32_t provider, std::int32_t first_month, std::int32_t last_month) {
    const auto [at, fresh] = begun.try_emplace(provider, last_month);
    if (!fresh) at->second = std::min(at->second, last_month);
    last = std::max(last, first_month);
  }
  // The first window of a provider: a whole one, or else the last.
  std::int32_t first_window(std::uint32_t provider) const {
    return std::min(begun.at(provider) + kWindowMonths - 1, last);
  }
};

Tally::Reach Tally::reach() const {
  Reach r;
  for (const Group& g : groups_) {
    if (g.exists && g.placed > 0) r.add(g.provider, g.period, g.period);
  }
  for (const auto& [join, n] : joins_) {
    for (const Pattern& p : join.patterns) {
      if (p.makes) r.add(p.provider, p.first, p.last);
    }
  }
  return r;
}

// Does each copy lie in the window on every day that it could have?
bool Tally::lies_inside(const Join& join, std::int32_t window) const {
  if (!join.inside) return false;
  return std::all_of(join.patterns.begin(), join.patterns.end(), [&](const Pattern& p) {
    return p.makes && p.provider == join.patterns[0].provider &&
           p.subgroups == join.patterns[0].subgroups && p.last <= window &&
           p.first > window - kWindowMonths;
  });
}

void Tally::make_windows() {
  const Reach r = reach();
  std::vector<Group> months;
  months.swap(groups_);
  places_.clear();
  index_.clear();
  for (Group& month : months) {
    if (!month.exists) continue;
    const std::int32_t first = r.first_window(month.provider);
    const std::int32_t end =
        std::min(month.period + kWindowMonths - ASSIZE_FAULT(60, 1, 0), r.last + 1);
    for (std::int32_t w = std::max(month.period, first); w < end; ++w) {
      Group& g = groups_[group_of(month.provider, w, month.subgroups.data())];
      g.exists = true;
      g.partial = w - kWindowMonths + 1 < r.begun.at(month.provider);
      g.expected += month.expected;
      g.placed += month.placed;
      for (const auto& [signature, n] : sets(month)) count_rare(g, signature, n);
      for (std::size_t k = 0; k < clauses_; ++k) {
        g.clauses[k].low += month.clauses[k].low;
        g.clauses[k].high += month.clauses[k].high;
      }
      g.now += month.now;
      g.later += month.later;
      g.placed_now += month.placed_now;
      g.values.insert(g.values.end(), month.values.begin(), month.values.end());
      g.odd_values.insert(g.odd_values.end(), month.odd_values.begin(), month.odd_values.end());
    }
  }
}

// `report every` may have added places to windows that are there.
void Tally::mark_partial() {
  std::set<std::pair<std::uint32_t, std::int32_t>> partial;
  for (const Group& g : groups_) {
    if (g.partial) partial.emplace(g.provider, g.period);
  }
  for (Group& g : groups_) g.partial = partial.contains({g.provider, g.period});
}

}  // namespace assize::evaluate
