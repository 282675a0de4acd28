#include "adapters/cli/console.h"

#include <unistd.h>

#include <cstdio>
#include <cstdlib>

#include "engine/explain/numbers.h"

namespace assize::cli {

namespace {

bool colour_on(bool allowed, int descriptor) {
  const char* no_colour = std::getenv("NO_COLOR");
  return allowed && (no_colour == nullptr || *no_colour == '\0') && is_terminal(descriptor);
}

// What was printed before comes first, where both streams end up in one place.
void to_error(std::string_view text) {
  std::fflush(stdout);
  std::fwrite(text.data(), 1, text.size(), stderr);
}

}  // namespace

bool is_terminal(int descriptor) { return ::isatty(descriptor) == 1; }

bool Console::colour_on_output() const { return colour_on(colour_allowed, STDOUT_FILENO); }
bool Console::colour_on_error() const { return colour_on(colour_allowed, STDERR_FILENO); }

bool Console::print(std::string_view bytes) const {
  return std::fwrite(bytes.data(), 1, bytes.size(), stdout) == bytes.size();
}

void Console::say(std::string_view line) const {
  if (!quiet) to_error(std::string(line) + "\n");
}

void Console::error(std::string_view code, std::string_view text, std::string_view hint) const {
  std::string line = "assize: error[" + std::string(code) + "]: " + std::string(text) + "\n";
  if (!hint.empty()) line += "  hint: " + std::string(hint) + "\n";
  to_error(line);
}

void Console::warn(std::string_view code, std::string_view text) const {
  if (!quiet) to_error("assize: warning[" + std::string(code) + "]: " + std::string(text) + "\n");
}

void Console::show(Diagnostics& diagnostics, const Sources& sources, bool compact) const {
  if (diagnostics.all().empty() || (quiet && !diagnostics.has_errors())) return;
  diagnostics.sort();
  to_error(render(diagnostics, sources, {.compact = compact, .colour = colour_on_error()}));
}

Progress::Progress(const Console& console)
    : enabled_(!console.quiet && is_terminal(STDERR_FILENO)),
      next_(Clock::now() + std::chrono::seconds(1)) {}

Progress::~Progress() {
  if (shown_) to_error("\r\x1b[K");
}

void Progress::at(std::uint64_t records, std::uint64_t bytes) {
  if (!enabled_ || Clock::now() < next_) return;
  next_ = Clock::now() + std::chrono::milliseconds(200);
  shown_ = true;
  to_error("\r\x1b[K" + with_commas(static_cast<std::int64_t>(records)) + " records, " +
           with_commas(static_cast<std::int64_t>(bytes >> 20)) + " MiB");
}

}  // namespace assize::cli
