#include "engine/findings/comparison.h"

#include <algorithm>

#include "engine/findings/conclude.h"

namespace assize {
namespace {

using Kind = model::Comparison::Kind;

End points(const End& a, const End& b) {
  End e;
  if (!a.exists || !b.exists) return e;
  e.exists = true;
  e.exact = Ratio(100) * (Ratio(a.n, a.d) - Ratio(b.n, b.d));
  return e;
}

// Values on both sides of 0: how far apart the shares are then has no end below that is certain to
// be reached.
bool straddles(const Ends& e) {
  return e.low.exact && e.high.exact && *e.low.exact < Ratio(0) && *e.high.exact > Ratio(0);
}

// Could some record be of this side, or not be?
bool has_doubtful_members(const CountedSide& s) {
  return s.counts.denominator.low != s.counts.denominator.high ||
         s.passes.later.cases_low != s.passes.later.cases_high;
}

void add_sides(Finding& f, const CountedSide& a, const CountedSide& b, bool groups) {
  add_counts(f, a.counts);
  add_counts(f, b.counts);
  // What is not placed could be of either group; of periods it may be another record.
  if (groups)
    f.not_placed = a.counts.not_placed;
  else
    f.not_placed.low = std::max(a.counts.not_placed.low, b.counts.not_placed.low);
}

Side side_of(const CountedSide& s, std::string name) {
  return {std::move(name),  s.counts.numerator, s.counts.denominator,
          s.counts.unknown, s.passes.now.low,   s.passes.now.high};
}

bool same(const Scalar& a, const Scalar& b) {
  if (a.index() != b.index()) return false;
  if (const auto* n = std::get_if<Decimal>(&a)) return *n == std::get<Decimal>(b);
  if (const auto* m = std::get_if<MillisValue>(&a)) return *m == std::get<MillisValue>(b);
  if (const auto* c = std::get_if<CalendarDuration>(&a)) return *c == std::get<CalendarDuration>(b);
  if (const auto* d = std::get_if<DayValue>(&a)) return *d == std::get<DayValue>(b);
  if (const auto* t = std::get_if<std::string>(&a)) return *t == std::get<std::string>(b);
  if (const auto* y = std::get_if<bool>(&a)) return *y == std::get<bool>(b);
  if (const auto* c = std::get_if<CodeIndex>(&a)) return *c == std::get<CodeIndex>(b);
  return false;
}

// The values that hold on some day of a period, in the order of their dates.
std::vector<const model::DatedValue*> values_in(const model::Parameter& q, Period period) {
  std::vector<const model::DatedValue*> out;
  const DaySpan days = days_of(period);
  for (const model::DatedValue& v : q.values) {
    const bool before = v.valid.until && *v.valid.until < days.first;
    const bool after = v.valid.from && *v.valid.from > days.last;
    if (!before && !after) out.push_back(&v);
  }
  return out;
}

// `provider in ("P1", "P2")`, as the checker writes it where providers have values of their own.
bool is_of_providers(const model::Ruleset& ruleset, const model::Expr& condition) {
  return condition.op == model::Op::in &&
         ruleset.expr(condition.args[0]).type.kind == model::Kind::text;
}

// Is a parameter read of a provider's records? Where providers have values of their own, one of
// them is chosen by provider. Of a provider that is not known it could be any.
bool is_read_of(const model::Ruleset& ruleset, model::Index parameter,
                const std::optional<std::string>& provider) {
  if (!provider || provider->empty()) return true;
  const auto is_it = [&](model::ExprId id) {
    const model::Expr& e = ruleset.expr(id);
    return e.op == model::Op::parameter && e.index == parameter;
  };
  const auto names_it = [&](model::ExprId id) {
    const model::Expr& e = ruleset.expr(id);
    return e.op == model::Op::literal && std::get<std::string>(e.value.point()) == *provider;
  };
  bool is_chosen = false;
  for (const model::Expr& e : ruleset.exprs) {
    if (e.op != model::Op::choose || std::none_of(e.args.begin(), e.args.end(), is_it)) continue;
    std::size_t at = 0;
    bool by_provider = true;
    for (std::size_t i = 0; i + 1 < e.args.size(); i += 2) {
      const model::Expr& condition = ruleset.expr(e.args[i]);
      by_provider = by_provider && is_of_providers(ruleset, condition);
      if (!by_provider) break;
      const auto& named = condition.args;
      if (at == i && std::none_of(named.begin() + 1, named.end(), names_it)) at = i + 2;
    }
    if (!by_provider) continue;
    is_chosen = true;
    if (is_it(e.args[at + 1 < e.args.size() ? at + 1 : at])) return true;
  }
  return !is_chosen;
}

}  // namespace

std::optional<std::string> what_differs(const std::vector<model::Index>& parameters,
                                        const model::Ruleset& ruleset,
                                        const std::optional<std::string>& provider, Period from,
                                        Period to) {
  for (model::Index index : parameters) {
    if (!is_read_of(ruleset, index, provider)) continue;
    const model::Parameter& q = ruleset.parameters[index];
    const auto a = values_in(q, from), b = values_in(q, to);
    const bool alike = a.size() == b.size() &&
                       std::equal(a.begin(), a.end(), b.begin(), [](const auto* x, const auto* y) {
                         return same(x->value, y->value);
                       });
    if (!alike || a.size() > 1) return q.title.empty() ? q.name : q.title;
  }
  return std::nullopt;
}

void set_not_comparable(Finding& finding, const std::string& what, Period from, Period to) {
  finding.status = Status::not_comparable;
  finding.so_far.reset();
  finding.undecided_because.clear();
  finding.notes.push_back("Not comparable: \"" + what + "\" is not the same in " + in_words(from) +
                          " and " + in_words(to) + ".");
}

Ends difference_of_shares(const Ends& minuend, const Ends& subtrahend, bool size) {
  Ends e;
  e.low = points(minuend.low, subtrahend.high);
  e.high = points(minuend.high, subtrahend.low);
  e.cases_low = std::min(minuend.cases_low, subtrahend.cases_low);
  e.cases_high = std::min(minuend.cases_high, subtrahend.cases_high);
  if (!size) return e;
  const bool mixed = straddles(e);
  End low = e.low, high = e.high;
  for (End* end : {&low, &high}) {
    if (end->exists) end->exact = end->exact->absolute();
  }
  if (!low.exists || !high.exists) {  // then neither bounds the size
    e.low = e.high = End{};
    return e;
  }
  const bool swapped = *high.exact < *low.exact;
  e.low = swapped ? high : low;
  e.high = swapped ? low : high;
  if (mixed) e.low.exact = Ratio(0);
  return e;
}

Period earlier_period(const model::Comparison& comparison, Period later) {
  if (comparison.kind == Kind::periods) return comparison.from;
  return {later.kind, later.index - comparison.back};
}

void conclude(Finding& finding, const CountedSide& first, const CountedSide& second,
              const model::Ruleset& ruleset, Day as_at, bool no_minimum) {
  const model::Standard& standard = ruleset.standards[finding.standard];
  const model::Comparison& c = *standard.comparison;
  const bool groups = c.kind == Kind::groups;
  const bool has_period = groups || finding.period.kind != PeriodKind::whole;
  const Period from = groups || !has_period ? Period{} : earlier_period(c, finding.period);
  add_sides(finding, first, second, groups);
  finding.notes = first.counts.notes;
  finding.sides = {side_of(first, groups ? c.names[0] : text(from)),
                   side_of(second, groups ? c.names[1] : text(finding.period))};

  const auto on_day =
      target_on(standard, ruleset, target_day(standard, finding.period, as_at), finding.provider);
  const bool size = on_day && standard.targets[on_day->first].of_size;
  const auto difference = [&](const Ends& a, const Ends& b, bool as_size) {
    return groups ? difference_of_shares(a, b, as_size) : difference_of_shares(b, a, as_size);
  };
  BothPasses passes;
  passes.later = difference(first.passes.later, second.passes.later, size);
  passes.now = difference(first.passes.now, second.passes.now, size);
  passes.any_not_yet_due = first.passes.any_not_yet_due || second.passes.any_not_yet_due;
  passes.period_over = is_over(finding.period, as_at);
  finding.low = passes.now.low;
  finding.high = passes.now.high;
  finding.proved =
      first.counts.proved && second.counts.proved &&
      !(has_doubtful_members(first) && has_doubtful_members(second)) &&
      !(size && (straddles(difference(first.passes.now, second.passes.now, false)) ||
                 straddles(difference(first.passes.later, second.passes.later, false))));
  conclude(finding, passes, ruleset, as_at, no_minimum);
  const bool in_force =
      finding.status != Status::not_in_force && finding.status != Status::not_applicable;
  if (groups || !has_period || !in_force) return;
  if (const auto what = what_differs(c.parameters, ruleset, finding.provider, from, finding.period))
    set_not_comparable(finding, *what, from, finding.period);
}

}  // namespace assize
