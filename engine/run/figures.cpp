#include "engine/run/figures.h"

#include <algorithm>

namespace assize {

std::vector<const Finding*> Figures::of(const FigureRequest& request) const {
  const auto& record = ruleset_.records[ruleset_.indicators[request.indicator].record];
  std::vector<const Finding*> out;
  for (const Finding& f : findings_) {
    if (f.kind != FindingKind::compliance || f.standard != model::kNone ||
        f.indicator != request.indicator)
      continue;
    const bool whose = request.per_provider == f.provider.has_value();
    const bool what = std::equal(
        f.subgroup.begin(), f.subgroup.end(), request.per_fields.begin(), request.per_fields.end(),
        [&](const auto& part, model::Index at) { return part.first == record.part(at).name; });
    if (whose && what && f.per == request.per_period) out.push_back(&f);
  }
  return out;
}

std::vector<FigureRequest> parts_of(const model::Ruleset& ruleset, const FigureRequest& request) {
  using Kind = model::Combined::Kind;
  const model::Combined& made = *ruleset.indicators[request.indicator].combined;
  FigureRequest part = request;
  part.indicator = made.parts[0];
  if (made.kind == Kind::average) part.per_period = PeriodKind::month;
  if (made.kind == Kind::standardised) part.per_fields.push_back(made.by);
  std::vector<FigureRequest> out{part};
  if (made.kind != Kind::ratio) {  // and all of its records together: some may be in no part
    part.per_period = request.per_period;
    part.per_fields = request.per_fields;
    out.push_back(part);
  }
  if (made.kind == Kind::ratio) {
    part.indicator = made.parts[1];
    out.push_back(part);
  }
  return out;
}

void add_once(std::vector<FigureRequest>& all, const FigureRequest& request) {
  const bool there = std::any_of(all.begin(), all.end(), [&](const FigureRequest& o) {
    return o.indicator == request.indicator && o.per_provider == request.per_provider &&
           o.per_period == request.per_period && o.per_fields == request.per_fields;
  });
  if (!there) all.push_back(request);
}

bool is_chosen(const RunOptions& options, const std::optional<std::string>& provider,
               Period period) {
  const auto& whose = options.providers;
  if (!whose.empty() &&
      (!provider || std::find(whose.begin(), whose.end(), *provider) == whose.end()))
    return false;
  return options.periods.empty() || std::any_of(options.periods.begin(), options.periods.end(),
                                                [&](Period p) { return lies_inside(period, p); });
}

std::optional<Ratio> percentage(const End& e) {
  if (!e.exists || e.d <= 0) return std::nullopt;
  return Ratio(100) * Ratio(e.n, e.d);
}

std::optional<Ratio> number_of(const End& e) {
  if (!e.exists) return std::nullopt;
  if (e.exact) return e.exact;
  if (e.number) return Ratio(*e.number);
  if (e.milliseconds) return Ratio(*e.milliseconds);
  return percentage(e);
}

}  // namespace assize
