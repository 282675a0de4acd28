// What the tests of a ruleset have seen of it: each clause and each single comparison true, false
// and unknown, each standard at each of its statuses and tiers.
//
// A test is run as `assize test` runs it, with the reference evaluator. Seen is what a record of a
// test made of a node over what was returned, whether or not an expectation asks about that record.
// Only what one file declares is looked at. Pure and deterministic.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "dsl/model/ruleset.h"
#include "dsl/model/ruletest.h"

namespace assize {

// How often a test came out so.
struct TimesSeen {
  std::int64_t yes = 0, no = 0, unknown = 0;
  bool can_be_unknown = true;  // false: a word that is yes or no whatever is known
};

struct CoveredTest {
  model::ExprId expr = model::kNoExpr;
  TimesSeen seen;
};

struct CoveredClause {
  std::string role;  // "when", "must", "leave out called_off" ...
  model::ExprId expr = model::kNoExpr;
  bool is_test = true;  // false: a value, of which only the comparisons inside are looked at
  TimesSeen seen;
  std::vector<CoveredTest> tests;  // the comparisons inside; none where the clause is just one
};

struct ReachedWord {
  std::string word;          // a status or a tier
  bool is_expected = false;  // one that this standard can come to, so that a test should
  std::int64_t times = 0;
};

struct CoveredBlock {
  std::string kind, name;  // "rule", "indicator", "condition", "derived", "standard"
  Span span;
  model::Index record = model::kNone;
  std::vector<CoveredClause> clauses;
  std::vector<ReachedWord> statuses, tiers;  // standards
};

struct Coverage {
  std::vector<CoveredBlock> blocks;    // in the ruleset's order: rules, definitions, indicators,
                                       // standards
  std::int64_t points = 0, seen = 0;   // what should be seen, and what was
  std::int64_t tests = 0, failed = 0;  // tests that ran, and those that could not be run
};

Coverage coverage(const model::Ruleset& ruleset, const std::vector<model::RuleTest>& tests,
                  std::uint32_t file);

}  // namespace assize
