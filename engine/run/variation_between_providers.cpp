// A funnel for each period and part: which providers differ from what they are held against.
#include <map>

#include "dsl/base/calendar.h"
#include "engine/findings/judge.h"
#include "engine/run/variation_making.h"

namespace assize {

using variation::kNone;
using Comparator = model::Variation::Comparator;
using Standardised = model::Variation::Standardised;

namespace {

class BetweenProviders {
 public:
  explicit BetweenProviders(Making& m)
      : m_(m), v_(m.v), settings_(settings_between(m.ruleset, v_)) {}

  void make() {
    if (v_.standardised != Standardised::no) strata_ = strata_of(m_);
    for (const auto& [place, f] : m_.figures(of_places(v_))) {
      Entry e{m_.about(*f), {}};
      e.unit = unit(place, e.made);
      parts_[{place.period, place.subgroup}].push_back(std::move(e));
    }
    if (v_.standardised != Standardised::no) expect();
    for (auto& [part, entries] : parts_) judge(part.first, entries);
  }

 private:
  struct Entry {
    VariationFinding made;
    variation::Unit unit;
  };
  using Part = std::pair<Period, Subgroup>;

  variation::Unit unit(const Place& place, VariationFinding& made) {
    if (!made.cannot_tell.empty()) return {};
    if (v_.standardised == Standardised::no)
      return {static_cast<double>(made.numerator.low), static_cast<double>(made.denominator.low)};
    const auto mine = strata_.find(place);
    if (mine == strata_.end()) {
      made.cannot_tell = "no cases of which it is known what is allowed for";
      return {};
    }
    if (!mine->second.certain) {
      made.cannot_tell = "the figure is not certain";
      return {};
    }
    const Strata::Cases all = mine->second.all();
    made.left_aside = made.denominator.low - all.of;
    made.numerator = {all.met, all.met};
    made.denominator = {all.of, all.of};
    return {static_cast<double>(all.met), kNone};  // what was to be expected follows from all
  }

  // As many as there would be if each stratum did as that of all providers together does.
  void expect() {
    std::map<Part, Strata> together;
    const auto reference = [&](const Part& part) -> Strata& {
      return together[{part.first,
                       v_.comparator == Comparator::all_providers ? Subgroup{} : part.second}];
    };
    const auto strata = [&](const Part& part, const Entry& e) -> const Strata& {
      return strata_.at({e.made.provider, part.first, part.second});
    };
    for (const auto& [part, entries] : parts_) {
      for (const Entry& e : entries) {
        if (e.made.cannot_tell.empty()) reference(part).add(strata(part, e));
      }
    }
    for (auto& [part, entries] : parts_) {
      const Strata& all = reference(part);
      for (Entry& e : entries) {
        if (!e.made.cannot_tell.empty()) continue;
        variation::Sum expected;
        for (const auto& [codes, cases] : strata(part, e).by) {
          const Strata::Cases& of_all = all.by.at(codes);
          expected.add(static_cast<double>(cases.of) * static_cast<double>(of_all.met) /
                       static_cast<double>(of_all.of));
        }
        e.unit.denominator = e.made.expected = expected.total();
        if (e.unit.denominator > 0) continue;
        e.made.cannot_tell = "none were to be expected";
        e.unit = {};
      }
    }
  }

  // What providers are held against; nullopt: all of the part together.
  std::optional<double> centre(Period period) const {
    switch (v_.comparator) {
      case Comparator::peers:
        return settings_.centre;
      case Comparator::figure:
        return to_double(v_.figure->text()) / 100;
      case Comparator::target: {
        const auto target =
            target_on(m_.ruleset.standards[v_.target_of], m_.ruleset, day_of(period));
        return target ? to_double(std::get<Decimal>(target->second).text()) / 100 : kNone;
      }
      case Comparator::all_providers:
        break;
    }
    if (v_.standardised != Standardised::no) return std::nullopt;
    double n = 0, d = 0;
    for (const auto& [part, entries] : parts_) {
      for (const Entry& e : entries) {
        if (part.first != period || !e.made.cannot_tell.empty()) continue;
        n += e.unit.numerator;
        d += e.unit.denominator;
      }
    }
    return d > 0 ? n / d : kNone;
  }

  // The target of a period is that of its first day; of all there is, that of the cut-off.
  Day day_of(Period period) const {
    return period.kind == PeriodKind::whole ? m_.options.as_at : days_of(period).first;
  }

  void judge(Period period, std::vector<Entry>& entries) {
    variation::FunnelSettings settings = settings_;
    settings.centre = centre(period);
    const bool none = settings.centre && variation::is_none(*settings.centre);
    if (none) settings.centre.reset();
    std::vector<variation::Unit> units;
    for (const Entry& e : entries) units.push_back(e.unit);
    variation::Funnel funnel = variation::funnel(units, settings);
    if (const auto correction = multiplicity_of(v_); correction != variation::Multiplicity::none) {
      std::vector<double> p;
      for (const variation::UnitResult& u : funnel.of) p.push_back(u.p);
      variation::correct(funnel, settings, variation::adjust_p(p, correction));
    }
    for (std::size_t k = 0; k < entries.size(); ++k) {
      VariationFinding& made = entries[k].made;
      if (!is_chosen(m_.options, made.provider, made.period)) continue;
      if (none && made.cannot_tell.empty()) made.cannot_tell = "no target is in force";
      made.phi = funnel.phi;
      made.tau2 = funnel.tau2;
      made.adjusted = funnel.adjusted;
      if (!none) made.centre = funnel.centre;
      if (made.cannot_tell.empty()) {
        made.unit = funnel.of[k];
        if (by_interval(v_)) judge_by_interval(made, entries[k].unit, settings);
      }
      if (made.unit.judged) {
        m_.count(made.unit.level >= 0, 1 - settings.levels.front());
        made.comparison =
            variation::comparison_of(made.unit.level < 0 ? 0 : made.unit.outside, settings.better);
      }
      m_.out.findings.push_back(std::move(made));
    }
  }

  // The provider's own interval, at each level, against the centre.
  void judge_by_interval(VariationFinding& made, const variation::Unit& unit,
                         const variation::FunnelSettings& settings) const {
    variation::UnitResult& u = made.unit;
    u.used.clear();
    u.level = -1;
    u.outside = 0;
    u.judged = false;
    for (std::size_t k = 0; k < settings.levels.size(); ++k) {
      const variation::Interval i = interval_of(unit, v_, settings.measure, settings.levels[k]);
      made.intervals.push_back(i);
      const auto which = variation::compare(i, made.centre, variation::Better::neither);
      if (which == variation::Comparison::not_compared) continue;
      u.judged = true;
      if (which == variation::Comparison::similar) continue;
      u.level = static_cast<int>(k);
      u.outside = which == variation::Comparison::higher ? 1 : -1;
    }
    if (!u.judged) made.cannot_tell = "there is no interval of so few";
  }

  Making& m_;
  const model::Variation& v_;
  const variation::FunnelSettings settings_;
  std::map<Part, std::vector<Entry>> parts_;
  std::map<Place, Strata> strata_;
};

}  // namespace

void between_providers(Making& m) { BetweenProviders(m).make(); }

}  // namespace assize
