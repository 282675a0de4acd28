#include "engine/variation/multiplicity.h"

#include <algorithm>
#include <numeric>

#include "engine/variation/numbers.h"

namespace assize::variation {

std::vector<double> adjust_p(const std::vector<double>& p, Multiplicity method) {
  if (method == Multiplicity::none) return p;
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < p.size(); ++i) {
    if (!is_none(p[i])) order.push_back(i);
  }
  std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return p[a] < p[b]; });
  const std::size_t n = order.size();
  Sum harmonic;
  for (std::size_t i = 1; i <= n; ++i) harmonic.add(1 / static_cast<double>(i));

  // What the p value of rank i (from 1) is multiplied by.
  const auto times = [&](std::size_t i) {
    const auto all = static_cast<double>(n), rank = static_cast<double>(i);
    switch (method) {
      case Multiplicity::holm:
      case Multiplicity::hochberg:
        return all - rank + 1;
      case Multiplicity::benjamini_hochberg:
        return all / rank;
      case Multiplicity::benjamini_yekutieli:
        return all * harmonic.total() / rank;
      default:
        return all;
    }
  };
  std::vector<double> out(p.size(), kNone);
  for (std::size_t k = 0; k < n; ++k) out[order[k]] = std::min(1.0, p[order[k]] * times(k + 1));
  // Never smaller than that of a smaller p value (Holm steps down), or never larger than that of a
  // larger one (the others step up).
  if (method == Multiplicity::holm) {
    for (std::size_t k = 1; k < n; ++k) out[order[k]] = std::max(out[order[k]], out[order[k - 1]]);
  } else if (method != Multiplicity::bonferroni) {
    for (std::size_t k = n; k-- > 1;)
      out[order[k - 1]] = std::min(out[order[k - 1]], out[order[k]]);
  }
  return out;
}

}  // namespace assize::variation
