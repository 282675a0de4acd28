#include "engine/run/variations.h"

#include <algorithm>

#include "engine/run/variation_making.h"

namespace assize {

using Form = model::Variation::Form;

namespace {

bool asked(const model::Variation& v, const model::Ruleset& r,
           const std::vector<std::string>& only) {
  const auto named = [&](const std::string& name) {
    return std::find(only.begin(), only.end(), name) != only.end();
  };
  return only.empty() || named(v.name) || named(r.indicators[v.indicator].name);
}

}  // namespace

std::vector<FigureRequest> variation_figures(const model::Ruleset& ruleset,
                                             const std::vector<std::string>& only) {
  std::vector<FigureRequest> out;
  for (const model::Variation& v : ruleset.variations) {
    if (!asked(v, ruleset, only)) continue;
    for (const FigureRequest& r : {of_places(v), of_groups(v), of_strata(v)}) add_once(out, r);
  }
  return out;
}

Variations find_variations(const model::Ruleset& ruleset, const std::vector<Finding>& findings,
                           const RunOptions& options) {
  Variations out;
  for (model::Index at = 0; at < ruleset.variations.size(); ++at) {
    const model::Variation& v = ruleset.variations[at];
    if (!asked(v, ruleset, options.only)) continue;
    Making m{ruleset, v, ruleset.indicators[v.indicator], findings, options, out, {}};
    m.summary.variation = at;
    if (v.form == Form::over_time) over_time(m);
    if (v.form == Form::between_providers) between_providers(m);
    if (v.form == Form::between_groups) between_groups(m);
    out.summaries.push_back(m.summary);
  }
  return out;
}

}  // namespace assize
