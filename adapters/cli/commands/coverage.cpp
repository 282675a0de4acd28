// assize coverage RULES...: what the tests of rulesets have seen of them.
#include "engine/ruletests/coverage.h"

#include <CLI/CLI.hpp>
#include <algorithm>

#include "adapters/cli/commands.h"
#include "adapters/cli/exit_code.h"
#include "adapters/cli/interrupt.h"
#include "adapters/cli/rule_files.h"
#include "adapters/cli/rules.h"
#include "adapters/cli/shared_options.h"
#include "adapters/report/json_text.h"
#include "adapters/report/table.h"
#include "dsl/wording/condition.h"
#include "engine/explain/numbers.h"
#include "engine/ruletests/ruletests.h"

namespace assize::cli {

namespace {

constexpr const char* kCoverageExamples =
    "  assize coverage rules.assize\n"
    "  assize coverage rules.assize --missing       only what no test has seen\n"
    "  assize coverage rulesets --min 80            exit code 1 if a ruleset has less\n"
    "  assize coverage rules.assize --format json";

struct CoverageOptions {
  std::vector<std::string> rules, rules_path;
  std::string format = "text";
  int least = -1;
  bool missing = false;
};

struct FileCoverage {
  std::string path;
  LoadedRules rules;
  Coverage found;
  std::int64_t failed_tests = 0;
  bool enough = true;
};

// Rounded down, so that 100 is said only of everything.
std::int64_t percent(const Coverage& c) { return c.points == 0 ? 100 : c.seen * 100 / c.points; }

bool is_complete(const TimesSeen& s) {
  return s.yes > 0 && s.no > 0 && (s.unknown > 0 || !s.can_be_unknown);
}

std::string times(std::int64_t n) { return n == 0 ? "never" : with_commas(n); }

class Text {
 public:
  Text(const FileCoverage& file, bool missing)
      : f_(file), r_(file.rules.ruleset), missing_(missing) {}

  std::string of_all() {
    std::string out = escape_controls(f_.path) + ": " + summary() + "\n";
    for (const CoveredBlock& b : f_.found.blocks) out += of(b);
    return out;
  }

  std::string summary() const {
    const Coverage& c = f_.found;
    if (c.points == 0) return "nothing that a test could see";
    return std::to_string(percent(c)) + "% (" + with_commas(c.seen) + " of " +
           with_commas(c.points) + ") seen by " + counted(c.tests, "test", "tests");
  }

 private:
  void add(report::Table& table, const std::string& role, model::Index record, model::ExprId id,
           const TimesSeen& s, bool& any) const {
    if (missing_ && is_complete(s)) return;
    any = true;
    std::string words = escape_controls(wording::in_words(r_, record, id));
    constexpr std::size_t kWidest = 70;
    if (report::width_of(words) > kWidest) {
      std::size_t cut = words.rfind(' ', kWidest - 4);
      if (cut == std::string::npos) cut = kWidest - 4;
      words = words.substr(0, cut) + " ...";
    }
    table.add({role, words, times(s.yes), times(s.no), s.can_be_unknown ? times(s.unknown) : "-"});
  }

  std::string words_of(const char* what, const std::vector<ReachedWord>& words) const {
    std::string reached, not_reached;
    for (const ReachedWord& w : words) {
      std::string& to = w.times > 0 ? reached : not_reached;
      to += (to.empty() ? "" : ", ") + escape_controls(w.word);
    }
    std::string out;
    if (!reached.empty() && !missing_)
      out += std::string("    ") + what + " reached: " + reached + "\n";
    if (!not_reached.empty())
      out += std::string("    ") + what + " never reached: " + not_reached + "\n";
    return out;
  }

  std::string of(const CoveredBlock& b) const {
    report::Table table({"", "", "true", "false", "unknown"});
    bool any = false;
    for (const CoveredClause& c : b.clauses) {
      std::string role = c.role;
      if (c.is_test) {
        add(table, role, b.record, c.expr, c.seen, any);
        role = "";
      }
      for (const CoveredTest& t : c.tests) {
        add(table, role.empty() ? "  its part" : role, b.record, t.expr, t.seen, any);
      }
    }
    const std::string words = words_of("status", b.statuses) + words_of("tier", b.tiers);
    if (!any && words.empty()) return {};
    const Position at = r_.texts.file(b.span.file).position(b.span.begin);
    return "\n  " + b.kind + " " + escape_controls(b.name) + ", line " + std::to_string(at.line) +
           "\n" + (any ? table.text(4, 2) : std::string()) + words;
  }

  const FileCoverage& f_;
  const model::Ruleset& r_;
  bool missing_;
};

class Json {
 public:
  Json(report::Buffer& out, const FileCoverage& file)
      : out_(out), f_(file), r_(file.rules.ruleset) {}

  void write() {
    report::Members m(out_);
    m.text("file", f_.path);
    m.text("ruleset", r_.name);
    m.text("version", r_.version);
    m.number("tests", f_.found.tests);
    m.number("failed", f_.failed_tests);
    m.number("points", f_.found.points);
    m.number("seen", f_.found.seen);
    m.number("percent", percent(f_.found));
    m.name("blocks") << '[';
    bool first = true;
    for (const CoveredBlock& b : f_.found.blocks) {
      out_ << (first ? "\n" : ",\n");
      first = false;
      block(b);
    }
    out_ << ']';
    m.end();
  }

 private:
  void block(const CoveredBlock& b) {
    report::Members m(out_);
    m.text("kind", b.kind);
    m.text("name", b.name);
    m.number("line", r_.texts.file(b.span.file).position(b.span.begin).line);
    m.name("clauses") << '[';
    bool first = true;
    for (const CoveredClause& c : b.clauses) {
      if (!first) out_ << ',';
      first = false;
      report::Members clause(out_);
      clause.text("role", c.role);
      clause.text("words", wording::in_words(r_, b.record, c.expr));
      if (c.is_test) counts(clause, c.seen);
      clause.name("tests") << '[';
      for (const CoveredTest& t : c.tests) {
        if (&t != &c.tests.front()) out_ << ',';
        report::Members test(out_);
        test.text("words", wording::in_words(r_, b.record, t.expr));
        counts(test, t.seen);
        test.end();
      }
      out_ << ']';
      clause.end();
    }
    out_ << ']';
    if (b.kind == "standard") {
      words(m, "statuses", b.statuses);
      words(m, "tiers", b.tiers);
    }
    m.end();
  }

  static void counts(report::Members& m, const TimesSeen& s) {
    m.number("true", s.yes);
    m.number("false", s.no);
    if (s.can_be_unknown) m.number("unknown", s.unknown);
  }

  void words(report::Members& m, const char* name, const std::vector<ReachedWord>& all) {
    m.name(name) << '[';
    for (const ReachedWord& w : all) {
      if (&w != &all.front()) out_ << ',';
      report::Members one(out_);
      one.text("word", w.word);
      one.number("times", w.times);
      one.yes_no("expected", w.is_expected);
      one.end();
    }
    out_ << ']';
  }

  report::Buffer& out_;
  const FileCoverage& f_;
  const model::Ruleset& r_;
};

int run(const CoverageOptions& o, const Console& console) {
  const auto paths = rule_files(o.rules, console);
  if (!paths) return kCouldNotRun;
  bool could_not_run = false, too_little = false;
  report::Buffer out([&](std::string_view bytes) { return console.print(bytes); });
  if (o.format == "json") out << "{\"schema\":\"assize-coverage/1\",\"files\":[";
  bool first = true;
  for (const std::string& path : *paths) {
    if (interrupted()) return kInterrupted;
    FileCoverage file{path, load_rules(path, o.rules_path), {}, 0, true};
    if (!report(file.rules, console)) {
      could_not_run = true;
      continue;
    }
    const std::uint32_t at = file.rules.files.front().file;
    file.found = coverage(file.rules.ruleset, file.rules.tests, at);
    for (const TestResult& t : run_tests(file.rules.ruleset, file.rules.tests))
      file.failed_tests += !t.passed();
    // Exact: 79.9% is not 80%.
    file.enough = o.least < 0 || file.found.seen * 100 >= o.least * file.found.points;
    if (o.format == "json") {
      out << (first ? "\n" : ",\n");
      Json(out, file).write();
    } else {
      Text text(file, o.missing);
      out << (first ? "" : "\n") << text.of_all();
    }
    first = false;
    out.flush();
    too_little = too_little || !file.enough || file.failed_tests > 0;
    if (!file.enough)
      console.say(escape_controls(path) + ": less than the " + std::to_string(o.least) +
                  "% that --min asks for");
    if (file.failed_tests > 0)
      console.say(escape_controls(path) + ": " + counted(file.failed_tests, "test", "tests") +
                  " failed; see assize test " + escape_controls(path));
  }
  if (o.format == "json") out << "]}\n";
  if (!out.flush() || could_not_run) return kCouldNotRun;
  return too_little ? kNotMet : kOk;
}

}  // namespace

Verb add_coverage(CLI::App& root, Console& console) {
  auto options = std::make_shared<CoverageOptions>();
  CoverageOptions& o = *options;
  CLI::App* app =
      add_verb(root, "coverage",
               "What the tests of a ruleset have seen: each test true, false, unknown; each status",
               kCoverageExamples);
  app->add_option("RULES", o.rules, "Rulesets, or folders of them")
      ->required()
      ->type_name("FILE or DIR");
  app->add_option("--min", o.least,
                  "Exit code 1 where a ruleset has less than this percentage, or a failing test")
      ->check(CLI::Range(0, 100))
      ->type_name("N");
  app->add_flag("--missing", o.missing, "Only what no test has seen");
  app->add_option("--format", o.format, "text or json")
      ->check(CLI::IsMember({"text", "json"}))
      ->type_name("FORMAT");
  add_rules_path(*app, o.rules_path);
  return {app, [options, &console] { return run(*options, console); }};
}

}  // namespace assize::cli
