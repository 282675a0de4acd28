#include "engine/evaluate/faults.h"

#ifdef ASSIZE_FAULTS
namespace assize::evaluate {
namespace {
int fault = 0;
}
int seeded_fault() { return fault; }
void seed_fault(int number) { fault = number; }
}  // namespace assize::evaluate
#endif
