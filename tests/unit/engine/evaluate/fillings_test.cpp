// Outcome sets of single records, by hand from docs/language/meaning.md, section 4.
#include "tests/unit/engine/evaluate/returns.h"

namespace assize::test {
namespace {

constexpr const char* kRequests = R"(
record request "A request"
  keyed by position;
  org: organisation, required;
  asked: date and time as written, required;
  answered: date and time as written, blank means not by the cut-off;
  shut: yes or no, blank means unknown;
  day: date, required;
  left: date and time in "Europe/London", blank means not by the cut-off;
end
)";

const std::vector<std::string> kColumns = {"org", "asked", "answered", "shut", "day", "left"};

std::string outcome(const std::string& rules, const std::vector<std::string>& cells,
                    int combinations = 256) {
  const model::Ruleset ruleset = ruleset_of(kRequests + rules);
  RunOptions o = options_at(2022, 6, 30);
  o.combinations = combinations;
  const RunResult r = run_on(ruleset, {kColumns, {cells}}, o);
  for (const RecordOutcome& out : r.outcomes) {
    if (out.indicator != 0) continue;
    std::string words;
    for (int i = 0; i < kOutcomeCount; ++i) {
      if (!out.could_be.has(static_cast<Outcome>(i))) continue;
      if (!words.empty()) words += ", ";
      words += word(static_cast<Outcome>(i));
    }
    return words;
  }
  return "none";
}

std::string within(const std::vector<std::string>& cells) {
  return outcome(R"(
indicator I "Answered within an hour"
  cites DOC in our words "x";
  for each request;
  dated by day;
  excuse shut when: shut, because "x";
  met when: answered is within 60 minutes after asked;
end
)",
                 cells);
}

TEST(Fillings, LimitThatEndsAtTheCutOffHasNotPassed) {
  const std::vector<std::string> base = {"P1", "2022-06-30T22:59", "", "no", "2022-06-30", ""};
  auto cells = base;
  EXPECT_EQ(within(cells), "not met");  // 23:59 is not after the cut-off
  cells[1] = "2022-06-30T23:00";        // the hour ends at the cut-off itself
  EXPECT_EQ(within(cells), "not yet due");
  cells[1] = "2022-06-30T23:30";
  EXPECT_EQ(within(cells), "not yet due");
}

TEST(Fillings, StartUnknownAndResponseOpen) {
  // Asked at some time: long ago, so too late; in the last hour, so not yet due; or later than it
  // will be answered, which is contradictory and says nothing.
  EXPECT_EQ(within({"P1", "", "", "no", "2022-06-30", ""}), "met, not met, not yet due");
  EXPECT_EQ(within({"P1", "", "2022-06-30T10:00", "no", "2022-06-30", ""}), "met, not met");
}

TEST(Fillings, ExcuseUnknown) {
  EXPECT_EQ(within({"P1", "2022-06-01T10:00", "2022-06-01T12:00", "", "2022-06-30", ""}),
            "not met, excused");
  EXPECT_EQ(within({"P1", "2022-06-01T10:00", "2022-06-01T11:00", "", "2022-06-30", ""}), "met");
}

TEST(Fillings, OneUnknownReadTwiceIsOneUnknown) {
  const std::string rules = R"(
indicator I "Any time at all"
  cites DOC in our words "x";
  for each request;
  dated by day;
  met when: asked is on or before 2022-06-01T10:00 or asked is on or after 2022-06-01T10:00;
end
)";
  EXPECT_EQ(outcome(rules, {"P1", "oops", "", "no", "2022-06-30", ""}), "met");
  EXPECT_EQ(outcome(rules, {"P1", "oops", "", "no", "2022-06-30", ""}, 4),
            "met, not met");  // weight 2 x 2 + 1 is over 4
}

TEST(Fillings, NeverSatisfiesNothingThoughALimitIsUnknown) {
  // `limit` has no value on the record's day, so the wait cannot be judged of a later time; it is
  // no of never.
  const std::string rules = R"(
parameter limit "A limit"
  is 60 minutes, from 2022-03-01, until 2022-03-27;
  is 30 minutes, from 2022-03-28;
end
indicator I "x"
  cites DOC in our words "x";
  for each request;
  dated by day;
  leave out gone when: left is within limit after 2022-04-01T01:00, because "x";
  met when: shut;
end
)";
  EXPECT_EQ(outcome(rules, {"P1", "2022-01-01T10:00", "", "no", "2022-02-28", ""}),
            "left out, not yet due, not in force");
}

}  // namespace
}  // namespace assize::test
