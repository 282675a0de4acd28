// Files that travel inside the command: a page for every diagnostic code, and the samples of
// `assize init`. Made at configure time.
#pragma once

namespace assize::cli {

struct EmbeddedFile {
  const char* name;  // nullptr ends a list
  const char* text;
};
extern const EmbeddedFile kDiagnosticPages[];  // "A3014.md"
extern const EmbeddedFile kSamples[];

}  // namespace assize::cli
