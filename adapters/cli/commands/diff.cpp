// assize diff OLD NEW DATA...: two versions of a ruleset on the same returns.
#include <CLI/CLI.hpp>
#include <algorithm>

#include "adapters/cli/commands.h"
#include "adapters/cli/compare_runs.h"
#include "adapters/cli/exit_code.h"
#include "adapters/cli/interrupt.h"
#include "adapters/cli/rules.h"
#include "adapters/cli/run_options.h"
#include "adapters/cli/run_side.h"

namespace assize::cli {

namespace {

constexpr const char* kDiffExamples =
    "  assize diff rules-1.2.assize rules-1.3.assize march.csv --as-at 2022-03-31\n"
    "  assize diff old.assize new.assize march.csv --format json\n"
    "  assize diff old.assize new.assize march.csv --rule PC_01 --most 10";

struct DiffOptions {
  std::string before, after, format = "text";
  std::vector<std::string> data, rules_path;
  RunChoices run;
  int most = 3;
};

std::string title(const model::Ruleset& r) {
  return escape_controls(r.name) + " " + escape_controls(r.version);
}

int run(const DiffOptions& o, const Console& console) {
  if (std::find(o.data.begin(), o.data.end(), "-") != o.data.end()) {
    console.error("A6001", "standard input can be read once, and diff reads the returns twice",
                  "give a file");
    return kCouldNotRun;
  }
  LoadedRules before = load_rules(o.before, o.rules_path);
  if (!report(before, console)) return kCouldNotRun;
  LoadedRules after = load_rules(o.after, o.rules_path);
  if (!report(after, console)) return kCouldNotRun;
  // A name may be new, or gone.
  model::Ruleset names = before.ruleset;
  names.standards.insert(names.standards.end(), after.ruleset.standards.begin(),
                         after.ruleset.standards.end());
  names.indicators.insert(names.indicators.end(), after.ruleset.indicators.begin(),
                          after.ruleset.indicators.end());
  names.rules.insert(names.rules.end(), after.ruleset.rules.begin(), after.ruleset.rules.end());
  if (!names_exist(names, o.run.only, console)) return kCouldNotRun;
  const auto a = run_side(before.ruleset, o.data, o.run, console);
  const auto b = a ? run_side(after.ruleset, o.data, o.run, console) : std::nullopt;
  if (interrupted()) return kInterrupted;
  if (!a || !b) return kCouldNotRun;
  const Comparison c = compare(*a, *b);
  const bool printed =
      o.format == "json"
          ? console.print(comparison_json(c, *a, *b))
          : console.print(title(before.ruleset) + " -> " + title(after.ruleset) + "\n\n" +
                          comparison_text(c, static_cast<std::size_t>(o.most)));
  if (!printed) return kCouldNotRun;
  return c.findings.empty() && c.records_flipped == 0 ? kOk : kNotMet;
}

}  // namespace

Verb add_diff(CLI::App& root, Console& console) {
  auto options = std::make_shared<DiffOptions>();
  DiffOptions& o = *options;
  CLI::App* app =
      add_verb(root, "diff",
               "Two versions of a ruleset on the same returns: what flips, and by which clause",
               kDiffExamples);
  app->add_option("OLD", o.before, "The ruleset as it was")->required()->type_name("FILE");
  app->add_option("NEW", o.after, "The ruleset as it is")->required()->type_name("FILE");
  app->add_option("DATA", o.data, "Returns: CSV, JSON or NDJSON files")
      ->required()
      ->type_name("FILE");
  app->add_option("--format", o.format, "text or json")
      ->check(CLI::IsMember({"text", "json"}))
      ->type_name("FORMAT");
  app->add_option("--most", o.most, "How many records of each clause are named (else 3)")
      ->check(CLI::Range(0, 100000))
      ->type_name("N");
  add_run_choices(*app, o.run);
  add_rules_path(*app, o.rules_path);
  return {app, [options, &console] { return run(*options, console); }};
}

}  // namespace assize::cli
