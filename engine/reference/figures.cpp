#include "engine/reference/figures.h"

#include <algorithm>

#include "engine/functions/call.h"

namespace assize::reference {
namespace {

bool counts(OutcomeSet s) { return s.can_count(); }
bool only_counts(OutcomeSet s) { return s.can_count() && !s.can_be_outside(); }

Figure among(const std::vector<Member>& members, Outcome o) {
  Figure f;
  for (const Member& m : members) {
    f.low += m.now == OutcomeSet(o);
    f.high += m.now.has(o);
  }
  return f;
}

bool never_no(std::initializer_list<Truth> all) {
  return std::all_of(all.begin(), all.end(), [](Truth t) { return t != Truth::no; });
}
bool all_yes(std::initializer_list<Truth> all) {
  return std::all_of(all.begin(), all.end(), [](Truth t) { return t == Truth::yes; });
}

void add(Figure& f, bool certain, bool possible, bool joins) {
  f.low += certain && !joins;
  f.high += possible;
}

void count_clauses(Finding& finding, const model::Indicator& indicator,
                   const std::vector<Member>& members) {
  const bool met_is_against = against(indicator) == Outcome::met;
  for (std::size_t i = 0; i < indicator.left_out.size(); ++i) {
    Figure f;
    for (const Member& m : members) {
      const Truth p = m.returned.in_population, c = m.left_out[i];
      add(f, all_yes({p, c}), never_no({p, c}), m.joins);
    }
    finding.by_clause.emplace_back(indicator.left_out[i].name, f);
  }
  const auto at_stake = [&](const Member& m) {  // counted, and against the provider
    const Tests& t = m.returned;
    const Truth against_provider = met_is_against ? t.met : not_(t.met);
    return and_(and_(t.in_population, not_(t.left_out)),
                and_(not_(t.not_in_force), against_provider));
  };
  for (std::size_t i = 0; i < indicator.excused.size(); ++i) {
    Figure f;
    for (const Member& m : members) {
      const Truth a = at_stake(m), c = m.excused[i];
      add(f, all_yes({a, c}), never_no({a, c}), m.joins);
    }
    finding.by_clause.emplace_back(indicator.excused[i].name, f);
  }
  for (std::size_t i = 0; i < indicator.failures.size(); ++i) {
    Figure f;
    for (const Member& m : members) {
      const Truth a = at_stake(m), c = m.failures[i], held = not_(m.returned.excused);
      add(f, all_yes({a, c, held}), never_no({a, c, held}), m.joins);
    }
    finding.by_clause.emplace_back(indicator.failures[i].name, f);
  }
}

bool may_be_outside(OutcomeSet s) { return s.can_count() && s.can_be_outside(); }

bool is_uncertain(const Member& m, const model::Indicator& indicator) {
  if (!m.now.single() || !m.is_proved) return true;
  if (!m.now.has(Outcome::met)) return false;
  if (indicator.measure == model::Measure::percentile)
    return !m.value.is_known() || is_never(m.value.point());
  return indicator.measure == model::Measure::totals &&
         !is_settled({m.now, m.numerator, m.denominator}, indicator.part_of);
}

Ends breaches(Ends ends, const std::vector<OutcomeSet>& sets, bool counted) {
  const Outcome bad = counted ? Outcome::met : Outcome::not_met;
  for (OutcomeSet s : sets) {
    ends.certain_breaches += s == OutcomeSet(bad);
    ends.possible_breaches += s.has(bad);
  }
  return ends;
}

}  // namespace

Ends ends_of_shares(const std::vector<OutcomeSet>& sets) {
  Ends ends;
  std::int64_t low_n = 0, low_d = 0, high_n = 0, high_d = 0;
  for (OutcomeSet s : sets) {
    ends.cases_low += only_counts(s);
    ends.cases_high += counts(s);
    ends.met_low += s == OutcomeSet(Outcome::met);
    ends.met_high += s.has(Outcome::met);
    if (s.has(Outcome::not_met)) {
      ++low_d;
    } else if (!s.can_be_outside()) {
      ++low_n, ++low_d;
    }
    if (s.has(Outcome::met)) {
      ++high_n, ++high_d;
    } else if (!s.can_be_outside()) {
      ++high_d;
    }
  }
  if (low_d > 0) ends.low = {true, low_n, low_d, {}, {}};
  if (high_d > 0) ends.high = {true, high_n, high_d, {}, {}};
  return ends;
}

BothPasses count(Finding& finding, const model::Indicator& indicator,
                 const std::vector<Member>& members) {
  std::vector<OutcomeSet> now, later;
  const Outcome bad = against(indicator);
  BothPasses passes;
  for (const Member& m : members) {
    now.push_back(m.now);
    later.push_back(m.later);
    if (!m.joins) {
      passes.placed.numerator.low += m.now == OutcomeSet(Outcome::met);
      passes.placed.numerator.high += m.now.has(Outcome::met);
      passes.placed.denominator.low += only_counts(m.now);
      passes.placed.denominator.high += counts(m.now);
    }
    finding.numerator.low += m.now == OutcomeSet(Outcome::met);
    finding.numerator.high += m.now.has(Outcome::met);
    finding.denominator.low += only_counts(m.now);
    finding.denominator.high += counts(m.now);
    finding.unknown.low += !m.now.single();
    finding.proved = finding.proved && m.is_proved;
    finding.deciding += is_uncertain(m, indicator);
    finding.by_convention += m.is_by_convention;
    finding.rests_on_blank += m.has_favourable_blank && m.now.single() && !m.now.has(bad);
    passes.any_not_yet_due |= m.now.has(Outcome::not_yet_due);
  }
  finding.unknown.high = finding.unknown.low;
  finding.left_out = among(members, Outcome::left_out);
  finding.excused = among(members, Outcome::excused);
  finding.not_yet_due = among(members, Outcome::not_yet_due);
  finding.not_in_force = among(members, Outcome::not_in_force);
  count_clauses(finding, indicator, members);

  if (indicator.measure == model::Measure::totals) {
    std::vector<TotalsRow> rows_now, rows_later, rows_placed;
    for (const Member& m : members) {
      rows_now.push_back({m.now, m.numerator, m.denominator});
      rows_later.push_back({m.later, m.numerator, m.denominator});
      if (!m.joins) rows_placed.push_back(rows_now.back());
      finding.proved = finding.proved && !may_be_outside(m.now) && !may_be_outside(m.later);
    }
    const Totals t = ends_of_totals(rows_now, indicator.part_of);
    finding.numerator = t.numerator;
    finding.denominator = t.denominator;
    passes.now = t.ends;
    passes.later = ends_of_totals(rows_later, indicator.part_of).ends;
    const Totals placed = ends_of_totals(rows_placed, indicator.part_of);
    passes.placed = {placed.numerator, placed.denominator, placed.bounded};
  } else if (indicator.measure == model::Measure::percentile) {
    std::vector<Case> cases_now, cases_later;
    for (const Member& m : members) {
      cases_now.push_back({m.now, m.value});
      cases_later.push_back({m.later, m.value});
    }
    const auto ends = [&](const std::vector<Case>& cases) {
      return indicator.summary == model::Summary::rank
                 ? ends_of_percentile(cases, indicator.percentile)
                 : ends_of_summary(cases, indicator.summary);
    };
    passes.now = ends(cases_now);
    if (indicator.summary == model::Summary::rank)
      finding.interpolated = interpolated(cases_now, indicator.percentile);
    passes.later = ends(cases_later);
  } else {
    const bool counted = indicator.measure == model::Measure::counted;
    passes.now = breaches(ends_of_shares(now), now, counted);
    passes.later = breaches(ends_of_shares(later), later, counted);
  }
  finding.low = passes.now.low;
  finding.high = passes.now.high;
  return passes;
}

}  // namespace assize::reference
