#include "engine/evaluate/resolve.h"

#include <algorithm>
#include <map>
#include <set>

#include "engine/evaluate/chunk_tests.h"
#include "engine/evaluate/values.h"

namespace assize::evaluate {

using plan::FieldRead;
using plan::Kind;
using plan::Link;
using plan::Step;
using plan::StepId;
using plan::Term;
using plan::What;

namespace {

constexpr std::int64_t kHeavy = std::int64_t{1} << 40;  // a product that is over every limit
constexpr std::size_t kManyFillings = 4096;             // of several records run together

std::int64_t base_weight(const FieldRead& f, Kind kind, bool open) {
  if (kind == Kind::truth) return 2;
  if (kind == Kind::code) return static_cast<std::int64_t>(f.codes.size()) + 1;
  return 2 * std::int64_t{f.count} + 1 + (open ? 2 : 0);
}

}  // namespace

Resolver::Resolver(const model::Ruleset& ruleset, const plan::RecordPlan& plan,
                   const plan::IndicatorPlan& indicator, int combinations,
                   std::vector<Register>& registers)
    : ruleset_(ruleset),
      plan_(plan),
      indicator_(indicator),
      combinations_(combinations),
      registers_(registers) {
  resolves_ = !ruleset.unknown_counts_as_no;
  std::int64_t product = 1;
  always_proved_ = true;
  for (std::size_t i = 0; i < indicator.reads.fields.size(); ++i) {
    const FieldRead& f = indicator.reads.fields[i];
    if (!resolves_ || !f.resolvable) {
      always_proved_ = always_proved_ && f.count <= 1;
      continue;
    }
    product =
        std::min(kHeavy, product * base_weight(f, plan.steps[indicator.field_step[i]].kind, true));
  }
  always_proved_ = always_proved_ && product <= combinations_ && indicator.across.empty();

  const std::size_t n = indicator.reads.fields.size();
  compared_.assign(n, std::vector<bool>(n, false));
  std::map<std::uint32_t, std::set<std::size_t>> comparisons;
  std::vector<std::size_t> times;
  for (std::size_t i = 0; i < n; ++i) {
    if (indicator.reads.fields[i].resolvable) times.push_back(i);
    for (const Link& link : indicator.reads.links) {
      const model::Index field = indicator.reads.fields[i].field;
      if (link.left.field == field || link.right.field == field)
        comparisons[link.comparison].insert(i);
    }
  }
  for (const auto& [number, together] : comparisons) {
    for (const std::size_t i : together) {
      for (const std::size_t k : together) compared_[i][k] = i != k;
    }
  }
  always_proved_ = always_proved_ && !hang_together(times);
}

// More than two of these are times compared with one another: they have too many fillings to lay
// out.
bool Resolver::hang_together(const std::vector<std::size_t>& fields) const {
  return 2 < std::count_if(fields.begin(), fields.end(), [&](std::size_t i) {
           return std::any_of(fields.begin(), fields.end(),
                              [&](std::size_t k) { return compared_[i][k]; });
         });
}

bool Resolver::uncertain(const Batch& batch, std::size_t read, std::uint32_t row) const {
  return !batch.at(indicator_.field_step[read]).certain(row);
}

bool Resolver::reads_uncertain(const Batch& batch, std::uint32_t row) const {
  for (std::size_t i = 0; i < indicator_.reads.fields.size(); ++i) {
    if (uncertain(batch, i, row)) return true;
  }
  return false;
}

std::int64_t Resolver::weight(const Batch& batch, std::size_t read, std::uint32_t row) const {
  const StepId s = indicator_.field_step[read];
  return base_weight(indicator_.reads.fields[read], plan_.steps[s].kind, batch.is_open(s, row));
}

bool Resolver::proved(const Batch& batch, std::uint32_t row) const {
  if (always_proved_) return true;
  for (const StepId a : indicator_.across) {
    if (!batch.at(a).certain(row)) return false;
  }
  std::int64_t product = 1;
  std::vector<std::size_t> resolvable;
  for (std::size_t i = 0; i < indicator_.reads.fields.size(); ++i) {
    if (!uncertain(batch, i, row)) continue;
    const FieldRead& f = indicator_.reads.fields[i];
    if (resolves_ && f.resolvable) {
      product = std::min(kHeavy, product * weight(batch, i, row));
      resolvable.push_back(i);
    } else if (f.count > 1) {
      return false;
    }
  }
  return product <= combinations_ && !hang_together(resolvable);
}

// False: none is resolved.
bool Resolver::fields_to_fill(const Batch& batch, std::uint32_t row, std::vector<Open>& out,
                              bool& unresolved_future) const {
  out.clear();
  unresolved_future = false;
  for (const StepId a : indicator_.across) unresolved_future |= batch.is_open_across(a, row);
  std::int64_t product = 1;
  bool some_open = false;
  std::vector<std::size_t> resolvable;
  for (std::size_t i = 0; i < indicator_.reads.fields.size(); ++i) {
    if (!uncertain(batch, i, row)) continue;
    const StepId s = indicator_.field_step[i];
    const bool open = batch.is_open(s, row);
    if (!resolves_ || !indicator_.reads.fields[i].resolvable) {
      unresolved_future |= open;
      continue;
    }
    some_open |= open;
    resolvable.push_back(i);
    product = std::min(kHeavy, product * weight(batch, i, row));
    Open field{i, {}, open};
    if (plan_.steps[s].kind == Kind::ordinal) field.domain = batch.at(s).interval(row);
    out.push_back(field);
  }
  if (product > combinations_ || hang_together(resolvable)) {
    unresolved_future |= some_open;
    out.clear();
    return false;
  }
  // Times last: where they are cut depends on nothing else; those that can be open after the
  // others.
  std::stable_sort(out.begin(), out.end(), [&](const Open& a, const Open& b) {
    const auto rank = [&](const Open& o) {
      return plan_.steps[indicator_.field_step[o.read]].kind != Kind::ordinal ? 0 : o.open ? 2 : 1;
    };
    return rank(a) < rank(b);
  });
  return !out.empty();
}

// The points of a field at which some read of it changes, given the members already chosen (those
// before `next`); `depth`: through how many fields not yet chosen.
void Resolver::cuts(const Batch& batch, std::uint32_t row, const std::vector<Open>& fields,
                    const std::vector<Member>& members, std::size_t next, std::size_t of,
                    std::size_t depth, std::vector<std::int64_t>& out) const {
  const Open& field = fields[of];
  const FieldRead& read = indicator_.reads.fields[field.read];
  const model::Type& type = plan_.steps[indicator_.field_step[field.read]].type;
  const std::int64_t last = CutOff::last(batch.cut_off().day, type, ruleset_);
  for (const std::int64_t end : {field.domain.lo, field.domain.hi}) {
    if (end > kMinusInfinity && end < kPlusInfinity) out.push_back(end);
  }
  out.push_back(last);

  const auto ends = [&](model::ExprId expr) {
    const auto step = indicator_.link_step.find(expr);
    return batch.at(step->second).interval(row);
  };
  // Calendar durations of a link, or of a shift, as they stand.
  const auto calendar = [&](model::ExprId expr, std::vector<CalendarDuration>& durations) {
    const StepId s = indicator_.link_step.at(expr);
    if (plan_.steps[s].type.kind != model::Kind::calendar) return false;
    const Value v = batch.at(s).value(row, plan_.steps[s].type);
    if (v.is_known()) {
      durations.push_back(std::get<CalendarDuration>(v.point()));
    } else if (plan_.steps[s].what == What::parameter) {
      for (const auto& p : ruleset_.parameters[plan_.steps[s].index].values)
        durations.push_back(std::get<CalendarDuration>(p.value));
    }
    return true;
  };
  const auto shifts = [&](const Term& t) {
    std::vector<std::int64_t> by;
    if (t.shift == model::kNoExpr) return std::vector<std::int64_t>{0};
    for (const model::ExprId v : plan::values_of(ruleset_, t.shift)) {
      std::vector<CalendarDuration> durations;
      if (calendar(v, durations)) {
        for (const CalendarDuration& c : durations) by.push_back(c.days);
        continue;
      }
      const Interval i = ends(v);
      for (const std::int64_t d : {i.lo, i.hi}) {
        if (d > kMinusInfinity && d < kPlusInfinity) by.push_back(d);
      }
    }
    for (std::int64_t& b : by) b = t.minus ? -b : b;
    return by;
  };
  const auto in_units = [&](std::int64_t x, const model::Type& from) -> std::int64_t {
    if (from.kind == model::Kind::date && type.kind != model::Kind::date) {
      return type.kind == model::Kind::date_time
                 ? end_of_day(ruleset_.zones[type.zone], static_cast<Day>(x - 1))
                 : x * kDayMillis;
    }
    if (from.kind != model::Kind::date && type.kind == model::Kind::date) {
      return from.kind == model::Kind::date_time ? local_day(ruleset_.zones[from.zone], x)
                                                 : floor_day(x);
    }
    return x;
  };

  for (const Link& link : indicator_.reads.links) {
    for (const bool is_left : {true, false}) {
      const Term& mine = is_left ? link.left : link.right;
      const Term& other = is_left ? link.right : link.left;
      if (mine.field != read.field) continue;
      // Where the other term can be.
      std::vector<std::int64_t> places;
      model::Type other_type = type;
      if (other.field == model::kNone) {
        other_type = plan_.steps[indicator_.link_step.at(other.expr)].type;
        const Interval i = ends(other.expr);
        places = {i.lo, i.hi};
      } else {
        std::size_t at = fields.size();
        for (std::size_t k = 0; k < fields.size(); ++k) {
          if (indicator_.reads.fields[fields[k].read].field == other.field) at = k;
        }
        std::size_t step = 0;
        while (indicator_.reads.fields[step].field != other.field) ++step;
        other_type = plan_.steps[indicator_.field_step[step]].type;
        if (at == fields.size()) {
          const Interval i = batch.at(indicator_.field_step[step]).interval(row);
          if (i.never != Never::only) places = {i.lo, i.hi};
        } else if (at == of) {
          continue;
        } else if (at < next && !members[at].open) {
          if (!members[at].never) places = {members[at].point};
        } else if (depth > 0) {
          cuts(batch, row, fields, members, next, at, depth - 1, places);
          // A day beside a cut is a day later, and so are the times that are compared with it.
          if (other_type.kind == model::Kind::date && type.kind != model::Kind::date) {
            const std::vector<std::int64_t> days = places;
            for (const std::int64_t day : days) {
              for (const std::int64_t step : {-2, -1, 1, 2})
                places.push_back(plus_saturated(day, step));
            }
            std::sort(places.begin(), places.end());
            places.erase(std::unique(places.begin(), places.end()), places.end());
          }
        }
        std::vector<std::int64_t> shifted;
        for (const std::int64_t s : shifts(other)) {
          for (const std::int64_t p : places) shifted.push_back(plus_saturated(p, s));
        }
        places = std::move(shifted);
      }
      // How far from it a read changes.
      std::vector<std::int64_t> distances = {0};
      std::vector<CalendarDuration> durations;
      for (const model::ExprId limit : link.limits) {
        for (const model::ExprId v : plan::values_of(ruleset_, limit)) {
          if (calendar(v, durations)) continue;
          const Interval i = ends(v);
          for (std::int64_t d : {i.lo, i.hi}) {
            if (d <= kMinusInfinity || d >= kPlusInfinity) continue;  // it is not known how far
            if (type.kind == model::Kind::date) d = floor_day(d);
            distances.push_back(is_left ? d : -d);
          }
        }
      }
      for (const std::int64_t s : shifts(mine)) {
        for (const std::int64_t p : places) {
          if (p <= kMinusInfinity || p >= kPlusInfinity) continue;
          const std::int64_t place = in_units(p, other_type);
          for (const std::int64_t d : distances) out.push_back(place + d - s);
          for (const CalendarDuration& c : durations) {
            for (const int sign : {1, -1}) {
              const CalendarDuration step{sign * c.months, sign * c.days};
              const bool is_day = type.kind == model::Kind::date;
              const std::int64_t wall = type.kind == model::Kind::date_time
                                            ? wall_of(ruleset_.zones[type.zone], place)
                                            : place;
              const std::int64_t day = is_day ? place : floor_day(wall);
              if (day < kFirstDay || day > kLastDay) continue;
              const auto moved = plus(static_cast<Day>(day), step);
              if (!moved) continue;
              const int clamped =
                  c.months == 0 ? 0 : 4;  // month ends clamp: several days go to one
              for (int near = -clamped; near <= clamped; ++near) {
                const std::int64_t then = *moved + near;
                if (is_day) {
                  out.push_back(then - s);
                } else {
                  // The clocks may have changed between the two days.
                  for (const std::int64_t change : {-kHour, std::int64_t{0}, kHour})
                    out.push_back((then - day) * kDayMillis + place + change - s);
                }
              }
            }
          }
        }
      }
    }
  }
}

void Resolver::choose(const Batch& batch, std::uint32_t row, const std::vector<Open>& fields,
                      std::size_t next, std::vector<Member>& members) {
  // First a member of each domain; then, for those that are open, a future.
  const bool future = next >= fields.size();
  std::size_t of = next;
  if (future) {
    of = next - fields.size();
    while (of < fields.size() && !members[of].open) ++of;
    if (next == fields.size()) ++next_choice_;
    if (of == fields.size()) {
      const auto filling = static_cast<std::uint32_t>(origin_.size());
      origin_.push_back(row);
      choice_.push_back(next_choice_);
      for (std::size_t i = 0; i < fields.size(); ++i)
        filled_.push_back({indicator_.field_step[fields[i].read], filling, members[i]});
      return;
    }
  }
  const Open& field = fields[of];
  const FieldRead& read = indicator_.reads.fields[field.read];
  const StepId step = indicator_.field_step[field.read];
  const auto take = [&](Member m) {
    const Member before = members[of];
    members[of] = m;
    members[of].future = future;
    choose(batch, row, fields, future ? fields.size() + of + 1 : next + 1, members);
    members[of] = before;
  };
  const Kind kind = plan_.steps[step].kind;
  if (kind == Kind::truth) {
    take({1, false, false});
    take({0, false, false});
    return;
  }
  if (kind == Kind::code) {
    const CodeSet& domain = *batch.at(step).set(row);
    for (const std::int32_t c : domain.codes) {
      if (read.by_order || std::binary_search(read.codes.begin(), read.codes.end(), c))
        take({c, false, false});
    }
    take({kUnlisted, false, false});
    return;
  }
  const std::int64_t last = CutOff::last(batch.cut_off().day, plan_.steps[step].type, ruleset_);
  Interval domain = field.domain;
  if (future)
    domain.lo = std::max(domain.lo, last + 1);
  else if (field.open)
    domain.hi = std::min(domain.hi, last);
  std::vector<std::int64_t> points;
  const std::size_t chosen = future ? fields.size() : next;
  std::size_t waiting = 0;  // times not yet chosen that are compared with it: one at most
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (compared_[field.read][fields[i].read] && (i >= chosen || members[i].open)) ++waiting;
  }
  // A day that a time leads to leads back to its start.
  cuts(batch, row, fields, members, chosen, of, waiting == 0 ? 0 : waiting + 1, points);
  // Alone: each cut, and one point between two of them. Beside another time: the points around each
  // cut.
  std::vector<std::int64_t> near;
  const auto put = [&](std::int64_t p) {
    if (p >= domain.lo && p <= domain.hi) near.push_back(p);
  };
  if (waiting == 0) put(*std::min_element(points.begin(), points.end()) - 1);
  const std::int64_t before = waiting == 0 ? 0 : -2, after = waiting == 0 ? 1 : 2;
  for (const std::int64_t p : points) {
    for (std::int64_t d = before; d <= after; ++d) put(p + d);
  }
  std::sort(near.begin(), near.end());
  near.erase(std::unique(near.begin(), near.end()), near.end());
  for (const std::int64_t p : near) take({p, false, false});
  if (future || (field.domain.never == Never::may && !field.open)) take({0, true, false});
  if (!future && field.open) take({0, false, true});
}

void Resolver::run(const Batch& batch, const Tests& tests, bool lower_is_better) {
  const auto n = static_cast<std::uint32_t>(origin_.size());
  for (const StepId id : indicator_.filled) {
    const Step& s = plan_.steps[id];
    if (s.what != What::operation) batch.at(id).gather(origin_, registers_[id]);
  }
  for (const Filled& f : filled_) {
    Register& r = registers_[f.step];
    if (r.kind == Kind::truth)
      (f.member.point != 0 ? r.yes : r.no).set(f.filling);
    else if (f.member.never)
      r.put_interval(f.filling, {0, 0, Never::only});
    else
      r.put_point(f.filling, f.member.point);
  }
  for (const StepId id : indicator_.filled) {
    if (plan_.steps[id].what == What::operation) batch.run_operation(id, registers_, n);
  }
  Tests filled;
  collect_tests(indicator_, registers_, n, filled);
  for (std::uint32_t i = 0; i < n; ++i) {  // N is read as returned
    if (tests.not_in_force_yes.get(origin_[i])) filled.not_in_force_yes.set(i);
    if (!tests.not_in_force_no.get(origin_[i])) filled.not_in_force_no.clear(i);
  }
  possible_outcomes(filled, lower_is_better, sets_);
}

void Resolver::resolve(const Batch& batch, const std::vector<std::uint32_t>& rows,
                       const std::vector<std::uint8_t>& possible, const Tests& tests,
                       std::vector<Resolved>& out) {
  const model::Indicator& indicator = ruleset_.indicators[indicator_.indicator];
  const bool lower = lower_is_better(indicator);
  std::vector<Open> fields;
  std::vector<Member> members;
  struct Waiting {
    std::uint32_t row;
    std::size_t first;
    bool future;
    std::vector<bool> open;
  };
  std::vector<Waiting> waiting;
  const auto flush = [&] {
    if (origin_.empty()) return;
    run(batch, tests, lower);
    for (std::size_t w = 0; w < waiting.size(); ++w) {
      const std::size_t end = w + 1 < waiting.size() ? waiting[w + 1].first : origin_.size();
      Resolved r{waiting[w].row, {}, {}};
      for (std::size_t i = waiting[w].first; i < end;) {
        OutcomeSet all;
        bool single = true;
        std::size_t k = i;
        for (; k < end && choice_[k] == choice_[i]; ++k) {
          const OutcomeSet s = OutcomeSet::from_bits(sets_[k]);
          all |= s;
          single = single && s.single();
        }
        const bool future = waiting[w].future || waiting[w].open[i - waiting[w].first];
        if (!future || all.single())
          r.now |= all;
        else if (single)
          r.now |= Outcome::not_yet_due;
        else
          r.now |= all | Outcome::not_yet_due;
        r.later |= all;
        i = k;
      }
      out.push_back(r);
    }
    waiting.clear();
    origin_.clear();
    choice_.clear();
    filled_.clear();
  };
  for (const std::uint32_t row : rows) {
    bool future = false;
    if (!fields_to_fill(batch, row, fields, future)) {
      const OutcomeSet s = OutcomeSet::from_bits(possible[row]);
      out.push_back({row, future && !s.single() ? s | Outcome::not_yet_due : s, s});
      continue;
    }
    const std::size_t first = origin_.size();
    const std::size_t before = filled_.size();
    members.assign(fields.size(), {});
    choose(batch, row, fields, 0, members);
    Waiting w{row, first, future, std::vector<bool>(origin_.size() - first, false)};
    for (std::size_t i = 0; i < w.open.size(); ++i) {
      for (std::size_t k = 0; k < fields.size(); ++k) {
        w.open[i] = w.open[i] || filled_[before + i * fields.size() + k].member.future;
      }
    }
    waiting.push_back(std::move(w));
    if (origin_.size() >= kManyFillings) flush();
  }
  flush();
}

}  // namespace assize::evaluate
