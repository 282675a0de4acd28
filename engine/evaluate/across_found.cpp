// What the candidates of one record come to: docs/language/meaning.md, section 9.
#include <algorithm>
#include <map>

#include "engine/evaluate/across.h"
#include "engine/evaluate/faults.h"
#include "engine/evaluate/spread.h"
#include "engine/evaluate/values.h"
#include "engine/functions/call.h"

namespace assize::evaluate {

using model::AcrossKind;
using plan::kNoStep;
using plan::Step;

// Every copy of the record is linked and satisfies the condition.
bool AcrossRun::is_certain(std::uint32_t group) const {
  return sure_[group] > 0 && sure_[group] == table_.group_size[group];
}

AcrossRun::Decided AcrossRun::decide() const {
  switch (across_.kind) {
    case AcrossKind::number:
      return number();
    case AcrossKind::sum:
      return sum();
    case AcrossKind::first:
    case AcrossKind::last:
      return first();
    case AcrossKind::only:
      return only();
    case AcrossKind::different:
      return different();
    default:
      break;
  }
  const bool any = across_.kind == AcrossKind::any;
  Reasons why;
  for (const Candidate& c : candidates_) {
    why |= c.why;
    const bool alone = table_.group_size[c.group] == 1;
    if (c.holds == Truth::yes && (alone || is_certain(c.group))) return {Value::of(any), {}};
  }
  if (candidates_.empty()) return {Value::of(!any), {}};
  return {Value::unknown(why.empty() ? Reasons(Reason::stated) : why), why};
}

bool AcrossRun::is_before(const Candidate& a, const Candidate& b) const {
  for (std::size_t k = 0; k < plan_.order.size(); ++k) {
    const Value& x = a.facts->order[k][a.at];
    const Value& y = b.facts->order[k][b.at];
    if (x.state == Value::State::unknown || y.state == Value::State::unknown) return false;
    model::Expr e;
    e.op = across_.kind == AcrossKind::last ? model::Op::gt : model::Op::lt;
    e.args = {across_.order[k], across_.order[k]};
    const Value both[] = {x, y};
    const Value before = combine(ruleset_, e, both);
    if (before.is_known() && std::get<bool>(before.point())) return true;
    e.op = model::Op::eq;
    const Value equal = combine(ruleset_, e, both);
    if (!equal.is_known() || !std::get<bool>(equal.point())) return false;
  }
  return false;
}

Value AcrossRun::hull(const std::vector<const Value*>& values, Reasons why) const {
  model::Expr e;
  e.op = model::Op::choose;
  e.type = type_;
  std::vector<Value> args;
  for (const Value* v : values) {
    if (v != values.back()) args.push_back(Value::unknown(why));
    args.push_back(*v);
  }
  return combine(ruleset_, e, args);
}

AcrossRun::Decided AcrossRun::first() const {
  Reasons why;
  std::vector<std::uint32_t> certain;
  bool copies = false;
  for (const Candidate& c : candidates_) {
    why |= c.why;
    copies = copies || table_.group_size[c.group] > 1;
    if (c.holds == Truth::yes && is_certain(c.group)) certain.push_back(c.group);
  }
  if (certain.empty()) return {Value::unknown(why | Reason::not_linked), why | Reason::not_linked};
  // Where every key is one point and no record has copies, one row of those that certainly satisfy
  // the condition comes before all others of them; what does not come after it is possible.
  bool plain = !copies;
  for (const Candidate& c : candidates_) {
    for (std::size_t k = 0; plain && k < plan_.order.size(); ++k)
      plain = c.facts->order[k][c.at].is_known();
  }
  std::vector<const Value*> values;
  if (plain) {
    const Candidate* best = nullptr;
    for (const Candidate& c : candidates_) {
      if (c.holds == Truth::yes && (best == nullptr || is_before(c, *best))) best = &c;
    }
    for (const Candidate& c : candidates_) {
      if (ASSIZE_FAULT(50, &c == best, !is_before(*best, c)))
        values.push_back(&c.facts->value[c.at]);
    }
  } else {
    std::sort(certain.begin(), certain.end());
    certain.erase(std::unique(certain.begin(), certain.end()), certain.end());
    for (const Candidate& c : candidates_) {
      const bool comes_later = std::any_of(certain.begin(), certain.end(), [&](std::uint32_t g) {
        return g != c.group &&
               std::all_of(candidates_.begin(), candidates_.end(),
                           [&](const Candidate& o) { return o.group != g || is_before(o, c); });
      });
      if (!comes_later) values.push_back(&c.facts->value[c.at]);
    }
  }
  if (values.size() > 1) why |= Reason::ambiguous_clock;
  return {hull(values, why), why};
}

AcrossRun::Decided AcrossRun::only() const {
  Reasons why;
  std::vector<const Value*> values;
  bool one = !candidates_.empty();
  for (const Candidate& c : candidates_) {
    why |= c.why;
    one = one && c.group == candidates_[0].group && is_certain(c.group);
    values.push_back(&c.facts->value[c.at]);
  }
  if (values.size() > 1) why |= Reason::ambiguous_clock;
  if (!one) return {Value::unknown(why | Reason::not_linked), why | Reason::not_linked};
  return {hull(values, why), why};
}

AcrossRun::Decided AcrossRun::number() const {
  Reasons why;
  std::vector<std::uint32_t> possible, certain;
  bool unseen = false;
  for (const Candidate& c : candidates_) {
    why |= c.why;
    unseen = unseen || c.row == table_.unseen;
    possible.push_back(c.group);
    const bool alone = table_.group_size[c.group] == 1;
    if (c.holds == Truth::yes && (alone || is_certain(c.group))) certain.push_back(c.group);
  }
  for (auto* all : {&possible, &certain}) {
    std::sort(all->begin(), all->end());
    all->erase(std::unique(all->begin(), all->end()), all->end());
  }
  const Decimal low(static_cast<std::int64_t>(certain.size()));
  const Decimal high(static_cast<std::int64_t>(possible.size()));
  if (!unseen && low == high) return {Value::of(low), {}};
  Value v;
  v.state = Value::State::range;
  v.low = low;
  if (!unseen) v.high = high;
  v.reasons = why.empty() ? Reasons(Reason::stated) : why;
  return {v, v.reasons};
}

AcrossRun::Decided AcrossRun::sum() const {
  Reasons why;
  bool unseen = false;
  std::map<std::uint32_t, std::vector<const Value*>> groups;
  for (const Candidate& c : candidates_) {
    why |= c.why;
    unseen = unseen || c.row == table_.unseen;
    groups[c.group].push_back(&c.facts->value[c.at]);
  }
  if (why.empty()) why = Reason::stated;
  if (unseen) return {Value::unknown(why), why};
  const Value zero = Value::of(Decimal(0));
  std::optional<Decimal> low = Decimal(0), high = Decimal(0);
  for (auto& [group, values] : groups) {
    if (!is_certain(group)) values.push_back(&zero);
    const Numbers n = numbers(hull(values, why));
    low = low && n.lo ? assize::add(*low, *n.lo) : std::nullopt;
    high = high && n.hi ? assize::add(*high, *n.hi) : std::nullopt;
  }
  if (low && high && *low == *high) return {Value::of(*low), {}};
  if (!low && !high) return {Value::unknown(why), why};
  Value v;
  v.state = Value::State::range;
  if (low) v.low = *low;
  if (high) v.high = *high;
  v.reasons = why;
  return {v, why};
}

// How many values: those that are known of rows that are certain, and at most one more for each
// record whose value, or that it is one, is not known.
AcrossRun::Decided AcrossRun::different() const {
  Reasons why;
  bool unseen = false, some = false;
  std::uint32_t open = 0;
  std::vector<std::string> certain, possible;
  const model::Type& type = plan_.rows.steps[plan_.value].type;
  std::map<std::uint32_t, std::vector<const Value*>> groups;
  for (const Candidate& c : candidates_) {
    why |= c.why;
    unseen = unseen || c.row == table_.unseen;
    const Value& v = c.facts->value[c.at];
    if (v.is_known() && is_never(v.point())) continue;
    groups[c.group].push_back(&v);
  }
  for (const auto& [group, values] : groups) {
    const bool sure = is_certain(group);
    const bool known = std::all_of(values.begin(), values.end(), [&](const Value* v) {
      return v->is_known() && values[0]->is_known() && same(v->point(), values[0]->point());
    });
    some = some || (sure && std::any_of(values.begin(), values.end(), [&](const Value* v) {
                      return !v->or_never && (v->is_known() || v->state == Value::State::range ||
                                              !is_place(type.kind));
                    }));
    if (!known) {
      ++open;
      continue;
    }
    possible.push_back(plain_text(values[0]->point(), type, ruleset_));
    if (sure) certain.push_back(possible.back());
  }
  for (auto* all : {&possible, &certain}) {
    std::sort(all->begin(), all->end());
    all->erase(std::unique(all->begin(), all->end()), all->end());
  }
  const std::size_t least = std::max<std::size_t>(certain.size(), some ? 1 : 0);
  const Decimal low(static_cast<std::int64_t>(least));
  const Decimal high(static_cast<std::int64_t>(possible.size() + open));
  if (!unseen && low == high) return {Value::of(low), {}};
  if (why.empty()) why = Reason::stated;
  Value v;
  v.state = Value::State::range;
  v.low = low;
  if (!unseen) v.high = high;
  v.reasons = why;
  return {v, why};
}

// Between the edges, which are the outer record's.
AcrossRun::Decided AcrossRun::spread(const Batch& outer, const Step& step,
                                     std::uint32_t row) const {
  const model::Type& type = plan_.rows.steps[plan_.value].type;
  Reasons why;
  Spread all(type.kind == model::Kind::date);
  std::vector<const Candidate*> by_group;
  for (const Candidate& c : candidates_) {
    why |= c.why;
    by_group.push_back(&c);
  }
  std::stable_sort(by_group.begin(), by_group.end(),
                   [](const Candidate* a, const Candidate* b) { return a->group < b->group; });
  const bool is_moment = plan_.until == kNoStep;
  for (std::size_t i = 0; i < by_group.size();) {
    const std::uint32_t group = by_group[i]->group;
    const auto place = [&](const Candidate& c, bool start) {
      return interval_of_value(start || is_moment ? c.facts->value[c.at] : c.facts->until[c.at]);
    };
    Interval from = place(*by_group[i], true), to = place(*by_group[i], false);
    const bool certain = is_certain(group);
    for (++i; i < by_group.size() && by_group[i]->group == group; ++i) {
      from = evaluate::hull(from, place(*by_group[i], true));
      to = evaluate::hull(to, place(*by_group[i], false));
    }
    if (!all.add(from, to, is_moment, certain)) why |= Reason::contradictory;
  }
  const auto unknown = [&](Reasons also) -> Decided {
    Reasons reasons = why | also;
    if (reasons.empty()) reasons = Reason::stated;
    return {Value::unknown(reasons), reasons};
  };
  const Interval from = outer.at(step.args[across_.from]).interval(row);
  const Interval to = outer.at(step.args[across_.to]).interval(row);
  std::int64_t window = 0;
  if (across_.window != model::kNone) {
    const Register& r = outer.at(step.args[across_.window]);
    const Value v = r.value(row, outer.step(step.args[across_.window]).type);
    if (v.is_known() && type.kind == model::Kind::date) {
      const auto& days = std::get<CalendarDuration>(v.point());
      window = days.months == 0 ? days.days : 0;
    } else if (v.is_known() && !is_never(v.point())) {
      window = std::get<MillisValue>(v.point()).ms;
    }
    if (window <= 0) return unknown(Reason::out_of_range);
  }
  if (from.never == Never::only || to.never == Never::only) return unknown(Reason::blank);
  if (from.lo == kMinusInfinity || from.hi == kPlusInfinity || to.lo == kMinusInfinity)
    return unknown({});
  if (from.never != Never::no) return unknown(Reason::blank);
  if (from.hi > to.lo) return unknown(Reason::contradictory);
  if (across_.kind == AcrossKind::slots && from.lo != from.hi) return unknown({});
  const Spread::Bounds bounds = all.of(across_.kind, from, to, window);
  const bool elapsed = step.type.kind == model::Kind::elapsed;
  const auto scalar = [&](std::int64_t n) -> Scalar {
    if (elapsed) return MillisValue{n};
    return Decimal(n);
  };
  if (bounds.high && *bounds.high == bounds.low) return {Value::of(scalar(bounds.low)), {}};
  if (why.empty()) why = Reason::stated;
  Value v;
  v.state = Value::State::range;
  v.low = scalar(bounds.low);
  if (bounds.high) v.high = scalar(*bounds.high);
  v.reasons = why;
  return {v, why};
}

}  // namespace assize::evaluate
