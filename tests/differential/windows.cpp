#include "tests/differential/windows.h"

namespace assize::differential {

using Texts = std::vector<std::string>;

std::string window_standards(Random& r, const std::string& target) {
  const std::string none = "no target, because \"nobody has set one\"";
  std::string s = "standard W1 \"Over twelve months\"\n  judges I1" +
                  r.pick(Texts{" per provider, per rolling 12 months", " per rolling 12 months",
                               " per provider, per rolling 12 months, per kind",
                               " per rolling 12 months, per shut"}) +
                  ";\n";
  if (r.one_in(3)) s += "  in force since " + r.pick(Texts{"2021-03-01", "2022-02-15"}) + ";\n";
  if (r.one_in(4)) s += "  matures 1 month after the period;\n";
  const bool reports = r.one_in(3);
  s += "  " + (reports ? none : "target " + target) + ";\n";
  const bool counts = target.find("case") != std::string::npos;
  if ((reports || !counts) && r.one_in(2))
    s += "  with fewer than " + r.pick(Texts{"2", "5"}) + " cases: say \"too few to judge\";\n";
  if (s.find("per kind") != std::string::npos && r.one_in(2))
    s += "  report every kind in (A, C);\n";
  s += "end\n";
  if (r.one_in(2)) return s;
  s += "standard W2 \"Reported\"\n  judges I1" +
       r.pick(Texts{" per provider, per month", " per quarter", " per provider", ""}) + ";\n  " +
       none + ";\n";
  if (r.one_in(2)) s += "  with fewer than 2 cases: say \"too few to publish\";\n";
  return s + "end\n";
}

void spread_over_two_years(Random& r, std::vector<std::vector<std::string>>& rows) {
  for (auto& row : rows) {
    if (!r.one_in(3)) continue;
    for (std::string& cell : row) {
      if (cell.starts_with("2022")) cell[3] = '1';
    }
  }
}

}  // namespace assize::differential
