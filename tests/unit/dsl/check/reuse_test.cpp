// What is written once and used in many places: what is refused, and why, in words.
#include <gtest/gtest.h>

#include "tests/unit/dsl/check/checking.h"

namespace assize {
namespace {

const std::string kHead = R"(module test.reuse version 1.0.0;
codes STATUS "State" OPEN "Waiting"; SEEN "Attended"; CANCELLED "Cancelled"; Z "Not stated", means not stated; end
codes GRADE "Grade" ordered low "Low"; middle "Middle"; high "High"; end
record r "A record"
  key id;
  id: text, required;
  status: code in STATUS, required;
  grade: code in GRADE, required;
  flag: yes or no, required;
  n: number from 0 to 100, required;
  whole: whole number, required;
  day: date, required;
end
record other "Another record"
  key id;
  id: text, required;
end
)";

std::string message(const std::string& rules) {
  const Outcome o = check_text(kHead + rules);
  if (o.codes.size() != 1) return "not one error:\n" + o.messages;
  for (const Diagnostic& d : o.diagnostics.all()) {
    if (d.severity == Severity::error) return d.code + " " + d.text;
  }
  return {};
}
bool is_fine(const std::string& rules) {
  const Outcome o = check_text(kHead + rules);
  EXPECT_TRUE(o.codes.empty()) << o.messages;
  return o.codes.empty();
}

std::string table(const std::string& rows, const std::string& given) {
  return "table t of r: number\n  given " + given + ";\n" + rows + "end\n";
}

TEST(Tables, AGapIsShown) {
  EXPECT_EQ(message(table("when less than 5 then 1; when more than 5 then 2;", "n")),
            "A3064 no row of `t` holds where n is 5");
  EXPECT_EQ(message(table("when from 1 to 50 then 1; when more than 50 then 2;", "n")),
            "A3064 no row of `t` holds where n is 0");
  EXPECT_EQ(message(table("when from 0 to 50 then 1; when more than 50.5 then 2;", "n")),
            "A3064 no row of `t` holds where n is more than 50 and less than 50.5");
  EXPECT_EQ(
      message(table("when OPEN, yes then 1; when OPEN or SEEN, no then 2; when CANCELLED, any "
                    "then 3;",
                    "status, flag")),
      "A3064 no row of `t` holds where status is SEEN, flag is yes");
  EXPECT_EQ(message(table("when before 2022-01-01 then 1; when after 2022-01-01 then 2;", "day")),
            "A3064 no row of `t` holds where day is 2022-01-01");
  EXPECT_EQ(message(table("when \"a\" then 1;", "id")),
            "A3064 no row of `t` holds where id is any other text");
}

TEST(Tables, TwoRowsAtOnceAreShown) {
  EXPECT_EQ(message(table("when at most 5 then 1; when at least 5 then 2;", "n")),
            "A3065 two rows of `t` hold at once where n is 5");
  EXPECT_EQ(
      message(table("when OPEN, any then 1; when any, yes then 1; otherwise 2;", "status, flag")),
      "A3065 two rows of `t` hold at once where status is OPEN, flag is yes");
}

TEST(Tables, OtherwiseOnlyWhereThereIsAHole) {
  EXPECT_EQ(message(table("when any then 1; otherwise 2;", "n")),
            "A3064 every combination of the inputs has its row: `otherwise` stands for none");
  EXPECT_TRUE(is_fine(table("when at most 5 then 1; otherwise 2;", "n")));
}

TEST(Tables, NothingLiesBetweenWholeNumbersAndDays) {
  EXPECT_EQ(message(table("when at most 5 then 1; when at least 6 then 2;", "n")),
            "A3064 no row of `t` holds where n is more than 5 and less than 6");
  EXPECT_TRUE(is_fine(table("when at most 5 then 1; when at least 6 then 2;", "whole")));
  EXPECT_TRUE(is_fine(
      table("when on or before 2022-02-28 then 1; when on or after 2022-03-01 then 2;", "day")));
}

TEST(Tables, OrderedCodesHaveRanges) {
  EXPECT_TRUE(is_fine(table("when from low to middle then 1; when high then 2;", "grade")));
  EXPECT_TRUE(is_fine(table("when at least middle then 1; when low then 2;", "grade")));
  EXPECT_EQ(message(table("when at least SEEN then 1; otherwise 2;", "status")),
            "A3006 the codes of `STATUS` have no order");
}

TEST(Tables, WhatNoFieldAllowsIsNoRow) {
  EXPECT_EQ(message(table("when at most 100 then 1; when more than 100 then 2;", "n")),
            "A3018 no combination of the inputs reaches this row");
}

TEST(Tables, CrossTables) {
  EXPECT_TRUE(is_fine(
      table("across yes, no; when low then 1, 2; when at least middle then 3, 4;", "grade, flag")));
  EXPECT_EQ(message(table("across yes, no; when low then 1; when at least middle then 3, 4;",
                          "grade, flag")),
            "A3066 this row has 1 results for 2 columns");
  EXPECT_EQ(message(table("across yes, no; when any then 1, 2;", "flag")),
            "A3066 `across` needs an input that goes down as well");
}

TEST(Tables, AreDefinitions) {
  EXPECT_TRUE(is_fine(table("when at most 5 then 1; otherwise 2;", "n") +
                      "derived twice of r: number is t + t;\nrule R \"A rule\" for each r; must: "
                      "twice is at most 4; end\n"));
  EXPECT_EQ(message("table a of r: number given b; when at most 5 then 1; otherwise 2; end\n"
                    "derived b of r: number is a;\n"),
            "A2005 `a` is defined by itself");
  EXPECT_EQ(message("table t of r: code in GRADE given n; when at most 5 then 1; otherwise low; "
                    "end\n"),
            "A3042 `t` is declared as a code in GRADE; this is a number");
}

TEST(Keyed, EveryCodeHasAValueOverTheSameDays) {
  EXPECT_EQ(message("parameter p by STATUS OPEN is 1; end\n"),
            "A3061 `p` has no value for `SEEN`, `CANCELLED`");
  EXPECT_EQ(message("parameter p by STATUS OPEN is 1; SEEN is 2; CANCELLED is 3; otherwise is 4; "
                    "end\n"),
            "A3061 every code of `STATUS` has a value: `otherwise` stands for none");
  EXPECT_EQ(message("parameter p by STATUS OPEN is 1, from 2020-01-01; otherwise is 4; end\n"),
            "A3061 `p otherwise` has a value at all times, `p for OPEN` from 1 January 2020");
  EXPECT_EQ(message("parameter p by STATUS OPEN is 1; otherwise is 5 minutes; end\n"),
            "A3014 `p otherwise` is a duration in hours or minutes; `p for OPEN` is a number");
  EXPECT_EQ(message("parameter p by STATUS OPEN is 1; otherwise is 2; end\n"
                    "derived d of r: number is p for grade;\n"),
            "A3001 `p` has a value for a code in STATUS; this is a code in GRADE");
  EXPECT_EQ(message("parameter p by STATUS OPEN is 1; otherwise is 2; end\n"
                    "derived d of r: number is p;\n"),
            "A2004 `p` is a parameter with a value a code; a value is needed here");
}

TEST(Mappings, PlaceEveryCodeOnce) {
  EXPECT_EQ(message("grouping G \"Groups\" of STATUS ONE: OPEN; TWO: OPEN, SEEN, CANCELLED; end\n"),
            "A3063 `OPEN` is placed more than once");
  EXPECT_EQ(message("mapping M \"Map\" from STATUS to GRADE OPEN to low; end\n"),
            "A3063 `M` does not say what becomes of `SEEN`, `CANCELLED`");
  EXPECT_TRUE(
      is_fine("grouping G \"Groups\" of GRADE UPPER: middle to high; LOWER: low; end\n"
              "condition c of r means grade as G is UPPER;\n"));
  EXPECT_EQ(message("mapping M \"Map\" from STATUS to GRADE OPEN to low; otherwise to high; end\n"
                    "mapping N \"Map\" from STATUS to GRADE otherwise to high; end\n"
                    "condition c of r means status as GRADE is low;\n"),
            "A3062 more than one mapping leads from `STATUS` to `GRADE`");
}

TEST(Arguments, OfDefinitions) {
  const std::string c = "condition c(s: code in STATUS) of r means status is s;\n";
  EXPECT_TRUE(is_fine(c + "condition d of r means c(OPEN) or c(SEEN);\n"));
  EXPECT_EQ(message(c + "condition d of r means c(OPEN, SEEN);\n"),
            "A3067 `c` has 1 argument; 2 are given");
  EXPECT_EQ(message(c + "condition d of r means c;\n"), "A3067 `c` has 1 argument; none are given");
  EXPECT_EQ(message(c + "condition d of r means c(BAD);\n"), "A2012 `BAD` is no code of `STATUS`");
  EXPECT_EQ(message(c + "condition d of other means c(OPEN);\n"),
            "A2013 `c` is about `r`, not about `other`");
  EXPECT_EQ(message("condition c(s: code in STATUS) of r means d(s);\n"
                    "condition d(s: code in STATUS) of r means c(s);\n"),
            "A2005 `c` is defined by itself");
}

TEST(Subsets, StandBehindForEach) {
  EXPECT_TRUE(
      is_fine("subset ended(s: code in STATUS) of r where status is s;\n"
              "rule R \"A rule\" for each ended(SEEN); must: flag; end\n"));
  EXPECT_EQ(message("condition ended of r means status is SEEN;\n"
                    "rule R \"A rule\" for each ended; must: flag; end\n"),
            "A2004 `ended` is a derived field or condition; a record is needed here");
}

TEST(Blocks, HoldFields) {
  EXPECT_TRUE(
      is_fine("block b\n  when_done: date, required;\nend\n"
              "record s \"S\"\n  key id;\n  includes b;\n  id: text, required;\nend\n"
              "rule R \"A rule\" for each s; must: when_done is after 2020-01-01; end\n"));
  EXPECT_EQ(message("block b\n  includes c;\nend\nblock c\n  includes b;\nend\n"
                    "record s \"S\"\n  key id;\n  includes b;\n  id: text, required;\nend\n"),
            "A2005 `b` includes itself");
}

TEST(Lists, OrderedFromHighest) {
  const Outcome o =
      check_text(kHead + "codes TIER \"Tier\" ordered from highest A \"A\"; B \"B\"; end\n");
  ASSERT_TRUE(o.checked.ok) << o.messages;
  EXPECT_EQ(o.checked.ruleset.code_lists.back().codes[0].text, "B");
  EXPECT_EQ(message("reference P \"Practices\" A \"A\"; end\n"),
            "A2010 this reference does not say on which day it was taken");
}

// A long chain of definitions with arguments stops with a message, not a crash.
TEST(Arguments, DoNotNestForEver) {
  std::string rules = "condition c0(s: code in STATUS) of r means status is s;\n";
  for (int i = 1; i <= 300; ++i) {
    rules += "condition c" + std::to_string(i) + "(s: code in STATUS) of r means c" +
             std::to_string(i - 1) + "(s);\n";
  }
  EXPECT_EQ(message(rules + "condition all of r means c300(OPEN);\n"),
            "A2015 definitions with arguments build on one another more than 100 deep");
}

}  // namespace
}  // namespace assize
