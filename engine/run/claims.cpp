#include "engine/run/claims.h"

#include <algorithm>
#include <map>

#include "engine/findings/comparison.h"
#include "engine/findings/conclude.h"
#include "engine/findings/variation.h"
#include "engine/variation/intervals.h"

namespace assize {

using Kind = model::Claim::Kind;

namespace {

class Holder {
 public:
  Holder(const model::Ruleset& ruleset, model::Index at, const RunOptions& options)
      : ruleset_(ruleset),
        at_(at),
        standard_(ruleset.standards[at]),
        claim_(*standard_.claim),
        options_(options) {}

  // `figures`: by index of the period. `nowhere`: how many records of the place could lie in a
  // period that has no figure.
  Finding hold(const Place& place, const std::map<std::int32_t, const Finding*>& figures,
               std::int64_t nowhere) const {
    Finding f;
    f.kind = FindingKind::compliance;
    f.standard = at_;
    f.indicator = standard_.indicator;
    f.provider = place.provider;
    f.period = claim_.to;
    f.subgroup = place.subgroup;
    BothPasses passes;
    std::vector<const Finding*> all;  // nullptr: no record of that period
    const bool trend = claim_.kind == Kind::rises || claim_.kind == Kind::falls;
    for (Period p = claim_.from; p.index <= claim_.to.index; ++p.index) {
      if (!trend && p.index != claim_.from.index && p.index != claim_.to.index) continue;
      const auto found = figures.find(p.index);
      all.push_back(found == figures.end() ? nullptr : found->second);
      Side side;
      side.name = in_words(p);
      if (all.back() != nullptr) {
        const Finding& figure = *all.back();
        add_counts(f, figure);
        passes.any_not_yet_due |= figure.passes->any_not_yet_due;
        f.proved = f.proved && figure.not_placed.high == 0;
        side.numerator = figure.numerator;
        side.denominator = figure.denominator;
        side.unknown = figure.unknown;
        side.low = figure.low;
        side.high = figure.high;
        if (f.notes.empty()) f.notes = figure.notes;  // of a window that is left open
      }
      f.sides.push_back(std::move(side));
    }
    passes.now = ends(all, false, nowhere);
    passes.later = ends(all, true, nowhere);
    if (passes.later.cases_high > 0 && std::find(all.begin(), all.end(), nullptr) != all.end())
      f.notes.push_back(
          "A period without a figure may have one: some records are not placed for certain.");
    passes.period_over = is_over(f.period, options_.as_at);
    f.proved = f.proved && ends_are_reached(all);
    f.low = passes.now.low;
    f.high = passes.now.high;
    conclude(f, passes, ruleset_, options_.as_at, true);
    if (is_level()) {  // what is shown is the figure, not how far it is from the level
      f.low = all[0]->low;
      f.high = all[0]->high;
    }
    comparable(f);
    if (claim_.chance && f.status == Status::met) chance(f, all);
    if (f.status != Status::cannot_tell) f.deciding = 0;
    return f;
  }

 private:
  bool is_level() const { return claim_.kind == Kind::level; }

  // Whether each end comes about by some filling. Not where the size of what can be on both sides
  // of 0 is meant, nor where a figure that is not certain stands in two steps.
  bool ends_are_reached(const std::vector<const Finding*>& all) const {
    for (std::size_t k = 1; k + 1 < all.size(); ++k) {
      if (all[k] != nullptr && !(all[k]->low == all[k]->high)) return false;
    }
    const bool of_size =
        claim_.kind == Kind::steady || (is_level() && standard_.targets[0].of_size);
    if (!of_size || all.front() == nullptr || all.back() == nullptr) return true;
    const auto ends = [](const Finding& f) {
      return std::pair(number_of(f.passes->later.low), number_of(f.passes->later.high));
    };
    const auto [low, high] = ends(*all.back());
    if (!low || !high) return true;
    if (is_level()) return *low >= line() || *high <= line();
    const auto [before_low, before_high] = ends(*all.front());
    if (!before_low || !before_high) return true;
    return *low >= *before_high || *high <= *before_low;
  }

  static End exactly(const Ratio& r) {
    End e;
    e.exists = true;
    e.exact = r;
    return e;
  }

  Ends ends(const std::vector<const Finding*>& all, bool later, std::int64_t nowhere) const {
    Ends out;
    out.cases_low = out.cases_high = INT64_MAX;
    bool absent = false;
    for (const Finding* f : all) {
      Ends none;
      none.cases_high = nowhere;
      const Ends& e = f == nullptr ? none : later ? f->passes->later : f->passes->now;
      out.cases_low = std::min(out.cases_low, e.cases_low);
      out.cases_high = std::min(out.cases_high, e.cases_high);
      absent = absent || !e.low.exists || !e.high.exists;
    }
    const auto pass = [&](std::size_t k) -> const Ends& {
      return later ? all[k]->passes->later : all[k]->passes->now;
    };
    if (is_level()) return from_level(out, pass(0));
    if (absent) return out;
    std::optional<Ratio> low, high;
    const bool falls = claim_.kind == Kind::falls;
    for (std::size_t k = 1; k < all.size(); ++k) {
      const Ratio least = *number_of(pass(k).low) - *number_of(pass(k - 1).high);
      const Ratio most = *number_of(pass(k).high) - *number_of(pass(k - 1).low);
      // Of several steps the one that bears the claim out least.
      if (!low || (falls ? least > *low : least < *low)) low = least;
      if (!high || (falls ? most > *high : most < *high)) high = most;
    }
    if (claim_.kind == Kind::steady) take_size(*low, *high);
    out.low = exactly(*low);
    out.high = exactly(*high);
    return out;
  }

  // How far from 0, whichever way.
  static void take_size(Ratio& low, Ratio& high) {
    const bool straddles = low < Ratio(0) && high > Ratio(0);
    const Ratio a = low.absolute(), b = high.absolute();
    low = straddles ? Ratio(0) : std::min(a, b);
    high = std::max(a, b);
  }

  // The level as the figure is told: of a share in per cent.
  Ratio line() const {
    const Ratio level(claim_.level);
    return claim_.out_of > 0 ? Ratio(100) * level / Ratio(claim_.out_of) : level;
  }

  // A figure as it was published: rounded, a half in favour of the claim.
  std::optional<Ratio> published(const End& e) const {
    const auto exact = number_of(e);
    if (!exact || claim_.places < 0) return exact;
    const auto text = Decimal::parse(exact->rounded(claim_.places));
    if (!text) return std::nullopt;
    const Ratio shown(*text), place(*Decimal::make(1, claim_.places));
    const bool down = standard_.targets[0].kind == model::TargetKind::at_most;
    return down && (shown - *exact) * Ratio(2) == place ? shown - place : shown;
  }

  // That less the level; of `about` how far they are apart.
  Ends from_level(Ends out, const Ends& figure) const {
    std::optional<Ratio> low = published(figure.low), high = published(figure.high);
    if (low) low = *low - line();
    if (high) high = *high - line();
    if (standard_.targets[0].of_size) {
      if (!low || !high) return out;
      take_size(*low, *high);
    }
    if (low) out.low = exactly(*low);
    if (high) out.high = exactly(*high);
    return out;
  }

  // What was measured must be the same in each period that is held against another.
  void comparable(Finding& f) const {
    if (is_level()) return;
    const bool trend = claim_.kind == Kind::rises || claim_.kind == Kind::falls;
    for (Period p = claim_.from; p.index < claim_.to.index; ++p.index) {
      const Period next = trend ? Period{p.kind, p.index + 1} : claim_.to;
      const auto what = what_differs(claim_.parameters, ruleset_, f.provider, p, next);
      if (what) return set_not_comparable(f, *what, p, next);
      if (!trend) return;
    }
  }

  double level() const { return to_double(claim_.chance->text()) / 100; }

  void chance(Finding& f, const std::vector<const Finding*>& all) const {
    const std::string at = "chance at " + claim_.chance->text() + "%";
    if (claim_.kind == Kind::rises || claim_.kind == Kind::falls) {
      double ways = 1;
      for (std::size_t k = 2; k <= all.size(); ++k) ways *= static_cast<double>(k);
      if (1 / ways <= 1 - level()) return f.notes.push_back("It is more than " + at + ".");
      f.status = Status::too_few;
      f.notes.push_back("The figures bear it out; " + std::to_string(all.size()) +
                        " periods one after another are too few for more than " + at + ".");
      return;
    }
    for (const Finding* figure : all) {
      const bool certain = figure->numerator.low == figure->numerator.high &&
                           figure->denominator.low == figure->denominator.high;
      if (certain) continue;
      f.status = Status::cannot_tell;
      f.notes.push_back("The figures bear it out; whether by more than " + at +
                        " cannot be told, since they are not certain.");
      return;
    }
    const auto count = [](std::int64_t n) { return static_cast<double>(n); };
    const Finding &before = *all.front(), &after = *all.back();
    const variation::Interval interval =
        is_level()
            ? variation::wilson(count(after.numerator.low), count(after.denominator.low), level())
            : variation::newcombe(count(after.numerator.low), count(after.denominator.low),
                                  count(before.numerator.low), count(before.denominator.low),
                                  level())
                  .interval;
    const double than = is_level() ? to_double((line() / Ratio(100)).rounded(12)) : 0;
    const bool up = standard_.targets[0].kind == model::TargetKind::at_least;
    const bool more = up ? interval.lower > than : interval.upper < than;
    if (more) return f.notes.push_back("It is more than " + at + ".");
    f.status = Status::not_met;
    f.notes.push_back("The figures bear it out, and by no more than " + at + ".");
  }

  const model::Ruleset& ruleset_;
  model::Index at_;
  const model::Standard& standard_;
  const model::Claim& claim_;
  const RunOptions& options_;
};

}  // namespace

std::vector<Finding> hold_claim(const model::Ruleset& ruleset, model::Index standard,
                                const std::vector<const Finding*>& figures,
                                const RunOptions& options) {
  const model::Claim& claim = *ruleset.standards[standard].claim;
  using ByPeriod = std::map<std::int32_t, const Finding*>;
  std::map<Place, ByPeriod> places;
  for (const Finding* f : figures) {
    const bool spoken_of = f->period.kind == claim.to.kind && f->period.index >= claim.from.index &&
                           f->period.index <= claim.to.index;
    if (spoken_of) places[Place{f->provider, {}, f->subgroup}][f->period.index] = f;
  }
  // A record of which nothing says in which period it lies joins every figure of its place, and
  // one of which nothing says whose it is every figure of its period, or has one of its own.
  const auto could_be_of = [](const Finding& f, const Place& place) {
    if (f.provider != place.provider && !(f.provider && f.provider->empty())) return false;
    return std::equal(
        f.subgroup.begin(), f.subgroup.end(), place.subgroup.begin(), place.subgroup.end(),
        [](const auto& a, const auto& b) { return a.second.empty() || a.second == b.second; });
  };
  std::vector<Finding> out;
  const Holder holder(ruleset, standard, options);
  for (const auto& [place, by_period] : places) {
    std::int64_t nowhere = 0;
    for (const Finding* f : figures) {
      if (could_be_of(*f, place)) nowhere = std::max(nowhere, f->not_placed.high);
    }
    out.push_back(holder.hold(place, by_period, nowhere));
  }
  return out;
}

}  // namespace assize
