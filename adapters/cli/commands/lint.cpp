// assize lint RULES...: do rulesets parse and mean something, and what would a reader stumble over?
#include "dsl/lint/lint.h"

#include <CLI/CLI.hpp>

#include "adapters/cli/commands.h"
#include "adapters/cli/exit_code.h"
#include "adapters/cli/rule_files.h"
#include "adapters/cli/rules.h"
#include "adapters/cli/shared_options.h"
#include "engine/explain/numbers.h"

namespace assize::cli {

namespace {

constexpr const char* kExamples =
    "  assize lint rules.assize\n"
    "  assize lint rulesets --format compact        one line a message, for editors";

struct LintOptions {
  std::vector<std::string> rules, rules_path;
  bool compact = false, strict = false;
};

int run(const LintOptions& o, const Console& console) {
  const auto files = rule_files(o.rules, console);
  if (!files) return kCouldNotRun;
  std::int64_t errors = 0, warnings = 0;
  for (const std::string& path : *files) {
    LoadedRules rules = load_rules(path, o.rules_path);
    if (!rules.failure.empty()) {
      report(rules, console);
      return kCouldNotRun;
    }
    if (rules.ok) lint(rules.ruleset, rules.tests, rules.files.front().file, rules.diagnostics);
    rules.diagnostics.sort();
    console.print(render(rules.diagnostics, rules.texts,
                         {.compact = o.compact, .colour = console.colour_on_output()}));
    errors += static_cast<std::int64_t>(rules.diagnostics.errors());
    for (const Diagnostic& d : rules.diagnostics.all()) warnings += d.severity == Severity::warning;
  }
  console.say(counted(static_cast<std::int64_t>(files->size()), "file", "files") + ", " +
              counted(errors, "error", "errors") + ", " + counted(warnings, "warning", "warnings") +
              ".");
  if (errors > 0) return kCouldNotRun;
  return o.strict && warnings > 0 ? kNotMet : kOk;
}

}  // namespace

Verb add_lint(CLI::App& root, Console& console) {
  auto options = std::make_shared<LintOptions>();
  LintOptions& o = *options;
  CLI::App* app = add_verb(root, "lint",
                           "Mistakes in rulesets, and what a reader would stumble over", kExamples);
  app->add_option("RULES", o.rules, "Rulesets, or folders of them")
      ->required()
      ->type_name("FILE or DIR");
  app->add_option_function<std::string>(
         "--format", [&o](const std::string& f) { o.compact = f == "compact"; },
         "text, or compact: one line a message")
      ->check(CLI::IsMember({"text", "compact"}))
      ->type_name("FORMAT");
  app->add_flag("--strict", o.strict, "Exit code 1 for warnings too");
  add_rules_path(*app, o.rules_path);
  return {app, [options, &console] { return run(*options, console); }};
}

}  // namespace assize::cli
