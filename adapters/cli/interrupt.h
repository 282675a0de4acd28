// Ctrl-C: the first one asks the run to stop, so that nothing half done is written; a second one
// ends the program at once.
#pragma once

namespace assize::cli {

void watch_for_interrupt();
bool interrupted();

}  // namespace assize::cli
