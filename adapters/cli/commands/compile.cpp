// assize compile RULES: the checked ruleset as one file, to be run without its text.
#include <CLI/CLI.hpp>
#include <memory>

#include "adapters/cli/commands.h"
#include "adapters/cli/exit_code.h"
#include "adapters/cli/output.h"
#include "adapters/cli/rules.h"
#include "adapters/cli/shared_options.h"
#include "adapters/compiled/compiled.h"

namespace assize::cli {

namespace {

constexpr const char* kCompileExamples =
    "  assize compile rules.assize -o rules.assizec\n"
    "  assize check rules.assizec march.csv        the same findings, and no rule text is read";

struct CompileOptions {
  std::string rules, output;
  std::vector<std::string> rules_path;
};

int run(const CompileOptions& o, const Console& console) {
  LoadedRules rules = load_rules(o.rules, o.rules_path);
  if (!report(rules, console)) return kCouldNotRun;
  const std::string text = compiled::write(rules.ruleset, hash_of_text);
  if (o.output.empty() || o.output == "-") {
    console.print(text);
    return kOk;
  }
  OutputFiles files;
  std::string failure = files.write(o.output, [&](const auto& write) { return write(text); });
  if (failure.empty()) failure = files.publish();
  if (failure.empty()) return kOk;
  console.error("A6008", escape_controls(failure));
  return kCouldNotRun;
}

}  // namespace

Verb add_compile(CLI::App& root, Console& console) {
  auto options = std::make_shared<CompileOptions>();
  CLI::App* app =
      add_verb(root, "compile", "A checked ruleset as one file that runs without a parser",
               kCompileExamples);
  add_rules(*app, options->rules);
  app->add_option("-o,--output", options->output, "The file to write; else standard output")
      ->type_name("FILE");
  add_rules_path(*app, options->rules_path);
  return {app, [options, &console] { return run(*options, console); }};
}

}  // namespace assize::cli
