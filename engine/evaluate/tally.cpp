#include "engine/evaluate/tally.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "engine/column/clones.h"
#include "engine/evaluate/chunk_tests.h"
#include "engine/evaluate/faults.h"
#include "engine/evaluate/hash.h"

namespace assize::evaluate {

namespace {

constexpr std::uint32_t kNoGroup = UINT32_MAX;

std::size_t slot_place(std::uint32_t signature) { return signature * 0x9E3779B1u >> 26u; }

std::uint8_t bit(Outcome o) { return OutcomeSet(o).bits(); }

// The periods of a kind that some days touch.
std::pair<std::int32_t, std::int32_t> periods(PeriodKind kind, Day first, Day last) {
  if (kind == PeriodKind::whole) return {0, 0};
  return {period_of(kind, ASSIZE_FAULT(4, first + 31, first)).index,
          period_of(kind, ASSIZE_FAULT(4, last + 31, last)).index};
}

}  // namespace

Signature Signature::of(std::uint32_t bits) {
  return {OutcomeSet::from_bits(bits & 0x7F), OutcomeSet::from_bits((bits >> 7u) & 0x7F),
          static_cast<std::uint8_t>((bits >> 14u) & 15u), (bits >> 18u & 1u) != 0};
}

// --- totals ---

namespace {

// No part may be more than its whole.
bool exceeds(const std::optional<std::int64_t>& part, const std::optional<std::int64_t>& whole) {
  return part && whole && *part > *whole;
}

}  // namespace

void Sums::add(const TotalEnds& row, OutcomeSet set, bool part_of, std::int64_t times) {
  if (!set.can_count()) return;
  TotalEnds t = row;
  if (ASSIZE_FAULT(34, false, t.contradictory || (part_of && exceeds(t.a, t.e))))
    t = {0, std::nullopt, 0, std::nullopt, true};
  if (set.can_be_outside()) t.a = t.c = 0;
  if (ASSIZE_FAULT(13, false, part_of)) {
    if (!t.b || (t.e && *t.e < *t.b)) t.b = t.e;
    if (t.a) t.c = std::max(t.c.value_or(0), *t.a);
  }
  const std::int64_t low = t.a.value_or(0), whole_low = t.c.value_or(0), high = t.b.value_or(low);
  a += Wide{low} * times;
  b += Wide{high} * times;
  c += Wide{whole_low} * times;
  e += Wide{t.e.value_or(whole_low)} * times;
  high_denominator += Wide{part_of ? std::max(whole_low, high) : whole_low} * times;
  if (!t.b || !t.e) absent += times;
  if (!t.e) absent_cases += times;
}

Sums& Sums::operator+=(const Sums& o) {
  a += o.a;
  b += o.b;
  c += o.c;
  e += o.e;
  high_denominator += o.high_denominator;
  absent += o.absent;
  absent_cases += o.absent_cases;
  return *this;
}

void Sums::settle() {
  const auto fit = [](Wide& sum) {
    if (sum <= INT64_MAX) return true;
    sum = INT64_MAX;
    return false;
  };
  bool fits = fit(a);
  fits &= fit(b);
  fits &= fit(c);
  fits &= fit(high_denominator);
  const bool cases_fit = fit(e);
  if (!fits || !cases_fit) ++absent;
  if (!cases_fit) ++absent_cases;
}

// --- copies of one record ---

Facts Tally::unite(const Facts& x, const Facts& y) const {
  Facts out = x;
  if (ASSIZE_FAULT(35, false, true)) out.now |= y.now;
  out.later |= y.later;
  out.flags = static_cast<std::uint8_t>(
      (x.flags & y.flags & kProved) | ((x.flags | y.flags) & (kConvention | kBlank | kUnsettled)));
  out.exists = x.exists || y.exists;
  out.expected = x.expected || y.expected;
  const auto both = [](Truth a, Truth b) { return a == b ? a : Truth::unknown; };
  out.truths.population = both(x.truths.population, y.truths.population);
  out.truths.left_out = both(x.truths.left_out, y.truths.left_out);
  out.truths.not_in_force = both(x.truths.not_in_force, y.truths.not_in_force);
  out.truths.met = both(x.truths.met, y.truths.met);
  out.truths.excused = both(x.truths.excused, y.truths.excused);
  for (std::size_t i = 0; i < clauses_; ++i)
    out.truths.clauses[i] = both(x.truths.clauses[i], y.truths.clauses[i]);
  bound_clauses(out);
  if (x.total && y.total) {
    const auto least = [](const auto& p, const auto& q) {
      return p && q ? std::optional(std::min(*p, *q)) : std::nullopt;
    };
    const auto most = [](const auto& p, const auto& q) {
      return p && q ? std::optional(std::max(*p, *q)) : std::nullopt;
    };
    out.total = TotalEnds{least(x.total->a, y.total->a), most(x.total->b, y.total->b),
                          least(x.total->c, y.total->c), most(x.total->e, y.total->e),
                          x.total->contradictory || y.total->contradictory};
  }
  if (!x.value) out.value = y.value;  // a copy that cannot be a case has no say
  if (x.value && y.value) {
    if (!x.value->low || !y.value->low)
      out.value->low.reset();
    else
      out.value->low = std::min(*x.value->low, *y.value->low);
    if (!x.value->high || !y.value->high)
      out.value->high.reset();
    else
      out.value->high = std::max(*x.value->high, *y.value->high);
  }
  const bool together =
      !x.joins && !y.joins && !x.nowhere && !y.nowhere && x.patterns == y.patterns;
  if (together) return out;
  out.nowhere = x.nowhere && y.nowhere;
  out.somewhere = x.somewhere && y.somewhere;
  out.joins = !out.nowhere;
  if (x.nowhere) out.patterns.clear();
  if (!y.nowhere) out.patterns.insert(out.patterns.end(), y.patterns.begin(), y.patterns.end());
  std::sort(out.patterns.begin(), out.patterns.end());
  out.patterns.erase(std::unique(out.patterns.begin(), out.patterns.end()), out.patterns.end());
  return out;
}

// --- the tally of one judgement ---

Tally::Tally(const model::Ruleset& ruleset, const plan::RecordPlan& plan,
             const Judgement& judgement, const std::vector<SourceFileInfo>& files, Names& names)
    : ruleset_(ruleset),
      indicator_(ruleset.indicators[judgement.indicator]),
      plan_(plan),
      judgement_(judgement),
      files_(files),
      clauses_(indicator_.left_out.size() + indicator_.excused.size() + indicator_.failures.size()),
      period_memory_(step_of(judgement.per_period)) {
  for (const SourceFileInfo& f : files)
    header_provider_.push_back(f.header.provider ? names.id(*f.header.provider) : Names::kUnknown);
  if (judgement.standard != model::kNone) {
    const model::Validity& v = ruleset.standards[judgement.standard].in_force;
    if (v.from || v.until) in_force_ = &v;
  }
}

Truth Tally::in_force(const Days& d) const {
  if (in_force_ == nullptr || d.none()) return Truth::yes;
  const std::int64_t first = d.ranged ? d.first : INT32_MIN, last = d.last;
  if ((in_force_->from && *in_force_->from > last) ||
      (in_force_->until && *in_force_->until < first))
    return Truth::no;
  const bool all = (!in_force_->from || *in_force_->from <= first) &&
                   (!in_force_->until || *in_force_->until >= last);
  return ASSIZE_FAULT(36, true, all) ? Truth::yes : Truth::unknown;
}

OutcomeSet Tally::in_force(OutcomeSet s, const Days& d) const {
  const Truth t = in_force(d);
  const std::uint8_t gone =
      bit(Outcome::met) | bit(Outcome::not_met) | bit(Outcome::excused) | bit(Outcome::not_yet_due);
  if (t == Truth::yes || (s.bits() & gone) == 0) return s;
  if (t == Truth::unknown) return s | Outcome::not_in_force;
  return OutcomeSet::from_bits(s.bits() & static_cast<std::uint8_t>(~gone)) | Outcome::not_in_force;
}

// Low and high of each clause, from the truth of the tests and of the clause itself.
void Tally::bound_clauses(Facts& f) const {
  const Truths& t = f.truths;
  f.clause_low.assign(clauses_, false);
  f.clause_high.assign(clauses_, false);
  const bool judged =
      indicator_.measure == model::Measure::met || indicator_.measure == model::Measure::counted;
  const Truth against = lower_is_better(indicator_) ? t.met : not_(t.met);
  for (std::size_t k = 0; k < clauses_; ++k) {
    const Truth c = t.clauses[k];
    bool low = t.population == Truth::yes && c == Truth::yes,
         high = t.population != Truth::no && c != Truth::no;
    if (k >= indicator_.left_out.size()) {
      low = low && judged && t.left_out == Truth::no && t.not_in_force == Truth::no &&
            against == Truth::yes;
      high = high && judged && t.left_out != Truth::yes && t.not_in_force != Truth::yes &&
             against != Truth::no;
      if (k >= indicator_.left_out.size() + indicator_.excused.size()) {
        low = low && t.excused == Truth::no;
        high = high && t.excused != Truth::yes;
      }
    }
    f.clause_low[k] = low;
    f.clause_high[k] = high;
  }
}

std::uint32_t Tally::group_of(std::uint32_t provider, std::int32_t period,
                              const std::uint32_t* subgroups) {
  const std::size_t n = judgement_.per_fields.size();
  const auto next = static_cast<std::uint32_t>(groups_.size());
  const auto names = [&] { return std::vector<std::uint32_t>(subgroups, subgroups + n); };
  const std::uint32_t at =
      n <= 1 ? places_.of({provider, n == 0 ? 0 : subgroups[0], period})
             : index_.try_emplace({provider, period, names()}, next).first->second;
  if (at == next) {
    Group& g = groups_.emplace_back();
    g.provider = provider;
    g.period = period;
    g.subgroups = names();
    g.clauses.resize(clauses_);
  }
  return at;
}

inline void Tally::count(Group& g, std::uint32_t signature, std::int64_t times) {
  const Slot& known = slots_[slot_place(signature)];
  if (known.signature == signature)
    g.common[known.slot] += times;
  else
    count_rare(g, signature, times);
}

void Tally::count_rare(Group& g, std::uint32_t signature, std::int64_t times) {
  for (std::size_t slot = 0; slot < frequent_count_; ++slot) {
    if (frequent_[slot] != signature) continue;
    slots_[slot_place(signature)] = {signature, static_cast<std::uint32_t>(slot)};
    g.common[slot] += times;
    return;
  }
  if (frequent_count_ < Group::kCommon) {
    frequent_[frequent_count_] = signature;
    g.common[frequent_count_++] += times;
    return;
  }
  g.sets[signature] += times;
}

std::map<std::uint32_t, std::int64_t> Tally::sets(const Group& g) const {
  std::map<std::uint32_t, std::int64_t> out = g.sets;
  for (std::size_t i = 0; i < frequent_count_; ++i) {
    if (g.common[i] != 0) out[frequent_[i]] += g.common[i];
  }
  std::erase_if(out, [](const auto& entry) { return entry.second == 0; });  // taken back
  return out;
}

Facts Tally::facts(const ChunkResult& chunk, std::uint32_t row) const {
  const IndicatorResult& r = chunk.indicators[judgement_.at];
  const Days days = chunk.dates[r.dates].of(row);
  Facts f;
  f.now = in_force(OutcomeSet::from_bits(r.now[row]), days);
  f.later = in_force(OutcomeSet::from_bits(r.later[row]), days);
  f.flags = r.flags[row];
  f.nowhere = days.none();
  f.somewhere = !f.nowhere;
  const ReturnHeader& header = files_[chunk.file].header;
  Pattern p;
  bool placed = true, known = true;
  if (judgement_.per_provider) {
    p.provider = chunk.provider[row];
    if (p.provider == Names::kUnknown) {
      placed = known = false;
      p.provider = header_provider_[chunk.file];
    }
  }
  for (const std::size_t s : judgement_.subgroups) {
    p.subgroups.push_back(r.subgroups[s][row]);
    if (p.subgroups.back() == Names::kUnknown) placed = known = false;
  }
  const PeriodKind step = step_of(judgement_.per_period);
  if (step != PeriodKind::whole) {
    if (days.ranged) {
      if (!days.none()) std::tie(p.first, p.last) = periods(step, days.first, days.last);
    } else if (header.period && header.period->kind != PeriodKind::whole) {
      const DaySpan span = days_of(*header.period);
      std::tie(p.first, p.last) = periods(step, span.first, span.last);
    } else {
      p.any_period = ASSIZE_FAULT(37, false, true);
    }
    placed = placed && days.ranged && p.first == p.last;
  }
  f.exists = known && !days.none() && (days.ranged || step == PeriodKind::whole);
  f.joins = !placed;
  if (judgement_.standard != model::kNone) {
    const bool where = chunk.expects[judgement_.standard].rows() == 0 ||
                       chunk.expects[judgement_.standard].get(row);
    f.expected = placed && where;
  }
  p.makes = f.exists;
  f.patterns.push_back(std::move(p));
  if (clauses_ != 0) {
    const auto truth = [&](const Bits& yes, const Bits& no) {
      return yes.get(row) ? Truth::yes : no.get(row) ? Truth::no : Truth::unknown;
    };
    const Tests& t = r.tests;
    f.truths.population = truth(t.population_yes, t.population_no);
    f.truths.left_out = truth(t.left_out_yes, t.left_out_no);
    f.truths.not_in_force = truth(t.not_in_force_yes, t.not_in_force_no);
    f.truths.met = truth(t.met_yes, t.met_no);
    f.truths.excused = truth(t.excused_yes, t.excused_no);
    if (days.none())
      f.truths.population = Truth::no;
    else if (days.after && f.truths.population == Truth::yes)
      f.truths.population = Truth::unknown;
    const Truth held = in_force(days);
    if (held == Truth::no)
      f.truths.not_in_force = Truth::yes;
    else if (held == Truth::unknown && f.truths.not_in_force == Truth::no)
      f.truths.not_in_force = Truth::unknown;
    for (std::size_t k = 0; k < clauses_; ++k)
      f.truths.clauses.push_back(truth(r.clause_yes[k], r.clause_no[k]));
    bound_clauses(f);
  }
  if (indicator_.measure == model::Measure::totals) {
    const Total& t = r.totals[row];
    f.total = TotalEnds{
        t.a, t.b, t.c, t.e,
        t.contradictory || (indicator_.part_of && exceeds(t.a, t.e))};  // before copies are joined
  }
  if (indicator_.measure == model::Measure::percentile && (f.now | f.later).has(Outcome::met)) {
    ValueRange v;
    if (r.value_known.get(row)) {
      v.low = v.high = Decimal::make(r.value[row], r.value_scale);
    } else {
      const auto odd =
          std::lower_bound(r.odd_values.begin(), r.odd_values.end(), row,
                           [](const ValueEnds& e, std::uint32_t x) { return e.row < x; });
      v = {odd->low, odd->high};
    }
    f.value = std::move(v);
  }
  return f;
}

void Tally::add_to(Group& g, const Facts& f, const Signature& s, std::int64_t times) {
  Signature counted = s;
  if (f.total) {
    const TotalEnds& t = *f.total;
    const bool contradictory = t.contradictory || (indicator_.part_of && exceeds(t.a, t.e));
    const bool settled = !contradictory && t.b && t.e && t.a == t.b && t.c == t.e;
    if (!settled && s.now.can_count()) counted.flags |= kUnsettled;
    g.now.add(t, s.now, indicator_.part_of, times);
    g.later.add(t, s.later, indicator_.part_of, times);
    if (!s.joins) g.placed_now.add(t, s.now, indicator_.part_of, times);
  }
  if (f.value) {
    const bool settled = f.value->low && f.value->high && *f.value->low == *f.value->high;
    if (!settled && s.now.has(Outcome::met)) counted.flags |= kUnsettled;
    if (s.now.has(Outcome::met) || s.later.has(Outcome::met))
      g.odd_values.push_back({*f.value, s.now, s.later, times});
  }
  count(g, counted.bits(), times);
  for (std::size_t k = 0; k < clauses_; ++k) {
    g.clauses[k].high += f.clause_high[k] ? times : 0;
    g.clauses[k].low += f.clause_low[k] && !s.joins ? times : 0;
  }
}

std::int64_t* Tally::add(const Facts& f, std::int64_t times) {
  if (f.nowhere) return nullptr;
  Signature s{f.now, f.later, f.flags, f.joins};
  if (!f.joins) {
    const Pattern& p = f.patterns[0];
    Group& g = groups_[group_of(p.provider, p.first, p.subgroups.data())];
    g.exists = g.exists || f.exists;
    g.expected += f.expected ? times : 0;
    g.placed += times;
    add_to(g, f, s, times);
    return nullptr;
  }
  for (const Pattern& p : f.patterns) {
    if (!p.makes) continue;
    for (std::int32_t period = p.first; period <= p.last; ++period)
      groups_[group_of(p.provider, period, p.subgroups.data())].exists = true;
  }
  Join what{f.patterns, 0, f.clause_high, f.total, f.value, std::nullopt};
  if (judgement_.per_period == PeriodKind::rolling_year && f.somewhere)
    what.inside = Join::Inside{Signature{f.now, f.later, f.flags, false}.bits(), f.clause_low};
  s.now |= Outcome::out;
  s.later |= Outcome::out;
  what.signature = s.bits();
  const auto join = joins_.try_emplace(std::move(what), 0).first;
  join->second += times;
  if (join->second != 0) return &join->second;
  joins_.erase(join);
  return nullptr;
}

// A chunk as a tally looks at it, row by row.
struct Tally::View {
  View(const Tally& t, const ChunkResult& chunk)
      : r(chunk.indicators[t.judgement_.at]),
        day(chunk.dates[r.dates].day.data()),
        provider(t.judgement_.per_provider ? chunk.provider.data() : nullptr),
        subgroup(t.judgement_.subgroups.empty() ? nullptr
                                                : r.subgroups[t.judgement_.subgroups[0]].data()),
        values(t.indicator_.measure == model::Measure::percentile),
        plain(t.in_force_ == nullptr && t.indicator_.measure != model::Measure::totals &&
              t.judgement_.subgroups.size() <= 1 && (!values || r.value_scale == t.value_scale_)),
        may_lack_subgroup(t.clauses_ == 0 && !values) {
    if (t.judgement_.standard != model::kNone && chunk.expects[t.judgement_.standard].rows() != 0)
      expects = &chunk.expects[t.judgement_.standard];
  }

  std::uint32_t provider_of(std::uint32_t row) const {
    return provider == nullptr ? 0 : provider[row];
  }
  const std::uint32_t* subgroup_of(std::uint32_t row) const {
    return subgroup == nullptr ? nullptr : subgroup + row;
  }
  bool is_expected(std::uint32_t row) const { return expects == nullptr || expects->get(row); }
  bool is_case(std::uint32_t row) const { return r.now[row] == bit(Outcome::met); }
  std::uint32_t signature(std::uint32_t row) const {
    return static_cast<std::uint32_t>(r.now[row]) | static_cast<std::uint32_t>(r.later[row]) << 7u |
           static_cast<std::uint32_t>(r.flags[row]) << 14u;
  }
  // A subgroup that is not known is one more place, where nothing but counts is brought to it.
  bool may_count(std::uint32_t row) const {
    return subgroup == nullptr || subgroup[row] != Names::kUnknown || may_lack_subgroup;
  }
  // It brings one value at most. One condition for all cases: which of them holds changes from row
  // to row.
  bool is_settled(std::uint32_t row) const {
    if (!values) return true;
    const std::uint8_t met = bit(Outcome::met), now = r.now[row], later = r.later[row];
    return ((((now | later) & met) == 0) |
            ((now == met) & (later == met) & r.value_known.get(row))) != 0;
  }
  // It is of one group for certain: no more than counting is needed.
  bool is_simple(std::uint32_t row) const {
    return plain && day[row] != Dates::kOddDay &&
           (provider == nullptr || provider[row] != Names::kUnknown) && may_count(row) &&
           is_settled(row);
  }

  const IndicatorResult& r;
  const std::int32_t* day;
  const std::uint32_t *provider, *subgroup;
  const Bits* expects = nullptr;
  bool values, plain, may_lack_subgroup;
};

// Rows are counted by their place in the chunk, and the places then added to their groups.
ASSIZE_CLONES void Tally::add(const ChunkResult& chunk, const Placer* placer) {
  const IndicatorResult& r = chunk.indicators[judgement_.at];
  if (indicator_.measure == model::Measure::percentile && !value_scale_set_) {
    value_scale_ = r.value_scale;
    value_scale_set_ = true;
  }
  const View v(*this, chunk);
  if (placer == nullptr || !v.plain) {
    for (std::uint32_t row = 0; row < chunk.rows; ++row) add(facts(chunk, row), 1);
    return;
  }
  const std::uint32_t* const place = placer->of_row().data();
  counted_.assign(placer->places().size(), {});
  row_group_.assign(clauses_ == 0 ? 0 : chunk.rows, kNoGroup);
  for (std::uint32_t row = 0; row < chunk.rows; ++row) {
    if ((place[row] == Placer::kNowhere) | !v.may_count(row) | !v.is_settled(row)) {
      add_unplaced(chunk, v, row);
      continue;
    }
    Counted& c = counted_[place[row]];
    if (c.group == kNoGroup) {
      const GroupKey& p = placer->places()[place[row]];
      c.group = group_of(p.provider, p.period, &p.subgroup);
    }
    ++c.rows;
    c.expected += v.is_expected(row) ? 1 : 0;
    const std::uint32_t signature = v.signature(row);
    const Slot& known = slots_[slot_place(signature)];
    if (known.signature == signature)
      ++c.common[known.slot];
    else
      count_rare(groups_[c.group], signature, 1);
    if (v.values && v.is_case(row)) groups_[c.group].values.push_back(r.value[row]);
    if (clauses_ != 0) row_group_[row] = c.group;
  }
  for (std::size_t i = 0; i < counted_.size(); ++i) {
    const Counted& c = counted_[i];
    if (c.rows == 0) continue;
    Group& g = groups_[c.group];
    // Without a subgroup it is only a place to count what joins.
    if (v.subgroup == nullptr || placer->places()[i].subgroup != Names::kUnknown) g.exists = true;
    g.placed += c.rows;
    g.expected += c.expected;
    for (std::size_t slot = 0; slot < Group::kCommon; ++slot) g.common[slot] += c.common[slot];
  }
  if (clauses_ != 0) count_clauses(r);
}

// A row that is not counted by its place. Where it brings nothing but its outcome, on one day or on
// any, it is counted with those before it that are like it.
void Tally::add_unplaced(const ChunkResult& chunk, const View& v, std::uint32_t row) {
  const bool brings_value = v.values && ((v.r.now[row] | v.r.later[row]) & bit(Outcome::met)) != 0;
  const Days days = chunk.dates[v.r.dates].of(row);
  if (clauses_ != 0 || brings_value || (days.ranged && !days.one())) {
    add(facts(chunk, row), 1);
    return;
  }
  RecentJoin like;
  like.file = chunk.file;
  like.provider = v.provider_of(row);
  like.subgroup = v.subgroup == nullptr ? 0 : v.subgroup[row];
  like.signature = v.signature(row);
  like.any_day = !days.ranged;
  if (days.ranged) like.period = period_memory_.index(ASSIZE_FAULT(4, days.first + 31, days.first));
  RecentJoin& recent =
      recent_joins_[(slot_place(like.signature) + 67u * like.provider + 131u * like.subgroup +
                     257u * static_cast<std::uint32_t>(like.period)) %
                    recent_joins_.size()];
  const auto what = [](const RecentJoin& j) {
    return std::tie(j.file, j.provider, j.subgroup, j.signature, j.period, j.any_day);
  };
  if (recent.count != nullptr && what(recent) == what(like)) {
    ++*recent.count;
    return;
  }
  like.count = add(facts(chunk, row), 1);
  recent = like;
}

void Tally::take_back(const ChunkResult& chunk, std::uint32_t row) {
  recent_joins_.fill({});
  const View v(*this, chunk);
  const Facts f = facts(chunk, row);
  if (!v.is_simple(row)) {
    add(f, -1);
    return;
  }
  const std::int32_t period = period_memory_.index(ASSIZE_FAULT(4, v.day[row] + 31, v.day[row]));
  Group& g = groups_[group_of(v.provider_of(row), period, v.subgroup_of(row))];
  --g.placed;
  g.expected -= v.is_expected(row) ? 1 : 0;
  count(g, v.signature(row), -1);
  if (ASSIZE_FAULT(52, false, v.values && v.is_case(row))) g.gone.push_back(v.r.value[row]);
  for (std::size_t k = 0; k < clauses_; ++k) {
    g.clauses[k].high -= f.clause_high[k] ? 1 : 0;
    g.clauses[k].low -= f.clause_low[k] ? 1 : 0;
  }
}

// The values that were taken back go.
void Tally::settle(Group& g) const {
  if (!g.gone.empty()) {
    std::sort(g.values.begin(), g.values.end());
    std::sort(g.gone.begin(), g.gone.end());
    std::vector<std::int64_t> left, elsewhere;
    std::set_difference(g.values.begin(), g.values.end(), g.gone.begin(), g.gone.end(),
                        std::back_inserter(left));
    std::set_difference(g.gone.begin(), g.gone.end(), g.values.begin(), g.values.end(),
                        std::back_inserter(elsewhere));
    g.values = std::move(left);
    g.gone.clear();
    for (const std::int64_t gone : elsewhere) {
      const auto d = Decimal::make(gone, value_scale_);
      g.odd_values.push_back({{d, d}, Outcome::met, Outcome::met, -1});
    }
  }
  const bool any = std::any_of(g.odd_values.begin(), g.odd_values.end(),
                               [](const OddValue& v) { return v.count < 0; });
  if (!any) return;
  const auto what = [](const OddValue& v) {
    return std::tuple(v.range, v.now.bits(), v.later.bits());
  };
  std::sort(g.odd_values.begin(), g.odd_values.end(),
            [&](const OddValue& a, const OddValue& b) { return what(a) < what(b); });
  std::vector<OddValue> left;
  for (const OddValue& v : g.odd_values) {
    if (!left.empty() && what(left.back()) == what(v))
      left.back().count += v.count;
    else
      left.push_back(v);
  }
  std::erase_if(left, [](const OddValue& v) { return v.count == 0; });
  g.odd_values = std::move(left);
}

// Of the rows that were counted into a group at once.
void Tally::count_clauses(const IndicatorResult& r) {
  const Tests& t = r.tests;
  const bool lower = lower_is_better(indicator_);
  const bool judged =
      indicator_.measure == model::Measure::met || indicator_.measure == model::Measure::counted;
  const Bits &against = lower ? t.met_yes : t.met_no, &favour = lower ? t.met_no : t.met_yes;
  for (std::size_t k = 0; k < clauses_; ++k) {
    Bits low = r.clause_yes[k], high = r.clause_no[k];
    for (std::size_t w = 0; w < low.words(); ++w) {
      std::uint64_t may = high.mask(w) & ~high.word(w) & ~t.population_no.word(w),
                    sure = low.word(w) & t.population_yes.word(w);
      if (k >= indicator_.left_out.size()) {
        sure &= t.left_out_no.word(w) & t.not_in_force_no.word(w) & against.word(w);
        may &= ~t.left_out_yes.word(w) & ~t.not_in_force_yes.word(w) & ~favour.word(w);
        if (k >= indicator_.left_out.size() + indicator_.excused.size()) {
          sure &= t.excused_no.word(w);
          may &= ~t.excused_yes.word(w);
        }
        if (ASSIZE_FAULT(38, true, !judged)) sure = may = 0;
      }
      low.word(w) = sure;
      high.word(w) = may;
    }
    high.each([&](std::uint32_t row) {
      if (row_group_[row] != kNoGroup) ++groups_[row_group_[row]].clauses[k].high;
    });
    low.each([&](std::uint32_t row) {
      if (row_group_[row] != kNoGroup) ++groups_[row_group_[row]].clauses[k].low;
    });
  }
}

void Tally::merge(Tally& other) {
  for (Group& from : other.groups_) {
    Group& to = groups_[group_of(from.provider, from.period, from.subgroups.data())];
    to.exists = to.exists || from.exists;
    to.expected += from.expected;
    to.placed += from.placed;
    to.not_placed += from.not_placed;
    for (const auto& [signature, n] : other.sets(from)) count(to, signature, n);
    for (std::size_t k = 0; k < clauses_; ++k) {
      to.clauses[k].low += from.clauses[k].low;
      to.clauses[k].high += from.clauses[k].high;
    }
    to.now += from.now;
    to.later += from.later;
    to.placed_now += from.placed_now;
    if (other.value_scale_set_ && value_scale_set_ && other.value_scale_ != value_scale_) {
      for (const std::int64_t v : from.values) {
        const auto d = Decimal::make(v, other.value_scale_);
        to.odd_values.push_back({{d, d}, Outcome::met, Outcome::met, 1});
      }
    } else {
      if (other.value_scale_set_) {
        value_scale_ = other.value_scale_;
        value_scale_set_ = true;
      }
      to.values.insert(to.values.end(), from.values.begin(), from.values.end());
    }
    to.odd_values.insert(to.odd_values.end(), from.odd_values.begin(), from.odd_values.end());
  }
  for (const auto& [join, n] : other.joins_) joins_[join] += n;
  other.groups_.clear();
  other.joins_.clear();
}

// The periods that are compared exist for whoever has a record at all: what cannot be placed is
// then perhaps of theirs.
void Tally::add_beside(const model::Comparison& c) {
  if (c.kind == model::Comparison::Kind::groups) return;
  const std::size_t there = groups_.size();
  for (std::size_t i = 0; i < there; ++i) {
    if (!groups_[i].exists || groups_[i].beside) continue;
    const auto add = [&](std::int32_t period) {
      const std::uint32_t provider = groups_[i].provider;
      const std::vector<std::uint32_t> subgroups = groups_[i].subgroups;
      Group& g = groups_[group_of(provider, period, subgroups.data())];
      g.beside = g.beside || !g.exists;
      g.exists = true;
    };
    if (c.kind == model::Comparison::Kind::before) {
      add(groups_[i].period - c.back);
      continue;
    }
    add(c.from.index);
    add(c.to.index);
  }
}

void Tally::finish(Names& names) {
  for (Group& g : groups_) settle(g);
  for (const Group& g : groups_) {
    if (g.exists || judgement_.subgroups.size() != 1 || g.subgroups[0] != Names::kUnknown) continue;
    Pattern p;
    p.provider = g.provider;
    p.first = p.last = g.period;
    p.subgroups = g.subgroups;
    for (const auto& [bits, n] : sets(g)) {
      Signature s = Signature::of(bits);
      s.now |= Outcome::out;
      s.later |= Outcome::out;
      s.joins = true;
      joins_[Join{{p}, s.bits(), {}, std::nullopt, std::nullopt, std::nullopt}] += n;
    }
  }
  const bool windows = judgement_.per_period == PeriodKind::rolling_year;
  if (windows) make_windows();
  if (judgement_.standard != model::kNone) {
    const model::Standard& s = ruleset_.standards[judgement_.standard];
    std::vector<std::pair<std::uint32_t, std::int32_t>> pairs;
    for (const Group& g : groups_) {
      if (g.exists) pairs.emplace_back(g.provider, g.period);
    }
    std::sort(pairs.begin(), pairs.end());
    pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
    // Every combination of the codes asked for; a field that nothing is asked for takes each value
    // that exists beside it.
    if (!s.report_every.empty()) {
      for (const auto& [provider, period] : pairs) {
        std::vector<std::vector<std::uint32_t>> combinations = {{}};
        for (const model::Index field : judgement_.per_fields) {
          std::vector<std::uint32_t> wanted;
          for (const model::ReportEvery& e : s.report_every) {
            if (e.field != field) continue;
            const model::Type& type = ruleset_.records[indicator_.record].part(field).type;
            for (const CodeIndex c : e.codes)
              wanted.push_back(names.id(
                  ruleset_.code_lists[type.list].codes[static_cast<std::size_t>(c.at)].text));
          }
          if (wanted.empty()) {
            const std::size_t at = combinations[0].size();
            for (const Group& g : groups_) {
              if (g.exists && g.provider == provider && g.period == period)
                wanted.push_back(g.subgroups[at]);
            }
            std::sort(wanted.begin(), wanted.end());
            wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());
          }
          std::vector<std::vector<std::uint32_t>> longer;
          for (const auto& c : combinations) {
            for (const std::uint32_t w : wanted) {
              longer.push_back(c);
              longer.back().push_back(w);
            }
          }
          combinations = std::move(longer);
          if (combinations.empty()) break;
        }
        for (const auto& c : combinations)
          groups_[group_of(provider, period, c.data())].exists = true;
      }
    }
  }
  if (windows) mark_partial();
  if (judgement_.standard != model::kNone && ruleset_.standards[judgement_.standard].comparison)
    add_beside(*ruleset_.standards[judgement_.standard].comparison);
  if (ASSIZE_FAULT(15, true, false)) joins_.clear();
  std::map<std::pair<std::uint32_t, std::int32_t>, std::vector<std::uint32_t>> by_place;
  std::vector<std::uint32_t> all;
  for (std::uint32_t i = 0; i < groups_.size(); ++i) {
    if (!groups_[i].exists) continue;
    by_place[{groups_[i].provider, groups_[i].period}].push_back(i);
    all.push_back(i);
  }
  std::map<std::tuple<std::uint32_t, std::int32_t, std::vector<std::uint32_t>>, Group> lost;
  for (const auto& [join, n] : joins_) {
    const Pattern& only = join.patterns[0];
    const bool one_place = join.patterns.size() == 1 && !only.any_period &&
                           only.first == only.last && !windows &&
                           (!judgement_.per_provider || only.provider != Names::kUnknown);
    const auto& candidates = one_place ? by_place[{only.provider, only.first}] : all;
    const Signature s = Signature::of(join.signature);
    Facts f;
    f.clause_low.assign(clauses_, false);
    f.clause_high = join.clause_high;
    f.total = join.total;
    f.value = join.value;
    bool found = false;
    const auto put = [&](Group& g) {
      found = true;
      if (windows && !g.lost && lies_inside(join, g.period)) {
        g.placed += n;
        Facts inside = f;
        inside.clause_low = join.inside->clause_low;
        add_to(g, inside, Signature::of(join.inside->signature), n);
        return;
      }
      g.not_placed += n;
      if (!indicator_.unplaced_listed_apart) add_to(g, f, s, n);
    };
    for (const std::uint32_t at : candidates) {
      Group& g = groups_[at];
      const bool could =
          std::any_of(join.patterns.begin(), join.patterns.end(), [&](const Pattern& p) {
            if (p.provider != Names::kUnknown && p.provider != g.provider) return false;
            const std::int32_t last = p.last + (windows ? kWindowMonths - 1 : 0);
            if (!p.any_period && (g.period < p.first || g.period > last)) return false;
            for (std::size_t k = 0; k < p.subgroups.size(); ++k) {
              if (p.subgroups[k] != Names::kUnknown && p.subgroups[k] != g.subgroups[k])
                return false;
            }
            return true;
          });
      if (could) put(g);
    }
    if (found) continue;
    std::set<std::tuple<std::uint32_t, std::int32_t, std::vector<std::uint32_t>>>
        own;  // no record is lost
    for (const Pattern& p : join.patterns) {
      if (p.any_period) own.insert({p.provider, Group::kNoPeriod, p.subgroups});
      for (std::int32_t period = p.first; !p.any_period && period <= p.last; ++period)
        own.insert({p.provider, period, p.subgroups});
    }
    for (const auto& place : own) {
      Group& g = lost[place];
      std::tie(g.provider, g.period, g.subgroups) = place;
      g.exists = g.lost = true;
      g.partial = windows;
      g.clauses.resize(clauses_);
      put(g);
    }
  }
  for (auto& [place, g] : lost) groups_.push_back(std::move(g));
  for (Group& g : groups_) {
    g.now.settle();
    g.later.settle();
    g.placed_now.settle();
  }
}

}  // namespace assize::evaluate
