// Runs about a centre line: is the longest one too long, or do the points cross too seldom?
//
// Source: J. Anhoej and A. V. Olesen, "Run charts revisited", PLoS ONE 9(11), 2014. Points on the
// centre line are not useful: they neither break nor lengthen a run. With n useful points a signal
// is a run longer than round(log2 n) + 3, or fewer crossings than the 5% point of a binomial of
// n - 1 trials at 1/2.
#pragma once

#include <cstddef>
#include <vector>

namespace assize::variation {

struct RunAnalysis {
  std::size_t points = 0, useful = 0;
  std::size_t longest = 0, longest_expected = 0;
  std::size_t crossings = 0, crossings_expected = 0;
  bool judged = false;  // there are useful points
  bool too_long() const { return judged && longest > longest_expected; }
  bool too_few_crossings() const { return judged && crossings < crossings_expected; }
  bool signal() const { return too_long() || too_few_crossings(); }
};

// `sides`: of the points in order of time, -1, 0 (on the line) or 1; gaps are left out by the
// caller.
RunAnalysis analyse_runs(const std::vector<int>& sides);

}  // namespace assize::variation
