// What the forms of expressions become in the model.
#include <gtest/gtest.h>

#include "dsl/wording/condition.h"
#include "tests/unit/dsl/check/checking.h"

namespace assize {
namespace {

using model::Op;

const std::string kHead = R"(module test.forms version 1.0.0;
codes STATUS "State" OPEN "Waiting"; SEEN "Attended"; CANCELLED "Cancelled"; end
codes AGES "Age band" ordered "01" "Under 18"; "02" "Adult"; end
parameter limit is 60 minutes;
parameter changed
  is 60 minutes, from 2019-04-01, until 2020-03-31;
  is 45 minutes, from 2020-04-01;
end
record r "A record"
  key id;
  id: text, required;
  status: code in STATUS, required;
  band: code in AGES, required;
  asked: date and time in "Europe/London", required;
  came: date and time in "Europe/London", blank means not by the cut-off;
  day: date, required;
  closed: date, blank means it did not happen;
  flag: yes or no, required;
  n: number, required;
  share: percentage, required;
  cost: money, required;
  note: text, required;
end
)";

// The condition's node, or the messages.
struct Form {
  Outcome outcome;
  model::ExprId id = model::kNoExpr;
  const model::Expr& expr() const { return outcome.checked.ruleset.expr(id); }
  const model::Expr& arg(std::size_t i) const {
    return outcome.checked.ruleset.expr(expr().args[i]);
  }
  std::string words() const {
    return id == model::kNoExpr ? outcome.messages
                                : wording::in_words(outcome.checked.ruleset, 0, id);
  }
};
Form form(const std::string& condition) {
  Form f{check_text(kHead + "condition c of r means " + condition + ";"), model::kNoExpr};
  if (f.outcome.checked.ok) f.id = f.outcome.checked.ruleset.definitions[0].expr;
  return f;
}
std::string code_of(const std::string& condition) {
  const Form f = form(condition);
  return f.outcome.codes.empty() ? "" : f.outcome.codes[0];
}

// The wording of the model shows what was understood.
TEST(Forms, AreUnderstood) {
  const std::pair<const char*, const char*> kForms[] = {
      {"flag", "flag is yes"},
      {"not flag", "flag is no"},
      {"status in (OPEN, SEEN)", "status is OPEN or SEEN"},
      {"status is not in (OPEN, SEEN)", "status is none of OPEN and SEEN"},
      {"status is SEEN", "status is SEEN"},
      {"band is at least \"02\"", "band is at least \"02\" (Adult)"},
      {"came is within limit after asked", "came is within 60 minutes after asked"},
      {"came is within changed after asked", "came is within changed after asked"},
      {"came is not within 2 hours after asked", "came is not within 2 hours after asked"},
      {"came is no later than 2 hours after asked", "came is on or before asked plus 2 hours"},
      {"came is no earlier than 1 days before asked", "came is on or after asked less 1 day"},
      {"came is on or before day by day", "came is on or before day by day"},
      {"came is after day by day", "came is after day by day"},
      {"came is before day exactly", "came is before day"},
      {"day is from 2022-03-01 to below 2022-04-01",
       "day is from 1 March 2022 to below 1 April 2022"},
      {"n + 1 - 2 is more than 3 * n", "n plus 1 less 2 is more than 3 times n"},
      {"time from asked to came is at most 90 minutes",
       "time from asked to came is at most 90 minutes"},
      {"calendar days from day to closed is at most 3",
       "calendar days from day to closed is at most 3"},
      {"age of day on closed is at least 18", "age of day on closed is at least 18"},
      {"share - 90% is at least 2 points", "share less 90% is at least 2 points"},
      {"cost is less than \xC2\xA3"
       "3.50",
       "cost is less than \xC2\xA3"
       "3.50"},
      {"came has happened", "came has happened"},
      {"note is not blank", "note is not blank"},
      {"(flag or n is 1) and not (flag and n is 2)",
       "(flag is yes or n is 1) and not (flag is yes and n is 2)"},
      {"note matches (1 letter, 2 digits)", "note has the form 1 letter, 2 digits"},
  };
  for (const auto& [text, words] : kForms) EXPECT_EQ(form(text).words(), words) << text;
}

TEST(Forms, AreRefused) {
  const std::pair<const char*, const char*> kForms[] = {
      {"n is \"1\"", "A3001"},
      {"status is note", "A3001"},
      {"status is LOST", "A2012"},
      {"status is at least SEEN", "A3006"},
      {"flag is at least yes", "A3006"},
      {"came is day", "A3003"},
      {"came is on or before day", "A3003"},
      {"came is on asked", "A3003"},
      {"day is within 60 minutes after day", "A3005"},
      {"day + 60 minutes is on or before day", "A3005"},
      {"came - asked is at most 3 days", "A3005"},
      {"came is within 3 days after day", "A3003"},
      {"share is at least 90", "A3004"},
      {"share - 90% is at least 2%", "A3004"},
      {"cost is more than 3", "A3004"},
      {"share + cost is more than 3", "A3004"},
      {"n is before 3", "A3007"},
      {"day is at most 2022-03-01", "A3007"},
      {"day + day is on or before day", "A3008"},
      {"n is 2022-02-30", "A3011"},
      {"asked is before 2022-03-27T01:30", "A3011"},
      {"asked is before 2022-03-01T10:00Z", ""},
      {"n", "A3002"},
      {"median of (n, 1) is 1", "A3012"},
      {"length of n is 1", "A3009"},
      {"n is a listed code", "A3009"},
      {"n has happened", "A3009"},
      {"n + 1 is blank", "A3010"},
      {"STATUS is OPEN", "A2004"},
      {"n in STATUS", "A3001"},
      {"status in STATUS", ""},
      {"nn is 1", "A2001"},
      {"(n or else 1) is 1", "A1"},
  };
  for (const auto& [text, code] : kForms) {
    const std::string found = code_of(text);
    EXPECT_TRUE(*code == '\0' ? found.empty() : found.starts_with(code))
        << text << ": " << form(text).outcome.messages;
  }
}

// An event that has not happened has no day, so `by day` compares instants.
TEST(Forms, ByDayKeepsTheTime) {
  const Form f = form("came is on or before day by day");
  ASSERT_NE(f.id, model::kNoExpr) << f.words();
  EXPECT_EQ(f.expr().op, Op::lt);
  EXPECT_TRUE(f.expr().exactly);
  EXPECT_EQ(f.arg(0).op, Op::field);
  EXPECT_EQ(f.arg(1).function, model::Function::add);
  // Turned round, the same node.
  const Form turned = form("day is on or after came by day");
  EXPECT_EQ(turned.words(), "came is on or before day by day");
}

TEST(Forms, WorkingDaysAreALimit) {
  const Form f = form("closed is within 3 working days after day");
  ASSERT_NE(f.id, model::kNoExpr) << f.words();
  EXPECT_EQ(f.expr().op, Op::and_);
  EXPECT_EQ(f.arg(0).op, Op::le);
  EXPECT_EQ(f.outcome.checked.ruleset.expr(f.arg(0).args[1]).function,
            model::Function::plus_working_days);
  EXPECT_EQ(f.arg(1).op, Op::within_after);
}

// A time without an offset is on the clock of the field that it is compared with.
TEST(Forms, WrittenTimesTakeTheZoneOfTheOtherSide) {
  const Form f = form("came is before 2022-07-01T10:00 exactly");
  ASSERT_NE(f.id, model::kNoExpr) << f.words();
  EXPECT_EQ(std::get<MillisValue>(f.arg(1).value.point()).ms, Millis{1656666000000});  // 09:00 UTC
}

TEST(Forms, TheSameIsOneNode) {
  const Outcome o = check_text(kHead +
                               "condition a of r means n + 1 is 2;\ncondition b of r means not "
                               "a;\ncondition c of r means n + 1 is 2 and a;");
  ASSERT_TRUE(o.checked.ok) << o.messages;
  const model::Ruleset& r = o.checked.ruleset;
  const model::Expr& both = r.expr(r.definitions[2].expr);
  EXPECT_EQ(r.expr(both.args[1]).op, Op::named);
  EXPECT_EQ(r.expr(both.args[1]).args[0], both.args[0]);
}

TEST(Forms, DoublingsStayLinear) {
  std::string text = kHead + "derived d0 of r: number is n;\n";
  for (int i = 1; i < 64; ++i) {
    const std::string before = "d" + std::to_string(i - 1);
    text += "derived d" + std::to_string(i) + " of r: number is " + before + " + " + before + ";\n";
  }
  const Outcome o = check_text(text);
  ASSERT_TRUE(o.checked.ok) << o.messages;
  EXPECT_LE(o.checked.ruleset.exprs.size(), 128u);
}

// Operands of a long sum stand in a shallow tree; long chains of `and` in one node.
TEST(Forms, LongChainsAreShallow) {
  std::string sum = "1", both = "flag";
  for (int i = 0; i < 5000; ++i) {
    sum += " + 1";
    both += " and flag";
  }
  EXPECT_NE(form(sum + " is 5001").id, model::kNoExpr);
  const Form f = form(both);
  ASSERT_NE(f.id, model::kNoExpr);
  EXPECT_EQ(f.expr().args.size(), 5001u);
}

TEST(Forms, CirclesShowTheirWay) {
  const Outcome o = check_text(kHead +
                               "condition a of r means not b;\ncondition b of r means X "
                               "passes;\nrule X \"x\"\n  for each r;\n  must: a;\nend");
  const Diagnostic* d = o.find("A2005");
  ASSERT_NE(d, nullptr) << o.messages;
  ASSERT_EQ(d->notes.size(), 3u);
  EXPECT_EQ(d->notes[0].text, "`a` uses `b`");
  EXPECT_EQ(d->notes[2].text, "`X` uses `a`");
}

// One mistake, one message: what follows from it is not reported.
TEST(Forms, NothingFollowsFromAMistake) {
  EXPECT_EQ(
      check_text(kHead + "import lost.codes;\nrecord s \"x\"\n  key id;\n  id: text, required;\n  "
                         "c: code in codes.LOST, required;\nend\ncondition d of s means c is A;")
          .codes.size(),
      1u);
  EXPECT_EQ(
      check_text(kHead + "condition a of r means nope is 1;\ncondition b of r means not a;\nrule X "
                         "\"x\"\n  for each r;\n  must: b;\nend\ncondition e of r means X passes;")
          .codes,
      std::vector<std::string>{"A2001"});
}

// A condition with the name of a field of its record is no circle.
TEST(Forms, AFieldIsNotItsNamesake) {
  EXPECT_EQ(check_text(kHead + "condition flag of r means flag is yes;").codes,
            std::vector<std::string>{"A2003"});
}

TEST(Forms, NearestNameIsOffered) {
  EXPECT_EQ(form("clossed is before 2022-03-01").outcome.find("A2001")->hint,
            "did you mean `closed`?");
  EXPECT_EQ(form("status is CANCELED").outcome.find("A2012")->hint, "did you mean `CANCELLED`?");
}

}  // namespace
}  // namespace assize
