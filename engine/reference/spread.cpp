#include "engine/reference/spread.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "engine/reference/range.h"

namespace assize::reference {

using model::AcrossKind;

namespace {

// From `first` up to, and not including, `second`.
using Stretch = std::pair<std::int64_t, std::int64_t>;

std::int64_t floor_div(std::int64_t a, std::int64_t b) {
  const std::int64_t q = a / b;
  return q * b > a ? q - 1 : q;
}

// Those that overlap or touch as one, in order, cut to the window.
std::vector<Stretch> merged(std::vector<Stretch> all, std::int64_t from, std::int64_t to) {
  std::sort(all.begin(), all.end());
  std::vector<Stretch> out;
  for (Stretch s : all) {
    s = {std::max(s.first, from), std::min(s.second, to)};
    if (s.first >= s.second) continue;
    if (!out.empty() && s.first <= out.back().second)
      out.back().second = std::max(out.back().second, s.second);
    else
      out.push_back(s);
  }
  return out;
}

// What the pieces cover: for certain, or possibly.
std::vector<Stretch> covered(const std::vector<Piece>& pieces, bool certain, const Frame& f,
                             std::int64_t from, std::int64_t to) {
  std::vector<Stretch> all;
  const std::int64_t last = f.days ? 1 : 0;  // of days both are in it
  for (const Piece& p : pieces) {
    if (certain && p.is_certain) all.push_back({p.start.high, p.end.low + last});
    if (!certain) all.push_back({p.start.low, p.end.high + last});
  }
  return merged(all, from, to + last);
}

std::int64_t total(const std::vector<Stretch>& all) {
  std::int64_t sum = 0;
  for (const Stretch& s : all) sum += s.second - s.first;
  return sum;
}

std::int64_t longest(const std::vector<Stretch>& all) {
  std::int64_t most = 0;
  for (const Stretch& s : all) most = std::max(most, s.second - s.first);
  return most;
}

// A window that holds the most begins or ends where a stretch does.
std::int64_t most_in_any(const std::vector<Stretch>& all, std::int64_t window) {
  std::int64_t most = 0;
  for (const Stretch& s : all) {
    for (const std::int64_t from : {s.first, s.second - window}) {
      std::int64_t sum = 0;
      for (const Stretch& o : all)
        sum +=
            std::max<std::int64_t>(0, std::min(o.second, from + window) - std::max(o.first, from));
      most = std::max(most, sum);
    }
  }
  return most;
}

// The longest stretch between the edges that every piece that is certainly there may lie outside
// of: no later than its beginning, or no earlier than its end.
std::int64_t longest_possible_gap(const std::vector<Piece>& pieces, std::int64_t from,
                                  std::int64_t to) {
  std::vector<std::int64_t> beginnings{from};
  for (const Piece& p : pieces) {
    if (p.is_certain && p.end.low > from && p.end.low < to) beginnings.push_back(p.end.low);
  }
  std::int64_t longest = 0;
  for (const std::int64_t begin : beginnings) {
    std::int64_t end = to;
    for (const Piece& p : pieces) {
      if (p.is_certain && p.end.low > begin) end = std::min(end, p.start.high);
    }
    longest = std::max(longest, end - begin);
  }
  return longest;
}

// The longest stretch between the edges in which no piece can lie.
std::int64_t longest_certain_gap(const std::vector<Piece>& pieces, std::int64_t from,
                                 std::int64_t to) {
  std::vector<Stretch> all;
  for (const Piece& p : pieces) all.push_back({p.start.low, p.end.high});
  std::sort(all.begin(), all.end());
  std::int64_t longest = 0, begin = from;
  for (const Stretch& s : all) {
    longest = std::max(longest, std::min(s.first, to) - begin);
    begin = std::max(begin, s.second);
  }
  return std::max(longest, to - begin);
}

// Of `count` slots from `from` on: those in which a piece lies for certain, or can lie.
std::int64_t taken(const std::vector<Piece>& pieces, bool certain, std::int64_t from,
                   std::int64_t window, std::int64_t count) {
  std::vector<Stretch> all;
  for (const Piece& p : pieces) {
    if (certain && !p.is_certain) continue;
    const std::int64_t first = certain ? p.start.high : p.start.low;
    const std::int64_t last = certain ? p.end.low : p.end.high;
    all.push_back({floor_div(first - from, window), floor_div(last - from, window) + 1});
  }
  return total(merged(all, 0, count));
}

Scalar length(std::int64_t n, bool is_elapsed) {
  if (is_elapsed) return MillisValue{n};
  return Decimal(n);
}

}  // namespace

bool add_piece(Moment start, Moment end, bool is_moment, bool is_certain,
               std::vector<Piece>& pieces) {
  if (start.is_never) return true;
  if (start.may_be_never) is_certain = false;
  if (end.is_never) end.low = end.high = kFarFuture;
  if (end.may_be_never) end.high = kFarFuture;
  const bool backwards = !is_moment && start.high > end.low;
  if (backwards) {
    start = end = Moment{};
    is_certain = false;
  }
  pieces.push_back({start, end, is_certain});
  return !backwards;
}

std::int64_t length_of(const Value& v) {
  if (!v.is_known()) return 0;
  if (const auto* ms = std::get_if<MillisValue>(&v.point())) return ms->ms == kNever ? 0 : ms->ms;
  const auto& days = std::get<CalendarDuration>(v.point());
  return days.months == 0 ? days.days : 0;
}

Value spread_of(AcrossKind kind, const Frame& f, const std::vector<Piece>& pieces, bool is_elapsed,
                Reasons why) {
  const auto unknown = [&](Reasons also) {
    const Reasons all = why | also;
    return Value::unknown(all.empty() ? Reasons(Reason::stated) : all);
  };
  if (f.from.is_never || f.to.is_never) return unknown(Reason::blank);
  if (f.from.low == kFarPast || f.from.high == kFarFuture || f.to.low == kFarPast)
    return unknown({});
  if (f.from.may_be_never) return unknown(Reason::blank);
  // The widest and the narrowest that the edges can be apart.
  const std::int64_t begin = f.from.low;
  const std::int64_t end = f.to.may_be_never ? kFarFuture : f.to.high;
  if (f.from.high > f.to.low) return unknown(Reason::contradictory);
  const std::int64_t from = f.from.high, to = f.to.low;
  std::int64_t low = 0;
  std::optional<std::int64_t> high;
  if (kind == AcrossKind::gap) {
    low = longest_certain_gap(pieces, from, to);
    if (end < kFarFuture) high = longest_possible_gap(pieces, begin, end);
  } else if (kind == AcrossKind::slots) {
    if (f.from.low != f.from.high) return unknown({});
    const std::int64_t last = f.days ? 1 : 0;
    const std::int64_t least = (to + last - begin) / f.window;
    low = least - taken(pieces, false, begin, f.window, least);
    if (end < kFarFuture) {
      const std::int64_t count = (end + last - begin) / f.window;
      high = count - taken(pieces, true, begin, f.window, count);
    }
  } else {
    const auto least = covered(pieces, true, f, from, to);
    const auto most = covered(pieces, false, f, begin, end);
    const bool endless = !most.empty() && most.back().second >= kFarFuture;
    if (kind == AcrossKind::covered) {
      low = total(least);
      if (!endless) high = total(most);
    } else if (kind == AcrossKind::stretch) {
      low = longest(least);
      if (!endless) high = longest(most);
    } else {
      low = most_in_any(least, f.window);
      high = most_in_any(most, f.window);
    }
  }
  std::optional<Scalar> upper;
  if (high) upper = length(*high, is_elapsed);
  const Value v =
      stretch(length(low, is_elapsed), upper, false, why.empty() ? Reasons(Reason::stated) : why);
  return v;
}

}  // namespace assize::reference
