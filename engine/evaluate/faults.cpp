#include "engine/evaluate/faults.h"

#ifdef ASSIZE_FAULTS
namespace assize {
namespace {
int fault = 0;
}
void choose_seeded_fault(int number) { fault = number; }
int evaluate::seeded_fault() { return fault; }
}  // namespace assize
#endif
