// assize explain: a message's code, a rule in words, or why a record came out so.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <map>

#include "adapters/cli/commands.h"
#include "adapters/cli/embedded.h"
#include "adapters/cli/exit_code.h"
#include "adapters/cli/interrupt.h"
#include "adapters/cli/returns.h"
#include "adapters/cli/rules.h"
#include "adapters/cli/run_options.h"
#include "adapters/report/table.h"
#include "dsl/base/codes.h"
#include "dsl/wording/block.h"
#include "engine/explain/record_words.h"

namespace assize::cli {

namespace {

constexpr const char* kExamples =
    "  assize explain A3014                         what a message means\n"
    "  assize explain rules.assize PC_01            a standard, indicator or rule in words\n"
    "  assize explain rules.assize march.csv --record 4711\n"
    "  assize explain rules.assize march.csv --record 4711 --rule RESPONSE_60";

struct ExplainOptions {
  std::string what;
  std::vector<std::string> rest, rules_path;
  std::string record;
  RunChoices run;
};

bool is_code(const std::string& text) {
  return text.size() == 5 && text[0] == 'A' &&
         std::all_of(text.begin() + 1, text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

int explain_code(const std::string& code, const Console& console) {
  for (const EmbeddedFile* page = kDiagnosticPages; page->name != nullptr; ++page) {
    if (std::string_view(page->name) == code + ".md")
      return console.print(page->text) ? kOk : kCouldNotRun;
  }
  if (const CodeRow* row = find_code(code)) {
    return console.print("# " + code + ": " + std::string(row->title) + "\n") ? kOk : kCouldNotRun;
  }
  std::vector<std::string> codes;
  for (const CodeRow& row : kCodes) codes.emplace_back(row.code);
  const std::string near = nearest(code, codes);
  console.error("A6007", "there is no message " + code,
                near.empty() ? std::string() : "did you mean " + near + "?");
  return kCouldNotRun;
}

std::string_view trimmed(std::string_view line) {
  const std::size_t first = line.find_first_not_of(" \t\r");
  return first == std::string_view::npos
             ? std::string_view()
             : line.substr(first, line.find_last_not_of(" \t\r") - first + 1);
}

// The declaration as its author wrote it: from the line that names it to its `end`, or to `;` where
// it is one statement.
std::string as_written(const model::Ruleset& r, Span name) {
  if (name.file >= r.texts.size()) return {};
  const SourceFile& file = r.texts.file(name.file);
  std::string_view text(file.text());
  if (name.begin >= text.size()) return {};
  const std::size_t before = text.rfind('\n', name.begin);
  text.remove_prefix(before == std::string_view::npos ? 0 : before + 1);
  std::string out = "\nAs written in " + escape_controls(file.name()) + ", line " +
                    std::to_string(file.position(name.begin).line) + ":\n\n";
  for (bool first = true; !text.empty(); first = false) {
    const std::size_t length = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, length), words = trimmed(line);
    out += "  " + escape_controls(line) + "\n";
    text.remove_prefix(std::min(length + 1, text.size()));
    if (words == "end" || (first && !words.empty() && words.back() == ';')) break;
  }
  return out;
}

int print(const std::string& heading, const std::vector<std::string>& lines,
          const std::string& below, const Console& console) {
  std::string out = heading.empty() ? "" : report::wrapped(escape_controls(heading), 0);
  for (const std::string& line : lines) out += report::wrapped(escape_controls(line), 2);
  return console.print(out + below) ? kOk : kCouldNotRun;
}

template <class List>
std::optional<model::Index> index_of(const List& list, const std::string& name) {
  for (model::Index i = 0; i < list.size(); ++i) {
    if (list[i].name == name) return i;
  }
  return std::nullopt;
}

template <class List>
void add_names(std::vector<std::string>& names, const List& list) {
  for (const auto& item : list) names.push_back(item.name);
}

template <class Block>
int explain_block(const model::Ruleset& r, const Block& block, const Console& console) {
  return print(block.name + ": " + block.title, wording::in_words(r, block),
               as_written(r, block.span), console);
}

// Parameters, derived fields, conditions and records are read as they are written.
template <class List>
bool explain_as_written(const model::Ruleset& r, const List& list, const std::string& name,
                        const Console& console) {
  const auto i = index_of(list, name);
  if (i)
    print(list[*i].name + (list[*i].title.empty() ? "" : ": " + list[*i].title), {},
          as_written(r, list[*i].span), console);
  return i.has_value();
}

int explain_standard(const model::Ruleset& r, const model::Standard& s, const Console& console) {
  std::vector<std::string> lines = wording::in_words(r, s);
  for (const auto* names : {&s.domains, &s.priorities}) {
    for (const std::string& name : *names) {
      const auto d = index_of(r.outcome_domains, name);
      if (d)
        lines.push_back((r.outcome_domains[*d].is_priority ? "Priority area " : "Outcome domain ") +
                        name + ": " + r.outcome_domains[*d].title + ".");
    }
  }
  const int code = print(s.name + ": " + s.title, lines, as_written(r, s.span) + "\n", console);
  return code == kOk ? explain_block(r, r.indicators[s.indicator], console) : code;
}

int explain_name(const model::Ruleset& r, const std::string& name, const Console& console) {
  if (const auto i = index_of(r.standards, name))
    return explain_standard(r, r.standards[*i], console);
  if (const auto i = index_of(r.indicators, name))
    return explain_block(r, r.indicators[*i], console);
  if (const auto i = index_of(r.rules, name)) return explain_block(r, r.rules[*i], console);
  if (explain_as_written(r, r.parameters, name, console) ||
      explain_as_written(r, r.definitions, name, console) ||
      explain_as_written(r, r.records, name, console)) {
    return kOk;
  }
  std::vector<std::string> names;
  add_names(names, r.standards);
  add_names(names, r.indicators);
  add_names(names, r.rules);
  add_names(names, r.parameters);
  add_names(names, r.definitions);
  add_names(names, r.records);
  const std::string near = nearest(name, names);
  console.error("A6007", "the ruleset has nothing of the name " + escape_controls(name),
                near.empty() ? std::string() : "did you mean " + near + "?");
  return kCouldNotRun;
}

// What the ruleset holds, one line each: where to look next.
int list_names(const model::Ruleset& r, const Console& console) {
  report::Table table({"name", "", "what it is"});
  for (const auto& s : r.standards) table.add({s.name, "standard", s.title});
  for (const auto& i : r.indicators) table.add({i.name, "indicator", i.title});
  for (const auto& rule : r.rules) table.add({rule.name, "rule", rule.title});
  return console.print(escape_controls(r.name) + ", version " + escape_controls(r.version) + "\n" +
                       table.text(0, 3))
             ? kOk
             : kCouldNotRun;
}

bool is_asked_for(const RecordOutcome& o, const std::string& record) {
  if (o.key == record) return true;
  // "4711" is a key or, where records are keyed by position, a number; the first part of a compound
  // key will do.
  if (o.key.empty()) return std::to_string(o.record) == record;
  return o.key.substr(0, o.key.find('|')) == record;
}

int explain_record(const model::Ruleset& r, const ExplainOptions& o, const Console& console) {
  if (!names_exist(r, o.run.only, console)) return kCouldNotRun;
  OpenedReturns opened = open_returns(r, {o.rest, o.run.map, o.run.input_format, {}}, console);
  if (!opened.ok) return kCouldNotRun;
  RunOptions options = run_options(o.run, opened.headers);
  options.records = true;
  const auto result = assize::run(r, opened.inputs, options);
  if (interrupted()) return kInterrupted;
  if (!result) {
    std::vector<std::string> files;
    for (const RunInput& input : opened.inputs) {
      for (const SourceFileInfo& f : input.source->files()) files.push_back(f.name);
    }
    show_problems(result.error().problems, files, console);
    if (result.error().problems.empty())
      console.error("A6009", escape_controls(result.error().text));
    return kCouldNotRun;
  }
  // By place in the return, so that copies of one key stand apart.
  std::map<std::pair<std::uint32_t, std::uint64_t>, std::vector<std::string>> found;
  for (const RecordOutcome& outcome : result->outcomes) {
    if (!is_asked_for(outcome, o.record)) continue;
    std::vector<std::string>& lines = found[{outcome.file, outcome.record}];
    if (lines.empty()) {
      std::string place =
          outcome.file < result->files.size() ? result->files[outcome.file].name : std::string();
      if (outcome.line != 0) place += ", line " + std::to_string(outcome.line);
      lines.push_back("Record " + std::to_string(outcome.record) + " of " + place);
    }
    for (std::string& line : words_of(outcome, r)) lines.push_back(std::move(line));
  }
  if (found.empty()) {
    console.error("A6007", "no record " + escape_controls(o.record) + " is in the return");
    return kCouldNotRun;
  }
  for (auto& [place, lines] : found) {
    const std::string heading = lines.front();
    lines.erase(lines.begin());
    print(heading, lines, "", console);
  }
  return kOk;
}

int run(const ExplainOptions& o, const Console& console) {
  if (is_code(o.what) && o.rest.empty()) return explain_code(o.what, console);
  LoadedRules rules = load_rules(o.what, o.rules_path);
  if (!report(rules, console)) return kCouldNotRun;
  if (!o.record.empty()) return explain_record(rules.ruleset, o, console);
  if (o.rest.empty()) return list_names(rules.ruleset, console);
  return explain_name(rules.ruleset, o.rest.front(), console);
}

}  // namespace

Verb add_explain(CLI::App& root, Console& console) {
  auto options = std::make_shared<ExplainOptions>();
  ExplainOptions& o = *options;
  CLI::App* app = add_verb(
      root, "explain", "A message's code, a rule in words, or why a record came out so", kExamples);
  app->add_option("RULES", o.what, "A ruleset, or the code of a message")
      ->required()
      ->type_name("FILE or CODE");
  app->add_option("NAME", o.rest, "A standard, indicator or rule; with --record, the returns")
      ->type_name("NAME or FILE");
  app->add_option("--record", o.record, "The key of a record, or its number where it has none")
      ->type_name("KEY");
  add_run_choices(*app, o.run);
  app->add_option("--indicator", o.run.only, "The same as --rule")
      ->type_name("NAME")
      ->allow_extra_args(false)
      ->group("");
  add_rules_path(*app, o.rules_path);
  return {app, [options, &console] { return run(*options, console); }};
}

}  // namespace assize::cli
