#include "engine/evaluate/register.h"

#include <mutex>
#include <set>

namespace assize::evaluate {

using plan::Kind;

const CodeSet* intern(CodeSet set) {
  static std::mutex guard;
  static std::set<CodeSet> all;
  const std::lock_guard lock(guard);
  return &*all.insert(std::move(set)).first;
}

void Register::start(Kind k, std::uint32_t n) {
  kind = k;
  rows = n;
  constant = false;
  moved.assign(0, false);
  if (k == Kind::truth) {
    yes.assign(n, false);
    no.assign(n, false);
    return;
  }
  known.assign(n, false);
  at.resize(n);
  intervals.clear();
  sets.clear();
  values.clear();
  texts.clear();
  unknown_at = kNoUnknown;
  scale = 0;
  if (k == Kind::text) {
    own_text.resize(n);
    text = own_text.data();
  } else {
    own.resize(n);
    v = own.data();
  }
}

namespace {

std::int64_t ordinal(const Scalar& s) {
  if (const auto* d = std::get_if<DayValue>(&s)) return d->day == kNeverDay ? kNever : d->day;
  return std::get<MillisValue>(s).ms;
}

Scalar scalar(std::int64_t x, const model::Type& type) {
  if (type.kind == model::Kind::date)
    return DayValue{x == kNever ? kNeverDay : static_cast<Day>(x)};
  return MillisValue{x};
}

// `d` at a scale, where it is a whole number of 64 bits there.
bool at_scale(const Decimal& d, int scale, std::int64_t& out) {
  if (d.scale() > scale) return false;
  Decimal::Coefficient c = d.coefficient();
  constexpr Decimal::Coefficient kLimit = INT64_MAX;
  for (int i = d.scale(); i < scale; ++i) {
    c *= 10;
    if (c > kLimit || c < -kLimit) return false;
  }
  if (c > kLimit || c < -kLimit) return false;
  out = static_cast<std::int64_t>(c);
  return true;
}

}  // namespace

Interval interval_of_value(const Value& v) {
  if (v.state == Value::State::unknown) return {};
  if (v.is_known()) {
    const std::int64_t x = ordinal(*v.low);
    return x == kNever ? Interval{0, 0, Never::only} : Interval{x, x, Never::no};
  }
  Interval i;
  if (v.low) i.lo = ordinal(*v.low) + (v.low_open ? 1 : 0);
  if (v.high) i.hi = ordinal(*v.high) - (v.high_open ? 1 : 0);
  if (v.or_never) i.never = Never::may;
  return i;
}

Value value_of_interval(const Interval& i, const model::Type& type) {
  if (i.never == Never::only) return Value::of(scalar(kNever, type));
  if (i.is_point()) return Value::of(scalar(i.lo, type));
  Value v;
  v.reasons = Reason::stated;
  if (i == Interval{}) return v;
  v.state = Value::State::range;
  if (i.lo > kMinusInfinity) v.low = scalar(i.lo, type);
  if (i.hi < kPlusInfinity) v.high = scalar(i.hi, type);
  v.or_never = i.never == Never::may;
  return v;
}

bool certain(const Value& v) { return v.is_known(); }

void Register::put(std::uint32_t row, Value value) {
  switch (kind) {
    case Kind::truth:
      if (value.is_known()) put_truth(row, truth_of(std::get<bool>(*value.low)));
      return;
    case Kind::ordinal:
      put_interval(row, interval_of_value(value));
      return;
    case Kind::code:
      if (value.is_known()) {
        put_point(row, std::get<CodeIndex>(*value.low).at);
      } else {
        CodeSet s;
        for (const CodeIndex c : value.codes) {
          if (c.at == kUnlisted)
            s.unlisted = true;
          else
            s.codes.push_back(c.at);
        }
        put_set(row, intern(std::move(s)));
      }
      return;
    case Kind::number:
      if (value.is_known()) {
        std::int64_t x;
        if (at_scale(std::get<Decimal>(*value.low), scale, x)) return put_point(row, x);
      }
      break;
    case Kind::text:
      if (value.is_known()) {
        texts.push_back(std::get<std::string>(*value.low));
        own_text[row] = texts.back();
        known.set(row);
        return;
      }
      break;
    case Kind::other:
      break;
  }
  at[row] = static_cast<std::uint32_t>(values.size());
  values.push_back(std::move(value));
}

bool Register::certain(std::uint32_t row) const {
  const std::uint32_t r = at_row(row);
  if (kind == Kind::truth) return yes.get(r) || no.get(r);
  if (known.get(r)) return true;
  if (kind == Kind::ordinal) return intervals[at[r]].never == Never::only;
  if (kind == Kind::code) return false;
  return values[at[r]].is_known();
}

bool Register::is_never(std::uint32_t row) const {
  const std::uint32_t r = at_row(row);
  return kind == Kind::ordinal && !known.get(r) && intervals[at[r]].never == Never::only;
}

Value Register::value(std::uint32_t row, const model::Type& type) const {
  const std::uint32_t r = at_row(row);
  switch (kind) {
    case Kind::truth:
      if (yes.get(r)) return Value::of(true);
      if (no.get(r)) return Value::of(false);
      return Value::unknown(Reason::stated);
    case Kind::ordinal:
      return value_of_interval(interval(row), type);
    case Kind::code: {
      if (known.get(r)) return Value::of(CodeIndex{static_cast<std::int32_t>(v[r])});
      const CodeSet& s = *sets[at[r]];
      Value out;
      out.state = Value::State::range;
      out.reasons = Reason::stated;
      if (s.unlisted) out.codes.push_back({kUnlisted});
      for (const std::int32_t c : s.codes) out.codes.push_back({c});
      return out;
    }
    case Kind::number:
      if (known.get(r)) return Value::of(*Decimal::make(v[r], scale));
      return values[at[r]];
    case Kind::text:
      if (known.get(r)) return Value::of(std::string(text[r]));
      return values[at[r]];
    case Kind::other:
      break;
  }
  return values[at[r]];
}

void Register::gather(const std::vector<std::uint32_t>& from, Register& out) const {
  const auto n = static_cast<std::uint32_t>(from.size());
  out.start(kind, n);
  if (kind == Kind::truth) {
    for (std::uint32_t i = 0; i < n; ++i) {
      const std::uint32_t r = at_row(from[i]);
      if (yes.get(r)) out.yes.set(i);
      if (no.get(r)) out.no.set(i);
    }
    return;
  }
  out.scale = scale;
  for (std::uint32_t i = 0; i < n; ++i) {
    const std::uint32_t r = at_row(from[i]);
    if (known.get(r)) {
      if (kind == Kind::text)
        out.own_text[i] = text[r];
      else
        out.own[i] = v[r];
      out.known.set(i);
    } else if (kind == Kind::ordinal) {
      out.put_interval(i, intervals[at[r]]);
    } else if (kind == Kind::code) {
      out.put_set(i, sets[at[r]]);
    } else {
      out.at[i] = static_cast<std::uint32_t>(out.values.size());
      out.values.push_back(values[at[r]]);
    }
  }
}

}  // namespace assize::evaluate
