// The points that two readers would read differently (docs/language/points.md), each with a test
// here or beside what settles it:
//
//   1 names, forward references, cycles           the checker: tests/unit/dsl/check
//   2 absent cell, column, table                  here; tables of tests in the language: the
//   checker 3 required and blank                          here 4 the same key twice here 5 text
//   forms                                  the readers: tests/unit/adapters/csv; base:
//   calendar_test.cpp 6 ranges in comparisons                       here 7 the period of a record
//   here 8 the return's header                         here 9 which findings exist here
//  10 a period that is not over                   here
//  11 order of statuses                           here; tests/unit/engine/findings/judge_test.cpp
//  12 the minimum                                 here; judge_test.cpp
//  13 if broken                                   here
//  14 derived fields and conditions               here; `is blank` of one: the checker
//  15 reasons of a record                         here; the expectation: tests in the language
//  16 what a test may expect                      the checker and tests in the language
//  17 sets of outcomes                            here (their order and words)
//  18 direction                                   here; clashes: the checker
//  19 parameters                                  here; overlaps: the checker
//  20 mappings                                    the checker
//  21 per cent                                    here; judge_test.cpp
//  22 order of output                             here
//  23 what the checker says from the start        the checker
//  24 what would change the verdict               not said: nothing to test
//  25 tables by hand                              tables_test.cpp
#include "tests/unit/engine/reference/running.h"

namespace assize {
namespace {

using running::compile;
using running::findings_of;
using running::Given;
using running::kAbsent;
using running::outcomes_of;
using running::rule_of;
using running::run_on;

const Day kEndOfMarch = *day_of(2022, 3, 31);

// A record that is answered or not; `more` goes into the indicator, `standard` after it.
std::string answers(const std::string& indicator, const std::string& standard = "",
                    const std::string& fields = "", const std::string& declarations = "") {
  return R"(
module test.points version 1.0.0;
source S "Somewhere";
codes KIND "Kind" A "Ward"; B "Clinic"; OLD "Closed", until 2021-12-31; NK "Not known", means not known; end
)" + declarations +
         R"(
record request "Request"
  key id;
  id: text, required;
  provider: organisation, required;
  asked: date and time in "Europe/London", required;
  answered: date and time in "Europe/London", blank means not by the cut-off;
  kind: code in KIND, blank means unknown;
  flag: yes or no, blank means unknown;
)" + fields +
         R"(
end
indicator ANSWERED "Answered within an hour"
  cites S in our words "within an hour";
  for each request;
  dated by asked;
)" + indicator +
         R"(
end
)" + standard;
}

const char* const kWithinAnHour =
    "  met when: answered is within 60 minutes after asked;\n  higher is better;";
const char* const kPerMonth = R"(
standard PROMPT "Prompt"
  judges ANSWERED per provider, per month;
  target at least 95%;
end)";

const std::vector<std::string> kFields = {"id", "provider", "asked", "answered", "kind", "flag"};

TEST(Points, Point02AnAbsentColumnIsNotSuppliedAndNeverNo) {
  const auto program =
      compile(answers("  leave out odd when: flag;\n  met when: answered is within 60 minutes "
                      "after asked;\n  higher is better;",
                      kPerMonth));
  const Given without{{"id", "provider", "asked", "answered"},
                      {{"1", "P1", "2022-03-01T10:00", "2022-03-01T10:30"}}};
  EXPECT_EQ(outcomes_of(run_on(program, without, kEndOfMarch), "1"), "met or left out");
  const Given absent{kFields, {{"1", "P1", "2022-03-01T10:00", "2022-03-01T10:30", "A", kAbsent}}};
  const RunResult result = run_on(program, absent, kEndOfMarch);
  EXPECT_EQ(outcomes_of(result, "1"), "met or left out");
  ASSERT_EQ(result.outcomes[0].reasons.size(), 1u);
  EXPECT_EQ(result.outcomes[0].reasons[0].reason, Reason::not_supplied);
}

TEST(Points, Point02TwoValuedWordsOfAnAbsentColumnAreUnknown) {
  const auto program = compile(answers(kWithinAnHour) + R"(
rule SUPPLIED "Supplied" cites S in our words "x"; for each request; must: kind is supplied; end
rule BLANK "Blank" cites S in our words "x"; for each request; must: kind is not blank; end
rule SURELY "Surely" cites S in our words "x"; for each request; must: surely (kind is A); end
)");
  const RunResult r = run_on(
      program, {{"id", "provider", "asked", "answered"}, {{"1", "P1", "2022-03-01T10:00", ""}}},
      kEndOfMarch);
  EXPECT_EQ(rule_of(r, "1", 0), "undecided");
  EXPECT_EQ(rule_of(r, "1", 1), "undecided");
  EXPECT_EQ(rule_of(r, "1", 2), "fails");
}

TEST(Points, Point03ARequiredBlankIsUnknownAndCounts) {
  const auto program = compile(answers(kWithinAnHour, kPerMonth));
  const RunResult r = run_on(program,
                             {kFields,
                              {{"1", "P1", "", "2022-03-01T10:30", "A", "no"},
                               {"2", "P1", "2022-03-02T10:00", "2022-03-02T10:30", "A", "no"}}},
                             kEndOfMarch);
  EXPECT_EQ(outcomes_of(r, "1"), "met or not met");
  EXPECT_EQ(findings_of(r), std::vector<std::string>{"P1 2022-03: cannot tell 1/2..2/2"});
}

TEST(Points, Point03ABlankKeyIsItsOwnRecord) {
  const auto program = compile(answers(kWithinAnHour, kPerMonth));
  const std::vector<std::string> row = {"",  "P1", "2022-03-01T10:00", "2022-03-01T10:30",
                                        "A", "no"};
  EXPECT_EQ(findings_of(run_on(program, {kFields, {row, row}}, kEndOfMarch)),
            std::vector<std::string>{"P1 2022-03: met 2/2..2/2"});
}

TEST(Points, Point04CopiesAreOneRecord) {
  const auto program = compile(answers(kWithinAnHour, kPerMonth));
  const std::vector<std::string> met = {"1", "P1", "2022-03-01T10:00", "2022-03-01T10:30",
                                        "A", "no"};
  std::vector<std::string> late = met;
  late[3] = "2022-03-01T12:00";
  std::vector<std::string> elsewhere = met;
  elsewhere[1] = "P2";
  const RunResult same = run_on(program, {kFields, {met, met}}, kEndOfMarch);
  EXPECT_EQ(findings_of(same), std::vector<std::string>{"P1 2022-03: met 1/1..1/1"});
  EXPECT_EQ(same.files[0].copies, 1u);
  const RunResult clash = run_on(program, {kFields, {met, late, elsewhere}}, kEndOfMarch);
  EXPECT_EQ(findings_of(clash), (std::vector<std::string>{"P1 2022-03: cannot tell 0/1..1/1",
                                                          "P2 2022-03: met 1/1..1/1"}));
  EXPECT_EQ(outcomes_of(clash, "1"), "met or not met");
  EXPECT_EQ(clash.files[0].key_clashes, 1u);
}

// Every row that is read is accounted for: those that nothing dates are in no finding, and counted.
TEST(Points, ARecordOfWhatDidNotHappenIsInNoFindingAndCounted) {
  const auto program = compile(R"(
module test.undated version 1.0.0;
record stay "A stay"
  key id;
  id: text, required;
  provider: organisation, required;
  well: yes or no, required;
  left: date, blank means not by the cut-off;
  died: date, blank means it did not happen;
end
indicator LEFT "Who left" for each stay; dated by left; met when: well; end
indicator DIED "Who died" for each stay; dated by died; counted when: well; end
standard S_LEFT "Left" judges LEFT per provider, per month; target at least 50%; end
standard S_DIED "Died" judges DIED per provider, per month; target no case; end
)");
  const RunResult r = run_on(program,
                             {{"id", "provider", "well", "left", "died"},
                              {{"1", "P1", "yes", "2022-03-02", ""},
                               {"2", "P1", "yes", "", "2022-03-02"},
                               {"3", "P1", "yes", "", ""},
                               {"4", "P1", "yes", "2022-04-01", ""},
                               {"5", "P1", "yes", "?", ""}}},
                             kEndOfMarch);
  EXPECT_EQ(r.files[0].accepted, 5u);
  EXPECT_EQ(r.files[0].undated, 2u) << "the third, and the fourth, which had not left by then";
}

TEST(Points, Point06AMonthComparesAsItsDays) {
  const auto program =
      compile(answers(kWithinAnHour, "", "  born: date, blank means unknown;") + R"(
rule BEFORE "Before" cites S in our words "x"; for each request; must: born is before 2000-04-01; end
rule EQUAL "Equal" cites S in our words "x"; for each request; must: born is 2000-03-10; end
rule BETWEEN "Between" cites S in our words "x"; for each request; must: born is from 2000-03-01 to 2000-03-31; end
rule YEAR "Year" cites S in our words "x"; for each request; must: year of born is 2000; end
)");
  const Given month{{"id", "provider", "asked", "answered", "born"},
                    {{"1", "P1", "2022-03-01T10:00", "", "2000-03"}}};
  const RunResult r = run_on(program, month, kEndOfMarch);
  EXPECT_EQ(rule_of(r, "1", 0), "passes");
  EXPECT_EQ(rule_of(r, "1", 1), "undecided");
  EXPECT_EQ(rule_of(r, "1", 2), "passes");
  EXPECT_EQ(rule_of(r, "1", 3), "passes");
}

TEST(Points, Point07ThePeriodIsThatOfTheLocalDay) {
  const auto program = compile(answers(kWithinAnHour, kPerMonth));
  // 23:30 UTC on 31 March is 00:30 on 1 April in London.
  const RunResult r =
      run_on(program, {kFields, {{"1", "P1", "2022-03-31T23:30Z", "2022-03-31T23:40Z", "A", "no"}}},
             *day_of(2022, 4, 30));
  EXPECT_EQ(findings_of(r), std::vector<std::string>{"P1 2022-04: met 1/1..1/1"});
}

const char* const kDatedByDay = R"(
module test.days version 1.0.0;
source S "Somewhere";
record visit "Visit"
  key id;
  id: text, required; provider: organisation, required; day: date, required; ok: yes or no, required;
end
indicator OK "Ok" cites S in our words "x"; for each visit; dated by day; met when: ok; higher is better; end
standard GOOD "Good" judges OK per provider, per month; target at least 50%; end
standard QUARTERLY "Good" judges OK per provider, per quarter; target at least 50%; end
)";
const std::vector<std::string> kVisit = {"id", "provider", "day", "ok"};

TEST(Points, Point07ADateThatCouldLieInTwoPeriodsJoinsBoth) {
  const auto program = compile(kDatedByDay);
  const RunResult r = run_on(program,
                             {kVisit,
                              {{"1", "P1", "2021", "no"},
                               {"2", "P1", "2021-03", "yes"},
                               {"3", "P1", "2021-04-05", "yes"}}},
                             kEndOfMarch);
  const auto monthly = findings_of(r, 0);
  ASSERT_EQ(monthly.size(), 12u) << "the year touches every month";
  EXPECT_EQ(monthly[0], "P1 2021-01: cannot tell 0/1..none");
  EXPECT_EQ(monthly[2], "P1 2021-03: met 1/2..1/1")
      << "a month of its own is placed; half is enough";
  EXPECT_EQ(findings_of(r, 1)[0], "P1 2021 Q1: met 1/2..1/1");
}

TEST(Points, Point08TheHeaderLimitsWhatIsNotPlaced) {
  const auto program = compile(kDatedByDay);
  Given march{kVisit,
              {{"1", "P1", "2021-03-05", "yes"},
               {"2", "", "2021-03-06", "no"},
               {"3", "P2", "2021-03-06", "yes"}}};
  EXPECT_EQ(findings_of(run_on(program, march, kEndOfMarch)),
            (std::vector<std::string>{"P1 2021-03: met 1/2..1/1", "P2 2021-03: met 1/2..1/1"}))
      << "a record without a provider joins every provider";
  march.header.provider = "P2";
  EXPECT_EQ(findings_of(run_on(program, march, kEndOfMarch)),
            (std::vector<std::string>{"P1 2021-03: met 1/1..1/1", "P2 2021-03: met 1/2..1/1"}));
  Given undated{
      kVisit,
      {{"1", "P1", "2021-03-05", "yes"}, {"2", "P1", "2021-04-05", "yes"}, {"3", "P1", "", "no"}}};
  undated.header.period = parse_period("2021-04");
  EXPECT_EQ(findings_of(run_on(program, undated, kEndOfMarch)),
            (std::vector<std::string>{"P1 2021-03: met 1/1..1/1", "P1 2021-04: met 1/2..1/1"}));
}

TEST(Points, Point08CompleteToIsAGapNotAFuture) {
  const auto program = compile(answers(kWithinAnHour, kPerMonth));
  Given given{kFields, {{"1", "P1", "2022-03-30T10:00", "", "A", "no"}}};
  given.header.complete_to = day_of(2022, 3, 29);
  EXPECT_EQ(outcomes_of(run_on(program, given, kEndOfMarch), "1"), "met or not met")
      << "answered on the 30th, or never by then";
  auto without = running::options(kEndOfMarch);
  without.as_at_given = false;
  EXPECT_EQ(outcomes_of(run_on(program, std::vector<Given>{given}, without), "1"), "out")
      << "its own cut-off comes before it";
}

// A record of no known provider or day makes no finding that others join, but is not lost: it has
// one of its own.
TEST(Points, Point09NoRecordIsLost) {
  const auto program = compile(kDatedByDay);
  const RunResult r = run_on(
      program,
      {kVisit,
       {{"1", "P1", "", "yes"}, {"2", "", "2021-03-05", "yes"}, {"3", "P1", "2023-03-05", "yes"}}},
      kEndOfMarch);
  EXPECT_EQ(findings_of(r), (std::vector<std::string>{" 2021-03: cannot tell none..1/1",
                                                      "P1 : cannot tell none..1/1"}))
      << "none of 2023, which is after the cut-off";
  const RunResult beside = run_on(
      program,
      {kVisit,
       {{"1", "P1", "", "yes"}, {"2", "", "2021-03-05", "yes"}, {"3", "P1", "2021-03-05", "yes"}}},
      kEndOfMarch);
  EXPECT_EQ(findings_of(beside), std::vector<std::string>{"P1 2021-03: met 1/1..3/3"})
      << "where another finding could be theirs, they join it";
}

TEST(Points, Point09ExpectsAndReportEvery) {
  const auto program = compile(answers(kWithinAnHour, R"(
standard EXPECTED "x" judges ANSWERED per provider, per month; target at least 95%; expects one row for each provider, month; end
standard EVERY "x" judges ANSWERED per provider, per month, per kind; target at least 95%; report every kind in (A, B); end)"));
  const RunResult r = run_on(program,
                             {kFields,
                              {{"1", "P1", "2022-02-01T10:00", "2022-02-01T10:30", "A", "no"},
                               {"2", "P2", "2022-03-01T10:00", "2022-03-01T10:30", "B", "no"}}},
                             kEndOfMarch);
  EXPECT_EQ(findings_of(r, 0),
            (std::vector<std::string>{
                "P1 2022-02: met 1/1..1/1", "P1 2022-03: not submitted none..none",
                "P2 2022-02: not submitted none..none", "P2 2022-03: met 1/1..1/1"}));
  EXPECT_EQ(findings_of(r, 1),
            (std::vector<std::string>{
                "P1 2022-02 A: met 1/1..1/1", "P1 2022-02 B: no cases none..none",
                "P2 2022-03 A: no cases none..none", "P2 2022-03 B: met 1/1..1/1"}));
}

TEST(Points, Point10APeriodThatIsNotOverHasNoFinalStatus) {
  const auto program = compile(answers(kWithinAnHour, kPerMonth));
  const Given given{kFields, {{"1", "P1", "2022-03-01T10:00", "2022-03-01T10:30", "A", "no"}}};
  EXPECT_EQ(findings_of(run_on(program, given, *day_of(2022, 3, 30))),
            std::vector<std::string>{"P1 2022-03: not yet due (met so far) 1/1..1/1"});
  EXPECT_EQ(findings_of(run_on(program, given, kEndOfMarch)),
            std::vector<std::string>{"P1 2022-03: met 1/1..1/1"});
}

TEST(Points, Point11And12TooFewCountsWhatIsNotYetDue) {
  const auto program = compile(answers(kWithinAnHour, R"(
standard PROMPT "Prompt" judges ANSWERED per provider, per month; target at least 95%; with fewer than 2 cases: say "few"; end)"));
  const std::vector<std::string> met = {"1", "P1", "2022-03-01T10:00", "2022-03-01T10:30",
                                        "A", "no"};
  EXPECT_EQ(findings_of(run_on(program, {kFields, {met}}, kEndOfMarch)),
            std::vector<std::string>{"P1 2022-03: too few 1/1..1/1"});
  const std::vector<std::string> open = {"2", "P1", "2022-03-31T23:30", "", "A", "no"};
  EXPECT_EQ(findings_of(run_on(program, {kFields, {met, open}}, kEndOfMarch)),
            std::vector<std::string>{"P1 2022-03: not yet due (too few so far) 1/1..1/1"});
}

const char* const kOrder = R"(
rule ORDER "An answer is never earlier than its request" cites S in our words "x"; for each request;
  when: answered is known; must: answered is on or after asked; if broken: answered is doubtful; end
rule LATER "Reads what was returned" cites S in our words "x"; for each request; must: answered is known; end
)";

TEST(Points, Point13ARuleThatFailsDoubtsItsFields) {
  const auto program = compile(answers(kWithinAnHour, kPerMonth) + kOrder);
  const RunResult r = run_on(program,
                             {kFields,
                              {{"1", "P1", "2022-03-01T10:00", "2022-03-01T09:00", "A", "no"},
                               {"2", "P1", "", "2022-03-01T09:00", "A", "no"}}},
                             kEndOfMarch);
  EXPECT_EQ(rule_of(r, "1", 0), "fails");
  EXPECT_EQ(rule_of(r, "1", 1), "passes") << "rules never see doubt";
  EXPECT_EQ(outcomes_of(r, "1"), "met or not met");
  EXPECT_EQ(r.outcomes[0].reasons, (std::vector<FieldReason>{{"answered", Reason::contradictory}}));
  EXPECT_EQ(rule_of(r, "2", 0), "undecided") << "and an undecided rule doubts nothing";
}

TEST(Points, Point13ADoubtfulDateIsNotPlaced) {
  const auto program = compile(std::string(kDatedByDay) + R"(
rule NOT_SUNDAY "x" cites S in our words "x"; for each visit; must: weekday of day is at most 6; if broken: day is doubtful; end
)");
  const RunResult r =
      run_on(program, {kVisit, {{"1", "P1", "2021-03-07", "no"}, {"2", "P1", "2021-03-08", "yes"}}},
             kEndOfMarch);
  ASSERT_EQ(findings_of(r), std::vector<std::string>{"P1 2021-03: met 1/2..1/1"});
  EXPECT_EQ(r.findings[0].not_placed, (Figure{1, 1}));
}

TEST(Points, Point14OneUnknownIsOneUnknown) {
  const auto flagged =
      compile(answers("  met when: flag or not flag;\n  higher is better;", kPerMonth));
  EXPECT_EQ(outcomes_of(run_on(flagged, {kFields, {{"1", "P1", "2022-03-01T10:00", "", "A", ""}}},
                               kEndOfMarch),
                        "1"),
            "met");
}

TEST(Points, Point15ReasonsAreThoseOfTheUncertainFieldsThatAreRead) {
  const auto program =
      compile(answers("  leave out closed when: kind is B;\n  met when: answered is within 60 "
                      "minutes after asked;\n  higher is better;",
                      kPerMonth));
  const RunResult r = run_on(program,
                             {kFields,
                              {{"1", "P1", "2022-03-01T10:00", "1O:30", "NK", ""},
                               {"2", "P1", "2022-03-01T10:00", "2022-03-01T10:30", "A", ""}}},
                             kEndOfMarch);
  EXPECT_EQ(r.outcomes[0].reasons, (std::vector<FieldReason>{{"answered", Reason::unreadable},
                                                             {"kind", Reason::not_known}}));
  EXPECT_TRUE(r.outcomes[1].reasons.empty()) << "the flag is not read";
}

TEST(Points, Point17SetsPrintInOneOrder) {
  const auto program =
      compile(answers("  leave out closed when: kind is B;\n  excuse flagged when: flag;\n  met "
                      "when: answered is within 60 minutes after asked;\n  higher is better;",
                      kPerMonth));
  const RunResult r =
      run_on(program, {kFields, {{"1", "P1", "2022-03-31T23:30", "", "", ""}}}, kEndOfMarch);
  EXPECT_EQ(outcomes_of(r, "1"), "left out or not yet due");
  const RunResult late =
      run_on(program, {kFields, {{"1", "P1", "2022-03-01T23:30", "1O:30", "", ""}}}, kEndOfMarch);
  EXPECT_EQ(outcomes_of(late, "1"), "met or not met or left out or excused");
  EXPECT_EQ(late.outcomes[0].by, (std::vector<std::string>{"closed", "flagged"}));
}

TEST(Points, Point18CountedIsAgainstTheProviderUnlessSaid) {
  const char* const kCounted = "  excuse at_ward when: kind is A;\n  counted when: flag;";
  const Given given{kFields,
                    {{"1", "P1", "2022-03-01T10:00", "", "A", "yes"},
                     {"2", "P1", "2022-03-01T10:00", "", "A", "no"}}};
  const RunResult lower = run_on(compile(answers(kCounted)), given, kEndOfMarch);
  EXPECT_EQ(outcomes_of(lower, "1"), "excused");
  EXPECT_EQ(outcomes_of(lower, "2"), "not met");
  const RunResult higher =
      run_on(compile(answers(std::string(kCounted) + "\n  higher is better;")), given, kEndOfMarch);
  EXPECT_EQ(outcomes_of(higher, "1"), "met");
  EXPECT_EQ(outcomes_of(higher, "2"), "excused");
}

TEST(Points, Point19AParameterHasTheValueOfTheRecordsDate) {
  const auto program = compile(answers(
      "  met when: answered is within limit after asked;\n  higher is better;", kPerMonth, "", R"(
parameter limit "Longest wait"
  is 60 minutes, from 2022-02-01, until 2022-03-15;
  is 30 minutes, from 2022-03-16;
end
)"));
  const Given given{kFields,
                    {{"1", "P1", "2022-03-15T10:00", "2022-03-15T10:45", "A", ""},
                     {"2", "P1", "2022-03-16T10:00", "2022-03-16T10:45", "A", ""},
                     {"3", "P1", "2022-01-31T10:00", "2022-01-31T10:45", "A", ""},
                     {"4", "P1", "2022-03", "2022-03-16T10:45", "A", ""}}};
  const RunResult r = run_on(program, given, kEndOfMarch);
  EXPECT_EQ(outcomes_of(r, "1"), "met");
  EXPECT_EQ(outcomes_of(r, "2"), "not met");
  EXPECT_EQ(outcomes_of(r, "3"), "not in force");
}

TEST(Points, Point19CodesAreValidOnTheRecordsDate) {
  const auto program = compile(answers("  met when: kind is OLD;\n  higher is better;"));
  const Given given{kFields,
                    {{"1", "P1", "2021-12-31T10:00", "", "OLD", ""},
                     {"2", "P1", "2022-01-01T10:00", "", "OLD", ""}}};
  const RunResult r = run_on(program, given, kEndOfMarch);
  EXPECT_EQ(outcomes_of(r, "1"), "met");
  EXPECT_EQ(outcomes_of(r, "2"), "not met")
      << "not a listed code on that date: it is something else";
}

TEST(Points, Point21SharesCompareExactly) {
  const auto program = compile(std::string(kDatedByDay) +
                               "standard THIRD \"x\" judges OK per provider, per month; target at "
                               "least 66.6666666666666666666%; end\n"
                               "standard ABOVE \"x\" judges OK per provider, per month; target at "
                               "least 66.6666666666666666667%; end");
  const RunResult r = run_on(program,
                             {kVisit,
                              {{"1", "P1", "2021-03-07", "no"},
                               {"2", "P1", "2021-03-08", "yes"},
                               {"3", "P1", "2021-03-08", "yes"}}},
                             kEndOfMarch);
  EXPECT_EQ(findings_of(r, 2), std::vector<std::string>{"P1 2021-03: met 2/3..2/3"});
  EXPECT_EQ(findings_of(r, 3), std::vector<std::string>{"P1 2021-03: not met 2/3..2/3"});
}

TEST(Points, Point22FindingsStandInOneOrder) {
  const auto program = compile(kDatedByDay);
  const RunResult r = run_on(program,
                             {kVisit,
                              {{"1", "P2", "2021-04-07", "yes"},
                               {"2", "P10", "2021-03-08", "yes"},
                               {"3", "P2", "2021-03-08", "yes"}}},
                             kEndOfMarch);
  EXPECT_EQ(findings_of(r),
            (std::vector<std::string>{"P10 2021-03: met 1/1..1/1", "P2 2021-03: met 1/1..1/1",
                                      "P2 2021-04: met 1/1..1/1"}));
}

}  // namespace
}  // namespace assize
