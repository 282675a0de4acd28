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
//   41  spans of times that touch overlap   42  the last edge of a gap forgotten
//   43  a weak link counts as a certain one 44  what spans share is covered twice
//   45  what goes on ends at once           46  a record stays though one unknown may come before
//   47  a slot that is not whole counts
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
