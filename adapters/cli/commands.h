// The verbs. Each adds its own options to the command line and says how it is run; main.cpp lists
// them once.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "adapters/cli/console.h"

namespace CLI {
class App;
}

namespace assize::cli {

struct Verb {
  CLI::App* app = nullptr;
  std::function<int()> run;  // an exit code
};

// `console` is filled by the options before `run` is called, and outlives it.
Verb add_check(CLI::App& root, Console& console);
Verb add_test(CLI::App& root, Console& console);
Verb add_book(CLI::App& root, Console& console);
Verb add_coverage(CLI::App& root, Console& console);
Verb add_diff(CLI::App& root, Console& console);
Verb add_sample(CLI::App& root, Console& console);
Verb add_whatif(CLI::App& root, Console& console);
Verb add_lint(CLI::App& root, Console& console);
Verb add_format(CLI::App& root, Console& console);
Verb add_explain(CLI::App& root, Console& console);
Verb add_eval(CLI::App& root, Console& console);
Verb add_needs(CLI::App& root, Console& console);
Verb add_vary(CLI::App& root, Console& console);
Verb add_init(CLI::App& root, Console& console);
Verb add_compile(CLI::App& root, Console& console);

}  // namespace assize::cli
