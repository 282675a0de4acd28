// assize test RULES...: runs the tests written in rulesets, with both evaluators.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>

#include "adapters/cli/commands.h"
#include "adapters/cli/exit_code.h"
#include "adapters/cli/interrupt.h"
#include "adapters/cli/rule_files.h"
#include "adapters/cli/rules.h"
#include "adapters/cli/shared_options.h"
#include "engine/explain/numbers.h"
#include "engine/ruletests/ruletests.h"

namespace assize::cli {

namespace {

constexpr const char* kTestExamples =
    "  assize test rules.assize\n"
    "  assize test rulesets                         every ruleset in a folder";

struct TestOptions {
  std::vector<std::string> rules, rules_path;
};

struct Tally {
  std::int64_t tests = 0, failed = 0, files = 0;
  std::int64_t refused = 0;  // files that are no ruleset
};

// The words of a span on one line, as the author wrote them.
std::string as_written(const Sources& texts, Span span) {
  const std::string& text = texts.file(span.file).text();
  std::string out;
  for (const char c : text.substr(span.begin, span.end - span.begin)) {
    const bool blank = c == ' ' || c == '\n' || c == '\r' || c == '\t';
    if (!blank)
      out += c;
    else if (!out.empty() && out.back() != ' ')
      out += ' ';
  }
  while (!out.empty() && (out.back() == ' ' || out.back() == ';')) out.pop_back();
  return escape_controls(out.rfind("expect ", 0) == 0 ? out.substr(7) : out);
}

std::string place(const Sources& texts, Span span) {
  const SourceFile& file = texts.file(span.file);
  const Position p = file.position(span.begin);
  return escape_controls(file.name()) + ":" + std::to_string(p.line) + ":" +
         std::to_string(p.column);
}

void print_failures(const TestResult& test, const Sources& texts, const Console& console) {
  std::string out = place(texts, test.span) + ": failed: \"" + escape_controls(test.title) + "\"\n";
  for (const Failure& f : test.failures) {
    out += "  " + place(texts, f.span) + "\n";
    out += "    expected  " + as_written(texts, f.span) + "\n";
    out += "    but       " + escape_controls(f.actual);
    if (!f.evaluator.empty())
      out +=
          ", says the " + f.evaluator + " evaluator: the two differ, which is a defect of assize";
    out += "\n";
  }
  console.print(out);
}

void test_file(const std::string& path, const TestOptions& options, const Console& console,
               Tally& tally) {
  LoadedRules rules = load_rules(path, options.rules_path);
  if (!report(rules, console)) {
    ++tally.refused;
    return;
  }
  const auto results = run_tests(rules.ruleset, rules.tests);
  const auto failed = std::count_if(results.begin(), results.end(),
                                    [](const TestResult& r) { return !r.passed(); });
  for (const TestResult& r : results) {
    if (!r.passed()) print_failures(r, rules.texts, console);
  }
  const auto all = static_cast<std::int64_t>(results.size());
  if (!console.quiet || failed > 0) {
    console.print(escape_controls(path) + ": " + counted(all, "test", "tests") + ", " +
                  with_commas(all - failed) + " passed" +
                  (failed > 0 ? ", " + with_commas(failed) + " failed" : "") + "\n");
  }
  tally.tests += all;
  tally.failed += failed;
  ++tally.files;
}

int run(const TestOptions& options, const Console& console) {
  const auto files = rule_files(options.rules, console);
  if (!files) return kCouldNotRun;
  Tally tally;
  for (const std::string& path : *files) {
    if (interrupted()) return kInterrupted;
    test_file(path, options, console, tally);
  }
  if (tally.files + tally.refused > 1) {
    console.say(
        counted(tally.tests, "test", "tests") + " in " + counted(tally.files, "file", "files") +
        ", " + with_commas(tally.failed) + " failed" +
        (tally.refused > 0 ? "; " + counted(tally.refused, "file was", "files were") + " refused."
                           : "."));
  }
  if (tally.refused > 0) return kCouldNotRun;
  return tally.failed > 0 ? kNotMet : kOk;
}

}  // namespace

Verb add_test(CLI::App& root, Console& console) {
  auto options = std::make_shared<TestOptions>();
  CLI::App* app =
      add_verb(root, "test", "Runs the tests that are written in rulesets", kTestExamples);
  app->add_option("RULES", options->rules, "Rulesets, or folders of them")
      ->required()
      ->type_name("FILE or DIR");
  add_rules_path(*app, options->rules_path);
  return {app, [options, &console] { return run(*options, console); }};
}

}  // namespace assize::cli
