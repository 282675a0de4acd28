// A ruleset as one HTML document: the text of each clause beside the rule that encodes it beside
// the tests that hold it.
//
// The document needs no network and no script, is in British English, has landmarks, headings in
// order and tables with captions, reflows at 320 pixels and prints. Everything that comes from a
// ruleset is escaped. The same ruleset gives the same bytes.
#pragma once

#include <string>
#include <vector>

#include "dsl/model/ruleset.h"
#include "dsl/model/ruletest.h"
#include "engine/ruletests/coverage.h"

namespace assize::cli {

struct Book {
  const model::Ruleset* ruleset = nullptr;
  const std::vector<model::RuleTest>* tests = nullptr;
  const Coverage* coverage = nullptr;
  std::int64_t failed_tests = 0;
  std::string engine;      // its version
  std::uint32_t file = 0;  // of the ruleset itself, among its texts
};

std::string book_page(const Book& book);

}  // namespace assize::cli
