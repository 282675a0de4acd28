// How two spans lie, by trying every choice of ends that matters.
//
// The four ends are only compared with one another, so that an end that is not known needs to be
// tried at the ends of the others alone, and beyond them where it has no end itself.
#include <algorithm>
#include <vector>

#include "engine/functions/call.h"
#include "engine/reference/moments.h"
#include "engine/reference/operations.h"
#include "engine/reference/range.h"

namespace assize::reference {

using model::Kind;
using model::SpanTest;

namespace {

// `later`: by so many days or milliseconds, since an end can itself be impossible.
std::int64_t point(const Scalar& s, const model::Type& type, const model::Ruleset& ruleset,
                   bool by_day, int later = 0) {
  if (const auto* day = std::get_if<DayValue>(&s)) return day->day + later;
  const MillisValue at{std::get<MillisValue>(s).ms + later};
  return by_day ? day_of_point(at, type, ruleset) : at.ms;
}

std::vector<std::int64_t> choices(const Moment& m, const std::vector<std::int64_t>& marks) {
  std::vector<std::int64_t> out;
  if (m.is_never || m.may_be_never) out.push_back(kAfterAll);
  if (m.is_never) return out;
  for (std::int64_t mark : marks) {
    if (mark >= m.low && mark <= m.high) out.push_back(mark);
  }
  return out;
}

bool holds(SpanTest test, bool days, std::int64_t a, std::int64_t b, std::int64_t c,
           std::int64_t d) {
  if (test == SpanTest::holds) return c <= a && a <= d;
  if (test == SpanTest::inside) return c <= a && b <= d;
  if (days) return a <= d && c <= b;
  const bool more_than_touch = a < d && c < b;
  const bool first_is_instant = a == b && c <= a && a <= d;
  const bool second_is_instant = c == d && a <= c && c <= b;
  return more_than_touch || first_is_instant || second_is_instant;
}

}  // namespace

Moment moment_of(const Value& v, const model::Type& type, const model::Ruleset& ruleset,
                 bool by_day) {
  Moment m;
  if (v.is_known()) {
    m.is_never = is_never(v.point());
    if (!m.is_never) m.low = m.high = point(v.point(), type, ruleset, by_day);
    return m;
  }
  if (v.state == Value::State::range) {
    if (v.low) m.low = point(*v.low, type, ruleset, by_day, v.low_open ? 1 : 0);
    if (v.high) m.high = point(*v.high, type, ruleset, by_day, v.high_open ? -1 : 0);
  }
  m.may_be_never = v.or_never || (m.low == kFarPast && m.high == kFarFuture);
  return m;
}

Value how_spans_lie(const model::Ruleset& ruleset, const model::Expr& expr,
                    std::span<const Value> args) {
  const auto test = static_cast<SpanTest>(expr.index);
  const model::Type& type = ruleset.expr(expr.args[0]).type;
  const bool days = expr.by_day || type.kind == Kind::date;
  std::vector<Moment> ends;
  std::vector<std::int64_t> marks{kFarPast, kFarPast + 1, kFarFuture - 1, kFarFuture};
  for (std::size_t i = 0; i < args.size(); ++i) {
    ends.push_back(moment_of(args[i], ruleset.expr(expr.args[i]).type, ruleset, expr.by_day));
    marks.insert(marks.end(), {ends.back().low, ends.back().high});
  }
  std::sort(marks.begin(), marks.end());
  marks.erase(std::unique(marks.begin(), marks.end()), marks.end());
  if (test == SpanTest::holds) ends.insert(ends.begin() + 1, ends[0]);  // no end of its own
  Chances chances;
  // A span that never starts is not there.
  chances.no = ends[0].is_never || ends[0].may_be_never || ends[2].is_never || ends[2].may_be_never;
  for (std::int64_t a : choices(ends[0], marks)) {
    if (a == kAfterAll) continue;
    for (std::int64_t b : choices(ends[1], marks)) {
      if (test == SpanTest::holds && b != a) continue;
      for (std::int64_t c : choices(ends[2], marks)) {
        for (std::int64_t d : choices(ends[3], marks)) {
          if (c == kAfterAll) continue;
          if (b < a || d < c)  // a span can end before it starts
            return Value::unknown(reasons_of(args) | Reason::contradictory);
          (holds(test, days, a, b, c, d) ? chances.yes : chances.no) = true;
        }
      }
    }
  }
  return of_truth(chances.truth(), reasons_of(args));
}

}  // namespace assize::reference
