// The figures of one finding over its records: docs/language/meaning.md, section 6, record by
// record.
#pragma once

#include <vector>

#include "engine/findings/judge.h"
#include "engine/reference/record.h"

namespace assize::reference {

// A record as it counts in one finding: copies are one, a standard's dates and the joining are in
// the sets.
struct Member {
  OutcomeSet now, later;
  Tests returned;
  std::vector<Truth> left_out, excused, failures;
  bool joins = false;  // it is not certain to be of this finding
  bool is_proved = true, is_by_convention = false, has_favourable_blank = false;
  Value value, numerator, denominator;
};

// Fills the finding's counts and ends; what its two passes found is for judging.
BothPasses count(Finding& finding, const model::Indicator& indicator,
                 const std::vector<Member>& members);

// Ends of a share, of rows of totals, of a percentile.
Ends ends_of_shares(const std::vector<OutcomeSet>& sets);
struct TotalsRow {
  OutcomeSet set;
  Value numerator, denominator;
};
// A figure that no count can be, or a part that is more than its whole.
bool is_contradictory(const TotalsRow& row, bool part_of);
// Each figure one value, and none of them contradictory.
bool is_settled(const TotalsRow& row, bool part_of);
struct Totals {
  Ends ends;
  Figure numerator, denominator;
  bool bounded = true;  // false: a figure of some row has no upper end
};
Totals ends_of_totals(const std::vector<TotalsRow>& rows, bool part_of);
struct Case {
  OutcomeSet set;
  Value value;
};
Ends ends_of_percentile(const std::vector<Case>& cases, const Decimal& percentile);
// Between neighbours, where each case is certain and known.
std::optional<Ratio> interpolated(const std::vector<Case>& cases, const Decimal& percentile);
// A sum, or a mean.
Ends ends_of_summary(const std::vector<Case>& cases, model::Summary summary);

}  // namespace assize::reference
