// assize book RULES -o book.html: the ruleset as a document.
#include <CLI/CLI.hpp>

#include "adapters/cli/book_page.h"
#include "adapters/cli/commands.h"
#include "adapters/cli/exit_code.h"
#include "adapters/cli/output.h"
#include "adapters/cli/rules.h"
#include "adapters/cli/shared_options.h"
#include "engine/ruletests/ruletests.h"

namespace assize::cli {

namespace {

constexpr const char* kBookExamples =
    "  assize book rules.assize -o book.html\n"
    "  assize book rules.assize > book.html";

struct BookOptions {
  std::string rules, output;
  std::vector<std::string> rules_path;
};

int run(const BookOptions& o, const Console& console) {
  LoadedRules rules = load_rules(o.rules, o.rules_path);
  if (!report(rules, console)) return kCouldNotRun;
  Book book;
  book.ruleset = &rules.ruleset;
  book.tests = &rules.tests;
  book.file = rules.files.front().file;
  const Coverage seen = coverage(rules.ruleset, rules.tests, book.file);
  book.coverage = &seen;
  for (const TestResult& t : run_tests(rules.ruleset, rules.tests))
    book.failed_tests += !t.passed();
  book.engine = ASSIZE_VERSION;
  const std::string page = book_page(book);
  if (o.output.empty() || o.output == "-") return console.print(page) ? kOk : kCouldNotRun;
  OutputFiles files;
  std::string error = files.write(o.output, [&](const auto& write) { return write(page); });
  if (error.empty()) error = files.publish();
  if (!error.empty()) {
    console.error("A6008", escape_controls(error));
    return kCouldNotRun;
  }
  console.say("The book is in " + escape_controls(o.output) + ".");
  return kOk;
}

}  // namespace

Verb add_book(CLI::App& root, Console& console) {
  auto options = std::make_shared<BookOptions>();
  BookOptions& o = *options;
  CLI::App* app =
      add_verb(root, "book", "The ruleset as an HTML document: clause beside rule beside tests",
               kBookExamples);
  add_rules(*app, o.rules);
  app->add_option("-o,--output", o.output, "The file to write (else standard output)")
      ->type_name("FILE");
  add_rules_path(*app, o.rules_path);
  return {app, [options, &console] { return run(*options, console); }};
}

}  // namespace assize::cli
