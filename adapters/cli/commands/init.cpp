// assize init [DIR]: a ruleset with its test and sample data, to be run at once and then changed.
#include <CLI/CLI.hpp>
#include <filesystem>

#include "adapters/cli/commands.h"
#include "adapters/cli/embedded.h"
#include "adapters/cli/exit_code.h"
#include "adapters/cli/output.h"
#include "adapters/cli/shared_options.h"

namespace assize::cli {

namespace {

namespace fs = std::filesystem;

constexpr const char* kInitExamples =
    "  assize init                                  into this folder\n"
    "  assize init demo && cd demo && assize test waits.assize";

int run(const std::string& folder, const Console& console) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) {
    console.error("A6008", escape_controls(folder) + ": " + error.message());
    return kCouldNotRun;
  }
  for (const EmbeddedFile* f = kSamples; f->name != nullptr; ++f) {
    const fs::path path = fs::path(folder) / f->name;
    if (!fs::exists(path, error)) continue;
    console.error("A6008", escape_controls(path.string()) + ": there already; nothing was written");
    return kCouldNotRun;
  }
  OutputFiles files;
  for (const EmbeddedFile* f = kSamples; f->name != nullptr; ++f) {
    const std::string path = (fs::path(folder) / f->name).lexically_normal().string();
    const std::string failure =
        files.write(path, [f](const auto& write) { return write(f->text); });
    if (!failure.empty()) {
      console.error("A6008", escape_controls(failure));
      return kCouldNotRun;
    }
    console.print(escape_controls(path) + "\n");
  }
  if (const std::string failure = files.publish(); !failure.empty()) {
    console.error("A6008", escape_controls(failure));
    return kCouldNotRun;
  }
  const std::string go = folder == "." ? "" : "cd " + escape_controls(folder) + " && ";
  console.say(
      "Next: " + go +
      "assize test waits.assize && assize check waits.assize requests.csv --as-at 2024-03-31");
  return kOk;
}

}  // namespace

Verb add_init(CLI::App& root, Console& console) {
  auto folder = std::make_shared<std::string>(".");
  CLI::App* app =
      add_verb(root, "init", "A ruleset, its test and sample data, to start from", kInitExamples);
  app->add_option("DIR", *folder, "Where (else this folder)")->type_name("DIR");
  return {app, [folder, &console] { return run(*folder, console); }};
}

}  // namespace assize::cli
