// How the command ends, fixed for ever: scripts rely on it.
#pragma once

namespace assize::cli {

enum ExitCode : int {
  kOk = 0,           // ran; nothing at or above --fail-on
  kNotMet = 1,       // a standard is not met, a test fails, a file is not as it should be
  kCouldNotRun = 2,  // usage, a file that cannot be read, a ruleset that does not compile
  kCannotTell = 3,   // nothing is not met, but something could not be decided
  kInternal = 70,    // a defect of this program
  kInterrupted = 130,
};

}  // namespace assize::cli
