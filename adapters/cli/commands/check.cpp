// assize check RULES DATA...: the main verb. Evaluates returns against standards and writes what it
// found.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <set>

#include "adapters/cli/commands.h"
#include "adapters/cli/exit_code.h"
#include "adapters/cli/interrupt.h"
#include "adapters/cli/log.h"
#include "adapters/cli/needed_fields.h"
#include "adapters/cli/output.h"
#include "adapters/cli/returns.h"
#include "adapters/cli/rules.h"
#include "adapters/cli/run_options.h"
#include "adapters/report/csv.h"
#include "adapters/report/json.h"
#include "adapters/report/payments.h"
#include "adapters/report/text.h"
#include "adapters/report/variation.h"
#include "adapters/store/store.h"
#include "engine/explain/numbers.h"

namespace assize::cli {

namespace {

namespace fs = std::filesystem;

constexpr const char* kCheckExamples =
    "  assize check rules.assize march.csv\n"
    "  assize check rules.assize march.csv april.csv --as-at 2022-04-30 --period 2022-03\n"
    "  assize check rules.assize march.csv --format json > findings.json\n"
    "  assize check rules.assize march.csv -o findings --format csv --store findings.db\n"
    "  cat march.ndjson | assize check rules.assize - --input-format ndjson";

enum class FailOn { not_met, cannot_tell, never };

struct CheckOptions {
  std::string rules;
  std::vector<std::string> data, rules_path;
  RunChoices run;
  std::string format, output, store;
  bool records = false;
  report::Show show = report::Show::summary;
  FailOn fail_on = FailOn::cannot_tell;
};

class Check {
 public:
  Check(CheckOptions& options, const Console& console) : o_(options), console_(console) {}

  int run() {
    choose_format();
    LoadedRules rules = load_rules(o_.rules, o_.rules_path);
    if (!assize::cli::report(rules, console_) || !names_exist(rules.ruleset, o_.run.only, console_))
      return kCouldNotRun;
    const model::Ruleset& ruleset = rules.ruleset;

    ReturnOptions returns{o_.data, o_.run.map, o_.run.input_format, {}};
    // With --records every declared column is read, so that what is wrong with any of them is told.
    if (!o_.records) returns.needed = needed_fields(ruleset, o_.run.only);
    OpenedReturns opened = open_returns(ruleset, returns, console_);
    if (!opened.ok) return kCouldNotRun;

    RunOptions options = run_options(o_.run, opened.headers);
    options.records = o_.records;
    options.failing_records = into_folder_ && o_.format == "csv";
    auto result = evaluate(ruleset, opened.inputs, options);
    if (interrupted()) return kInterrupted;
    if (!result) return failed(result.error(), opened.inputs);
    if (!chosen_exist(*result)) return kCouldNotRun;
    note_stale(ruleset, options.as_at, *result);
    const Provenance source = provenance(ruleset, o_.run, options, *result);
    log_step("run " + source.run_id);
    return write({ruleset, *result, source, o_.show, o_.records});
  }

 private:
  // A provider or a period that no finding is about is a slip, not a result.
  bool chosen_exist(const RunResult& result) const {
    bool ok = true;
    for (const std::string& provider : o_.run.providers) {
      const bool found = std::any_of(result.findings.begin(), result.findings.end(),
                                     [&](const Finding& f) { return f.provider == provider; }) ||
                         std::any_of(result.variations.begin(), result.variations.end(),
                                     [&](const auto& f) { return f.provider == provider; });
      if (found) continue;
      std::set<std::string> there;
      for (const Finding& f : result.findings) there.insert(f.provider.value_or(""));
      const std::string near = nearest(provider, {there.begin(), there.end()});
      console_.error("A6007", "the returns have nothing of a provider " + escape_controls(provider),
                     near.empty() ? std::string() : "did you mean " + escape_controls(near) + "?");
      ok = false;
    }
    if (ok && result.findings.empty() && result.variations.empty() && !o_.run.periods.empty()) {
      console_.error("A6007", "the returns have nothing in the period asked for");
      ok = false;
    }
    return ok;
  }

  // References that are older, at the cut-off, than they say that they may be.
  void note_stale(const model::Ruleset& ruleset, Day as_at, RunResult& result) const {
    for (const model::CodeList& list : ruleset.code_lists) {
      if (!list.snapshot || list.stale_after == CalendarDuration{}) continue;
      const std::optional<Day> until = plus(*list.snapshot, list.stale_after);
      if (!until || as_at <= *until) continue;
      const std::string text = "the reference " + list.name + " was taken on " +
                               date_text(*list.snapshot) + " and has been stale since " +
                               date_text(*until);
      console_.warn("A5040", text);
      result.notes.push_back(text + ".");
    }
  }

  // The format that was asked for, else the one of the output's suffix. CSV is several files, so it
  // wants a folder.
  void choose_format() {
    const std::string suffix = fs::path(o_.output).extension().string();
    if (o_.format.empty()) {
      o_.format = suffix == ".json"     ? "json"
                  : suffix == ".ndjson" ? "ndjson"
                  : suffix == ".csv"    ? "csv"
                                        : "text";
    }
    std::error_code ignored;
    into_folder_ = !o_.output.empty() && o_.output != "-" &&
                   (fs::is_directory(o_.output, ignored) || o_.output.back() == '/' ||
                    (o_.format == "csv" && suffix != ".csv"));
  }

  Result<RunResult, RunFailure> evaluate(const model::Ruleset& ruleset,
                                         const std::vector<RunInput>& inputs, RunOptions& options) {
    Progress progress(console_);
    options.progress = [&](std::uint64_t records, std::uint64_t bytes) {
      progress.at(records, bytes);
    };
    return assize::run(ruleset, inputs, options);
  }

  int failed(const RunFailure& failure, const std::vector<RunInput>& inputs) const {
    std::vector<std::string> files;
    for (const RunInput& input : inputs) {
      for (const SourceFileInfo& f : input.source->files()) files.push_back(f.name);
    }
    show_problems(failure.problems, files, console_);
    if (failure.problems.empty()) console_.error("A6009", escape_controls(failure.text));
    console_.say("Nothing was written or stored.");
    return kCouldNotRun;
  }

  bool write_format(const report::Report& r, const report::Writer& writer, bool colour) const {
    if (o_.format == "json") return report::write_json(r, writer);
    if (o_.format == "ndjson") return report::write_ndjson(r, writer);
    if (o_.format == "csv") return report::write_findings_csv(r, writer);
    if (o_.format == "compact") return report::write_compact(r, writer);
    return report::write_text(r, writer, {.colour = colour});
  }

  std::string write_files(const report::Report& r, OutputFiles& files) const {
    if (o_.output.empty() || o_.output == "-") return {};
    std::error_code error_code;
    if (into_folder_) fs::create_directories(o_.output, error_code);
    if (error_code) return o_.output + ": " + error_code.message();
    using Fill = bool (*)(const report::Report&, const report::Writer&);
    const auto add = [&](const std::string& name, Fill fill) {
      return files.write((fs::path(o_.output) / name).string(),
                         [&](const report::Writer& w) { return fill(r, w); });
    };
    if (into_folder_ && o_.format == "csv") {
      std::string error = add("findings.csv", report::write_findings_csv);
      if (error.empty()) error = add("rule_outcomes.csv", report::write_rule_outcomes_csv);
      if (error.empty()) error = add("failing_records.csv", report::write_failing_records_csv);
      if (error.empty() && !r.ruleset.variations.empty())
        error = add("variation.csv", report::write_variation_csv);
      if (error.empty() && !r.ruleset.payment_schemes.empty())
        error = add("payments.csv", report::write_payments_csv);
      return error;
    }
    const std::string suffix = o_.format == "text" || o_.format == "compact" ? "txt" : o_.format;
    const std::string path =
        into_folder_ ? (fs::path(o_.output) / ("findings." + suffix)).string() : o_.output;
    return files.write(path, [&](const report::Writer& w) { return write_format(r, w, false); });
  }

  int write(const report::Report& r) {
    OutputFiles files;
    if (const std::string error = write_files(r, files); !error.empty()) {
      console_.error("A6008", escape_controls(error));
      return kCouldNotRun;
    }
    if (interrupted()) return kInterrupted;
    if (!o_.store.empty()) {
      const auto stored = store_run(o_.store, r.provenance, r.ruleset, r.result);
      if (!stored) {
        console_.error("A6010", escape_controls(stored.error().text));
        return kCouldNotRun;
      }
      if (!stored->added) console_.say("The store has this run already; nothing was added.");
    }
    if (const std::string error = files.publish(); !error.empty()) {
      console_.error("A6008", escape_controls(error));
      return kCouldNotRun;
    }
    const auto to_output = [&](std::string_view bytes) { return console_.print(bytes); };
    const bool to_files = !o_.output.empty() && o_.output != "-";
    bool printed = true;
    if (!to_files) {
      printed = write_format(r, to_output, console_.colour_on_output());
    } else if (!console_.quiet && o_.format != "text") {
      printed = report::write_text(r, to_output, {.colour = console_.colour_on_output()});
    }
    if (!printed) {
      console_.error("A6008", "standard output could not be written");
      return kCouldNotRun;
    }
    say_outcome(r);
    return exit_code(r.result);
  }

  void say_outcome(const report::Report& r) const {
    std::string text = report::outcome_in_words(r.result);
    if (r.ruleset.standards.empty() &&
        (!r.result.variation_summaries.empty() || !r.result.payments.empty()))
      text.clear();
    std::size_t signals = 0, judged = 0;
    for (const VariationSummary& s : r.result.variation_summaries) {
      signals += s.signals;
      judged += s.judged;
    }
    if (!r.result.variation_summaries.empty()) {
      text += std::string(text.empty() ? "" : " ") +
              "Variation: " + with_commas(static_cast<std::int64_t>(signals)) + " of " +
              with_commas(static_cast<std::int64_t>(judged)) + " signal.";
    }
    if (!r.result.payments.empty()) {
      model::Pence paid = 0, held = 0;
      for (const PaymentLine& l : r.result.payments) {
        paid += l.paid;
        held += l.held_high;
      }
      text += std::string(text.empty() ? "" : " ") + "Payments: " + report::pounds(paid) +
              " paid, up to " + report::pounds(held) + " held.";
    }
    if (!o_.output.empty() && o_.output != "-")
      text += " Findings are in " + escape_controls(o_.output) + ".";
    if (!o_.store.empty()) text += " The run is in " + escape_controls(o_.store) + ".";
    for (const Finding& f : r.result.findings) {
      if (f.kind != FindingKind::compliance || f.standard == model::kNone ||
          status_needs_no_words(f.status))
        continue;
      text += " Next: assize explain " + escape_controls(o_.rules) + " " +
              r.ruleset.standards[f.standard].name;
      break;
    }
    console_.say(text);
  }

  static bool status_needs_no_words(Status s) {
    return s != Status::not_met && s != Status::cannot_tell;
  }

  int exit_code(const RunResult& result) const {
    if (o_.fail_on == FailOn::never) return kOk;
    bool undecided = false;
    for (const Finding& f : result.findings) {
      if (f.kind != FindingKind::compliance || f.standard == model::kNone) continue;
      if (f.status == Status::not_met) return kNotMet;
      undecided = undecided || f.status == Status::cannot_tell ||
                  f.status == Status::not_submitted || f.status == Status::return_unusable;
    }
    return undecided && o_.fail_on == FailOn::cannot_tell ? kCannotTell : kOk;
  }

  CheckOptions& o_;
  const Console& console_;
  bool into_folder_ = false;
};

}  // namespace

Verb add_check(CLI::App& root, Console& console) {
  auto options = std::make_shared<CheckOptions>();
  CheckOptions& o = *options;
  CLI::App* app =
      add_verb(root, "check", "Is each standard met? Evaluates returns and explains the findings",
               kCheckExamples);
  add_rules(*app, o.rules);
  app->add_option("DATA", o.data, "Returns: CSV, JSON or NDJSON files, or - for standard input")
      ->required()
      ->type_name("FILE");
  app->add_option("--format", o.format,
                  "text, compact, json, ndjson or csv (else by the suffix of -o)")
      ->check(CLI::IsMember({"text", "compact", "json", "ndjson", "csv"}))
      ->type_name("FORMAT");
  app->add_option("-o,--output", o.output, "A file, or with --format csv a folder")
      ->type_name("FILE or DIR");
  app->add_option("--store", o.store, "Add the run to this findings store")->type_name("FILE");
  app->add_flag("--records", o.records,
                "Also what each record came to, and what is wrong with any declared column");
  app->add_option_function<std::string>(
         "--show",
         [&o](const std::string& s) {
           o.show = s == "fail" ? report::Show::fail : report::Show::all;
         },
         "all: each finding in full; fail: those not met or that cannot be told; else text says "
         "the worst of each standard in full, and other forms give all")
      ->check(CLI::IsMember({"fail", "all"}))
      ->type_name("WHICH");
  app->add_option_function<std::string>(
         "--fail-on",
         [&o](const std::string& s) {
           o.fail_on = s == "never"     ? FailOn::never
                       : s == "not-met" ? FailOn::not_met
                                        : FailOn::cannot_tell;
         },
         "What makes the exit code 1 or 3: not-met (only 1), cannot-tell (both, as without this "
         "option) or never")
      ->check(CLI::IsMember({"not-met", "cannot-tell", "never"}))
      ->type_name("WHAT");
  add_run_choices(*app, o.run);
  add_rules_path(*app, o.rules_path);
  return {app, [options, &console] { return Check(*options, console).run(); }};
}

}  // namespace assize::cli
