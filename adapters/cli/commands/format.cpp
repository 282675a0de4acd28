// assize fmt RULES...: rulesets in their one canonical layout.
#include "dsl/format/format.h"

#include <CLI/CLI.hpp>

#include "adapters/cli/commands.h"
#include "adapters/cli/exit_code.h"
#include "adapters/cli/line_difference.h"
#include "adapters/cli/output.h"
#include "adapters/cli/rule_files.h"
#include "adapters/cli/shared_options.h"
#include "adapters/system/files.h"
#include "dsl/syntax/parse.h"

namespace assize::cli {

namespace {

constexpr const char* kFormatExamples =
    "  assize fmt rules.assize                      rewrites the file\n"
    "  assize fmt rulesets --check                  exit code 1 if a file would change\n"
    "  assize fmt rules.assize --diff               what would change";

struct FormatOptions {
  std::vector<std::string> rules;
  bool check = false, diff = false;
};

// The canonical text of a file; nullopt, with messages, where it does not parse.
std::optional<std::string> canonical(const std::string& path, const std::string& text,
                                     const Console& console) {
  Sources texts;
  Diagnostics problems;
  const std::uint32_t file = texts.add(path, text);
  const syntax::ParseResult parsed = syntax::parse(texts, file, problems);
  if (!parsed.ok) {
    console.show(problems, texts);
    return std::nullopt;
  }
  return format(texts.file(file), parsed.file);
}

std::string rewrite(const std::string& path, const std::string& text) {
  OutputFiles files;
  std::string failure = files.write(path, [&](const auto& write) { return write(text); });
  return failure.empty() ? files.publish() : failure;
}

int run(const FormatOptions& o, const Console& console) {
  const auto files = rule_files(o.rules, console);
  if (!files) return kCouldNotRun;
  bool failed = false, changed = false;
  for (const std::string& path : *files) {
    const auto text = read_file(path, kRuleFileLimit);
    if (!text) console.error("A6002", escape_controls(text.error().text));
    const auto layout = text ? canonical(path, *text, console) : std::nullopt;
    failed = failed || !layout;
    if (!layout || *layout == *text) continue;
    changed = true;
    if (o.diff) {
      console.print(line_difference(path, *text, *layout));
    } else if (o.check) {
      console.print(escape_controls(path) + ": not in the canonical layout\n");
    } else if (const std::string failure = rewrite(path, *layout); failure.empty()) {
      console.print(escape_controls(path) + ": rewritten\n");
    } else {
      console.error("A6008", escape_controls(failure));
      failed = true;
    }
  }
  if (failed) return kCouldNotRun;
  return changed && (o.check || o.diff) ? kNotMet : kOk;
}

}  // namespace

Verb add_format(CLI::App& root, Console& console) {
  auto options = std::make_shared<FormatOptions>();
  CLI::App* app = add_verb(root, "fmt", "Rulesets in their one canonical layout", kFormatExamples);
  app->add_option("RULES", options->rules, "Rulesets, or folders of them")
      ->required()
      ->type_name("FILE or DIR");
  app->add_flag("--check", options->check, "Change nothing; exit code 1 if a file would change");
  app->add_flag("--diff", options->diff, "Change nothing; show what would change");
  return {app, [options, &console] { return run(*options, console); }};
}

}  // namespace assize::cli
