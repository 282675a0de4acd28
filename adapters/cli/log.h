// What -v tells: one line an event on standard error. The only place that knows the logging
// library.
//
// A line is a text, never a format: what stands in it is escaped, so that no name or value can
// forge a line or a colour. Values of cells are never logged.
#pragma once

#include <string_view>

namespace assize::cli {

void start_log(int verbosity);  // 0: nothing; 1: steps; 2: details
void log_step(std::string_view text);
void log_detail(std::string_view text);

}  // namespace assize::cli
