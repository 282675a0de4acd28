#include "engine/ruletests/coverage.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/unit/dsl/check/checking.h"

namespace assize {
namespace {

const std::string kRules = R"(module waits version 1.0.0;
record request "A request"
  key id;
  id:       text, required;
  provider: organisation, required;
  asked_on: date, required;
  urgent:   yes or no, blank means unknown;
  visits:   count, blank means unknown;
end
condition often of request means visits is more than 3;
rule COUNTED "Urgent requests are counted"
  for each request;
  when: urgent;
  must: visits is known;
end
indicator SELDOM "Those who come seldom"
  for each request;
  dated by asked_on;
  only those where: urgent;
  met when: not often or visits is less than 2;
  higher is better;
end
standard S "Few come often"
  judges SELDOM per provider;
  target at least 50%;
  with fewer than 2 cases: say "too few";
end
)";

std::string test_of(const std::string& rows) {
  return "test \"one\"\n  as at 2024-03-31;\n  given request (id, provider, asked_on, urgent, "
         "visits) " +
         rows + ";\n  expect record \"1\" in SELDOM is met;\nend\n";
}

Coverage covered(const std::string& tests) {
  const Outcome o = check_text(kRules + tests);
  EXPECT_TRUE(o.checked.ok) << o.messages;
  return coverage(o.checked.ruleset, o.checked.tests, 0);
}

const CoveredClause& clause(const Coverage& c, const std::string& block, const std::string& role) {
  for (const CoveredBlock& b : c.blocks) {
    for (const CoveredClause& k : b.clauses) {
      if (b.name == block && k.role == role) return k;
    }
  }
  static const CoveredClause kNoClause;
  ADD_FAILURE() << block << " has no " << role;
  return kNoClause;
}

TEST(Coverage, OfNoTestsIsNothing) {
  const Coverage c = covered("");
  EXPECT_EQ(c.seen, 0);
  EXPECT_GT(c.points, 0);
  EXPECT_EQ(c.tests, 0);
}

TEST(Coverage, AClauseThatDoesNotApplyIsNotSeen) {
  const Coverage c =
      covered(test_of("(\"1\", \"P1\", 2024-03-01, yes, 1) (\"2\", \"P1\", 2024-03-01, no, 9)"));
  const TimesSeen& when = clause(c, "COUNTED", "when").seen;
  EXPECT_EQ(when.yes, 1);
  EXPECT_EQ(when.no, 1);
  EXPECT_EQ(clause(c, "COUNTED", "must").seen.yes, 1);
  const CoveredClause& met = clause(c, "SELDOM", "met when");
  EXPECT_EQ(met.seen.yes, 1);
  EXPECT_EQ(met.seen.no, 0);
}

TEST(Coverage, WordsThatAreNeverUnknownNeedNotBeSeenSo) {
  const Coverage c = covered("");
  EXPECT_FALSE(clause(c, "COUNTED", "must").seen.can_be_unknown);
  EXPECT_TRUE(clause(c, "COUNTED", "when").seen.can_be_unknown);
}

TEST(Coverage, WhatANameStandsForIsSeenWhereItIsDeclared) {
  const Coverage c = covered(
      test_of("(\"1\", \"P1\", 2024-03-01, yes, 1) (\"2\", \"P1\", 2024-03-01, yes, blank)"));
  const TimesSeen& often = clause(c, "often", "means").seen;
  EXPECT_EQ(often.no, 1);
  EXPECT_EQ(often.unknown, 1);
  const CoveredClause& met = clause(c, "SELDOM", "met when");
  ASSERT_EQ(met.tests.size(), 1u) << "the condition is not unfolded";
  EXPECT_EQ(met.tests[0].seen.yes, 1);
}

TEST(Coverage, StatusesAreReachedByFindings) {
  const Coverage c =
      covered(test_of("(\"1\", \"P1\", 2024-03-01, yes, 1) (\"2\", \"P1\", 2024-03-01, yes, 2)"
                      "(\"3\", \"P2\", 2024-03-01, yes, 1)"));
  const auto block = std::find_if(c.blocks.begin(), c.blocks.end(),
                                  [](const CoveredBlock& b) { return b.name == "S"; });
  ASSERT_NE(block, c.blocks.end());
  std::vector<std::string> reached, expected;
  for (const ReachedWord& w : block->statuses) {
    if (w.times > 0) reached.push_back(w.word);
    if (w.is_expected) expected.push_back(w.word);
  }
  EXPECT_EQ(reached, (std::vector<std::string>{"met", "too few"}));
  EXPECT_EQ(expected, (std::vector<std::string>{"met", "not met", "cannot tell", "too few"}));
}

}  // namespace
}  // namespace assize
