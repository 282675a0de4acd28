// assize explain: a message's code, a rule in words, or why a record came out so.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>

#include "adapters/cli/as_written.h"
#include "adapters/cli/commands.h"
#include "adapters/cli/embedded.h"
#include "adapters/cli/exit_code.h"
#include "adapters/cli/explain_data.h"
#include "adapters/cli/rules.h"
#include "adapters/cli/run_options.h"
#include "adapters/report/table.h"
#include "dsl/base/codes.h"
#include "dsl/wording/block.h"
#include "dsl/wording/declaration.h"
#include "dsl/wording/values.h"
#include "engine/explain/numbers.h"

namespace assize::cli {

namespace {

constexpr const char* kExplainExamples =
    "  assize explain A3014                         what a message means\n"
    "  assize explain rules.assize PC_01            a standard, indicator or rule in words\n"
    "  assize explain rules.assize march.csv --rule PC_01 --provider P1 --period 2022-03\n"
    "  assize explain rules.assize march.csv --record 4711\n"
    "  assize explain rules.assize march.csv --record 4711 --rule RESPONSE_60";

struct ExplainOptions {
  std::string what;
  std::vector<std::string> rest, rules_path;
  ExplainData data;
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

std::string as_written(const model::Ruleset& r, Span name) {
  if (name.file >= r.texts.size()) return {};
  const SourceFile& file = r.texts.file(name.file);
  std::string_view text = declaration_text(file, name);
  if (text.empty()) return {};
  std::string out = "\nAs written in " + escape_controls(file.name()) + ", line " +
                    std::to_string(file.position(name.begin).line) + ":\n\n";
  while (!text.empty()) {
    const std::size_t length = std::min(text.find('\n'), text.size());
    out += "  " + escape_controls(text.substr(0, length)) + "\n";
    text.remove_prefix(std::min(length + 1, text.size()));
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
  return print(block.name + (block.title.empty() ? "" : ": " + block.title),
               wording::in_words(r, block), as_written(r, block.span), console);
}

template <class List>
bool explain_declaration(const model::Ruleset& r, const List& list, const std::string& name,
                         const Console& console) {
  const auto i = index_of(list, name);
  if (i) explain_block(r, list[*i], console);
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

// What a test gives and how much it expects.
std::vector<std::string> test_in_words(const model::Ruleset& r, const model::RuleTest& test) {
  std::vector<std::string> out;
  if (test.as_at) out.push_back("As at " + date_in_words(*test.as_at) + ".");
  if (test.period) out.push_back("Of " + in_words(*test.period) + ".");
  if (test.no_minimum) out.push_back("No standard has a least number of cases.");
  for (const model::GivenTable& g : test.given) {
    out.push_back("Given " +
                  counted(static_cast<std::int64_t>(g.rows.size()), "record", "records") + " of " +
                  wording::name_in_words(r.records[g.record].name) + ".");
  }
  for (const model::Index i : test.not_supplied)
    out.push_back("No table of " + wording::name_in_words(r.records[i].name) + " is supplied.");
  out.push_back(counted(static_cast<std::int64_t>(test.expected.size()), "thing is", "things are") +
                " expected.");
  return out;
}

int explain_name(const model::Ruleset& r, const std::vector<model::RuleTest>& tests,
                 const std::string& name, const Console& console) {
  if (const auto i = index_of(r.standards, name))
    return explain_standard(r, r.standards[*i], console);
  if (const auto i = index_of(r.variations, name))
    return explain_block(r, r.variations[*i], console);
  if (const auto i = index_of(r.payment_schemes, name))
    return explain_block(r, r.payment_schemes[*i], console);
  if (const auto i = index_of(r.indicators, name))
    return explain_block(r, r.indicators[*i], console);
  if (const auto i = index_of(r.rules, name)) return explain_block(r, r.rules[*i], console);
  if (explain_declaration(r, r.parameters, name, console) ||
      explain_declaration(r, r.definitions, name, console) ||
      explain_declaration(r, r.records, name, console) ||
      explain_declaration(r, r.code_lists, name, console) ||
      explain_declaration(r, r.documents, name, console) ||
      explain_declaration(r, r.specifications, name, console)) {
    return kOk;
  }
  if (const auto d = index_of(r.outcome_domains, name)) {
    const model::OutcomeDomain& domain = r.outcome_domains[*d];
    return print(domain.name + ": " + domain.title, wording::in_words(r, domain), "", console);
  }
  for (const model::RuleTest& test : tests) {
    if (test.title == name)
      return print("Test \"" + test.title + "\"", test_in_words(r, test), as_written(r, test.span),
                   console);
  }
  std::vector<std::string> names;
  add_names(names, r.standards);
  add_names(names, r.variations);
  add_names(names, r.payment_schemes);
  add_names(names, r.indicators);
  add_names(names, r.rules);
  add_names(names, r.parameters);
  add_names(names, r.definitions);
  add_names(names, r.records);
  add_names(names, r.code_lists);
  add_names(names, r.documents);
  add_names(names, r.outcome_domains);
  add_names(names, r.specifications);
  for (const model::RuleTest& test : tests) names.push_back(test.title);
  const std::string near = nearest(name, names);
  console.error("A6007", "the ruleset has nothing of the name " + escape_controls(name),
                near.empty() ? std::string() : "did you mean " + near + "?");
  return kCouldNotRun;
}

// What the ruleset holds, one line each: where to look next.
int list_names(const model::Ruleset& r, const Console& console) {
  report::Table table({"name", "", "what it is"});
  for (const auto& s : r.standards) table.add({s.name, "standard", s.title});
  for (const auto& v : r.variations) table.add({v.name, "variation", v.title});
  for (const auto& s : r.payment_schemes) table.add({s.name, "payment scheme", s.title});
  for (const auto& i : r.indicators) {
    // Nobody wrote those that stand in no file.
    if (i.span.file != model::kNone) table.add({i.name, "indicator", i.title});
  }
  for (const auto& rule : r.rules) table.add({rule.name, "rule", rule.title});
  for (const auto& p : r.parameters) table.add({p.name, "parameter", p.title});
  for (const auto& d : r.definitions) {
    if (d.made_from == model::kNone)
      table.add({d.name,
                 d.is_subset      ? "subset"
                 : d.is_condition ? "condition"
                                  : "derived field",
                 d.title});
  }
  for (const auto& record : r.records) table.add({record.name, "record", record.title});
  for (const auto& list : r.code_lists) table.add({list.name, "code list", list.title});
  for (const auto& source : r.documents) table.add({source.name, "source", source.title});
  for (const auto& s : r.specifications) table.add({s.name, "specification", s.title});
  return console.print(escape_controls(r.name) + ", version " + escape_controls(r.version) + "\n" +
                       table.text(0, 3))
             ? kOk
             : kCouldNotRun;
}

// Words that name files are returns; a single other word is a name of the ruleset.
bool are_files(const std::vector<std::string>& words) {
  std::error_code ignored;
  return words.size() > 1 || words.front() == "-" ||
         std::filesystem::is_regular_file(words.front(), ignored);
}

int run(const ExplainOptions& o, const Console& console) {
  if (is_code(o.what) && o.rest.empty()) return explain_code(o.what, console);
  LoadedRules rules = load_rules(o.what, o.rules_path);
  if (!report(rules, console)) return kCouldNotRun;
  if (!o.data.record.empty() && o.rest.empty()) {
    console.error("A6001", "--record needs the returns that hold the record",
                  "assize explain RULES RETURN --record KEY");
    return kCouldNotRun;
  }
  if (o.rest.empty()) return list_names(rules.ruleset, console);
  if (!o.data.record.empty() || are_files(o.rest)) {
    ExplainData asked = o.data;
    asked.files = o.rest;
    return explain_data(rules.ruleset, asked, console);
  }
  return explain_name(rules.ruleset, rules.tests, o.rest.front(), console);
}

}  // namespace

Verb add_explain(CLI::App& root, Console& console) {
  auto options = std::make_shared<ExplainOptions>();
  ExplainOptions& o = *options;
  CLI::App* app =
      add_verb(root, "explain",
               "A message's code, a rule in words, or why a finding or a record came out so",
               kExplainExamples);
  app->add_option("RULES", o.what, "A ruleset, or the code of a message")
      ->required()
      ->type_name("FILE or CODE");
  app->add_option("NAME", o.rest,
                  "Anything that the ruleset names; or the returns, to explain findings")
      ->type_name("NAME or FILE");
  app->add_option("--record", o.data.record, "The key of a record, or its number where it has none")
      ->type_name("KEY");
  app->add_option("--most", o.data.most,
                  "Under a finding, how many records of each outcome (else 3)")
      ->check(CLI::Range(0, 1000))
      ->type_name("N");
  add_run_choices(*app, o.data.run);
  app->add_option("--indicator", o.data.run.only, "The same as --rule")
      ->type_name("NAME")
      ->allow_extra_args(false)
      ->group("");
  add_rules_path(*app, o.rules_path);
  return {app, [options, &console] { return run(*options, console); }};
}

}  // namespace assize::cli
