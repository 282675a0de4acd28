// Which blanks must be declared to count in the provider's favour, which tests may wait for ever,
// which words a convention: the table "What blanking can buy" and defects D5 and D8 of the review
// of the language's meaning, case by case.
#include <gtest/gtest.h>

#include "tests/unit/dsl/check/checking.h"

namespace assize {
namespace {

std::string rules(const std::string& clauses, const std::string& head = "") {
  return R"(module test.blanks version 1.0.0;
)" + head +
         R"(
record r "A record"
  key id;
  id: text, required;
  asked: date and time as written, required;
  came: date and time as written, blank means not by the cut-off;
  left: date and time as written, blank means not by the cut-off;
  harm: date and time as written, blank means it did not happen;
  lost: date and time as written, blank means unknown;
  bad: yes or no, blank means no because "ticked only when it was bad";
  flag: yes or no, blank means unknown;
  n: number, blank means unknown;
end
rule R "A rule"
  for each r;
  must: n is more than 3;
end
rule OPEN_RULE "A rule about an open time"
  for each r;
  must: came is after asked;
end
indicator I "An indicator"
  for each r;
  dated by asked;
)" + clauses +
         "end\n";
}
std::string codes(const std::string& clauses, const std::string& head = "") {
  const Outcome o = check_text(rules(clauses, head));
  std::string all;
  for (const std::string& c : o.codes) all += (all.empty() ? "" : " ") + c;
  for (const Diagnostic& d : o.diagnostics.all()) {
    if (d.severity != Severity::error) all += (all.empty() ? "" : " ") + d.code;
  }
  return all;
}
std::string met(const std::string& test) {
  return codes("  met when: " + test + ", because \"so\";\n");
}

// Nothing is owed where a blank is worse or leaves every outcome possible.
TEST(Blanks, OweNothing) {
  EXPECT_EQ(met("came is within 60 minutes after asked"), "");
  EXPECT_EQ(met("came is no later than 60 minutes after asked"), "");
  EXPECT_EQ(met("time from asked to came is at most 60 minutes"), "");
  EXPECT_EQ(met("came has happened"), "");
  EXPECT_EQ(met("lost is on or after asked"), "");
  EXPECT_EQ(met("not (lost is within 1 hour after asked)"), "");
  EXPECT_EQ(met("bad"), "");
  EXPECT_EQ(met("not flag"), "");
  EXPECT_EQ(codes("  excuse shut when: bad, because \"so\";\n  met when: came is within 1 hour "
                  "after asked;\n"),
            "");
  EXPECT_EQ(codes("  counted when: n is more than 3;\n"), "");
  EXPECT_EQ(codes("  counted when: not (harm is after asked);\n"), "");
}

TEST(Blanks, ThatHelpMustBeDeclared) {
  // Blanking an early departure goes from not met to met.
  EXPECT_EQ(met("not (left is within 1 day after asked)"), "A3035");
  // A harm that did not happen.
  EXPECT_EQ(codes("  counted when: harm is after asked;\n"), "A3035");
  EXPECT_EQ(codes("  counted when: harm has happened;\n"), "A3035");
  EXPECT_EQ(met("not (harm has happened)"), "A3035");
  // Yes is the bad answer, and a blank is no.
  EXPECT_EQ(met("not bad"), "A3035");
  EXPECT_EQ(met("bad is no"), "A3035");
  EXPECT_EQ(met("bad is not yes"), "A3035");
  EXPECT_EQ(codes("  counted when: bad;\n"), "A3035");
  // An event that brings a record in.
  EXPECT_EQ(codes("  only those where: came has happened;\n  met when: flag;\n"), "A3035");
  EXPECT_EQ(
      codes("  leave out gone when: not (came has happened), because \"so\";\n  met when: flag;\n"),
      "A3035");
  // A time that lateness satisfies, even where something closes it.
  EXPECT_EQ(met("came is on or after asked and came is no later than 1 days after asked"), "A3035");
  // Through a derived field or a condition.
  const std::string head = "condition calm of r means not bad;\n";
  EXPECT_EQ(codes("  met when: calm;\n", head), "A3035");
}

TEST(Blanks, DeclaredIsEnough) {
  EXPECT_EQ(
      codes(
          "  met when: not bad;\n  a blank bad counts in the provider's favour because \"so\";\n"),
      "");
  EXPECT_EQ(
      codes("  met when: bad;\n  a blank bad counts in the provider's favour because \"so\";\n"),
      "A3043");
}

// D5: never satisfies no comparison, so a blank of such a test could never become anything.
TEST(Blanks, LatenessIsClosed) {
  EXPECT_EQ(met("came is on or after asked"), "A3031");
  EXPECT_EQ(met("asked is before came"), "A3031");
  EXPECT_EQ(met("time from asked to came is at least 60 minutes"), "A3031");
  EXPECT_EQ(met("came is more than asked"), "A3007");
  EXPECT_EQ(codes("  counted when: came is after asked;\n"), "A3031");
  // Closed by a last day, by having happened, or because such records are not counted.
  const std::string favour = "  a blank came counts in the provider's favour because \"so\";\n";
  EXPECT_EQ(codes("  met when: came is from asked to asked + 1 days;\n" + favour), "");
  EXPECT_EQ(codes("  met when: came has happened and came is on or after asked;\n"), "");
  EXPECT_EQ(
      codes("  only those where: came has happened;\n  met when: came is on or after asked;\n" +
            favour),
      "");
}

// D8.
TEST(Blanks, TwoValuedWords) {
  EXPECT_EQ(codes("  leave out gone when: n is blank;\n  met when: flag;\n"), "A3032 A3035");
  EXPECT_EQ(codes("  leave out gone when: n is blank, because \"so\";\n  met when: flag;\n"),
            "A3035");
  EXPECT_EQ(met("n is known"), "");
  EXPECT_EQ(met("surely (n is more than 3)"), "");
  EXPECT_EQ(met("not surely (n is more than 3)"), "A3035");
  EXPECT_EQ(met("R passes"), "");
  EXPECT_EQ(met("not (R fails)"), "A3035");
  EXPECT_EQ(codes("  only those where: R passes or R fails, because \"so\";\n  met when: flag;\n"),
            "A3035");
  EXPECT_EQ(met("came is known"), "A3033");
  EXPECT_EQ(met("surely (came is within 60 minutes after asked)"), "A3033");
  EXPECT_EQ(met("OPEN_RULE passes"), "A3033 A3035");
  EXPECT_EQ(met("(n or else 4 because \"four is usual\") is more than 3"), "A3034");
}

TEST(Blanks, UnknownCountsAsNo) {
  const std::string head =
      "unknown counts as no in this module, because \"the borrowed measure says so\";\n";
  EXPECT_EQ(codes("  met when: n is more than 3;\n", head), "");
  EXPECT_EQ(codes("  met when: not (n is more than 3);\n", head), "A3035");
  EXPECT_EQ(codes("  met when: came is within 60 minutes after asked;\n", head), "A3033");
}

// The figures of a row may not rest on whether something is known.
TEST(Blanks, Figures) {
  EXPECT_EQ(codes("  from counts: choose when n is blank then 0; otherwise n end out of n;\n"),
            "A3033");
  EXPECT_EQ(codes("  from counts: n out of n part of;\n"), "");
}

TEST(Blanks, TimesThatDoNotSayWhatABlankMeans) {
  const std::string text = R"(module test.blanks version 1.0.0;
record r "A record"
  key id;
  id: text, required;
  asked: date, required;
  came: date;
end
)";
  const std::string block = "indicator I \"x\"\n  for each r;\n  dated by asked;\n  met when: ";
  EXPECT_TRUE(check_text(text + block + "came is within 1 day after asked;\nend").has("A3030"));
  EXPECT_TRUE(check_text(text + block + "id is \"1\";\nend").checked.ok);
}

}  // namespace
}  // namespace assize
