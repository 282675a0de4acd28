#include "engine/reference/stretches.h"

#include <algorithm>
#include <set>

#include "engine/functions/call.h"
#include "engine/reference/domain.h"

namespace assize::reference {
namespace {

using model::Index;
using model::Kind;

using Points = std::set<std::int64_t>;

std::int64_t count_of(const Scalar& s) {
  if (const auto* d = std::get_if<DayValue>(&s)) return d->day;
  return std::get<MillisValue>(s).ms;
}

class Cutter {
 public:
  Cutter(const model::Ruleset& ruleset, const model::Record& record, const Reads& reads,
         const std::vector<Value>& values, const std::vector<Value>& fields)
      : ruleset_(ruleset), record_(record), reads_(reads), values_(values), fields_(fields) {}

  std::vector<std::int64_t> points(const Choice& field, const std::vector<Choice>& later) const {
    const std::vector<Choice> open = together(field, later);
    std::vector<Points> cuts(open.size());
    for (std::size_t i = 0; i < open.size(); ++i) {
      if (open[i].low) cuts[i].insert(*open[i].low);
      if (open[i].high) cuts[i].insert(*open[i].high);
      if (open[i].cut) cuts[i].insert(*open[i].cut);
    }
    for (const Site& site : reads_.sites) {
      for (std::size_t i = 0; i < open.size(); ++i) from_fixed(site, open, i, cuts[i]);
    }
    // Nothing says when: the start of some day stands for all, since dates and times may be
    // compared.
    if (std::all_of(cuts.begin(), cuts.end(), [](const Points& c) { return c.empty(); })) {
      for (std::size_t i = 0; i < open.size(); ++i)
        cuts[i].insert(count_of(first_after(-1, type(open[i].field), ruleset_)));
    }
    // Once more than there are fields: a day that a time leads to leads back to its start.
    for (std::size_t round = 1; round <= open.size() && open.size() > 1; ++round) {
      const std::vector<Points> before = cuts;
      for (const Site& site : reads_.sites) {
        for (std::size_t i = 0; i < open.size(); ++i) {
          for (std::size_t j = 0; j < open.size(); ++j) {
            if (i == j) continue;
            // A day beside a cut is a day later, and so are the times that are compared with it.
            const bool is_day =
                type(open[j].field).kind == Kind::date && type(open[i].field).kind != Kind::date;
            const std::int64_t steps = is_day ? static_cast<std::int64_t>(open.size()) : 0;
            from_other(site, open[i].field, open[j].field, before[j], steps, cuts[i]);
          }
        }
      }
    }
    return open.size() == 1 ? one_a_stretch(cuts[0], field)
                            : beside(cuts[0], field, static_cast<std::int64_t>(open.size()));
  }

 private:
  const model::Type& type(Index field) const { return record_.fields[field].type; }
  const model::Type& type_of(const Term& t) const { return ruleset_.expr(t.node).type; }

  static bool is_open(const std::vector<Choice>& open, Index field) {
    return std::any_of(open.begin(), open.end(), [&](const Choice& c) { return c.field == field; });
  }

  // Both ends of a duration that is fixed.
  std::vector<Scalar> durations(model::ExprId id) const {
    std::vector<Scalar> out;
    const model::Expr& e = ruleset_.expr(id);
    if (e.op == model::Op::named) return durations(e.args[0]);
    if (e.op == model::Op::choose) {
      for (std::size_t i = 0; i < e.args.size(); ++i) {
        if (i % 2 == 0 && i + 1 < e.args.size()) continue;  // a condition
        for (Scalar& d : durations(e.args[i])) out.push_back(std::move(d));
      }
      return out;
    }
    const Value& v = values_[id];
    if (v.low) out.push_back(*v.low);
    if (!v.is_known() && v.high) out.push_back(*v.high);
    return out;
  }

  // Where a point of a type comes to when it is moved by a duration, or where it came from: a month
  // end that clamps may be up to three days out, a clock that changes an hour.
  std::vector<std::int64_t> moved(std::int64_t at, const model::Type& t, const Scalar& by,
                                  bool minus) const {
    if (const auto* ms = std::get_if<MillisValue>(&by)) return {minus ? at - ms->ms : at + ms->ms};
    CalendarDuration c = std::get<CalendarDuration>(by);
    if (minus) c = {-c.months, -c.days};
    const Day day =
        t.kind == Kind::date ? static_cast<Day>(at) : day_of_point(MillisValue{at}, t, ruleset_);
    const auto then = plus(day, c);
    if (!then) return {};
    const std::int64_t one_day = t.kind == Kind::date ? 1 : kDayMillis;
    const std::int64_t there =
        t.kind == Kind::date ? std::int64_t{*then} : at + (std::int64_t{*then} - day) * kDayMillis;
    std::vector<std::int64_t> out;
    for (std::int64_t days = c.months == 0 ? 0 : -3; days <= (c.months == 0 ? 0 : 3); ++days) {
      out.push_back(there + days * one_day);
      if (t.kind == Kind::date_time)
        out.insert(out.end(), {there + days * one_day - kHour, there + days * one_day + kHour});
    }
    return out;
  }

  std::int64_t converted(std::int64_t at, const model::Type& from, const model::Type& to) const {
    if ((from.kind == Kind::date) == (to.kind == Kind::date)) return at;
    if (to.kind == Kind::date) return day_of_point(MillisValue{at}, from, ruleset_);
    return count_of(first_after(static_cast<Day>(at) - 1, to, ruleset_));
  }

  // Where `mine` equals the other term at `at`, or is one of the durations apart from it.
  void meet(const Site& site, std::size_t mine, std::size_t other, std::int64_t at,
            Points& out) const {
    const Term& me = site.terms[mine];
    const model::Type& own = type_of(me);
    const std::int64_t meeting = converted(at, type_of(site.terms[other]), own);
    const bool i_am_later = site.first_is_later == (mine == 0);
    for (model::ExprId apart : site.apart) {
      for (const Scalar& d : durations(apart)) {
        for (std::int64_t p : moved(meeting, own, d, !i_am_later)) out_of_term(me, p, out);
      }
    }
    out_of_term(me, meeting, out);
  }

  // The point of the field at which its term is at `at`.
  void out_of_term(const Term& me, std::int64_t at, Points& out) const {
    if (me.shift == model::kNoExpr) {
      out.insert(at);
      return;
    }
    for (const Scalar& d : durations(me.shift)) {
      for (std::int64_t p : moved(at, type(me.field), d, !me.minus)) out.insert(p);
    }
  }

  // The points that a term takes where its field is at `at`.
  std::vector<std::int64_t> into_term(const Term& t, std::int64_t at) const {
    if (t.shift == model::kNoExpr) return {at};
    std::vector<std::int64_t> out;
    for (const Scalar& d : durations(t.shift)) {
      for (std::int64_t p : moved(at, type(t.field), d, t.minus)) out.push_back(p);
    }
    return out;
  }

  void from_fixed(const Site& site, const std::vector<Choice>& open, std::size_t i,
                  Points& out) const {
    for (std::size_t mine = 0; mine < site.terms.size(); ++mine) {
      if (site.terms[mine].field != open[i].field) continue;
      for (std::size_t other = 0; other < site.terms.size(); ++other) {
        const Term& t = site.terms[other];
        if (other == mine || (t.field != model::kNone && is_open(open, t.field))) continue;
        for (std::int64_t at : ends_of(t)) meet(site, mine, other, at, out);
      }
    }
  }

  // The ends of a term whose field is known, filled already, or keeps its range.
  std::vector<std::int64_t> ends_of(const Term& t) const {
    const Value& v = t.field == model::kNone ? values_[t.node] : fields_[t.field];
    std::vector<std::int64_t> out;
    const auto add = [&](const std::optional<Scalar>& end) {
      if (!end || is_never(*end)) return;
      if (t.field == model::kNone) {
        out.push_back(count_of(*end));
      } else {
        for (std::int64_t p : into_term(t, count_of(*end))) out.push_back(p);
      }
    };
    add(v.low);
    if (!v.is_known()) add(v.high);
    return out;
  }

  void from_other(const Site& site, Index field, Index other_field, const Points& cuts,
                  std::int64_t steps, Points& out) const {
    for (std::size_t mine = 0; mine < site.terms.size(); ++mine) {
      if (site.terms[mine].field != field) continue;
      for (std::size_t other = 0; other < site.terms.size(); ++other) {
        if (site.terms[other].field != other_field) continue;
        for (std::int64_t cut : cuts) {
          for (std::int64_t step = -steps; step <= steps; ++step) {
            for (std::int64_t at : into_term(site.terms[other], cut + step))
              meet(site, mine, other, at, out);
          }
        }
      }
    }
  }

  // Those of the later fields that some chain of comparisons joins to the first.
  std::vector<Choice> together(const Choice& field, std::vector<Choice> later) const {
    std::vector<Choice> open = {field};
    for (std::size_t i = 0; i < open.size(); ++i) {
      for (std::size_t j = 0; j < later.size();) {
        if (are_compared(reads_, open[i].field, later[j].field)) {
          open.push_back(later[j]);
          later.erase(later.begin() + static_cast<std::ptrdiff_t>(j));
        } else {
          ++j;
        }
      }
    }
    return open;
  }

  static bool is_inside(const Choice& field, std::int64_t p) {
    return (!field.low || *field.low <= p) && (!field.high || p <= *field.high);
  }

  // Nothing is chosen later that is compared with it: each cut, and one point between two cuts.
  static std::vector<std::int64_t> one_a_stretch(const Points& cuts, const Choice& field) {
    if (cuts.empty()) return {0};
    Points all;
    all.insert(*cuts.begin() - 1);
    for (std::int64_t cut : cuts) all.insert({cut, cut + 1});
    std::erase_if(all, [&](std::int64_t p) { return !is_inside(field, p); });
    return {all.begin(), all.end()};
  }

  // Cuts with the points beside them: as many as there are strict comparisons in a chain.
  static std::vector<std::int64_t> beside(const Points& cuts, const Choice& field,
                                          std::int64_t steps) {
    Points all;
    for (std::int64_t cut : cuts) {
      for (std::int64_t step = -steps; step <= steps; ++step) all.insert(cut + step);
    }
    if (all.empty()) all.insert(0);
    std::erase_if(all, [&](std::int64_t p) { return !is_inside(field, p); });
    return {all.begin(), all.end()};
  }

  const model::Ruleset& ruleset_;
  const model::Record& record_;
  const Reads& reads_;
  const std::vector<Value>& values_;
  const std::vector<Value>& fields_;
};

}  // namespace

std::vector<std::int64_t> points_of(const model::Ruleset& ruleset, const model::Record& record,
                                    const Reads& reads, const Choice& field,
                                    const std::vector<Choice>& later,
                                    const std::vector<Value>& values,
                                    const std::vector<Value>& fields) {
  return Cutter(ruleset, record, reads, values, fields).points(field, later);
}

}  // namespace assize::reference
