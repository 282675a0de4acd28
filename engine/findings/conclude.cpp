#include "engine/findings/conclude.h"

#include <algorithm>

namespace assize {
namespace {

// The days from which on another target, or another value of one, may hold, or someone else may be
// bound.
std::vector<Day> changes(const model::Standard& standard, const model::Ruleset& ruleset) {
  std::vector<Day> out;
  const auto add = [&](const model::Validity& valid) {
    if (valid.from) out.push_back(*valid.from);
    if (valid.until) out.push_back(*valid.until + 1);
  };
  add(standard.in_force);
  for (const model::Binding& b : standard.bound) add(b.valid);
  for (const model::Target& target : standard.targets) {
    add(target.valid);
    if (target.parameter == model::kNone) continue;
    for (const model::DatedValue& v : ruleset.parameters[target.parameter].values) add(v.valid);
  }
  std::sort(out.begin(), out.end());
  return out;
}

// The first day after `day`, up to `last`, on which another target or another value of it holds.
std::optional<Day> change_after(const model::Standard& standard, const model::Ruleset& ruleset,
                                Day day, Day last, const std::optional<std::string>& provider) {
  for (const Day candidate : changes(standard, ruleset)) {
    if (candidate <= day || candidate > last) continue;
    const auto before = target_on(standard, ruleset, candidate - 1, provider),
               after = target_on(standard, ruleset, candidate, provider);
    const bool same = before && after && before->first == after->first &&
                      before->second.index() == after->second.index() && [&] {
                        if (const auto* n = std::get_if<Decimal>(&before->second))
                          return *n == std::get<Decimal>(after->second);
                        if (const auto* m = std::get_if<MillisValue>(&before->second))
                          return *m == std::get<MillisValue>(after->second);
                        return true;
                      }();
    if (!same) return candidate;
  }
  return std::nullopt;
}

// The number of cases that are met or counted, in place of their share: none is a number too.
Ends number_of_cases(const Ends& ends) {
  Ends out;
  out.low.exists = out.high.exists = true;
  out.low.number = Decimal(ends.met_low);
  out.high.number = Decimal(ends.met_high);
  if (ends.met_high == INT64_MAX) out.high = {};  // of a window that is left open
  out.cases_low = out.cases_high = 1;
  return out;
}

// Who no specification names is bound by none of them; a standard that none names binds everyone,
// and a provider that is not known (an empty one) could be any.
bool is_bound(const model::Standard& standard, const std::optional<std::string>& provider,
              Day day) {
  if (standard.bound.empty() || !provider || provider->empty()) return true;
  return std::any_of(standard.bound.begin(), standard.bound.end(), [&](const model::Binding& b) {
    return b.valid.holds(day) && b.binds(*provider);
  });
}

std::string local_version(const model::Override& o, const model::Ruleset& ruleset) {
  const model::Specification& s = ruleset.specifications[o.specification];
  return "The target is that of " + s.name + " (" + s.title + "), agreed by " + o.agreed_by +
         " on " + date_in_words(o.agreed_on) + ": " + o.because + ".";
}

// With what holds on the day.
void conclude_on(Finding& finding, const BothPasses& passes, const model::Ruleset& ruleset, Day day,
                 bool no_minimum, bool is_submitted) {
  const model::Standard& standard = ruleset.standards[finding.standard];
  if (!is_bound(standard, finding.provider, day)) {
    finding.status = Status::not_applicable;
    return;
  }
  const auto on_day = target_on(standard, ruleset, day, finding.provider);
  std::optional<model::Target> target;
  if (on_day) {
    finding.target = on_day->first;
    target = standard.targets[on_day->first];
  }
  const bool reports = standard.no_target && standard.in_force.holds(day);
  if ((target || reports) && !is_submitted) {
    finding.status = Status::not_submitted;
    return;
  }
  BothPasses counted = passes;
  counted.any_gap = finding.unknown.low > 0;
  if (target && ruleset.indicators[finding.indicator].measure == model::Measure::totals) {
    add_breaches_of_totals(counted.later, target->kind);
    add_breaches_of_totals(counted.now, target->kind);
  }
  if (target && target->of_cases) {
    counted.later = number_of_cases(counted.later);
    counted.now = number_of_cases(counted.now);
    finding.low = counted.now.low;
    finding.high = counted.now.high;
  }
  Verdict verdict = reports ? report(counted, standard, no_minimum)
                            : judge(counted, standard, target, ruleset, day, no_minimum);
  finding.status = verdict.judged.status;
  finding.so_far = verdict.so_far;
  finding.tier = std::move(verdict.judged.tier);
  finding.possible_tiers = std::move(verdict.judged.possible_tiers);
  finding.undecided_because = std::move(verdict.judged.undecided_because);
  if (verdict.whatever_comes && finding.status != Status::not_yet_due)
    finding.notes.push_back(
        "The figure is without what is not yet due: whatever that comes to, the standard is " +
        std::string(word(finding.status)) + ".");
  if (target && target->of_override != model::kNone)
    finding.notes.push_back(local_version(standard.overrides[target->of_override], ruleset));
  if (!target || finding.period.kind == PeriodKind::whole) return;
  if (const auto change =
          change_after(standard, ruleset, day, days_of(finding.period).last, finding.provider)) {
    finding.notes.push_back("The target changes inside the period, on " + date_in_words(*change) +
                            "; that of " + date_in_words(day) + " is used.");
  }
}

}  // namespace

Day target_day(const model::Standard& standard, Period period, Day as_at) {
  if (period.kind == PeriodKind::whole) return as_at;
  const DaySpan days = days_of(period);
  const auto& from = standard.in_force.from;
  return from && *from > days.first && *from <= days.last ? *from : days.first;
}

void may_have_come(Finding& finding) {
  if (finding.status != Status::not_submitted) return;
  finding.status = Status::cannot_tell;
  finding.proved = false;
  finding.notes.push_back(
      "A record that is not placed for certain may be the row that is expected.");
}

void leave_open(Finding& finding, BothPasses& passes) {
  for (Ends* ends : {&passes.now, &passes.later}) {
    ends->low = ends->high = End{};
    ends->cases_high = ends->met_high = INT64_MAX;
    ends->possible_breaches = std::max<std::int64_t>(ends->possible_breaches, 1);
  }
  finding.low = finding.high = End{};
  finding.interpolated.reset();
  finding.notes.push_back(
      "The data do not reach over all of the 12 months, so there is no figure of them.");
}

Status rule_status(const Finding& f) {
  if (f.failed > 0) return Status::not_met;
  if (f.undecided > 0) return Status::cannot_tell;
  return f.passed > 0 ? Status::met : Status::no_cases;
}

void add_breaches_of_totals(Ends& ends, model::TargetKind kind) {
  const bool no_case = kind == model::TargetKind::no_case;
  const auto short_of_it = [&](const End& e) { return no_case ? e.n > 0 : e.n < e.d; };
  const End& best = no_case ? ends.low : ends.high;
  const End& worst = no_case ? ends.high : ends.low;
  ends.certain_breaches = best.exists && short_of_it(best);
  ends.possible_breaches = !worst.exists || short_of_it(worst);
}

bool is_over(Period period, Day as_at, CalendarDuration matures) {
  if (period.kind == PeriodKind::whole) return true;
  const std::optional<Day> last = plus(days_of(period).last, matures);
  return last && *last <= as_at;
}

void conclude(Finding& finding, const BothPasses& passes, const model::Ruleset& ruleset, Day as_at,
              bool no_minimum, bool is_submitted) {
  const model::Standard& standard = ruleset.standards[finding.standard];
  // Of records that could lie in any period, or be anybody's: what holds on one day, or for one
  // provider, need not hold for another.
  std::vector<Day> days{target_day(standard, finding.period, as_at)};
  if (finding.period.kind == PeriodKind::whole && standard.per_period != PeriodKind::whole &&
      !standard.claim) {
    for (const Day change : changes(standard, ruleset)) {
      if (change - 1 <= as_at) days.push_back(change - 1);
      if (change <= as_at) days.push_back(change);
    }
  }
  std::vector<std::optional<std::string>> whose{finding.provider};
  if (finding.provider && finding.provider->empty()) {
    for (const model::Override& o : standard.overrides)
      whose.insert(whose.end(), o.providers.begin(), o.providers.end());
  }
  std::optional<Finding> as_it_was;
  if (days.size() > 1 || whose.size() > 1) as_it_was = finding;
  conclude_on(finding, passes, ruleset, days.front(), no_minimum, is_submitted);
  if (!as_it_was) return;
  for (const auto& provider : whose) {
    for (const Day day : days) {
      if (finding.status == Status::cannot_tell) return;
      Finding other = *as_it_was;
      other.provider = provider;
      conclude_on(other, passes, ruleset, day, no_minimum, is_submitted);
      if (other.status == finding.status && other.tier == finding.tier) continue;
      finding.status = Status::cannot_tell;
      finding.so_far.reset();
      finding.tier.clear();
      finding.notes.push_back(days.size() > 1
                                  ? "Its period is not known, and what is asked for is not the "
                                    "same on every day."
                                  : "Its provider is not known, and a local version asks for "
                                    "something else.");
    }
  }
}

}  // namespace assize
