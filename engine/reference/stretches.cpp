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
  Cutter(const model::Ruleset& ruleset, const model::Record& record, const Reads& reads, const std::vector<Value>& values,
         const std::vector<Value>& fields)
      : ruleset_(ruleset), record_(record), reads_(reads), values_(values), fields_(fields) {}

  std::vector<std::int64_t> points(const Choice& field, const std::vector<Choice>& later) const {
    std::vector<Choice> open = {field};
    open.insert(open.end(), later.begin(), later.end());
    std::vector<Points> cuts(open.size());
    for (std::size_t i = 0; i < open.size(); ++i) {
      if (open[i].low) cuts[i].insert(*open[i].low);
      if (open[i].high) cuts[i].insert(*open[i].high);
    }
    for (const Site& site : reads_.sites) {
      for (std::size_t i = 0; i < open.size(); ++i) from_fixed(site, open, i, cuts[i]);
    }
    for (std::size_t round = 1; round < open.size(); ++round) {
      const std::vector<Points> before = cuts;
      for (const Site& site : reads_.sites) {
        for (std::size_t i = 0; i < open.size(); ++i) {
          for (std::size_t j = 0; j < open.size(); ++j) {
            if (i != j) from_other(site, open[i].field, open[j].field, before[j], cuts[i]);
          }
        }
      }
    }
    return beside(cuts[0], field, static_cast<std::int64_t>(open.size()));
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
    const Value& v = values_[id];
    if (v.low) out.push_back(*v.low);
    if (!v.is_known() && v.high) out.push_back(*v.high);
    return out;
  }

  // A point of a type moved by a duration. On a clock with changes an hour may be out: the points beside make up for it.
  std::optional<std::int64_t> moved(std::int64_t at, const model::Type& t, const Scalar& by, bool minus) const {
    if (const auto* ms = std::get_if<MillisValue>(&by)) return minus ? at - ms->ms : at + ms->ms;
    CalendarDuration c = std::get<CalendarDuration>(by);
    if (minus) c = {-c.months, -c.days};
    const Day day = t.kind == Kind::date ? static_cast<Day>(at) : day_of_point(MillisValue{at}, t, ruleset_);
    const auto then = plus(day, c);
    if (!then) return std::nullopt;
    return t.kind == Kind::date ? std::int64_t{*then} : at + (std::int64_t{*then} - day) * kDayMillis;
  }

  std::int64_t converted(std::int64_t at, const model::Type& from, const model::Type& to) const {
    if ((from.kind == Kind::date) == (to.kind == Kind::date)) return at;
    if (to.kind == Kind::date) return day_of_point(MillisValue{at}, from, ruleset_);
    return count_of(first_after(static_cast<Day>(at) - 1, to, ruleset_));
  }

  // Where `mine` equals the other term at `at`, or is one of the durations apart from it.
  void meet(const Site& site, std::size_t mine, std::size_t other, std::int64_t at, Points& out) const {
    const Term& me = site.terms[mine];
    const model::Type& own = type_of(me);
    Points meeting = {converted(at, type_of(site.terms[other]), own)};
    const bool i_am_later = site.first_is_later == (mine == 0);
    for (model::ExprId apart : site.apart) {
      for (const Scalar& d : durations(apart)) {
        if (const auto p = moved(*meeting.begin(), own, d, !i_am_later)) out_of_term(me, *p, out);
      }
    }
    out_of_term(me, *meeting.begin(), out);
  }

  // The point of the field at which its term is at `at`.
  void out_of_term(const Term& me, std::int64_t at, Points& out) const {
    if (me.shift == model::kNoExpr) {
      out.insert(at);
      return;
    }
    for (const Scalar& d : durations(me.shift)) {
      if (const auto p = moved(at, type(me.field), d, !me.minus)) out.insert(*p);
    }
  }

  // The points that a term takes where its field is at `at`.
  std::vector<std::int64_t> into_term(const Term& t, std::int64_t at) const {
    if (t.shift == model::kNoExpr) return {at};
    std::vector<std::int64_t> out;
    for (const Scalar& d : durations(t.shift)) {
      if (const auto p = moved(at, type(t.field), d, t.minus)) out.push_back(*p);
    }
    return out;
  }

  void from_fixed(const Site& site, const std::vector<Choice>& open, std::size_t i, Points& out) const {
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

  void from_other(const Site& site, Index field, Index other_field, const Points& cuts, Points& out) const {
    for (std::size_t mine = 0; mine < site.terms.size(); ++mine) {
      if (site.terms[mine].field != field) continue;
      for (std::size_t other = 0; other < site.terms.size(); ++other) {
        if (site.terms[other].field != other_field) continue;
        for (std::int64_t cut : cuts) {
          for (std::int64_t at : into_term(site.terms[other], cut)) meet(site, mine, other, at, out);
        }
      }
    }
  }

  bool has_calendar() const {
    for (const Site& site : reads_.sites) {
      for (model::ExprId id : site.apart) {
        if (ruleset_.expr(id).type.kind == Kind::calendar) return true;
      }
    }
    return false;
  }

  bool has_dates_beside_times() const {
    for (const Site& site : reads_.sites) {
      for (const Term& t : site.terms) {
        if ((type_of(t).kind == Kind::date) != (type_of(site.terms[0]).kind == Kind::date)) return true;
      }
    }
    return false;
  }

  // Cuts with the points beside them: as many as there are strict comparisons in a chain. A month end that clamps moves a cut by up
  // to three days, a clock change by an hour.
  std::vector<std::int64_t> beside(const Points& cuts, const Choice& field, std::int64_t steps) const {
    std::vector<std::int64_t> around = {0};
    const bool is_date = type(field.field).kind == Kind::date;
    if (is_date && has_calendar()) steps += 3;
    if (!is_date && has_calendar()) {
      for (std::int64_t day = -3; day <= 3; ++day) {
        for (std::int64_t hour = -1; hour <= 1; ++hour) around.push_back(day * kDayMillis + hour * kHour);
      }
    }
    if (!is_date && has_dates_beside_times()) around.insert(around.end(), {-kDayMillis, kDayMillis});
    Points all;
    for (std::int64_t cut : cuts) {
      for (std::int64_t far : around) {
        for (std::int64_t step = -steps; step <= steps; ++step) all.insert(cut + far + step);
      }
    }
    if (all.empty()) all.insert(0);
    std::vector<std::int64_t> out;
    for (std::int64_t p : all) {
      if ((!field.low || *field.low <= p) && (!field.high || p <= *field.high)) out.push_back(p);
    }
    return out;
  }

  const model::Ruleset& ruleset_;
  const model::Record& record_;
  const Reads& reads_;
  const std::vector<Value>& values_;
  const std::vector<Value>& fields_;
};

}  // namespace

std::vector<std::int64_t> points_of(const model::Ruleset& ruleset, const model::Record& record, const Reads& reads,
                                    const Choice& field, const std::vector<Choice>& later, const std::vector<Value>& values,
                                    const std::vector<Value>& fields) {
  return Cutter(ruleset, record, reads, values, fields).points(field, later);
}

}  // namespace assize::reference
