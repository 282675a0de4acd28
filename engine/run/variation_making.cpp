#include "engine/run/variation_making.h"

#include <algorithm>

#include "engine/findings/judge.h"

namespace assize {

using variation::kNone;

FigureRequest of_places(const model::Variation& v) {
  return {v.indicator, v.per_provider, v.per_period, v.per_fields};
}
FigureRequest of_groups(const model::Variation& v) {
  FigureRequest request = of_places(v);
  request.per_fields.insert(request.per_fields.end(), v.groups.begin(), v.groups.end());
  return request;
}
FigureRequest of_strata(const model::Variation& v) {
  FigureRequest request = of_groups(v);
  request.per_fields.insert(request.per_fields.end(), v.strata.begin(), v.strata.end());
  return request;
}

// Records that could be placed nowhere are no place.
std::map<Place, const Finding*> Making::figures(const FigureRequest& request) const {
  std::map<Place, const Finding*> all;
  for (const Finding* f : Figures(ruleset, findings).of(request)) {
    if (f->provider.has_value() == request.per_provider && f->period.kind == request.per_period)
      all[{f->provider, f->period, f->subgroup}] = f;
  }
  return all;
}

VariationFinding Making::about(const Finding& f) const {
  VariationFinding made;
  made.variation = summary.variation;
  made.provider = f.provider;
  made.subgroup = f.subgroup;
  made.period = f.period;
  made.numerator = f.numerator;
  made.denominator = f.denominator;
  made.low = value_of(f.low, i);
  made.high = value_of(f.high, i);
  made.cannot_tell = gap_of(f, v, i);
  return made;
}

void Making::count(bool signals, double false_by_chance) {
  ++summary.judged;
  if (signals) ++summary.signals;
  summary.expected_false += false_by_chance;
}

double value_of(const End& e, const model::Indicator& i) {
  if (!e.exists) return kNone;
  if (e.exact) return to_double(e.exact->rounded(12)) / (e.milliseconds ? 60'000.0 : 1.0);
  if (e.number) return to_double(e.number->text());
  if (e.milliseconds) return static_cast<double>(*e.milliseconds) / 60'000.0;
  if (e.d <= 0) return kNone;
  return static_cast<double>(e.n) * shown_times(i) / static_cast<double>(e.d);
}

std::string gap_of(const Finding& f, const model::Variation& v, const model::Indicator& i) {
  if (!f.low.exists && !f.high.exists)
    return f.denominator.high > 0 || f.unknown.high > 0 ? "the figure is not known" : "no cases";
  if (!(f.low == f.high) || f.denominator.low != f.denominator.high)
    return "the figure is not certain";
  if (model::gives_share(i) && f.numerator.low != f.numerator.high)
    return "the figure is not certain";
  if (f.denominator.low < v.minimum) return v.minimum_says;
  return {};
}

bool means_known(const model::Ruleset& ruleset, const model::Part& field, const std::string& code) {
  if (field.type.kind != model::Kind::code) return !code.empty();
  const auto& codes = ruleset.code_lists[field.type.list].codes;
  const auto at = std::find_if(codes.begin(), codes.end(),
                               [&](const model::Code& c) { return c.text == code; });
  return at != codes.end() && at->role == model::CodeRole::ordinary;
}

void Strata::add(const Strata& other) {
  certain = certain && other.certain;
  for (const auto& [codes, cases] : other.by) {
    by[codes].met += cases.met;
    by[codes].of += cases.of;
  }
}

Strata::Cases Strata::all() const {
  Cases out;
  for (const auto& [codes, cases] : by) {
    out.met += cases.met;
    out.of += cases.of;
  }
  return out;
}

std::map<Place, Strata> strata_of(const Making& m) {
  const model::Record& record = m.ruleset.records[m.i.record];
  std::map<Place, Strata> out;
  for (const auto& [place, f] : m.figures(of_strata(m.v))) {
    Place whole = place;
    whole.subgroup.resize(place.subgroup.size() - m.v.strata.size());
    std::vector<std::string> codes;
    bool known = true;
    for (std::size_t k = 0; k < m.v.strata.size(); ++k) {
      codes.push_back(place.subgroup[whole.subgroup.size() + k].second);
      known = known && means_known(m.ruleset, record.part(m.v.strata[k]), codes.back());
    }
    if (!known) continue;
    const Placed& placed = f->passes->placed;
    Strata& strata = out[whole];
    strata.certain = strata.certain && placed.is_certain();
    if (placed.denominator.low > 0)
      strata.by[codes] = {placed.numerator.low, placed.denominator.low};
  }
  return out;
}

}  // namespace assize
