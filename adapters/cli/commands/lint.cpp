// assize lint RULES...: do rulesets parse and mean something, and what would a reader stumble over?
#include "dsl/lint/lint.h"

#include <CLI/CLI.hpp>

#include "adapters/cli/commands.h"
#include "adapters/cli/exit_code.h"
#include "adapters/cli/output.h"
#include "adapters/cli/rule_files.h"
#include "adapters/cli/rules.h"
#include "adapters/cli/shared_options.h"
#include "engine/explain/numbers.h"

namespace assize::cli {

namespace {

constexpr const char* kLintExamples =
    "  assize lint rules.assize\n"
    "  assize lint rulesets --format compact        one line a message, for editors\n"
    "  assize lint rules.assize --fix               puts right what is safe";

struct LintOptions {
  std::vector<std::string> rules, rules_path;
  bool compact = false, strict = false, fix = false;
};

// One fix can make room for another, so files are read again until nothing is left to put right.
constexpr int kMostRounds = 200;

std::string write_whole(const std::string& path, const std::string& text) {
  OutputFiles files;
  std::string failure = files.write(path, [&](const auto& write) { return write(text); });
  return failure.empty() ? files.publish() : failure;
}

// The number of fixes made, or -1 where the file could not be written.
std::int64_t fix_file(const std::string& path, const LintOptions& o, const Console& console) {
  std::int64_t made = 0;
  for (int round = 0; round < kMostRounds; ++round) {
    const LoadedRules rules = load_rules(path, o.rules_path);
    if (!rules.ok) return made;
    const std::uint32_t file = rules.files.front().file;
    const std::vector<Fix> found = fixes(rules.ruleset, rules.tests, file);
    if (found.empty()) return made;
    const std::string& before = rules.texts.file(file).text();
    std::string text = before;
    for (std::size_t i = found.size(); i-- > 0;)
      text.replace(found[i].span.begin, found[i].span.end - found[i].span.begin, found[i].text);
    std::string failure = write_whole(path, text);
    // A fix that a ruleset does not survive is a defect of ours; the author's file is not.
    if (failure.empty() && !load_rules(path, o.rules_path).ok) {
      failure = write_whole(path, before);
      console.error("A6009", escape_controls(path) + ": a fix was taken back");
      return failure.empty() ? made : -1;
    }
    if (!failure.empty()) {
      console.error("A6008", escape_controls(failure));
      return -1;
    }
    made += static_cast<std::int64_t>(found.size());
  }
  return made;
}

int run(const LintOptions& o, const Console& console) {
  const auto files = rule_files(o.rules, console);
  if (!files) return kCouldNotRun;
  std::int64_t errors = 0, warnings = 0;
  for (const std::string& path : *files) {
    if (o.fix) {
      const std::int64_t made = fix_file(path, o, console);
      if (made < 0) return kCouldNotRun;
      if (made > 0)
        console.print(escape_controls(path) + ": " + counted(made, "place", "places") +
                      " put right\n");
    }
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
  CLI::App* app = add_verb(
      root, "lint", "Mistakes in rulesets, and what a reader would stumble over", kLintExamples);
  app->add_option("RULES", o.rules, "Rulesets, or folders of them")
      ->required()
      ->type_name("FILE or DIR");
  app->add_option_function<std::string>(
         "--format", [&o](const std::string& f) { o.compact = f == "compact"; },
         "text, or compact: one line a message")
      ->check(CLI::IsMember({"text", "compact"}))
      ->type_name("FORMAT");
  app->add_flag("--fix", o.fix,
                "Put right what can be without changing what a ruleset means; then what is left");
  app->add_flag("--strict", o.strict, "Exit code 1 for warnings too");
  add_rules_path(*app, o.rules_path);
  return {app, [options, &console] { return run(*options, console); }};
}

}  // namespace assize::cli
