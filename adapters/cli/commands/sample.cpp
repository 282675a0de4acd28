// assize sample RULES -o DIR: invented returns that stand on both sides of every line of a ruleset.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>

#include "adapters/cli/commands.h"
#include "adapters/cli/exit_code.h"
#include "adapters/cli/output.h"
#include "adapters/cli/returns.h"
#include "adapters/cli/rules.h"
#include "adapters/cli/sample_rows.h"
#include "adapters/cli/shared_options.h"
#include "engine/explain/numbers.h"
#include "engine/run/run.h"

namespace assize::cli {

namespace {

namespace fs = std::filesystem;

constexpr const char* kSampleExamples =
    "  assize sample rules.assize -o sample\n"
    "  assize sample rules.assize -o sample --rows 500 --seed 7";

struct SampleOptions {
  std::string rules, folder;
  std::vector<std::string> rules_path;
  std::int64_t rows = 0;
  std::uint64_t seed = 1;
};

void add_cell(std::string& out, const std::string& cell) {
  if (cell.find_first_of(",\"\r\n") == std::string::npos) {
    out += cell;
    return;
  }
  out += '"';
  for (const char c : cell) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  out += '"';
}

std::string csv(const model::Record& record, const Sample& sample) {
  std::string out;
  for (const model::Field& f : record.fields) {
    if (&f != &record.fields.front()) out += ',';
    add_cell(out, f.heading);
  }
  out += '\n';
  for (const SampleRow& row : sample.rows) {
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      if (i > 0) out += ',';
      add_cell(out, row.cells[i]);
    }
    out += '\n';
  }
  return out;
}

std::string file_of(const model::Record& record) {
  const std::string name = record.file.empty() ? record.name + ".csv" : record.file;
  return fs::path(name).filename().string();
}

// What each row is there for.
std::string cases(const model::Ruleset& r, const std::vector<Sample>& samples) {
  std::string out;
  for (std::size_t i = 0; i < samples.size(); ++i) {
    for (std::size_t n = 0; n < samples[i].rows.size(); ++n) {
      const std::string& what = samples[i].rows[n].what;
      if (!what.empty())
        out += file_of(r.records[i]) + ":" + std::to_string(n + 2) + ": " + what + "\n";
    }
  }
  return out;
}

int run(const SampleOptions& o, const Console& console) {
  LoadedRules rules = load_rules(o.rules, o.rules_path);
  if (!report(rules, console)) return kCouldNotRun;
  const model::Ruleset& r = rules.ruleset;
  if (r.records.empty()) {
    console.error("A6007", "the ruleset reads no records");
    return kCouldNotRun;
  }
  std::error_code failure;
  fs::create_directories(o.folder, failure);
  if (failure) {
    console.error("A6008", escape_controls(o.folder) + ": " + failure.message());
    return kCouldNotRun;
  }
  std::vector<Sample> samples;
  std::vector<std::string> paths;
  OutputFiles files;
  std::string error;
  const auto write = [&](const std::string& name, const std::string& text) {
    const std::string path = (fs::path(o.folder) / name).string();
    if (error.empty()) error = files.write(path, [&](const auto& w) { return w(text); });
    return path;
  };
  Day as_at = 0;
  for (model::Index i = 0; i < r.records.size(); ++i) {
    samples.push_back(sample_rows(r, i, static_cast<std::size_t>(o.rows), o.seed));
    as_at = std::max(as_at, samples.back().as_at);
    paths.push_back(write(file_of(r.records[i]), csv(r.records[i], samples.back())));
  }
  write("sample-cases.txt", cases(r, samples));
  if (error.empty()) error = files.publish();
  if (!error.empty()) {
    console.error("A6008", escape_controls(error));
    return kCouldNotRun;
  }
  // What was promised: that the ruleset reads them.
  OpenedReturns opened = open_returns(r, {paths, "", "", {}}, console);
  RunOptions options;
  options.as_at = as_at;
  options.as_at_given = true;
  if (!opened.ok || !assize::run(r, opened.inputs, options)) {
    console.error("A6009", "the sample was written, and the ruleset does not read it",
                  "this is a defect of assize");
    return kInternal;
  }
  std::string next = "Next: assize check " + escape_controls(o.rules);
  for (std::size_t i = 0; i < paths.size(); ++i) {
    const Sample& s = samples[i];
    const auto shown = std::min(s.edges, s.rows.size());
    console.print(escape_controls(paths[i]) + ": " +
                  counted(static_cast<std::int64_t>(s.rows.size()), "record", "records") + ", " +
                  with_commas(static_cast<std::int64_t>(shown)) + " on an edge\n");
    if (s.edges > shown)
      console.say(escape_controls(paths[i]) + ": --rows left out " +
                  counted(static_cast<std::int64_t>(s.edges - shown), "edge", "edges"));
    next += " " + escape_controls(paths[i]);
  }
  console.say(next + " --as-at " + date_text(as_at));
  return kOk;
}

}  // namespace

Verb add_sample(CLI::App& root, Console& console) {
  auto options = std::make_shared<SampleOptions>();
  SampleOptions& o = *options;
  CLI::App* app = add_verb(root, "sample",
                           "Invented returns with the edge cases of every comparison of a ruleset",
                           kSampleExamples);
  add_rules(*app, o.rules);
  app->add_option("-o,--output", o.folder,
                  "A folder: a CSV file for each record, and what each row is for")
      ->required()
      ->type_name("DIR");
  app->add_option("-n,--rows", o.rows,
                  "How many records of each kind (else every edge, and 10 more)")
      ->check(CLI::Range(1, 1'000'000))
      ->type_name("N");
  app->add_option("--seed", o.seed, "Another number gives other ordinary values (else 1)")
      ->type_name("N");
  add_rules_path(*app, o.rules_path);
  return {app, [options, &console] { return run(*options, console); }};
}

}  // namespace assize::cli
