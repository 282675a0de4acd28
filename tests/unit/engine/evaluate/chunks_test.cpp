// The size of blocks and the number of threads change nothing; copies and records that are not
// placed, by hand.
#include "tests/unit/engine/evaluate/returns.h"

namespace assize::test {
namespace {

constexpr const char* kRules = R"(
record visit "A visit"
  key id;
  id: text, required;
  org: organisation, required;
  day: date, required;
  good: yes or no, blank means unknown;
end
indicator I "Good visits"
  cites DOC in our words "x";
  for each visit;
  dated by day;
  met when: good;
end
standard S "Most visits are good"
  judges I per provider, per month;
  target at least 50%;
end
)";

// 5 good and 3 bad of P1 in March; one copy of a good one; one visit that is both; one without a
// day; one of P2 with an unknown flag.
Table visits() {
  Table t;
  t.columns = {"id", "org", "day", "good"};
  for (int i = 1; i <= 5; ++i)
    t.rows.push_back({"g" + std::to_string(i), "P1", "2022-03-0" + std::to_string(i), "yes"});
  for (int i = 1; i <= 3; ++i)
    t.rows.push_back({"b" + std::to_string(i), "P1", "2022-03-1" + std::to_string(i), "no"});
  t.rows.push_back({"g1", "P1", "2022-03-01", "yes"});
  t.rows.push_back({"c", "P1", "2022-03-20", "yes"});
  t.rows.push_back({"c", "P1", "2022-03-20", "no"});
  t.rows.push_back({"u", "P1", "", "no"});
  t.rows.push_back({"v", "P2", "2022-03-05", ""});
  return t;
}

TEST(Chunks, FiguresByHand) {
  const model::Ruleset ruleset = ruleset_of(kRules);
  const RunResult r = run_on(ruleset, visits(), options_at(2022, 6, 30));
  ASSERT_EQ(r.findings.size(), 2u);
  const Finding& p1 = r.findings[0];
  EXPECT_EQ(p1.numerator, (Figure{5, 6}));     // `c` is met or not met
  EXPECT_EQ(p1.denominator, (Figure{9, 10}));  // `u` joins: not met, or out
  EXPECT_EQ(p1.not_placed, (Figure{1, 1}));
  EXPECT_EQ(p1.low.n, 5);
  EXPECT_EQ(p1.low.d, 10);
  EXPECT_EQ(p1.high.n, 6);
  EXPECT_EQ(p1.high.d, 9);
  EXPECT_EQ(p1.status, Status::met);
  EXPECT_EQ(r.findings[1].status, Status::cannot_tell);
  EXPECT_EQ(r.files[0].copies, 1u);
  EXPECT_EQ(r.files[0].key_clashes, 1u);
}

TEST(Chunks, NeitherBlocksNorThreadsMatter) {
  const model::Ruleset ruleset = ruleset_of(kRules);
  RunOptions options = options_at(2022, 6, 30);
  const RunResult whole = run_on(ruleset, visits(), options);
  for (const std::size_t rows : {1, 2, 3, 1000}) {
    for (const int jobs : {1, 2, 8}) {
      options.jobs = jobs;
      const RunResult r = run_on(ruleset, visits(), options, {}, rows);
      ASSERT_EQ(r.findings.size(), whole.findings.size());
      for (std::size_t i = 0; i < r.findings.size(); ++i) {
        EXPECT_EQ(r.findings[i].numerator, whole.findings[i].numerator);
        EXPECT_EQ(r.findings[i].denominator, whole.findings[i].denominator);
        EXPECT_EQ(r.findings[i].status, whole.findings[i].status);
      }
      ASSERT_EQ(r.outcomes.size(), whole.outcomes.size());
      for (std::size_t i = 0; i < r.outcomes.size(); ++i) {
        EXPECT_EQ(r.outcomes[i].could_be, whole.outcomes[i].could_be);
        EXPECT_EQ(r.outcomes[i].record, whole.outcomes[i].record);
      }
    }
  }
}

}  // namespace
}  // namespace assize::test
