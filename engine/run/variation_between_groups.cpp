// Each group of a place against the one that is named, or against all others together: who gets
// less.
#include <algorithm>
#include <cmath>
#include <map>

#include "engine/findings/judge.h"
#include "engine/run/variation_making.h"
#include "engine/variation/mover.h"
#include "engine/variation/standardised.h"

namespace assize {

using variation::kNone;
using Standardised = model::Variation::Standardised;

namespace {

constexpr const char* kNotCertain = "the figure is not certain";

double number(std::int64_t n) { return static_cast<double>(n); }

// One group of a place.
struct Group {
  const Finding* finding = nullptr;
  std::vector<std::string> codes;  // of the fields that make the groups
  Placed placed;
  bool certain = false;
  bool bounded =
      false;        // certain, or how many cases there are is, and how many of them met at most
  std::string gap;  // why nothing can be said of it; empty: something can
  Strata strata;    // where something is allowed for
};

class BetweenGroups {
 public:
  explicit BetweenGroups(Making& m) : m_(m), v_(m.v), record_(m.ruleset.records[m.i.record]) {
    for (std::size_t k = 0; k < v_.against.size(); ++k)
      named_.push_back(codes_of(k)[static_cast<std::size_t>(v_.against[k].at)].text);
  }

  void make() {
    if (v_.standardised != Standardised::no) strata_ = strata_of(m_);
    const std::map<Place, const Finding*> totals = m_.figures(of_places(v_));
    std::map<Place, std::vector<Group>> places;
    for (const auto& [place, f] : m_.figures(of_groups(v_))) {
      Place whole = place;
      whole.subgroup.resize(v_.per_fields.size());
      std::vector<std::string> codes;
      for (std::size_t k = 0; k < v_.groups.size(); ++k)
        codes.push_back(place.subgroup[v_.per_fields.size() + k].second);
      if (!are_known(codes)) continue;
      Group g{f, codes, f->passes->placed, false, false, {}, {}};
      if (const auto at = strata_.find(place); at != strata_.end()) g.strata = at->second;
      places[whole].push_back(std::move(g));
    }
    for (auto& [place, groups] : places) {
      const auto total = totals.find(place);
      if (total != totals.end()) compare_all(*total->second, groups);
    }
  }

 private:
  const std::vector<model::Code>& codes_of(std::size_t k) const {
    return m_.ruleset.code_lists[record_.part(v_.groups[k]).type.list].codes;
  }
  bool are_known(const std::vector<std::string>& codes) const {
    for (std::size_t k = 0; k < codes.size(); ++k) {
      if (!means_known(m_.ruleset, record_.part(v_.groups[k]), codes[k])) return false;
    }
    return true;
  }

  std::string gap_of(const Group& g) const {
    if (!g.bounded) return kNotCertain;
    if (g.placed.denominator.low == 0) return "no cases";
    return g.placed.denominator.low < v_.minimum ? v_.minimum_says : std::string();
  }

  void compare_all(const Finding& total, std::vector<Group>& groups) {
    std::int64_t aside = total.denominator.high;
    for (Group& g : groups) {
      // Cases that could be of any group are in none; those that could be of another place leave
      // all unsure.
      const bool by_strata = v_.standardised != Standardised::no, here = total.not_placed.high == 0;
      g.certain = here && g.placed.is_certain() && g.strata.certain;
      const Figure cases = g.placed.denominator;
      g.bounded = g.certain || (here && !by_strata && g.placed.bounded && cases.low == cases.high);
      g.gap = gap_of(g);
      aside -= by_strata ? g.strata.all().of : g.placed.denominator.high;
    }
    const variation::Inequality slope = inequality(groups);
    for (const Group& g : groups) {
      if (g.codes == named_ || !is_chosen(m_.options, total.provider, total.period)) continue;
      VariationFinding made = about(total, g);
      made.left_aside = std::max<std::int64_t>(aside, 0);
      made.inequality = slope;
      std::vector<const Group*> others;
      for (const Group& other : groups) {
        if (&other == &g || (!named_.empty() && other.codes != named_)) continue;
        // Among all the others a few cases do no harm, nor do none.
        const bool usable = named_.empty() ? other.bounded : other.gap.empty();
        if (!usable && made.cannot_tell.empty())
          made.cannot_tell = "of " + joined(other.codes) + ": " + other.gap;
        if (usable && other.placed.denominator.low > 0) others.push_back(&other);
      }
      if (made.cannot_tell.empty() && others.empty()) made.cannot_tell = "nobody to compare with";
      if (made.cannot_tell.empty()) compare(made, g, others, groups);
      m_.out.findings.push_back(std::move(made));
    }
  }

  static std::string joined(const std::vector<std::string>& codes) {
    std::string out;
    for (const std::string& c : codes) out += (out.empty() ? "" : " and ") + c;
    return out;
  }

  VariationFinding about(const Finding& total, const Group& g) const {
    VariationFinding made = m_.about(*g.finding);
    made.subgroup = total.subgroup;
    made.group = joined(g.codes);
    for (std::size_t k = 0; k < g.codes.size(); ++k)
      made.group_codes.emplace_back(record_.part(v_.groups[k]).name, g.codes[k]);
    made.against = named_.empty() ? "the others" : joined(named_);
    made.numerator = g.placed.numerator;
    made.denominator = g.placed.denominator;
    made.cannot_tell = g.gap;
    made.low = made.high = kNone;
    const Figure n = g.placed.numerator, d = g.placed.denominator;
    if (d.low == 0 || !g.placed.bounded) return made;
    const auto share = [&](std::int64_t met, std::int64_t of) {
      return shown_times(m_.i) * number(std::min(met, of)) / number(of);
    };
    made.low = share(n.low, d.high);
    made.high = share(n.high, d.low);
    return made;
  }

  void compare(VariationFinding& made, const Group& mine, const std::vector<const Group*>& others,
               const std::vector<Group>& all) {
    switch (v_.standardised) {
      case Standardised::no:
        as_they_are(made, others);
        break;
      case Standardised::directly:
        directly(made, mine, others, all);
        break;
      case Standardised::indirectly:
        indirectly(made, mine, others);
        break;
    }
    if (!made.cannot_tell.empty()) return;
    const bool expected = v_.standardised == Standardised::indirectly;
    made.comparison = expected ? variation::compare(made.ratio.interval, 1, better_of(m_.i))
                               : variation::compare(made.difference.interval, 0, better_of(m_.i));
    if (made.comparison == variation::Comparison::not_compared) {
      made.cannot_tell = "there is no interval of so few";
      return;
    }
    m_.count(made.comparison != variation::Comparison::similar, 1 - level_of(v_));
  }

  // Where it is not certain how many met, the lowest share is held against the highest of the
  // others and the other way round: both ends of the interval rise with the one and fall with the
  // other, so what both say is said of every filling of the gaps. What is shown is the smaller
  // difference.
  void as_they_are(VariationFinding& made, const std::vector<const Group*>& others) const {
    Figure theirs;
    for (const Group* o : others) {
      theirs.low += o->placed.numerator.low;
      theirs.high += o->placed.numerator.high;
      made.of_others.of += o->placed.denominator.low;
    }
    const double of = number(made.denominator.low), d = number(made.of_others.of);
    const auto apart = [&](std::int64_t x, std::int64_t n) {
      return variation::newcombe(number(x), of, number(n), d, level_of(v_));
    };
    const auto least = apart(made.numerator.low, theirs.high);
    const auto most = apart(made.numerator.high, theirs.low);
    const auto says = [&](const variation::Difference& x) {
      return variation::compare(x.interval, 0, better_of(m_.i));
    };
    if (says(least) != says(most)) {
      made.cannot_tell = kNotCertain;
      return;
    }
    const bool first = std::fabs(least.difference) <= std::fabs(most.difference);
    made.difference = first ? least : most;
    made.of_others.met = first ? theirs.high : theirs.low;
    made.ratio = ratio(first ? made.numerator.low : made.numerator.high, made);
  }

  variation::Estimate ratio(std::int64_t met, const VariationFinding& made) const {
    const double x = number(met), of = number(made.denominator.low), level = level_of(v_);
    const double n = number(made.of_others.met), d = number(made.of_others.of);
    if (ratio_by_score(v_)) {
      const variation::ShareRatio r = variation::share_ratio(x, of, n, d, level);
      return {r.ratio, r.interval};
    }
    const variation::RateRatio r = variation::rate_ratio(x, of, n, d, level);
    return {r.ratio, r.interval};
  }

  // What is allowed for takes the cases of which it is known.
  static void by_strata(VariationFinding& made, const Group& mine, const Strata& theirs) {
    const Strata::Cases all = mine.strata.all(), others = theirs.all();
    made.numerator = {all.met, all.met};
    made.denominator = {all.of, all.of};
    made.of_others = {others.met, others.of};
    if (all.of == 0 || others.of == 0)
      made.cannot_tell = "no cases of which it is known what is allowed for";
  }

  // The shares of both as they would be if their strata were those of all groups together.
  void directly(VariationFinding& made, const Group& mine, const std::vector<const Group*>& others,
                const std::vector<Group>& all) const {
    Strata everybody, theirs;
    for (const Group& g : all) everybody.add(g.strata);
    for (const Group* o : others) theirs.add(o->strata);
    by_strata(made, mine, theirs);
    if (!made.cannot_tell.empty()) return;
    const auto shares = [&](const Strata& s, const std::string& whose) {
      std::vector<variation::StratumShare> out;
      for (const auto& [codes, cases] : everybody.by) {
        const auto at = s.by.find(codes);
        if (at == s.by.end()) {
          made.cannot_tell = "no cases of " + whose + " in " + joined(codes);
          return out;
        }
        out.push_back({number(at->second.met), number(at->second.of), number(cases.of)});
      }
      return out;
    };
    const double level = level_of(v_);
    const auto a = variation::weighed_share(shares(mine.strata, made.group), level);
    const auto b = variation::weighed_share(shares(theirs, made.against), level);
    if (!made.cannot_tell.empty()) return;
    made.standardised = a;
    made.of_others_standardised = b;
    made.difference = variation::difference(a, b);
    made.ratio = variation::ratio(a, b);
  }

  // As many as there are against as many as there would be if each stratum did as that of the
  // others does.
  void indirectly(VariationFinding& made, const Group& mine,
                  const std::vector<const Group*>& others) const {
    Strata theirs;
    for (const Group* o : others) theirs.add(o->strata);
    by_strata(made, mine, theirs);
    if (!made.cannot_tell.empty()) return;
    std::vector<variation::ReferenceBand> bands;
    for (const auto& [codes, cases] : mine.strata.by) {
      const auto at = theirs.by.find(codes);
      if (at == theirs.by.end()) {
        made.cannot_tell = "no cases of " + made.against + " in " + joined(codes);
        return;
      }
      bands.push_back(
          {number(cases.met), number(cases.of), number(at->second.met), number(at->second.of)});
    }
    const variation::StandardisedRatio r = variation::indirect_ratio(bands, level_of(v_));
    made.expected = r.expected;
    made.ratio = {r.ratio, r.interval};
    if (!(r.expected > 0)) made.cannot_tell = "none were to be expected";
  }

  // Of one ordered list, of which every group can be told.
  variation::Inequality inequality(const std::vector<Group>& groups) const {
    if (v_.groups.size() != 1 || v_.standardised != Standardised::no ||
        !m_.ruleset.code_lists[record_.part(v_.groups[0]).type.list].ordered)
      return {};
    std::vector<variation::Group> all;
    for (const model::Code& c : codes_of(0)) {
      for (const Group& g : groups) {
        if (g.codes[0] != c.text) continue;
        if (!g.gap.empty() || !g.certain) return {};
        const double n = number(g.placed.denominator.low), p = number(g.placed.numerator.low) / n;
        all.push_back({n, p, std::sqrt(p * (1 - p) / n)});
      }
    }
    variation::InequalitySettings settings;
    settings.level = level_of(v_);
    return variation::slope_of_inequality(all, settings);
  }

  Making& m_;
  const model::Variation& v_;
  const model::Record& record_;
  std::vector<std::string> named_;  // the codes of the group that all are held against
  std::map<Place, Strata> strata_;
};

}  // namespace

void between_groups(Making& m) { BetweenGroups(m).make(); }

}  // namespace assize
