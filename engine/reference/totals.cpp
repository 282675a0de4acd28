// Rows of totals: section 6, "Totals".
#include <algorithm>
#include <limits>

#include "engine/reference/figures.h"

namespace assize::reference {
namespace {

// A count of a row: at least `low`, at most `high` where that is known.
struct Count {
  std::int64_t low = 0;
  std::optional<std::int64_t> high;
  bool is_contradictory = false;
};

constexpr std::int64_t kWidest = std::numeric_limits<std::int64_t>::max();

std::optional<std::int64_t> whole(const Scalar& s, Rounding to) {
  const auto n = round(std::get<Decimal>(s), 0, to);
  return n ? n->as_int64() : std::nullopt;
}

Count count_of(const Value& v) {
  Count c;
  if (v.is_known()) {
    const Decimal& n = std::get<Decimal>(v.point());
    if (n.is_negative() || !n.is_whole()) return {0, std::nullopt, true};
    const auto exactly = n.as_int64();
    return {exactly.value_or(kWidest), exactly,
            false};  // a number too wide to count is at least the widest
  }
  if (v.state != Value::State::range) return c;
  if (v.low && !std::get<Decimal>(*v.low).is_negative()) {
    c.low = whole(*v.low, Rounding::ceiling).value_or(kWidest);
    if (v.low_open && c.low < kWidest && Decimal(c.low) == std::get<Decimal>(*v.low)) ++c.low;
  }
  if (v.high && std::get<Decimal>(*v.high).is_negative()) return {0, std::nullopt, true};
  if (v.high) c.high = whole(*v.high, Rounding::floor);
  if (c.high && v.high_open && Decimal(*c.high) == std::get<Decimal>(*v.high)) --*c.high;
  if (c.high && *c.high < c.low) return {0, std::nullopt, true};
  return c;
}

// A sum of which a part may be absent: `known` then stands for at least that much.
struct Sum {
  std::int64_t known = 0;
  bool is_absent = false;

  void add(std::int64_t n) {
    if (!__builtin_add_overflow(known, n, &known)) return;
    known = std::numeric_limits<std::int64_t>::max();
    is_absent = true;
  }
  void add(const std::optional<std::int64_t>& n, std::int64_t at_least) {
    is_absent |= !n;
    add(n.value_or(at_least));
  }
};

bool exceeds(const Count& part, const Count& whole) { return whole.high && part.low > *whole.high; }

}  // namespace

bool is_contradictory(const TotalsRow& row, bool part_of) {
  const Count n = count_of(row.numerator), d = count_of(row.denominator);
  return n.is_contradictory || d.is_contradictory || (part_of && exceeds(n, d));
}

bool is_settled(const TotalsRow& row, bool part_of) {
  const Count n = count_of(row.numerator), d = count_of(row.denominator);
  return !is_contradictory(row, part_of) && n.high == n.low && d.high == d.low;
}

Totals ends_of_totals(const std::vector<TotalsRow>& rows, bool part_of) {
  Sum a, b, c, e, best;  // `best`: the denominator of the high end
  for (const TotalsRow& row : rows) {
    if (!row.set.can_count()) continue;
    Count n = count_of(row.numerator), d = count_of(row.denominator);
    if (is_contradictory(row, part_of)) n = d = Count{};  // anything from 0 on
    if (row.set.can_be_outside()) n.low = d.low = 0;
    if (part_of) {
      if (d.high && (!n.high || *n.high > *d.high)) n.high = d.high;
      d.low = std::max(d.low, n.low);
    }
    a.add(n.low);
    b.add(n.high, n.low);
    c.add(d.low);
    e.add(d.high, d.low);
    best.add(part_of && n.high ? std::max(d.low, *n.high) : d.low);
  }
  Totals t;
  t.numerator = {a.known, b.known};
  t.denominator = {c.known, e.known};
  const bool has_ends =
      !b.is_absent && !e.is_absent && !a.is_absent && !c.is_absent && !best.is_absent;
  t.bounded = has_ends;
  if (has_ends && e.known > 0) t.ends.low = {true, a.known, e.known, {}, {}};
  if (has_ends && best.known > 0) t.ends.high = {true, b.known, best.known, {}, {}};
  t.ends.cases_low = c.known;
  t.ends.cases_high = e.is_absent ? std::numeric_limits<std::int64_t>::max() : e.known;
  return t;
}

}  // namespace assize::reference
