#include "adapters/cli/log.h"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include "dsl/base/diagnostic.h"

namespace assize::cli {

namespace {

std::shared_ptr<spdlog::logger>& logger() {
  static std::shared_ptr<spdlog::logger> made;
  return made;
}

void write(spdlog::level::level_enum level, std::string_view text) {
  if (logger()) logger()->log(level, "{}", escape_controls(text));
}

}  // namespace

void start_log(int verbosity) {
  if (verbosity <= 0) return;
  logger() =
      std::make_shared<spdlog::logger>("assize", std::make_shared<spdlog::sinks::stderr_sink_st>());
  logger()->set_pattern("assize: %v");
  logger()->set_level(verbosity > 1 ? spdlog::level::debug : spdlog::level::info);
}

void log_step(std::string_view text) { write(spdlog::level::info, text); }
void log_detail(std::string_view text) { write(spdlog::level::debug, text); }

}  // namespace assize::cli
