// Tables by hand: `when`, `decided when` and `must`; comparisons beside an open time and the
// cut-off; what each kind of cell says to each two-valued word.
#include "tests/unit/engine/reference/running.h"

namespace assize {
namespace {

using running::compile;
using running::Given;
using running::outcomes_of;
using running::rule_of;
using running::run_on;

const char* const kHead = R"(
module test.words version 1.0.0;
source S "Somewhere";
codes KIND "Kind" A "Ward"; NK "Not known", means not known; end
)";

TEST(Words, WhenDecidedWhenMust) {
  const auto program = compile(std::string(kHead) + R"(
record row "Row" key id; id: text, required; provider: organisation, required;
  w: yes or no, blank means unknown; d: yes or no, blank means unknown; m: yes or no, blank means unknown; end
rule R "R" cites S in our words "x"; for each row; when: w; decided when: d; must: m; end
)");
  const std::vector<std::string> values = {"no", "yes", ""};
  Given given{{"id", "provider", "w", "d", "m"}, {}};
  for (const auto& w : values)
    for (const auto& d : values)
      for (const auto& m : values) given.rows.push_back({w + "/" + d + "/" + m, "P1", w, d, m});
  const RunResult r = run_on(program, given, *day_of(2022, 3, 31));
  for (const auto& row : given.rows) {
    const std::string expected = row[2] == "no"                      ? "does not apply"
                                 : row[2].empty() || row[3] != "yes" ? "undecided"
                                 : row[4] == "yes"                   ? "passes"
                                 : row[4] == "no"                    ? "fails"
                                                                     : "undecided";
    EXPECT_EQ(rule_of(r, row[0]), expected) << row[0];
  }
}

// What `t WORD ...` is of an open time, the cut-off being the end of 31 March: yes, no or unknown.
struct OpenCase {
  const char* condition;
  const char* result;
};

TEST(Words, OpenTimesAgainstTheCutOff) {
  const OpenCase cases[] = {
      {"t is before 2022-03-31", "fails"},  // later than the cut-off, or never
      {"t is before 2022-04-01", "fails"},  // the first day that it can be
      {"t is before 2022-04-02", "undecided"},
      {"t is on or before 2022-03-31", "fails"},
      {"t is on or before 2022-04-01", "undecided"},
      {"t is after 2022-03-31", "undecided"},  // never satisfies nothing
      {"t is after 2022-04-01", "undecided"},
      {"t is on or after 2022-01-01", "undecided"},
      {"t is 2022-03-31", "fails"},
      {"t is 2022-04-01", "undecided"},
      {"t is not 2022-03-31", "passes"},  // never is not a day: the negation of `is`
      {"t is not 2022-04-01", "undecided"},
      {"not (t is after 2022-03-31)", "undecided"},
      {"not (t is on or before 2022-03-31)", "passes"},
      {"t is from 2022-03-01 to 2022-03-31", "fails"},
      {"t is from 2022-03-01 to 2022-04-01", "undecided"},
      {"t is within 1 day after s", "fails"},  // s is 30 March
      {"t is within 2 days after s", "undecided"},
      {"t is no later than 1 day after s", "fails"},
      {"t is no earlier than 1 day after s", "undecided"},
      {"t is within 3 days before s", "undecided"},  // after s is contradictory, unless signed
      {"t is within 3 days before s signed", "fails"},
      {"(calendar days from s to t) is at most 9", "undecided"},
      {"t has happened", "fails"},
      {"t is known", "fails"},
      {"t is blank", "passes"},
      {"t is unknown because blank", "fails"},  // its reason is that it is not yet due
      {"surely (t is after s)", "fails"},
  };
  std::string text =
      std::string(kHead) +
      "record row \"Row\" key id; id: text, required; provider: organisation, required;\n"
      "  s: date, required; t: date, blank means not by the cut-off; end\n";
  for (std::size_t i = 0; i < std::size(cases); ++i) {
    text += "rule R" + std::to_string(i) +
            " \"R\" cites S in our words \"x\"; for each row; must: " + cases[i].condition +
            "; end\n";
  }
  const RunResult r =
      run_on(compile(text), {{"id", "provider", "s", "t"}, {{"1", "P1", "2022-03-30", ""}}},
             *day_of(2022, 3, 31));
  for (std::size_t i = 0; i < std::size(cases); ++i) {
    EXPECT_EQ(rule_of(r, "1", static_cast<model::Index>(i)), cases[i].result) << cases[i].condition;
  }
}

TEST(Words, AnEventLaterThanTheCutOffIsReadAsBlank) {
  const auto program = compile(std::string(kHead) + R"(
record row "Row" key id; id: text, required; provider: organisation, required;
  asked: date and time in "Europe/London", required; done: date and time in "Europe/London", blank means not by the cut-off; end
rule BLANK "R" cites S in our words "x"; for each row; must: done is blank; end
rule HAPPENED "R" cites S in our words "x"; for each row; must: done has happened; end
indicator I "I" cites S in our words "x"; for each row; dated by asked; met when: done is within 60 minutes after asked; higher is better; end
)");
  const Given given{{"id", "provider", "asked", "done"},
                    {{"last", "P1", "2022-03-31T23:30", "2022-03-31T23:59:59.999"},
                     {"next", "P1", "2022-03-31T23:30", "2022-04-01T00:00"},
                     {"limit", "P1", "2022-03-31T23:00", ""},
                     {"passed", "P1", "2022-03-31T22:59:59.999", ""}}};
  const RunResult r = run_on(program, given, *day_of(2022, 3, 31));
  EXPECT_EQ(rule_of(r, "last", 0), "fails");
  EXPECT_EQ(rule_of(r, "next", 0), "passes");
  EXPECT_EQ(rule_of(r, "last", 1), "passes");
  EXPECT_EQ(rule_of(r, "next", 1), "fails");
  EXPECT_EQ(outcomes_of(r, "next"), "not yet due");
  EXPECT_EQ(outcomes_of(r, "limit"), "not yet due")
      << "a limit that ends at the cut-off has not passed";
  EXPECT_EQ(outcomes_of(r, "passed"), "not met");
}

TEST(Words, CellsAndTwoValuedWords) {
  const char* const words[] = {"is blank", "is supplied", "is well formed", "is a listed code",
                               "is known"};
  std::string text = std::string(kHead) +
                     "record row \"Row\" key id; id: text, required; provider: organisation, "
                     "required; k: code in KIND, blank means unknown; end\n";
  for (std::size_t i = 0; i < std::size(words); ++i) {
    text += "rule R" + std::to_string(i) +
            " \"R\" cites S in our words \"x\"; for each row; must: k " + words[i] + "; end\n";
  }
  const RunResult r = run_on(
      compile(text),
      {{"id", "provider", "k"},
       {{"listed", "P1", "A"}, {"unknown", "P1", "NK"}, {"other", "P1", "Q"}, {"blank", "P1", ""}}},
      *day_of(2022, 3, 31));
  const std::map<std::string, std::string> expected = {
      {"listed", "nyyyy"}, {"unknown", "nyyyn"}, {"other", "nyynn"}, {"blank", "ynnnn"}};
  for (const auto& [key, answers] : expected) {
    for (std::size_t i = 0; i < std::size(words); ++i) {
      EXPECT_EQ(rule_of(r, key, static_cast<model::Index>(i)),
                answers[i] == 'y' ? "passes" : "fails")
          << key << " " << words[i];
    }
  }
}

TEST(Words, UnknownCountsAsNoWhereTheModuleSaysSo) {
  const auto program = compile(R"(
module test.convention version 1.0.0;
unknown counts as no in this module, because "the measure was published so";
source S "Somewhere";
record row "Row" key id; id: text, required; provider: organisation, required; day: date, required; seen: yes or no, blank means unknown; end
indicator I "I" cites S in our words "x"; for each row; dated by day; met when: seen is yes, because "published so"; higher is better; end
standard T "T" judges I per provider, per month; target at least 50%; end
)");
  const RunResult r = run_on(program,
                             {{"id", "provider", "day", "seen"},
                              {{"1", "P1", "2022-03-01", ""}, {"2", "P1", "2022-03-01", "yes"}}},
                             *day_of(2022, 3, 31));
  EXPECT_EQ(outcomes_of(r, "1"), "not met");
  ASSERT_EQ(running::findings_of(r), std::vector<std::string>{"P1 2022-03: met 1/2..1/2"});
  EXPECT_EQ(r.findings[0].by_convention, 1);
}

}  // namespace
}  // namespace assize
