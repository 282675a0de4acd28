// Faults that the differential tests seed into this evaluator, one at a time, to show that the
// comparison with the reference would catch them. They exist only where ASSIZE_FAULTS is defined
// (one test build); otherwise ASSIZE_FAULT is its last argument.
//
//    1  `<` where `<=` was written           9  an excuse applies whichever way the outcome points
//    2  an unknown test counts as no        10  copies counted one by one
//    3  seconds dropped from `within`       11  left out decided after excused
//    4  the month after                     12  the rank of a percentile one too high
//    5  `implies` read as `and`             13  `part of` ignored
//    6  never counts as later               14  what is open is simply unknown
//    7  doubt ignored                       15  records not placed forgotten
//    8  values after the cut-off believed   16  the later pass not made
//   17  a doubtful population counts as in  18  parameters out of force forgotten
//   19  a period that is not over is judged 20  cases that may be outside counted as certain
//   21  `xor` read as `or`                 22  `>` where `>=` was written
//   23  an end that is open is closed      24  an order of a code that is not listed
//   25  one of several codes is enough     26  a negative wait is no
//   27  the last moment of a wait          28  the last day of a calendar duration
//   29  an unknown branch passed over      30  the upper end of a number that is chosen
//   31  a mean takes in all that may count 32  a sum takes in none of them
//   33  the highest percentile by the lowest rank
//   34  contradictory totals believed      35  the first of the copies alone
//   36  perhaps in force counts as so      37  an unknown day is in the first period of all
//   38  failures by name not counted       39  doubt in the arithmetic decides nothing
//   40  a blank that harms counts as one   48  rows that were not returned forgotten
//       that helps                         49  the record is its own other
//   50  of those that tie the first
//   41  spans of times that touch overlap   42  the last edge of a gap forgotten
//   43  a weak link counts as a certain one 44  what spans share is covered twice
//   45  what goes on ends at once           46  a record stays though one unknown may come before
//   47  a slot that is not whole counts    51  a value that is repeated stays unique
//   52  the value of a copy is counted beside the record's
//   53  the last day of a local value      54  a local value of the cut-off's day
//   55  what must be in place a day later  56  who is not known has everybody's value
//   57  who may join counts at no low end   58  a row that comes later is there
//   59  what dates a record may come later 60  a window of eleven months
#pragma once

#ifdef ASSIZE_FAULTS
namespace assize {
void choose_seeded_fault(int number);
}
#endif

namespace assize::evaluate {

#ifdef ASSIZE_FAULTS
int seeded_fault();  // 0: none
#define ASSIZE_FAULT(number, faulty, right) \
  (::assize::evaluate::seeded_fault() == (number) ? (faulty) : (right))
#else
#define ASSIZE_FAULT(number, faulty, right) (right)
#endif

}  // namespace assize::evaluate
