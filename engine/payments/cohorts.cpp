#include "engine/payments/cohorts.h"

#include <algorithm>
#include <set>

#include "engine/payments/amounts.h"
#include "engine/payments/split.h"

namespace assize::payments {

using model::Index;
using model::kNone;
using model::PaidOutcome;
using model::PaymentScheme;
using model::Pence;

namespace {

enum class Earned { yes, no, unknown };

Earned earned(Status s) {
  switch (s) {
    case Status::met:
      return Earned::yes;
    // Nobody is judged, or nobody met it.
    case Status::reported:
    case Status::not_met:
    case Status::no_cases:
    case Status::not_in_force:
    case Status::not_applicable:
      return Earned::no;
    case Status::return_unusable:
    case Status::not_submitted:
    case Status::not_comparable:
    case Status::too_few:
    case Status::not_yet_due:
    case Status::cannot_tell:
      break;
  }
  return Earned::unknown;
}

std::string in_words(Status s) { return s == Status::not_met ? "not met" : std::string(word(s)); }

// Records that are listed apart are in no figure, and each could be in this one.
bool leaves_unplaced(Index indicator, const Finding& f, const model::Ruleset& ruleset) {
  return ruleset.indicators[indicator].unplaced_listed_apart && f.not_placed.high > 0;
}

bool same_place(const Finding& a, const Finding& b) {
  return a.provider == b.provider && a.period == b.period && a.subgroup == b.subgroup;
}

class Cohorts {
 public:
  Cohorts(const model::Ruleset& ruleset, const PaymentInput& input, Index at, Lines& out)
      : ruleset_(ruleset), input_(input), at_(at), s_(ruleset.payment_schemes[at]), out_(out) {}

  void add_outcomes() {
    for (Index i = 0; i < s_.outcomes.size(); ++i) {
      const PaidOutcome& o = s_.outcomes[i];
      if (o.standard == kNone) continue;
      for (const Finding& f : *input_.findings) {
        if (is_of(f, o.standard) && (has_no_known_period(f) || in_force(f.period))) add(line(i, f));
      }
    }
    if (s_.foundation) foundation();
  }

 private:
  struct Judged {
    Earned earned = Earned::unknown;
    std::string because;
  };

  static bool is_of(const Finding& f, Index standard) {
    return f.kind == FindingKind::compliance && f.standard == standard;
  }

  // Of records that could lie in any period: it may begin, and fall due, on any day.
  bool has_no_known_period(const Finding& f) const {
    return f.period.kind == PeriodKind::whole &&
           ruleset_.standards[f.standard].per_period != PeriodKind::whole;
  }

  // A scheme pays for what begins while it is in force; without a period, for what is found then.
  bool in_force(Period p) const {
    return s_.in_force.holds(p.kind == PeriodKind::whole ? input_.as_at : days_of(p).first);
  }

  void add(PaymentLine l) {
    out_.lines.push_back(std::move(l));
    out_.people.emplace_back();
  }

  // Met, and so is each outcome that it hangs upon.
  Judged judged(Index outcome, const Finding& f) const {
    const PaidOutcome& o = s_.outcomes[outcome];
    Judged all{earned(f.status), {}};
    if (all.earned != Earned::yes)
      all.because = ruleset_.standards[o.standard].name + " is " + in_words(f.status);
    for (Index h = o.hurdle; h != kNone && all.earned != Earned::no; h = s_.outcomes[h].hurdle) {
      const PaidOutcome& first = s_.outcomes[h];
      const Finding* g = finding(first.standard, f);
      const Earned e = g == nullptr ? Earned::unknown : earned(g->status);
      if (e == Earned::yes || (e == Earned::unknown && all.earned == Earned::unknown)) continue;
      all.earned = e;
      all.because = first.name + " is " +
                    (g == nullptr ? std::string("not judged there") : in_words(g->status));
    }
    return all;
  }

  const Finding* finding(Index standard, const Finding& like) const {
    for (const Finding& f : *input_.findings) {
      if (is_of(f, standard) && same_place(f, like)) return &f;
    }
    return nullptr;
  }

  PaymentLine line(Index outcome, const Finding& f) const {
    const PaidOutcome& o = s_.outcomes[outcome];
    PaymentLine l;
    l.scheme = at_;
    l.outcome = outcome;
    l.provider = f.provider;
    l.period = f.period;
    l.subgroup = f.subgroup;
    const bool any_day = has_no_known_period(f);
    if (!any_day) {
      l.due = f.period.kind == PeriodKind::whole ? std::optional<Day>(input_.as_at)
                                                 : plus(days_of(f.period).last, o.later);
    }
    const Judged j = judged(outcome, f);
    Amount a = amount_of(o, f);
    if (o.rate && leaves_unplaced(ruleset_.standards[o.standard].indicator, f, ruleset_))
      a.because = "records are not placed";
    l.because = j.because;
    if (j.earned == Earned::no) return l;
    if (j.earned == Earned::yes) {
      const bool nobodys = std::any_of(f.subgroup.begin(), f.subgroup.end(),
                                       [](const auto& part) { return part.second.empty(); });
      if (nobodys || (f.provider && f.provider->empty()))
        l.because = "it is not known whom to pay";
      else if (any_day)
        l.because = "its period is not known";
      else if (!a.because.empty())
        l.because = a.because;
      else if (!l.due)
        l.because = "it falls due after the year 9999";
      else if (*l.due > input_.as_at)
        l.because = "not payable before " + date_in_words(*l.due);
    }
    if (l.because.empty()) {
      l.paid = a.low;
      l.state = a.low > 0 ? PaymentState::paid : PaymentState::nothing;
      if (a.low == 0) l.because = "no case counts";
    } else {
      l.state = PaymentState::held;
      l.held_low = j.earned == Earned::yes ? a.low : 0;
      l.held_high = a.high;
    }
    return l;
  }

  // --- foundation ---

  void foundation() {
    const Index standard = s_.outcomes[s_.foundation->outcome].standard;
    std::set<std::optional<std::string>> providers;
    if (!ruleset_.standards[standard].per_provider) providers.insert(std::nullopt);
    for (const Finding& f : *input_.findings) {
      if (is_of(f, standard) && (!f.provider || !f.provider->empty())) providers.insert(f.provider);
    }
    const Day until = std::min(s_.in_force.until.value_or(kLastDay), input_.as_at);
    if (until == kLastDay) return;  // no end to what would be paid
    for (const auto& provider : providers) months(provider, until);
  }

  void months(const std::optional<std::string>& provider, Day until) {
    const PaidOutcome& o = s_.outcomes[s_.foundation->outcome];
    const PeriodKind kind = ruleset_.standards[o.standard].per_period;
    Period month = period_of(PeriodKind::month, *s_.in_force.from);
    if (days_of(month).first < *s_.in_force.from) ++month.index;
    for (; days_of(month).last <= until; ++month.index) {
      const Period cohort = period_of(kind, days_of(month).first);
      const Finding* found = nullptr;
      for (const Finding& f : *input_.findings) {
        if (is_of(f, o.standard) && f.provider == provider && f.period == cohort &&
            f.subgroup.empty())
          found = &f;
      }
      PaymentLine l;
      l.scheme = at_;
      l.part = PaymentPart::foundation;
      l.outcome = s_.foundation->outcome;
      l.provider = provider;
      l.period = month;
      l.due = days_of(month).last;
      l.state = PaymentState::paid;
      l.paid = s_.foundation->amount;
      const bool back = found != nullptr && found->status == Status::not_met;
      if (!back && (found == nullptr || earned(found->status) == Earned::unknown))
        l.because = "may yet be clawed back: " + o.name + " is " +
                    (found == nullptr ? std::string("not judged") : in_words(found->status));
      add(l);
      if (!back) continue;
      l.paid = -l.paid;  // the pennies of what it reverses, with the sign turned
      l.because = "clawed back: " + o.name + " is not met for " + assize::in_words(cohort);
      add(std::move(l));
    }
  }

  const model::Ruleset& ruleset_;
  const PaymentInput& input_;
  Index at_;
  const PaymentScheme& s_;
  Lines& out_;
};

// Instalments that have fallen due: each at the end of its stretch of the year.
void add_fee(const PaymentScheme& s, Index at, Day as_at, Lines& out) {
  const Day until = std::min(s.in_force.until.value_or(kLastDay), as_at);
  if (until == kLastDay) return;  // no end to what would be paid
  const std::vector<Pence> parts = instalments(s.fee->amount, s.fee->instalments);
  const std::int32_t months = 12 / s.fee->instalments;
  Period year = period_of(s.fee->year, *s.in_force.from);
  for (; days_of(year).first <= until; ++year.index) {
    Period first = period_of(PeriodKind::month, days_of(year).first);
    for (const Pence part : parts) {
      const Period last{PeriodKind::month, first.index + months - 1};
      const Day from = days_of(first).first, to = days_of(last).last;
      first.index += months;
      if (from < *s.in_force.from || to > until) continue;
      PaymentLine l;
      l.scheme = at;
      l.part = PaymentPart::fee;
      l.period = last;
      l.due = to;
      l.state = PaymentState::paid;
      l.paid = part;
      out.lines.push_back(std::move(l));
      out.people.emplace_back();
    }
  }
}

bool is_figure_of(const model::Volume& v, const Finding& f, const model::Ruleset& ruleset) {
  if (f.kind != FindingKind::compliance || f.standard != kNone || f.indicator != v.indicator ||
      f.provider.has_value() != v.per_provider || f.period.kind != v.per_period)
    return false;
  const model::Record& record = ruleset.records[ruleset.indicators[v.indicator].record];
  return std::equal(
      f.subgroup.begin(), f.subgroup.end(), v.per_fields.begin(), v.per_fields.end(),
      [&](const auto& part, Index field) { return part.first == record.part(field).name; });
}

void add_volume(const model::Ruleset& ruleset, const PaymentInput& input, Index at, Lines& out) {
  const PaymentScheme& s = ruleset.payment_schemes[at];
  const model::Volume& v = *s.volume;
  for (const Finding& f : *input.findings) {
    if (!is_figure_of(v, f, ruleset) || !s.in_force.holds(days_of(f.period).first)) continue;
    PaymentLine l;
    l.scheme = at;
    l.part = PaymentPart::volume;
    l.provider = f.provider;
    l.period = f.period;
    l.subgroup = f.subgroup;
    l.due = days_of(f.period).last;
    // Of a period that is not over nothing can be said yet.
    if (*l.due > input.as_at) continue;
    const bool unplaced = leaves_unplaced(v.indicator, f, ruleset);
    const std::int64_t more = f.not_yet_due.high + (unplaced ? f.not_placed.high : 0);
    const std::optional<Pence> low = reconciled(v, f.numerator.low);
    const std::optional<Pence> high = reconciled(v, f.numerator.high + more);
    // A total without an upper end is told as "at least so many": that is no end.
    const bool open = ruleset.indicators[v.indicator].measure == model::Measure::totals &&
                      (!f.low.exists || !f.high.exists);
    if (open || unplaced || !low || !high || *low != *high || f.not_yet_due.high > 0 ||
        (f.provider && f.provider->empty())) {
      l.state = PaymentState::held;
      l.because = f.provider && f.provider->empty() ? "it is not known whom to pay"
                  : f.not_yet_due.high > 0          ? "not yet due"
                                                    : "the number of cases is not certain";
      // New payments alone are held; nothing is taken back that is not certain.
      l.held_low = std::max<Pence>(0, low.value_or(0));
      l.held_high = std::max<Pence>(l.held_low, high.value_or(0));
    } else if (*low == 0) {
      l.because = "within the band";
    } else {
      l.state = PaymentState::paid;
      l.paid = *low;
      l.because = *low > 0 ? "above the band" : "below the band";
    }
    out.lines.push_back(std::move(l));
    out.people.emplace_back();
  }
}

}  // namespace

void add_cohorts(const model::Ruleset& ruleset, const PaymentInput& input, Lines& out) {
  for (const Index at : input.schemes) Cohorts(ruleset, input, at, out).add_outcomes();
}

void add_fees(const model::Ruleset& ruleset, const PaymentInput& input, Lines& out) {
  for (const Index at : input.schemes) {
    if (ruleset.payment_schemes[at].fee) add_fee(ruleset.payment_schemes[at], at, input.as_at, out);
  }
}

void add_volumes(const model::Ruleset& ruleset, const PaymentInput& input, Lines& out) {
  for (const Index at : input.schemes) {
    if (ruleset.payment_schemes[at].volume) add_volume(ruleset, input, at, out);
  }
}

}  // namespace assize::payments
