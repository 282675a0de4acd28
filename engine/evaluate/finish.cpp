#include "engine/evaluate/finish.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "engine/evaluate/chunk_tests.h"
#include "engine/evaluate/faults.h"
#include "engine/evaluate/percentile.h"
#include "engine/evaluate/sums.h"
#include "engine/findings/comparison.h"
#include "engine/findings/conclude.h"

namespace assize::evaluate {
namespace {

using model::Measure;

bool wanted(const RunOptions& options, const std::optional<std::string>& provider, Period period) {
  const auto& providers = options.providers;
  if (!providers.empty() &&
      (!provider || std::find(providers.begin(), providers.end(), *provider) == providers.end()))
    return false;
  return options.periods.empty() || std::any_of(options.periods.begin(), options.periods.end(),
                                                [&](Period p) { return lies_inside(period, p); });
}

End share(std::int64_t n, std::int64_t d) {
  End e;
  e.exists = d > 0;
  e.n = n;
  e.d = d;
  return e;
}

class Finisher {
 public:
  Finisher(const model::Ruleset& ruleset, Tally& tally, const RunOptions& options)
      : ruleset_(ruleset),
        tally_(tally),
        judgement_(tally.judgement()),
        indicator_(ruleset.indicators[judgement_.indicator]),
        options_(options),
        against_(lower_is_better(indicator_) ? Outcome::met : Outcome::not_met) {}

  CalendarDuration matures(const Finding& f) const {
    return f.standard == model::kNone ? CalendarDuration{} : ruleset_.standards[f.standard].matures;
  }

  // Counts and ends.
  BothPasses measure(Finding& f, Group& g) {
    const auto sets = tally_.sets(g);
    figures(f, g, sets);
    BothPasses passes;
    passes.later = ends(g, sets, true);
    passes.now = ends(g, sets, false);
    passes.placed = placed(g, sets);
    passes.any_not_yet_due = f.not_yet_due.high > 0;
    if (g.partial) leave_open(f, passes);
    passes.period_over = ASSIZE_FAULT(19, true, is_over(f.period, options_.as_at, matures(f)));
    f.low = passes.now.low;
    f.high = passes.now.high;
    if (!g.partial) f.interpolated = interpolated(g);
    return passes;
  }

  // The status too; the finding's place is set.
  void finish(Finding& f, Group& g, bool submitted) {
    const BothPasses passes = measure(f, g);
    if (judgement_.standard != model::kNone) {
      conclude(f, passes, ruleset_, options_.as_at, options_.no_minimum, submitted);
      if (f.status != Status::cannot_tell) f.deciding = 0;
    } else {
      f.deciding = 0;
      f.status = passes.now.cases_high > 0 || passes.later.cases_high > 0 ? Status::not_applicable
                                                                          : Status::no_cases;
      f.passes = std::make_shared<const BothPasses>(passes);
    }
  }

 private:
  using Sets = std::map<std::uint32_t, std::int64_t>;

  void figures(Finding& f, const Group& g, const Sets& sets) const {
    for (const auto& [bits, n] : sets) {
      const Signature s = Signature::of(bits);
      const bool single = s.now.single();
      const auto put = [&](Figure& figure, Outcome o) {
        if (!s.now.has(o)) return;
        figure.high += n;
        if (single) figure.low += n;
      };
      put(f.numerator, Outcome::met);
      if (s.now.can_count()) {
        f.denominator.high += n;
        if (ASSIZE_FAULT(20, true, !s.now.can_be_outside())) f.denominator.low += n;
      }
      put(f.left_out, Outcome::left_out);
      put(f.excused, Outcome::excused);
      put(f.not_yet_due, Outcome::not_yet_due);
      put(f.not_in_force, Outcome::not_in_force);
      if (!single) {
        f.unknown.low += n;
        f.unknown.high += n;
      }
      const bool proved = (s.flags & kProved) != 0;
      const auto may_be_outside = [](OutcomeSet set) {
        return set.can_count() && set.can_be_outside();
      };
      const bool loose = indicator_.measure == Measure::totals &&
                         (may_be_outside(s.now) || may_be_outside(s.later));
      if (!proved || loose) f.proved = false;
      if (!single || ASSIZE_FAULT(39, false, !proved) || (s.flags & kUnsettled) != 0)
        f.deciding += n;
      if ((s.flags & kConvention) != 0) f.by_convention += n;
      if ((s.flags & kBlank) != 0 && single &&
          ASSIZE_FAULT(40, true, s.now != OutcomeSet(against_)))
        f.rests_on_blank += n;
    }
    f.not_placed = {g.not_placed, g.not_placed};
    std::size_t k = 0;
    for (const auto* list : {&indicator_.left_out, &indicator_.excused, &indicator_.failures}) {
      for (const model::Clause& c : *list) f.by_clause.emplace_back(c.name, g.clauses[k++]);
    }
    if (indicator_.measure == Measure::totals) {
      f.numerator = {held(g.now.a), held(g.now.b)};
      f.denominator = {held(g.now.c), held(g.now.e)};
    }
  }

  Placed placed(const Group& g, const Sets& sets) const {
    Placed out;
    if (indicator_.measure == Measure::totals) {
      const Sums& s = g.placed_now;
      return {{held(s.a), held(s.b)}, {held(s.c), held(s.e)}, s.absent == 0};
    }
    for (const auto& [bits, n] : sets) {
      const Signature s = Signature::of(bits);
      if (ASSIZE_FAULT(57, false, s.joins)) continue;
      if (s.now.has(Outcome::met)) out.numerator.high += n;
      if (s.now == OutcomeSet(Outcome::met)) out.numerator.low += n;
      if (!s.now.can_count()) continue;
      out.denominator.high += n;
      if (!s.now.can_be_outside()) out.denominator.low += n;
    }
    return out;
  }

  Ends ends(Group& g, const Sets& sets, bool later) const {
    Ends out;
    std::int64_t met_sure = 0, met_may = 0, not_met_sure = 0, not_met_may = 0;
    for (const auto& [bits, n] : sets) {
      const Signature s = Signature::of(bits);
      const OutcomeSet set = later ? s.later : s.now;
      if (set.has(Outcome::met)) met_may += n;
      if (set == OutcomeSet(Outcome::met)) met_sure += n;
      if (set.has(Outcome::not_met)) not_met_may += n;
      if (set == OutcomeSet(Outcome::not_met)) not_met_sure += n;
      if (!set.can_count()) continue;
      out.cases_high += n;
      if (!set.can_be_outside()) out.cases_low += n;
    }
    if (indicator_.measure == Measure::totals) return totals(later ? g.later : g.now);
    if (indicator_.measure == Measure::percentile) {
      const bool ranked = indicator_.summary == model::Summary::rank;
      out.low = ranked ? percentile(g, later, false) : summary(g, later, false);
      out.high = ranked ? percentile(g, later, true) : summary(g, later, true);
      return out;
    }
    out.met_low = met_sure;
    out.met_high = met_may;
    out.low = share(met_sure, met_sure + not_met_may);
    out.high = share(met_may, met_may + not_met_sure);
    const bool no_case = target_kind() == model::TargetKind::no_case;
    out.certain_breaches = no_case ? met_sure : not_met_sure;
    out.possible_breaches = no_case ? met_may : not_met_may;
    return out;
  }

  model::TargetKind target_kind() const {
    if (judgement_.standard == model::kNone) return model::TargetKind::at_least;
    const auto& targets = ruleset_.standards[judgement_.standard].targets;
    return targets.empty() ? model::TargetKind::at_least : targets[0].kind;
  }

  static std::int64_t held(Sums::Wide settled) { return static_cast<std::int64_t>(settled); }

  Ends totals(const Sums& s) const {
    Ends out;
    out.cases_low = held(s.c);
    out.cases_high = s.absent_cases > 0 ? INT64_MAX : held(s.e);
    out.possible_breaches = 1;
    if (s.absent > 0) return out;
    out.low = share(held(s.a), held(s.e));
    out.high = share(held(s.b), held(s.high_denominator));
    const bool no_case = target_kind() == model::TargetKind::no_case;
    const auto breach = [&](const End& e) { return e.exists && (no_case ? e.n > 0 : e.n < e.d); };
    out.certain_breaches = breach(no_case ? out.low : out.high) ? 1 : 0;
    out.possible_breaches =
        breach(no_case ? out.high : out.low) || !out.low.exists || !out.high.exists ? 1 : 0;
    return out;
  }

  End summary(const Group& g, bool later, bool highest) const {
    Decimal::Coefficient sum = 0;
    for (const std::int64_t v : g.values) sum += v;
    const Added certain{Ratio(*Decimal::make(sum, tally_.value_scale())),
                        static_cast<std::int64_t>(g.values.size())};
    const Cases others = odd_cases(g, later, highest);
    const auto found = indicator_.summary == model::Summary::sum
                           ? extreme_sum(certain, others, highest)
                           : extreme_mean(certain, others, highest);
    End out;
    out.exists = found.has_value();
    out.exact = found;
    return out;
  }

  // One end of the values that are uncertain, or may not count.
  static Cases odd_cases(const Group& g, bool later, bool highest) {
    Cases c;
    for (const OddValue& v : g.odd_values) {
      const OutcomeSet s = later ? v.later : v.now;
      if (!s.has(Outcome::met)) continue;
      const bool sure = s.single();
      const auto& end = highest ? v.range.high : v.range.low;
      if (!end)
        (sure ? c.certain_absent : c.optional_absent) += v.count;
      else
        (sure ? c.certain : c.optional)
            .insert((sure ? c.certain : c.optional).end(), static_cast<std::size_t>(v.count), *end);
    }
    return c;
  }

  // For display, where each case is certain and known.
  std::optional<Ratio> interpolated(Group& g) const {
    if (indicator_.measure != Measure::percentile || indicator_.summary != model::Summary::rank)
      return std::nullopt;
    if (g.odd_values.empty()) {
      if (g.values.empty()) return std::nullopt;
      return between_neighbours(g.values, tally_.value_scale(), indicator_.percentile);
    }
    std::vector<Decimal> values;
    for (const OddValue& v : g.odd_values) {
      if (!v.now.has(Outcome::met)) continue;
      const bool known = v.range.low && v.range.high && *v.range.low == *v.range.high;
      if (!v.now.single() || !known) return std::nullopt;
      values.insert(values.end(), static_cast<std::size_t>(v.count), *v.range.low);
    }
    for (const std::int64_t v : g.values) values.push_back(*Decimal::make(v, tally_.value_scale()));
    if (values.empty()) return std::nullopt;
    return between_neighbours(values, indicator_.percentile);
  }

  End percentile(Group& g, bool later, bool highest) const {
    const bool elapsed = ruleset_.expr(indicator_.value).type.kind != model::Kind::number;
    End out;
    const auto give = [&](const Decimal& d) {
      out.exists = true;
      if (elapsed)
        out.milliseconds = *d.as_int64();
      else
        out.number = d;
    };
    bool odd = false;
    for (const OddValue& v : g.odd_values) odd = odd || (later ? v.later : v.now).has(Outcome::met);
    if (!odd) {
      if (g.values.empty()) return out;
      if (ranked_ != &g) {  // all four ends, now and later, are the same value
        const std::int64_t rank =
            rank_of(indicator_.percentile, static_cast<std::int64_t>(g.values.size()));
        const auto nth = g.values.begin() + (rank - 1);
        std::nth_element(g.values.begin(), nth, g.values.end());
        ranked_ = &g;
        ranked_value_ = *nth;
      }
      give(*Decimal::make(ranked_value_, tally_.value_scale()));
      return out;
    }
    Cases c = odd_cases(g, later, highest);
    for (const std::int64_t v : g.values)
      c.certain.push_back(*Decimal::make(v, tally_.value_scale()));
    if (const auto d = extreme_percentile(std::move(c), indicator_.percentile, highest)) give(*d);
    return out;
  }

  const model::Ruleset& ruleset_;
  Tally& tally_;
  const Judgement& judgement_;
  const model::Indicator& indicator_;
  const RunOptions& options_;
  Outcome against_;
  mutable const Group* ranked_ = nullptr;  // whose value at the percentile's rank is known
  mutable std::int64_t ranked_value_ = 0;
};

}  // namespace

void add_findings(const model::Ruleset& ruleset, Tally& tally, const Names& names,
                  const RunOptions& options, std::vector<Finding>& out) {
  const Judgement& j = tally.judgement();
  const model::Indicator& indicator = ruleset.indicators[j.indicator];
  const model::Record& record = ruleset.records[indicator.record];
  Finisher finisher(ruleset, tally, options);
  const bool of_all = j.standard == model::kNone && options.figures_of_all;
  const bool expects = j.standard != model::kNone &&
                       ruleset.standards[j.standard].expects_row_for_each_provider_and_period;
  std::set<std::string> providers;
  std::set<std::int32_t> periods;
  std::map<std::pair<std::string, std::int32_t>, std::int64_t> rows;
  std::set<std::string> unplaced;  // of whom a record is not placed for certain; empty: of anybody
  for (Group& g : tally.groups()) {
    if (!g.exists) continue;
    const std::string& name = names.text(g.provider);
    if (g.not_placed > 0) unplaced.insert(name);
    if (g.lost) continue;
    providers.insert(name);
    periods.insert(g.period);
    rows[{name, g.period}] += g.expected;
  }
  const auto start = [&](const std::string& provider, std::int32_t period) {
    Finding f;
    f.kind = FindingKind::compliance;
    f.standard = j.standard;
    f.indicator = j.indicator;
    if (j.per_provider) f.provider = provider;
    f.per = j.per_period;
    f.period = {j.per_period, j.per_period == PeriodKind::whole ? 0 : period};
    return f;
  };
  const auto finish = [&](Finding& f, Group& g, bool submitted) {
    finisher.finish(f, g, submitted);
    if (!submitted && (unplaced.contains("") || unplaced.contains(f.provider.value_or(""))))
      may_have_come(f);
  };
  for (Group& g : tally.groups()) {
    if (!g.exists) continue;
    Finding f = start(names.text(g.provider), g.period);
    if (g.period == Group::kNoPeriod) f.period = {};
    if (!of_all && !wanted(options, f.provider, f.period)) continue;
    for (std::size_t i = 0; i < j.per_fields.size(); ++i)
      f.subgroup.emplace_back(record.part(j.per_fields[i]).name, names.text(g.subgroups[i]));
    const bool missing = expects && !g.lost && rows[{names.text(g.provider), g.period}] == 0 &&
                         (g.placed == 0 || j.per_fields.empty());
    finish(f, g, !missing);
    out.push_back(std::move(f));
  }
  if (!expects) return;
  // Whoever is bound by name owes rows too, and may have sent none.
  for (const model::Binding& b : ruleset.standards[j.standard].bound)
    providers.insert(b.providers.begin(), b.providers.end());
  if (!options.periods.empty()) {
    periods.clear();
    for (const Period& p : options.periods) {
      if (p.kind == PeriodKind::whole || j.per_period == PeriodKind::whole) continue;
      const DaySpan days = days_of(p);
      const std::int32_t last = period_of(j.per_period, days.last).index;
      for (std::int32_t i = period_of(j.per_period, days.first).index; i <= last; ++i)
        periods.insert(i);
    }
  }
  for (const std::string& provider : providers) {
    for (const std::int32_t period : periods) {
      const auto known = rows.find({provider, period});
      if (known != rows.end() && (known->second > 0 || j.per_fields.empty())) continue;
      Finding f = start(provider, period);
      if (!wanted(options, f.provider, f.period)) continue;
      Group none;
      none.clauses.resize(indicator.left_out.size() + indicator.excused.size() +
                          indicator.failures.size());
      finish(f, none, false);
      out.push_back(std::move(f));
    }
  }
}

namespace {

// The two sides of a comparison, place by place.
class Comparer {
 public:
  Comparer(const model::Ruleset& ruleset, Tally& first, Tally& second, const Names& names,
           const RunOptions& options, std::vector<Finding>& out)
      : ruleset_(ruleset),
        first_(first),
        second_(second),
        names_(names),
        options_(options),
        out_(out),
        judgement_(first.judgement()),
        standard_(ruleset.standards[judgement_.standard]),
        comparison_(*standard_.comparison) {}

  void compare() {
    const auto a = by_place(first_), b = by_place(second_);
    if (comparison_.kind == model::Comparison::Kind::groups) {
      for (const auto& [place, g] : a) {
        const auto other = b.find(place);
        add(place, g, other == b.end() ? nullptr : other->second);
      }
      return;
    }
    std::set<Place> later;
    const bool fixed = comparison_.kind == model::Comparison::Kind::periods;
    for (const auto& [place, g] : a) {
      Place to = place;
      if (fixed) {
        const std::int32_t period = std::get<1>(place);
        const bool counts =
            period == comparison_.to.index ||
            (g->lost && (period == comparison_.from.index || period == Group::kNoPeriod));
        if (!counts) continue;
        std::get<1>(to) = comparison_.to.index;
      } else if (g->beside) {
        continue;
      }
      later.insert(std::move(to));
    }
    for (const Place& to : later) {
      Place from = to;
      if (std::get<1>(to) != Group::kNoPeriod)
        std::get<1>(from) = fixed ? comparison_.from.index : std::get<1>(to) - comparison_.back;
      add(to, group_at(a, from), group_at(a, to));
    }
  }

 private:
  // Provider (0 where not per provider), period, subgroups.
  using Place = std::tuple<std::uint32_t, std::int32_t, std::vector<std::uint32_t>>;
  using Groups = std::map<Place, Group*>;

  // A lost group stands in for its place where no other does.
  static Groups by_place(Tally& tally) {
    Groups out;
    for (const bool lost : {false, true}) {
      for (Group& g : tally.groups()) {
        if (g.exists && g.lost == lost)
          out.try_emplace(Place{g.provider, g.period, g.subgroups}, &g);
      }
    }
    return out;
  }

  // Records of their own in no known period could be of any.
  static Group* group_at(const Groups& all, Place place) {
    const auto at = all.find(place);
    if (at != all.end()) return at->second;
    std::get<1>(place) = Group::kNoPeriod;
    const auto any = all.find(place);
    return any == all.end() ? nullptr : any->second;
  }

  CountedSide side(Tally& tally, Group* g) const {
    Group none;
    const model::Indicator& i = ruleset_.indicators[tally.judgement().indicator];
    none.clauses.resize(i.left_out.size() + i.excused.size() + i.failures.size());
    CountedSide s;
    s.passes = Finisher(ruleset_, tally, options_).measure(s.counts, g == nullptr ? none : *g);
    return s;
  }

  void add(const Place& place, Group* a, Group* b) {
    Finding f;
    f.kind = FindingKind::compliance;
    f.standard = judgement_.standard;
    f.indicator = standard_.indicator;
    const auto& [provider, period, subgroups] = place;
    if (judgement_.per_provider) f.provider = names_.text(provider);
    const bool whole = judgement_.per_period == PeriodKind::whole;
    f.per = judgement_.per_period;
    f.period = {judgement_.per_period, whole ? 0 : period};
    if (period == Group::kNoPeriod) f.period = {};
    if (!wanted(options_, f.provider, f.period)) return;
    const auto& record = ruleset_.records[ruleset_.indicators[judgement_.indicator].record];
    for (std::size_t i = 0; i < subgroups.size(); ++i)
      f.subgroup.emplace_back(record.part(judgement_.per_fields[i]).name,
                              names_.text(subgroups[i]));
    conclude(f, side(first_, a), side(second_, b), ruleset_, options_.as_at, options_.no_minimum);
    if (f.status != Status::cannot_tell) f.deciding = 0;
    out_.push_back(std::move(f));
  }

  const model::Ruleset& ruleset_;
  Tally& first_;
  Tally& second_;
  const Names& names_;
  const RunOptions& options_;
  std::vector<Finding>& out_;
  const Judgement& judgement_;
  const model::Standard& standard_;
  const model::Comparison& comparison_;
};

}  // namespace

void add_comparisons(const model::Ruleset& ruleset, Tally& first, Tally& second, const Names& names,
                     const RunOptions& options, std::vector<Finding>& out) {
  Comparer(ruleset, first, second, names, options, out).compare();
}

void add_rule_findings(const model::Ruleset&, const plan::RecordPlan& plan, RuleTally& tally,
                       const Names& names, const RunOptions& options, std::vector<Finding>& out) {
  for (const RuleGroup& g : tally.groups()) {
    Finding place;
    place.kind = FindingKind::rule;
    place.provider = g.provider == Names::kUnknown ? std::string() : names.text(g.provider);
    if (g.month != ChunkResult::kNoMonth) place.period = {PeriodKind::month, g.month};
    if (!wanted(options, place.provider, place.period)) continue;
    for (std::size_t k = 0; k < plan.rules.size(); ++k) {
      Finding f = place;
      f.rule = plan.rules[k].rule;
      f.passed = g.counts[k][0];
      f.failed = g.counts[k][1];
      f.not_applicable = g.counts[k][2];
      f.undecided = g.counts[k][3];
      f.status = f.failed > 0      ? Status::not_met
                 : f.undecided > 0 ? Status::cannot_tell
                 : f.passed > 0    ? Status::met
                                   : Status::no_cases;
      out.push_back(std::move(f));
    }
  }
}

}  // namespace assize::evaluate
