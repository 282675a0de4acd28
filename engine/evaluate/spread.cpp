#include "engine/evaluate/spread.h"

#include <algorithm>

#include "engine/evaluate/faults.h"

namespace assize::evaluate {

using model::AcrossKind;

namespace {

constexpr std::int64_t kEndless = std::int64_t{1} << 61;

std::int64_t bounded(std::int64_t x) { return std::clamp(x, -kEndless, kEndless); }

std::int64_t slot_of(std::int64_t apart, std::int64_t window) {
  return apart >= 0 ? apart / window : -((-apart + window - 1) / window);
}

}  // namespace

bool Spread::add(const Interval& from, const Interval& to, bool is_moment, bool certain) {
  if (from.never == Never::only) return true;
  const bool unbounded = from.lo == kMinusInfinity && from.hi == kPlusInfinity;
  if (from.never != Never::no || unbounded) certain = false;
  Interval end = to;
  if (end.never == Never::only) end.lo = end.hi = kPlusInfinity;
  if (end.never == Never::may) end.hi = kPlusInfinity;
  if (!is_moment && from.hi > end.lo) {
    possible_.push_back({-kEndless, kEndless});
    return false;
  }
  possible_.push_back({bounded(from.lo), bounded(end.hi)});
  if (!certain) return true;
  sure_.push_back({bounded(from.hi), bounded(end.lo)});
  return true;
}

// Those that overlap or touch as one, within the edges.
std::vector<Spread::Place> Spread::joined(const std::vector<Place>& places, std::int64_t from,
                                          std::int64_t to) const {
  std::vector<Place> out;
  const std::int64_t last = days_ ? 1 : 0;  // a day at the end belongs to it
  for (const Place& p : places) {
    const Place cut{std::max(p.from, from), std::min(p.to + last, to + last)};
    if (cut.from < cut.to) out.push_back(cut);
  }
  std::sort(out.begin(), out.end(), [](const Place& a, const Place& b) { return a.from < b.from; });
  std::size_t kept = 0;
  for (std::size_t i = 1; i < out.size(); ++i) {
    if (ASSIZE_FAULT(44, false, true) && out[i].from <= out[kept].to)
      out[kept].to = std::max(out[kept].to, out[i].to);
    else
      out[++kept] = out[i];
  }
  if (!out.empty()) out.resize(kept + 1);
  return out;
}

// Low: no place touches it. High: from the end of one that is certain, or the first edge, to the
// first start behind it that cannot come later.
Spread::Bounds Spread::gap(std::int64_t widest, std::int64_t begin, std::int64_t end,
                           std::int64_t last) const {
  Bounds out;
  std::vector<Place> places = possible_;
  std::sort(places.begin(), places.end(),
            [](const Place& a, const Place& b) { return a.from < b.from; });
  std::int64_t free = begin;
  for (const Place& p : places) {
    if (p.from > end) break;
    out.low = std::max(out.low, p.from - free);
    free = std::max(free, p.to);
  }
  if (ASSIZE_FAULT(42, false, true)) out.low = std::max(out.low, end - free);
  if (last == kEndless) return out;
  // By their earliest end, from the last one backwards: the next start that cannot come later.
  places = sure_;
  std::sort(places.begin(), places.end(),
            [](const Place& a, const Place& b) { return a.to > b.to; });
  std::int64_t next = last, most = 0;
  std::size_t i = 0;
  while (i < places.size() && places[i].to > widest) {
    const std::int64_t at = places[i].to;
    if (at < last) most = std::max(most, next - at);
    for (; i < places.size() && places[i].to == at; ++i) next = std::min(next, places[i].from);
  }
  out.high = std::max(most, next - widest);
  return out;
}

Spread::Bounds Spread::slots(std::int64_t from, std::int64_t least, std::int64_t most,
                             std::int64_t window) const {
  const auto taken = [&](const std::vector<Place>& places, std::int64_t count) {
    std::vector<Place> numbers;
    for (const Place& p : places) {
      const Place cut{std::max<std::int64_t>(slot_of(p.from - from, window), 0),
                      std::min(slot_of(p.to - from, window) + 1, count)};
      if (cut.from < cut.to) numbers.push_back(cut);
    }
    std::sort(numbers.begin(), numbers.end(),
              [](const Place& a, const Place& b) { return a.from < b.from; });
    std::int64_t sum = 0, done = 0;
    for (const Place& p : numbers) {
      sum += std::max<std::int64_t>(0, p.to - std::max(p.from, done));
      done = std::max(done, p.to);
    }
    return sum;
  };
  const std::int64_t last = days_ ? 1 : 0;
  Bounds out;
  const std::int64_t few = (least + last - from) / window + ASSIZE_FAULT(47, 1, 0);
  out.low = few - taken(possible_, few);
  if (most == kEndless) return out;
  const std::int64_t many = (most + last - from) / window;
  out.high = many - taken(sure_, many);
  return out;
}

Spread::Bounds Spread::of(AcrossKind kind, const Interval& from, const Interval& to,
                          std::int64_t window) const {
  const std::int64_t latest = to.never == Never::no ? bounded(to.hi) : kEndless;
  const std::int64_t soonest = to.lo;
  if (kind == AcrossKind::gap) return gap(from.lo, from.hi, soonest, latest);
  if (kind == AcrossKind::slots) return slots(from.lo, soonest, latest, window);
  const auto sum = [](const std::vector<Place>& places) {
    std::int64_t n = 0;
    for (const Place& p : places) n += p.to - p.from;
    return n;
  };
  const auto longest = [](const std::vector<Place>& places) {
    std::int64_t n = 0;
    for (const Place& p : places) n = std::max(n, p.to - p.from);
    return n;
  };
  // The best window begins where a place does, or ends where one does: two passes, each with a sum
  // that slides.
  const auto most = [&](std::vector<Place> places) {
    std::int64_t best = 0;
    for (const bool turned : {false, true}) {
      if (turned) {
        std::reverse(places.begin(), places.end());
        for (Place& p : places) p = {-p.to, -p.from};
      }
      std::int64_t within = 0;
      std::size_t next = 0;
      for (std::size_t i = 0; i < places.size(); ++i) {
        const std::int64_t end = places[i].from + window;
        if (next < i) next = i;
        for (; next < places.size() && places[next].to <= end; ++next)
          within += places[next].to - places[next].from;
        const std::int64_t part =
            next < places.size() ? std::max<std::int64_t>(0, end - places[next].from) : 0;
        best = std::max(best, within + part);
        within = next > i ? within - (places[i].to - places[i].from) : 0;
      }
    }
    return best;
  };
  const std::vector<Place> certain = joined(sure_, from.hi, soonest);
  const std::vector<Place> possible = joined(possible_, from.lo, latest);
  const bool endless = !possible.empty() && possible.back().to >= kEndless;
  Bounds out;
  if (kind == AcrossKind::most) {
    out.low = most(certain);
    out.high = most(possible);
  } else {
    const bool whole = kind == AcrossKind::covered;
    out.low = whole ? sum(certain) : longest(certain);
    if (!endless) out.high = whole ? sum(possible) : longest(possible);
  }
  return out;
}

}  // namespace assize::evaluate
