#include "adapters/system/today.h"

#include <chrono>

namespace assize {

Day today_in(const ZoneTable& zone) {
  using namespace std::chrono;
  return local_day(zone,
                   duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count());
}

}  // namespace assize
