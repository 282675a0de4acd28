// assize whatif RULES DATA...: what another value of a parameter would make of a return, or how
// much is missing for a standard to be met.
#include <CLI/CLI.hpp>
#include <algorithm>

#include "adapters/cli/commands.h"
#include "adapters/cli/compare_runs.h"
#include "adapters/cli/exit_code.h"
#include "adapters/cli/interrupt.h"
#include "adapters/cli/rules.h"
#include "adapters/cli/run_options.h"
#include "adapters/cli/run_side.h"
#include "adapters/report/json_text.h"
#include "adapters/report/table.h"
#include "dsl/syntax/parse.h"
#include "engine/explain/finding_words.h"
#include "engine/explain/numbers.h"
#include "engine/explain/target_words.h"

namespace assize::cli {

namespace {

constexpr const char* kWhatifExamples =
    "  assize whatif rules.assize march.csv --set \"response_limit=45 minutes\"\n"
    "  assize whatif rules.assize march.csv --set PC_01=90%\n"
    "  assize whatif rules.assize march.csv --to-meet PC_01 --provider P1";

struct WhatifOptions {
  std::string rules, format = "text";
  std::vector<std::string> data, set, rules_path, to_meet;
  RunChoices run;
  int most = 3;
};

struct Setting {
  std::string name, value;
};

class Whatif {
 public:
  Whatif(const WhatifOptions& options, const Console& console) : o_(options), console_(console) {}

  int run() {
    if (o_.set.empty() && o_.to_meet.empty())
      return refuse("A6001", "whatif needs --set or --to-meet",
                    "--set \"NAME=VALUE\", or --to-meet STANDARD");
    if (!o_.set.empty() && std::find(o_.data.begin(), o_.data.end(), "-") != o_.data.end())
      return refuse("A6001", "standard input can be read once, and --set reads the returns twice",
                    "give a file");
    LoadedRules rules = load_rules(o_.rules, o_.rules_path);
    if (!report(rules, console_) || !names_exist(rules.ruleset, o_.run.only, console_))
      return kCouldNotRun;
    for (const std::string& name : o_.to_meet) {
      if (!is_standard(rules.ruleset, name)) return kCouldNotRun;
    }
    const auto now = run_side(rules.ruleset, o_.data, o_.run, console_);
    if (interrupted()) return kInterrupted;
    if (!now) return kCouldNotRun;
    if (o_.set.empty()) return missing(*now);
    LoadedRules changed = rules;
    if (!change(changed)) return kCouldNotRun;
    const auto then = run_side(changed.ruleset, o_.data, o_.run, console_);
    if (interrupted()) return kInterrupted;
    if (!then) return kCouldNotRun;
    const Comparison c = compare(*now, *then);
    if (o_.format == "json") return done(comparison_json(c, *now, *then));
    std::string text = "With";
    for (const std::string& s : o_.set)
      text += (&s == &o_.set.front() ? " " : ", ") + escape_controls(s);
    text += ":\n\n" + comparison_text(c, static_cast<std::size_t>(o_.most));
    if (!console_.print(text)) return kCouldNotRun;
    if (o_.to_meet.empty()) return kOk;
    console_.print("\n");
    return missing(*then);
  }

 private:
  int refuse(const char* code, const std::string& text, const std::string& hint) const {
    console_.error(code, text, hint);
    return kCouldNotRun;
  }
  int done(const std::string& text) const { return console_.print(text) ? kOk : kCouldNotRun; }

  bool is_standard(const model::Ruleset& r, const std::string& name) const {
    std::vector<std::string> names;
    for (const model::Standard& s : r.standards) names.push_back(s.name);
    const auto at = std::find(names.begin(), names.end(), name);
    if (at != names.end()) {
      const auto which = static_cast<std::size_t>(at - names.begin());
      if (!r.standards[which].no_target) return true;
      refuse("A6007", escape_controls(name) + " has no target: it only reports", "");
      return false;
    }
    const std::string near = nearest(name, names);
    refuse("A6007", "the ruleset has no standard " + escape_controls(name),
           near.empty() ? "" : "did you mean " + near + "?");
    return false;
  }

  // --- another value ---

  // Puts the values into the trees and checks the ruleset once more: a value of another type is
  // refused as it would be in the file.
  bool change(LoadedRules& rules) const {
    Diagnostics problems;
    for (const std::string& text : o_.set) {
      const std::size_t sign = text.find('=');
      if (sign == std::string::npos || sign == 0) {
        refuse("A6001", "--set " + escape_controls(text) + " is not NAME=VALUE",
               "for example --set \"limit=45 minutes\"");
        return false;
      }
      const Setting s{text.substr(0, sign), text.substr(sign + 1)};
      const std::uint32_t file = rules.texts.add("--set " + s.name, s.value);
      const auto value = syntax::parse_literal(rules.texts, file, problems);
      if (!value) {
        console_.show(problems, rules.texts);
        return false;
      }
      if (!put(rules, s, *value)) return false;
    }
    Environment world = environment();
    world.hash = rules.ruleset.hash;
    Checked checked = check(rules.files, rules.texts, world, problems);
    console_.show(problems, rules.texts);
    if (!checked.ok) return false;
    rules.ruleset = std::move(checked.ruleset);
    return true;
  }

  // Of the parameter of that name, the root's before an imported one, or of the target of a
  // standard: at all dates.
  bool put(LoadedRules& rules, const Setting& s, const syntax::Expression& value) const {
    std::vector<std::string> names;
    for (syntax::File& file : rules.files) {
      for (syntax::Declaration& d : file.declarations) {
        if (auto* p = std::get_if<syntax::ParameterDecl>(&d)) {
          names.push_back(p->id.text);
          if (p->id.text != s.name) continue;
          for (syntax::ParameterValue& v : p->values) v.value = value;
          return true;
        }
        if (auto* standard = std::get_if<syntax::StandardDecl>(&d)) {
          names.push_back(standard->id.text);
          if (standard->id.text != s.name) continue;
          if (!standard->no_target.empty()) {
            refuse("A6007", escape_controls(s.name) + " has no target: it only reports", "");
            return false;
          }
          bool any = false;
          for (syntax::Target& t : standard->targets) {
            if (!t.value) continue;
            t.value = value;
            any = true;
          }
          if (!any)
            refuse("A6007", escape_controls(s.name) + " asks for every case or for none", "");
          return any;
        }
      }
    }
    const std::string near = nearest(s.name, names);
    refuse("A6007", "the ruleset has no parameter and no standard " + escape_controls(s.name),
           near.empty() ? "" : "did you mean " + near + "?");
    return false;
  }

  // --- what is missing ---

  struct Row {
    const Finding* finding;
    std::string needs;
    std::optional<std::int64_t> records;
  };

  // Of a target in cases.
  static std::optional<std::int64_t> short_of_cases(const End& end, const TargetInForce& target) {
    const auto* line = target.value ? std::get_if<Decimal>(&*target.value) : nullptr;
    if (line == nullptr || !end.number) return std::nullopt;
    const bool at_least = target.kind == model::TargetKind::at_least;
    const auto whole = round(*line, 0, at_least ? Rounding::ceiling : Rounding::floor);
    const auto away = !whole     ? std::nullopt
                      : at_least ? subtract(*whole, *end.number)
                                 : subtract(*end.number, *whole);
    return away ? away->as_int64() : std::nullopt;
  }

  // The records that would have to come out otherwise, everything else as it is.
  static Row row_of(const Finding& f, const model::Ruleset& r) {
    Row row{&f, {}, {}};
    const model::Indicator& i = r.indicators[f.indicator];
    const auto target = target_of(f, r);
    if (f.status == Status::met) {
      row.needs = "nothing: it is met";
      row.records = 0;
      return row;
    }
    const bool open = f.status == Status::not_met || f.status == Status::cannot_tell;
    if (!target || !open) {
      row.needs = std::string("not judged: ") + std::string(word(f.status));
      return row;
    }
    if (i.measure == model::Measure::percentile) {
      row.needs = std::string(i.summary == model::Summary::sum    ? "a sum"
                              : i.summary == model::Summary::mean ? "a mean"
                                                                  : "a percentile") +
                  ": no number of records answers for it";
      return row;
    }
    if (i.combined) {
      row.needs = "a figure made of others: no number of records answers for it";
      return row;
    }
    if (!f.sides.empty()) {
      row.needs = std::string(r.standards[f.standard].claim ? "a published claim"
                                                            : "a difference of two shares") +
                  ": no number of records answers for it";
      return row;
    }
    // The end that is worst for the provider: met there is met however the gaps are filled.
    const bool lower =
        target->kind == model::TargetKind::at_most || target->kind == model::TargetKind::no_case;
    const End& worst = lower ? f.high : f.low;
    if (!worst.exists) {
      row.needs = "no figure";
      return row;
    }
    const bool counted_cases = i.measure == model::Measure::counted;
    if (target->kind == model::TargetKind::every_case)
      row.records = worst.d - worst.n;
    else if (target->kind == model::TargetKind::no_case)
      row.records = worst.n;
    else if (target->of_cases)
      row.records = short_of_cases(worst, *target);
    else
      row.records = short_of(worst, *target);
    if (!row.records || *row.records < 0) {
      row.records = std::nullopt;
      row.needs = "no number of records is enough";
      return row;
    }
    const std::string what = i.measure == model::Measure::totals ? "cases" : "records";
    row.needs = with_commas(*row.records) + (lower ? " fewer " : " more ") +
                (*row.records == 1 ? what.substr(0, what.size() - 1) : what) +
                (counted_cases ? " counted"
                 : lower       ? " to count"
                               : " to be met");
    if (!(f.low == f.high)) row.needs += ", however the gaps are filled";
    return row;
  }

  int missing(const Side& side) const {
    const model::Ruleset& r = *side.ruleset;
    std::vector<Row> rows;
    for (const Finding& f : side.result.findings) {
      if (f.kind != FindingKind::compliance || f.standard == model::kNone) continue;
      const std::string& name = r.standards[f.standard].name;
      if (std::find(o_.to_meet.begin(), o_.to_meet.end(), name) == o_.to_meet.end()) continue;
      rows.push_back(row_of(f, r));
    }
    if (rows.empty())
      return refuse("A6007", "the returns have no finding of that standard, provider and period",
                    "assize check lists the findings");
    if (o_.format == "json") return done(json(rows, r));
    report::Table table({"standard", "", "status", "now", "to meet it"});
    for (const Row& row : rows) {
      const Finding& f = *row.finding;
      table.add({r.standards[f.standard].name, escape_controls(whereabouts(f, r)),
                 std::string(word(f.status)), value_in_words(f, r), row.needs});
    }
    return done(table.text(0, 5));
  }

  std::string json(const std::vector<Row>& rows, const model::Ruleset& r) const {
    std::string bytes;
    report::Buffer out([&](std::string_view b) {
      bytes += b;
      return true;
    });
    report::Members m(out);
    m.text("schema", "assize-whatif/1");
    m.name("findings") << '[';
    for (const Row& row : rows) {
      const Finding& f = *row.finding;
      out << (&row == &rows.front() ? "\n" : ",\n");
      report::Members one(out);
      one.text("standard", r.standards[f.standard].name);
      one.text("where", whereabouts(f, r));
      one.text("status", word(f.status));
      one.text("needs", row.needs);
      if (row.records) one.number("records", *row.records);
      one.end();
    }
    out << ']';
    m.end();
    out << '\n';
    out.flush();
    return bytes;
  }

  const WhatifOptions& o_;
  const Console& console_;
};

}  // namespace

Verb add_whatif(CLI::App& root, Console& console) {
  auto options = std::make_shared<WhatifOptions>();
  WhatifOptions& o = *options;
  CLI::App* app = add_verb(
      root, "whatif", "What another value would make of a return, or what is missing to meet it",
      kWhatifExamples);
  add_rules(*app, o.rules);
  app->add_option("DATA", o.data, "Returns: CSV, JSON or NDJSON files")
      ->required()
      ->type_name("FILE");
  app->add_option("--set", o.set,
                  "Another value of a parameter, or of the target of a standard; may be repeated")
      ->type_name("NAME=VALUE")
      ->allow_extra_args(false);
  app->add_option("--to-meet", o.to_meet,
                  "How many more records this standard needs, finding by finding; may be repeated")
      ->type_name("STANDARD")
      ->allow_extra_args(false);
  app->add_option("--format", o.format, "text or json")
      ->check(CLI::IsMember({"text", "json"}))
      ->type_name("FORMAT");
  app->add_option("--most", o.most,
                  "With --set, how many records of each clause are named (else 3)")
      ->check(CLI::Range(0, 100000))
      ->type_name("N");
  add_run_choices(*app, o.run);
  add_rules_path(*app, o.rules_path);
  return {app, [options, &console] { return Whatif(*options, console).run(); }};
}

}  // namespace assize::cli
