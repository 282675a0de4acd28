// assize eval EXPRESSION: one expression, its value, its range or why it is unknown.
#include <CLI/CLI.hpp>

#include "adapters/cli/commands.h"
#include "adapters/cli/exit_code.h"
#include "adapters/cli/rules.h"
#include "adapters/cli/shared_options.h"
#include "adapters/cli/value_text.h"
#include "adapters/report/json_text.h"
#include "adapters/system/files.h"
#include "dsl/syntax/parse.h"
#include "engine/reference/evaluate.h"

namespace assize::cli {

namespace {

constexpr const char* kEvalExamples =
    "  assize eval '2022-03-31 + 1 month'\n"
    "  assize eval 'age of born on 2022-03-01' --let born=2000-02-29\n"
    "  assize eval 'x + 1 is at most 5' --let 'x=from 1 to 5' --json\n"
    "  assize eval --batch expressions.txt          one a line in, one JSON object a line out";

struct EvalOptions {
  std::string expression, batch;
  std::vector<std::string> lets;
  std::optional<Day> as_at;
  bool json = false;
};

// Names and their literals, parsed once for every expression of a batch.
struct Names {
  Sources texts;
  std::vector<Let> lets;
};

class Eval {
 public:
  Eval(const EvalOptions& options, const Console& console)
      : o_(options), console_(console), world_(environment()) {}

  int run() {
    if (o_.expression.empty() == o_.batch.empty()) {
      console_.error("A6001", "give an expression, or --batch FILE");
      return kCouldNotRun;
    }
    if (!read_names()) return kCouldNotRun;
    if (o_.batch.empty()) return single();
    return batch();
  }

 private:
  // Each NAME=LITERAL is a text of its own, so that its messages point into it.
  bool read_names() {
    for (const std::string& text : o_.lets) {
      const std::size_t equals = text.find('=');
      if (equals == std::string::npos || equals == 0) {
        console_.error("A6001", "--let " + escape_controls(text) + ": write NAME=LITERAL");
        return false;
      }
      const std::string name = text.substr(0, equals);
      Diagnostics problems;
      const std::uint32_t file = names_.texts.add("--let " + name, text.substr(equals + 1));
      auto literal = syntax::parse_literal(names_.texts, file, problems);
      if (!literal) {
        console_.show(problems, names_.texts);
        return false;
      }
      names_.lets.push_back({name, std::move(*literal)});
    }
    return true;
  }

  struct Answer {
    CheckedExpression checked;
    Value value;
    Sources texts;
    Diagnostics problems;
    bool ok = false;
  };

  Answer answer(const std::string& text, const std::string& name) const {
    Answer a;
    a.texts = names_.texts;
    const std::uint32_t file = a.texts.add(name, text);
    const auto parsed = syntax::parse_expression(a.texts, file, a.problems);
    if (!parsed) return a;
    a.checked = check_expression(*parsed, names_.lets, a.texts, world_, a.problems);
    a.ok = a.checked.ok && !a.problems.has_errors();
    if (!a.ok) return a;
    reference::Bindings bindings;
    bindings.record = 0;
    if (o_.as_at) bindings.cut_off = *o_.as_at;
    for (const LetValue& v : a.checked.values) {
      bindings.fields.push_back(v.value);
      bindings.cells.push_back(cell_of(v));
    }
    a.value = reference::evaluate(a.checked.ruleset, a.checked.expression, bindings);
    return a;
  }

  static Cell cell_of(const LetValue& v) {
    if (v.cell == LetValue::Cell::blank) return Cell::blank;
    if (v.cell == LetValue::Cell::unreadable) return Cell::unreadable;
    return v.value.is_known() ? Cell::present : Cell::ranged;
  }

  const model::Type& type_of(const Answer& a) const {
    return a.checked.ruleset.expr(a.checked.expression).type;
  }

  void print_words(const Answer& a) const {
    console_.print(escape_controls(value_in_words(a.value, type_of(a), a.checked.ruleset)) + "\n");
  }

  void print_json(const Answer& a) const {
    report::Buffer out([&](std::string_view bytes) { return console_.print(bytes); });
    if (a.ok) {
      write_value(out, a.value, type_of(a), a.checked.ruleset);
    } else {
      write_errors(out, a);
    }
    out << '\n';
    out.flush();
  }

  static void write_error(report::Buffer& out, const Diagnostic& d, const Sources& texts) {
    report::Members m(out);
    m.text("code", d.code);
    m.text("text", d.text);
    if (d.span) {
      m.number("column", texts.file(d.span->file).position(d.span->begin).column);
    } else {
      m.name("column") << "null";
    }
    m.end();
  }

  static void write_errors(report::Buffer& out, Answer a) {
    a.problems.sort();
    report::Members m(out);
    bool first = true;
    for (const Diagnostic& d : a.problems.all()) {
      if (d.severity != Severity::error) continue;
      if (first) {
        write_error(m.name("error"), d, a.texts);
        m.name("errors") << '[';
      } else {
        out << ',';
      }
      write_error(out, d, a.texts);
      first = false;
    }
    if (!first) out << ']';
    m.end();
  }

  int single() const {
    Answer a = answer(o_.expression, "expression");
    if (o_.json) {
      print_json(a);
    } else if (a.ok) {
      print_words(a);
    }
    if (!o_.json || a.ok) console_.show(a.problems, a.texts);
    return a.ok ? kOk : kCouldNotRun;
  }

  // One answer a line, mistakes included: the file was read and every line was answered, so that is
  // a success.
  int batch() const {
    const auto read = read_file(o_.batch, kRuleFileLimit);
    if (!read) {
      console_.error("A6002", escape_controls(read.error().text));
      return kCouldNotRun;
    }
    const std::string& text = *read;
    std::size_t number = 0;
    for (std::size_t from = 0; from < text.size();) {
      const std::size_t end = std::min(text.find('\n', from), text.size());
      std::string line = text.substr(from, end - from);
      if (!line.empty() && line.back() == '\r') line.pop_back();
      from = end + 1;
      ++number;
      if (line.find_first_not_of(" \t") == std::string::npos) continue;
      const Answer a = answer(line, o_.batch + ", line " + std::to_string(number));
      print_json(a);
    }
    return kOk;
  }

  const EvalOptions& o_;
  const Console& console_;
  Environment world_;
  Names names_;
};

}  // namespace

Verb add_eval(CLI::App& root, Console& console) {
  auto options = std::make_shared<EvalOptions>();
  CLI::App* app =
      add_verb(root, "eval", "The value of one expression, or why it has none", kEvalExamples);
  app->add_option("EXPRESSION", options->expression, "An expression of the language")
      ->type_name("TEXT");
  app->add_option("--let", options->lets,
                  "What a name stands for: a literal, blank, a list or a range; may be repeated")
      ->type_name("NAME=LITERAL")
      ->allow_extra_args(false);
  app->add_option("--batch", options->batch,
                  "A file with an expression a line: prints a JSON object a line")
      ->type_name("FILE");
  add_as_at(*app, options->as_at);
  app->add_flag("--json", options->json, "The value as a JSON object");
  return {app, [options, &console] { return Eval(*options, console).run(); }};
}

}  // namespace assize::cli
