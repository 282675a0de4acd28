// A finding: what was judged, for whom, when, and how sure it is. The words of the JSON output are
// the members' names.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "dsl/base/decimal.h"
#include "dsl/base/period.h"
#include "dsl/base/ratio.h"
#include "dsl/model/ruleset.h"
#include "engine/column/source.h"
#include "engine/findings/outcome.h"

namespace assize {

// In the order in which they apply (wording W5): the first that does is the status.
enum class Status : std::uint8_t {
  return_unusable,
  not_submitted,
  not_applicable,
  not_in_force,
  not_comparable,
  no_cases,
  too_few,
  met,
  not_met,
  reported,  // of a standard without a target: a figure, and no verdict
  not_yet_due,
  cannot_tell,
};
std::string_view word(Status s);  // "met", "not met", "cannot tell", "no cases" ...

// A figure that is at least `low` and at most `high` however the gaps are filled. The ends of two
// figures need not go together (W9).
struct Figure {
  std::int64_t low = 0, high = 0;
  bool operator==(const Figure&) const = default;
};

// One end of an indicator's value: a share n of d (d > 0), or a number with the unit of the
// indicator's type.
struct End {
  bool exists = false;  // false: no case at this end, or nothing bounds it
  std::int64_t n = 0, d = 0;
  std::optional<Decimal> number;             // percentile of numbers, money ...
  std::optional<std::int64_t> milliseconds;  // percentile of elapsed times
  // A difference, in points; a sum or a mean, in the indicator's unit (elapsed: milliseconds).
  std::optional<Ratio> exact = std::nullopt;
  bool operator==(const End&) const = default;
};

// One side of a comparison, with figures of its own.
struct Side {
  std::string name;  // of a group; of a period its text
  Figure numerator, denominator, unknown;
  End low, high;
};

enum class FindingKind : std::uint8_t { compliance, rule, variation, data };
std::string_view word(FindingKind kind);

struct BothPasses;  // judge.h

struct Finding {
  FindingKind kind = FindingKind::compliance;
  model::Index standard = model::kNone, indicator = model::kNone,
               rule = model::kNone;  // into the ruleset
  std::optional<std::string>
      provider;   // nullopt: not judged per provider; for rules "" means not placed
  Period period;  // `whole` where not judged per period; for rules `whole` means not placed
  PeriodKind per =
      PeriodKind::whole;  // what it was asked per, where no day of its records is known
  std::vector<std::pair<std::string, std::string>>
      subgroup;  // field name and its code or text, in the order of `per`
  Status status = Status::no_cases;
  std::optional<Status>
      so_far;        // with not_yet_due: the status without the records that are not yet due
  std::string tier;  // only with met, not met and so_far
  std::vector<std::string> possible_tiers;  // with cannot tell
  // Counts of records (for totals: of what the rows count).
  Figure numerator, denominator, left_out, excused, not_yet_due, not_in_force, unknown, not_placed;
  std::vector<std::pair<std::string, Figure>>
      by_clause;              // left out, excused and failures by name, in the ruleset's order
  std::int64_t deciding = 0;  // with cannot tell: records whose outcome is not certain
  std::string
      undecided_because;  // with cannot tell: "no cases" or "too few" where some fillings are that
  End low, high;          // the lowest and the highest the value can be, the not yet due left out
  // Of a percentile by rank whose cases are certain and known: between its neighbours (R. J.
  // Hyndman and Y. Fan, The American Statistician 50, 1996, type 7), for display; nothing is
  // judged by it. Elapsed times in milliseconds.
  std::optional<Ratio> interpolated;
  bool proved = true;  // false: cannot tell reads "could not be ruled out"
  std::int64_t by_convention =
      0;  // records on which a two-valued word decided although its value is unknown
  std::int64_t rests_on_blank = 0;     // records met or left out on the strength of a blank
  model::Index target = model::kNone;  // into Standard::targets
  std::int64_t passed = 0, failed = 0, not_applicable = 0, undecided = 0;  // rules
  std::vector<Side> sides;  // of a comparison, two: the group and the one it is held against, or
                            // the earlier period and the later
  // Of figures that nothing judges: what both passes found, for what is made of them.
  std::shared_ptr<const BothPasses> passes;
  std::vector<std::string> notes;  // plain sentences: "the target changed inside the period" ...
};

// One record under one indicator or rule, for --records, failing_records.csv and `explain`.
struct RecordOutcome {
  model::Index indicator = model::kNone, rule = model::kNone;
  std::uint32_t file = 0;    // into RunResult::files
  std::uint64_t record = 0;  // from 1, within its file
  std::uint64_t line = 0;
  std::string key;      // of the record's key fields, joined by "|"; empty when keyed by position
  OutcomeSet could_be;  // indicators
  std::vector<std::string>
      by;              // names of the exclusions and excuses that are in could_be, in order
  std::string result;  // rules: passes, fails, undecided, does not apply
  std::vector<FieldReason> reasons;
  std::string provider;  // as returned; empty when unknown
  Period period;
};

// A record that fails a rule, in the fewest bytes: a return can have hundreds of thousands of them.
struct FailingRecord {
  model::Index rule = model::kNone;
  std::uint32_t file = 0;
  std::uint64_t record = 0, line = 0;  // as in RecordOutcome
  std::string key;
};

// What a run was given and what it counted: read = accepted + rejected, by file.
struct FileTotals {
  std::string name, record, hash;
  std::uint64_t read = 0, accepted = 0, rejected = 0, copies = 0, key_clashes = 0;
  // Accepted rows that are in no finding: by whatever they are dated, it did not happen up to the
  // cut-off. Of records that no indicator is about, none.
  std::uint64_t undated = 0;
};

// Adds the counts of a part to those of what is made of it; what both rest on is proved where both
// are.
void add_counts(Finding& to, const Finding& part);

// Orders findings for output: kind, standard or rule, provider, period, subgroup.
void sort(std::vector<Finding>& findings);

}  // namespace assize
