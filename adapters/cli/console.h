// The two streams that a command talks to: results on standard output, messages and progress on
// standard error.
//
// Colour only on a terminal, never with NO_COLOR or --no-colour. Whoever prints a text that came
// from outside makes it safe with escape_controls first.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "dsl/base/diagnostic.h"

namespace assize::cli {

struct Console {
  bool quiet = false;
  int verbose = 0;
  bool colour_allowed = true;

  bool colour_on_output() const;
  bool colour_on_error() const;

  // To standard output; false when it could not be written (a full disk, a closed pipe).
  bool print(std::string_view bytes) const;
  // One line to standard error, unless --quiet.
  void say(std::string_view line) const;
  // A message without a place: "assize: error[A6001]: ...". Never silenced.
  void error(std::string_view code, std::string_view text, std::string_view hint = {}) const;
  void warn(std::string_view code, std::string_view text) const;
  // All messages of a compilation, warnings only unless --quiet. `compact`: one line each.
  void show(Diagnostics& diagnostics, const Sources& sources, bool compact = false) const;
};

bool is_terminal(int descriptor);

// "1,234,000 records" on a terminal, once a run has taken longer than a second; wiped when it ends.
class Progress {
 public:
  explicit Progress(const Console& console);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  void at(std::uint64_t records, std::uint64_t bytes);

 private:
  using Clock = std::chrono::steady_clock;
  bool shown_ = false, enabled_;
  Clock::time_point next_;
};

}  // namespace assize::cli
