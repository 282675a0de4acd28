// What both evaluators do once they have counted: the target day, the target, the status, the tier,
// the notes.
//
// Source: docs/language/meaning.md, section 7. The counting itself is each evaluator's own.
#pragma once

#include "engine/findings/judge.h"

namespace assize {

// What a finding's period asks for: the first day of the period, or the day the standard starts if
// that falls inside it; without a period, the cut-off's day.
Day target_day(const model::Standard& standard, Period period, Day as_at);

// Sets status, so far, tier, possible tiers, why undecided, the target and the notes of a finding
// of a standard; its period must be set. One whose period is not known has no one target day: its
// status is that of every day up to the cut-off's, or cannot tell; so is one whose provider is not
// known that of every local version. `is_submitted`: false where a
// row was expected and none was placed.
void conclude(Finding& finding, const BothPasses& passes, const model::Ruleset& ruleset, Day as_at,
              bool no_minimum, bool is_submitted = true);

// Of a finding that is not submitted, where a record of the provider is not placed for certain: it
// may be the row that is expected. Others stay as they are.
void may_have_come(Finding& finding);

// Of a window that the data do not reach over: what is missing could be any number of records, of
// any outcome. What has happened stays: a breach is a breach.
void leave_open(Finding& finding, BothPasses& passes);

// Of a rule: not met where it failed, else cannot tell where it was undecided, else met, or no
// cases.
Status rule_status(const Finding& finding);

// Breaches of rows of totals, which have no records to count: certain, or possible, where an end
// falls short of the target.
void add_breaches_of_totals(Ends& ends, model::TargetKind kind);

// Is the period over at the end of the day, and the time after it in which it matures?
bool is_over(Period period, Day as_at, CalendarDuration matures = {});

}  // namespace assize
