#include "engine/run/combined.h"

#include <algorithm>
#include <map>

#include "engine/findings/conclude.h"
#include "engine/run/claims.h"
#include "engine/run/figures.h"

namespace assize {

using Kind = model::Combined::Kind;
using model::Index;

namespace {

// One part of a figure in one pass: what it can be, and whether it may have no case at all.
struct Part {
  std::optional<Ratio> low, high;
  bool certain = false, possible = false;
};

// In per cent. Where a share has a case for certain at one end only, whatever cases it has are all
// met, or none of them is: the other end is the same.
Part share_of(const Ends& e, bool totals) {
  Part p{percentage(e.low), percentage(e.high), e.cases_low > 0, e.cases_high > 0};
  if (!totals && p.possible) {
    if (!p.low) p.low = p.high;
    if (!p.high) p.high = p.low;
  }
  return p;
}

End exactly(const std::optional<Ratio>& r) {
  End e;
  e.exists = r.has_value();
  e.exact = r;
  return e;
}

// The mean of those that have a case; one that may have none is taken in where that moves it.
std::optional<Ratio> mean(const std::vector<Part>& parts, bool highest) {
  Ratio sum;
  std::int64_t n = 0;
  std::vector<Ratio> optional;
  for (const Part& p : parts) {
    if (!p.possible) continue;
    const auto& end = highest ? p.high : p.low;
    if (!end) return std::nullopt;
    if (p.certain) {
      sum = sum + *end;
      ++n;
    } else {
      optional.push_back(*end);
    }
  }
  std::sort(optional.begin(), optional.end());
  if (highest) std::reverse(optional.begin(), optional.end());
  for (const Ratio& r : optional) {
    if (n > 0 && (highest ? r * Ratio(n) <= sum : r * Ratio(n) >= sum)) break;
    sum = sum + r;
    ++n;
  }
  return n == 0 ? std::nullopt : std::optional(sum / Ratio(n));
}

class Maker {
 public:
  Maker(const model::Ruleset& ruleset, const FigureRequest& request, const Figures& figures,
        Day as_at)
      : ruleset_(ruleset),
        request_(request),
        indicator_(ruleset.indicators[request.indicator]),
        made_(*indicator_.combined),
        as_at_(as_at) {
    const std::vector<FigureRequest> parts = parts_of(ruleset, request);
    for (std::size_t k = 0; k < parts.size(); ++k) {
      for (const Finding* f : figures.of(parts[k])) places_[place_of(*f, k)].push_back({k, f});
    }
  }

  std::vector<Finding> make() {
    std::vector<Finding> out;
    for (const auto& [place, all] : places_) {
      Parts parts = all;
      const Finding* together = nullptr;  // all records of an average, or of a standardised rate
      if (made_.kind != Kind::ratio) {
        for (const auto& [k, part] : all) {
          if (k == 1) together = part;
        }
        std::erase_if(parts, [](const auto& part) { return part.first == 1; });
        if (parts.empty() && made_.kind == Kind::average) continue;
        // A record that could be in no part that exists makes one of its own; it has joined others.
        if (together == nullptr && made_.kind == Kind::standardised) continue;
      }
      Finding f;
      f.kind = FindingKind::compliance;
      f.indicator = request_.indicator;
      f.per = request_.per_period;
      f.provider = place.provider;
      f.period = place.period;
      f.subgroup = place.subgroup;
      BothPasses passes;
      bool placed = together == nullptr || together->not_placed.high == 0, settled = true;
      for (const auto& [k, part] : parts) {
        if (made_.kind != Kind::standardised) add_counts(f, *part);
        if (f.notes.empty()) f.notes = part->notes;  // of a window that is left open
        passes.any_not_yet_due |= part->passes->any_not_yet_due;
        placed = placed && part->not_placed.high == 0;
        settled = settled && part->denominator.low == part->denominator.high &&
                  part->passes->later.cases_low == part->passes->later.cases_high;
      }
      if (made_.kind == Kind::standardised) {
        add_counts(f, *together);
        passes.any_not_yet_due |= together->passes->any_not_yet_due;
      }
      if (together != nullptr) f.not_placed = together->not_placed;
      f.proved = f.proved && placed && (made_.kind != Kind::ratio || settled);
      passes.now = ends(parts, together, false, f.notes);
      std::vector<std::string> same;
      passes.later = ends(parts, together, true, same);
      f.low = passes.now.low;
      f.high = passes.now.high;
      f.status = passes.later.cases_high == 0 ? Status::no_cases : Status::not_applicable;
      f.passes = std::make_shared<const BothPasses>(std::move(passes));
      out.push_back(std::move(f));
    }
    return out;
  }

 private:
  // Of the request's own kind of period, not of the part's.
  Place place_of(const Finding& f, std::size_t part) const {
    Place p{f.provider, f.period, f.subgroup};
    if (made_.kind == Kind::standardised && part == 0) p.subgroup.pop_back();
    if (made_.kind == Kind::average) {
      const bool known = f.period.kind != PeriodKind::whole;
      p.period = request_.per_period == PeriodKind::whole || !known
                     ? Period{}
                     : period_of(request_.per_period, days_of(f.period).first);
    }
    return p;
  }

  using Parts = std::vector<std::pair<std::size_t, const Finding*>>;

  Ends ends(const Parts& parts, const Finding* together, bool later,
            std::vector<std::string>& notes) const {
    switch (made_.kind) {
      case Kind::average:
        return average(parts, together, later, notes);
      case Kind::ratio:
        return ratio(parts, later, notes);
      case Kind::standardised:
        break;
    }
    return standardised(parts, *together, later, notes);
  }

  static const Ends& pass(const Finding& f, bool later) {
    return later ? f.passes->later : f.passes->now;
  }

  bool totals() const {
    return ruleset_.indicators[made_.parts[0]].measure == model::Measure::totals;
  }

  // Months of the period, up to the cut-off, that have no figure: a record that is not placed may
  // lie in one, whatever its share would be.
  std::int64_t months_without(const Parts& parts, const Finding& together) const {
    const std::int64_t records = together.not_placed.high;
    if (request_.per_period == PeriodKind::whole || together.period.kind == PeriodKind::whole)
      return records;
    const DaySpan days = days_of(together.period);
    const std::int64_t first = period_of(PeriodKind::month, days.first).index,
                       last = period_of(PeriodKind::month, std::min(days.last, as_at_)).index;
    const auto known = std::count_if(parts.begin(), parts.end(), [](const auto& part) {
      return part.second->period.kind != PeriodKind::whole;
    });
    return std::clamp<std::int64_t>(last - first + 1 - known, 0, records);
  }

  Ends average(const Parts& parts, const Finding* together, bool later,
               std::vector<std::string>& notes) const {
    Ends out;
    std::vector<Part> shares;
    std::size_t months = 0, empty = 0;
    for (const auto& [k, f] : parts) {
      const Ends& e = pass(*f, later);
      out.cases_low += e.cases_low;
      add_cases(out.cases_high, e.cases_high);
      shares.push_back(share_of(e, totals()));
      ++months;
      if (!shares.back().possible) ++empty;
      // In no known month: it may be of each.
      if (f->period.kind == PeriodKind::whole) shares.back().low = shares.back().high = {};
    }
    const std::int64_t others = together == nullptr ? 0 : months_without(parts, *together);
    for (std::int64_t k = 0; k < std::min<std::int64_t>(others, 1200); ++k)
      shares.push_back({Ratio(0), Ratio(100), false, true});
    if (together != nullptr)
      out.cases_high = std::max(out.cases_high, pass(*together, later).cases_high);
    out.low = exactly(mean(shares, false));
    out.high = exactly(mean(shares, true));
    const std::size_t all = request_.per_period == PeriodKind::whole     ? months
                            : request_.per_period == PeriodKind::quarter ? 3
                                                                         : 12;
    const std::size_t used = months - empty;
    notes.push_back("The average of " + std::to_string(used) + (used == 1 ? " month" : " months") +
                    (used < all ? "; " + std::to_string(all - used) + " of " + std::to_string(all) +
                                      " have no case and are left out."
                                : "."));
    return out;
  }

  // A sum, or a number of cases. A sum of nothing is 0.
  std::optional<Ratio> sum_of(const Parts& parts, std::size_t which, bool later,
                              bool highest) const {
    Ratio sum;
    const model::Indicator& i = ruleset_.indicators[made_.parts[which]];
    for (const auto& [k, f] : parts) {
      if (k != which) continue;
      const Ends& e = pass(*f, later);
      if (model::gives_share(i)) {
        if (highest && e.met_high == INT64_MAX) return std::nullopt;  // a window that is left open
        sum = sum + Ratio(highest ? e.met_high : e.met_low);
        continue;
      }
      if (e.cases_high == 0) continue;
      const auto end = number_of(highest ? e.high : e.low);
      if (!end) return std::nullopt;
      sum = sum + *end;
    }
    return sum;
  }

  // Both ends are absent where what is divided by may be 0 or less.
  Ends ratio(const Parts& parts, bool later, std::vector<std::string>& notes) const {
    Ends out;
    // What was not returned is not nothing: a ratio to, or of, no record at all cannot be told.
    for (const std::size_t which : {std::size_t{0}, std::size_t{1}}) {
      const bool there = std::any_of(parts.begin(), parts.end(),
                                     [&](const auto& part) { return part.first == which; });
      if (there) continue;
      out.cases_high = 1;
      notes.push_back("No record of \"" + ruleset_.indicators[made_.parts[which]].title +
                      "\" is there.");
      return out;
    }
    for (const auto& [k, f] : parts) {
      if (k != 1) continue;
      const Ends& e = pass(*f, later);
      const bool cases = model::gives_share(ruleset_.indicators[made_.parts[1]]);
      out.cases_low += cases ? e.met_low : e.cases_low;
      add_cases(out.cases_high, cases ? e.met_high : e.cases_high);
    }
    const auto a = sum_of(parts, 0, later, false), b = sum_of(parts, 0, later, true),
               c = sum_of(parts, 1, later, false), d = sum_of(parts, 1, later, true);
    if (!c || !d || *c <= Ratio(0)) return out;
    const Ratio none(0);
    if (a) out.low = exactly(*a / (*a < none ? *c : *d));
    if (b) out.high = exactly(*b / (*b < none ? *d : *c));
    return out;
  }

  Ends standardised(const Parts& parts, const Finding& together, bool later,
                    std::vector<std::string>& notes) const {
    Ends out;
    const model::Record& record = ruleset_.records[indicator_.record];
    const auto& codes = ruleset_.code_lists[record.part(made_.by).type.list].codes;
    std::optional<Ratio> low = Ratio(0), high = Ratio(0);
    Ratio weights;
    std::string empty;
    for (std::size_t c = 0; c < codes.size(); ++c) {
      if (made_.weights[c] == model::kNone) continue;
      const model::Parameter& parameter = ruleset_.parameters[made_.weights[c]];
      const Ratio weight(std::get<Decimal>(parameter.values.front().value));
      if (weight == Ratio(0)) continue;
      weights = weights + weight;
      const auto at = std::find_if(parts.begin(), parts.end(), [&](const auto& part) {
        return part.second->subgroup.back().second == codes[c].text;
      });
      const Part share = at == parts.end() ? Part{} : share_of(pass(*at->second, later), totals());
      if (!share.possible) empty += (empty.empty() ? "" : ", ") + codes[c].text;
      // A group that may have no case has no rate then.
      const bool there = share.certain && share.low && share.high;
      low = there && low ? std::optional(*low + weight * *share.low) : std::nullopt;
      high = there && high ? std::optional(*high + weight * *share.high) : std::nullopt;
    }
    out.cases_low = pass(together, later).cases_low;
    out.cases_high = pass(together, later).cases_high;
    if (low) out.low = exactly(*low / weights);
    if (high) out.high = exactly(*high / weights);
    if (!empty.empty())
      notes.push_back("No case of " + empty + ": a rate of nobody cannot be weighed.");
    return out;
  }

  static void add_cases(std::int64_t& sum, std::int64_t n) {
    if (__builtin_add_overflow(sum, n, &sum)) sum = INT64_MAX;
  }

  const model::Ruleset& ruleset_;
  const FigureRequest& request_;
  const model::Indicator& indicator_;
  const model::Combined& made_;
  Day as_at_;
  std::map<Place, Parts> places_;
};

bool is_asked(const model::Standard& s, const model::Ruleset& r,
              const std::vector<std::string>& only) {
  const auto named = [&](const std::string& name) {
    return std::find(only.begin(), only.end(), name) != only.end();
  };
  return only.empty() || named(s.name) || named(r.indicators[s.indicator].name);
}

FigureRequest request_of(const model::Standard& s) {
  const PeriodKind kind = s.claim ? s.claim->to.kind : s.per_period;
  return {s.indicator, s.per_provider, kind, s.per_fields};
}

// Judged here, of figures, and not where records are counted.
bool is_made(const model::Standard& s, const model::Ruleset& r, const RunOptions& options) {
  return (s.claim || r.indicators[s.indicator].combined) && is_asked(s, r, options.only);
}

// The figures that standards and claims are made of, and those that were asked for.
std::vector<FigureRequest> wanted(const model::Ruleset& ruleset, const RunOptions& options) {
  std::vector<FigureRequest> out = options.figures;
  for (const model::Standard& s : ruleset.standards) {
    if (is_made(s, ruleset, options)) add_once(out, request_of(s));
  }
  return out;
}

}  // namespace

bool ask_for_parts(const model::Ruleset& ruleset, RunOptions& options) {
  const std::vector<FigureRequest> all = wanted(ruleset, options);
  std::vector<FigureRequest> asked;
  bool any = std::any_of(ruleset.standards.begin(), ruleset.standards.end(),
                         [&](const model::Standard& s) { return is_made(s, ruleset, options); });
  for (const FigureRequest& request : all) {
    const bool made = ruleset.indicators[request.indicator].combined.has_value();
    any = any || made;
    if (!made) {
      add_once(asked, request);
      continue;
    }
    for (const FigureRequest& part : parts_of(ruleset, request)) add_once(asked, part);
  }
  if (!any) return false;
  options.figures = std::move(asked);
  return true;
}

void add_combined(const model::Ruleset& ruleset, const RunOptions& asked,
                  std::vector<Finding>& findings) {
  for (const FigureRequest& request : wanted(ruleset, asked)) {
    if (!ruleset.indicators[request.indicator].combined) continue;
    std::vector<Finding> made =
        Maker(ruleset, request, Figures(ruleset, findings), asked.as_at).make();
    std::move(made.begin(), made.end(), std::back_inserter(findings));
  }
  std::vector<Finding> judged;
  const Figures figures(ruleset, findings);
  for (Index s = 0; s < ruleset.standards.size(); ++s) {
    const model::Standard& standard = ruleset.standards[s];
    if (!is_made(standard, ruleset, asked)) continue;
    if (standard.claim) {
      for (Finding& f : hold_claim(ruleset, s, figures.of(request_of(standard)), asked))
        judged.push_back(std::move(f));
      continue;
    }
    for (const Finding* figure : figures.of(request_of(standard))) {
      Finding f = *figure;
      f.standard = s;
      BothPasses passes = *f.passes;
      f.passes.reset();
      passes.period_over = is_over(f.period, asked.as_at, standard.matures);
      conclude(f, passes, ruleset, asked.as_at, asked.no_minimum);
      if (f.status != Status::cannot_tell) f.deciding = 0;
      judged.push_back(std::move(f));
    }
  }
  std::copy_if(judged.begin(), judged.end(), std::back_inserter(findings),
               [&](const Finding& f) { return is_chosen(asked, f.provider, f.period); });
  sort(findings);
}

}  // namespace assize
