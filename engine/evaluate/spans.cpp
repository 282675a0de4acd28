// How two spans lie, from the intervals that their ends can be in: which choice of ends is the most
// favourable, and which the least.
#include <algorithm>
#include <initializer_list>

#include "engine/evaluate/batch.h"
#include "engine/evaluate/faults.h"
#include "engine/evaluate/intervals.h"

namespace assize::evaluate {

using model::Kind;
using model::Op;
using model::SpanTest;

namespace {

constexpr std::int64_t kNeverEnds = kPlusInfinity + 1;  // later than any moment

struct End {
  std::int64_t lo, hi;
  std::int64_t real;  // the latest moment, where `hi` is that it never ends
};

Truth inside(const End& a, const End& b, const End& c, const End& d) {
  // The other never ends, or both end at a moment.
  const std::int64_t first = std::max(a.lo, c.lo), last = std::min(b.real, d.real);
  const bool possible =
      first <= a.hi && ((d.hi == kNeverEnds && first <= b.hi) || (b.lo <= last && first <= last));
  return decide(c.hi <= a.lo && b.hi <= d.lo, !possible);
}

Truth overlap_in_days(const End& a, const End& b, const End& c, const End& d) {
  return decide(a.hi <= d.lo && c.hi <= b.lo, a.lo > d.hi || c.lo > b.hi);
}

// Spans of times that only touch do not overlap, unless one of them is an instant.
Truth overlap(const End& a, const End& b, const End& c, const End& d) {
  const auto may_meet = [](std::initializer_list<std::int64_t> from,
                           std::initializer_list<std::int64_t> to) {
    return std::max(from) <= std::min(to);
  };
  const bool possible = (a.lo < d.hi && c.lo < b.hi) ||
                        may_meet({a.lo, b.lo, c.lo}, {a.hi, b.real, d.hi}) ||
                        may_meet({c.lo, d.lo, a.lo}, {c.hi, d.real, b.hi});
  const bool apart = a.hi > d.lo || c.hi > b.lo;
  const bool touch =
      (a.hi == d.lo && b.hi > a.hi && c.lo < d.lo) || (c.hi == b.lo && d.hi > c.hi && a.lo < b.lo);
  return decide(!apart && !touch, !possible);
}

Truth lie(SpanTest test, bool days, const Interval* ends) {
  const auto start = [](const Interval& i) { return End{i.lo, i.hi, i.hi}; };
  const auto may_be_never = [](const Interval& i) {
    return i.never != Never::no || (i.lo == kMinusInfinity && i.hi == kPlusInfinity);
  };
  const auto finish = [&](const Interval& i) {
    if (i.never == Never::only) return End{kNeverEnds, kNeverEnds, kMinusInfinity};
    const std::int64_t open = ASSIZE_FAULT(45, i.lo, kNeverEnds);
    return End{i.lo, may_be_never(i) ? open : i.hi, i.hi};
  };
  const bool of_moment = test == SpanTest::holds;
  const Interval &a_in = ends[0], &c_in = ends[of_moment ? 1 : 2];
  if (a_in.never == Never::only || c_in.never == Never::only) return Truth::no;
  const bool not_there = may_be_never(a_in) || may_be_never(c_in);
  End a = start(a_in), b = of_moment ? a : finish(ends[1]);
  End c = start(c_in), d = finish(ends[of_moment ? 2 : 3]);
  // One that can end before it starts.
  if ((!of_moment && a.hi > b.lo) || c.hi > d.lo) return Truth::unknown;
  Truth t = Truth::unknown;
  if (of_moment) {
    const bool possible = std::max(a.lo, c.lo) <= std::min(a.hi, d.hi);
    t = decide(c.hi <= a.lo && a.hi <= d.lo, !possible);
  } else if (test == SpanTest::inside) {
    t = inside(a, b, c, d);
  } else {
    t = ASSIZE_FAULT(41, true, days) ? overlap_in_days(a, b, c, d) : overlap(a, b, c, d);
  }
  return not_there && t == Truth::yes ? Truth::unknown : t;
}

Interval in_days(Interval i, const model::Type& type, const model::Ruleset& ruleset) {
  if (type.kind == Kind::date || i.never == Never::only) return i;
  const auto day = [&](std::int64_t ms) -> std::int64_t {
    if (ms == kMinusInfinity || ms == kPlusInfinity) return ms;
    return type.kind == Kind::date_time ? local_day(ruleset.zones[type.zone], ms) : floor_day(ms);
  };
  return {day(i.lo), day(i.hi), i.never};
}

}  // namespace

bool run_spans(const model::Ruleset& ruleset, const model::Expr& e,
               const std::vector<const Register*>& args, std::uint32_t rows, Register& out) {
  if (e.op == Op::doubted) {
    out.start(plan::Kind::truth, rows);
    out.yes = args[0]->yes;
    if (ASSIZE_FAULT(43, true, false)) out.no = args[0]->no;
    return true;
  }
  if (e.op != Op::spans) return false;
  out.start(plan::Kind::truth, rows);
  const auto test = static_cast<SpanTest>(e.index);
  const bool days = e.by_day || ruleset.expr(e.args[0]).type.kind == Kind::date;
  for (std::uint32_t row = 0; row < rows; ++row) {
    Interval ends[4];
    for (std::size_t i = 0; i < args.size(); ++i) {
      ends[i] = args[i]->interval(row);
      if (e.by_day) ends[i] = in_days(ends[i], ruleset.expr(e.args[i]).type, ruleset);
    }
    out.put_truth(row, lie(test, days, ends));
  }
  return true;
}

}  // namespace assize::evaluate
