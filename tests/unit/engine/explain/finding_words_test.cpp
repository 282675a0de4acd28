#include "engine/explain/finding_words.h"

#include <gtest/gtest.h>

namespace assize {
namespace {

// One standard of 95% or more on one indicator, with a citation.
model::Ruleset prompt_ruleset() {
  model::Ruleset r;
  r.documents.push_back({"REVIEW", "Integrated service review", "", "", {}, {}});
  model::Indicator i;
  i.name = "R60";
  i.title = "Requests answered within 60 minutes";
  i.cites.push_back({0, "Appendix II", "being responded to within 60 minutes", false});
  r.indicators.push_back(i);
  model::Standard s;
  s.name = "PC_01";
  s.indicator = 0;
  s.in_force.from = day_of(2019, 4, 1);
  model::Target t;
  t.kind = model::TargetKind::at_least;
  t.value = Decimal(95);
  s.targets.push_back(t);
  s.minimum_says = "too few to judge";
  r.standards.push_back(s);
  return r;
}

Finding finding(Status status, End low, End high) {
  Finding f;
  f.standard = 0;
  f.indicator = 0;
  f.target = 0;
  f.provider = "P1";
  f.period = *parse_period("2022-03");
  f.status = status;
  f.low = low;
  f.high = high;
  return f;
}

End share(std::int64_t n, std::int64_t d) {
  End e;
  e.exists = true;
  e.n = n;
  e.d = d;
  return e;
}

TEST(FindingWords, SayWhatIsAskedAndHowMuchWasMissing) {
  EXPECT_EQ(message(finding(Status::not_met, share(61, 100), share(61, 100)), prompt_ruleset()),
            "Not met. 61 of 100 cases (61%) met \"Requests answered within 60 minutes\" for P1 in "
            "March 2022. The standard asks for 95% "
            "or more (section \"Appendix II\" of Integrated service review, in force from 1 April "
            "2019). 34 more would have met it.");
}

TEST(FindingWords, ShowBothEndsWhenItCannotBeTold) {
  Finding f = finding(Status::cannot_tell, share(94, 100), share(97, 100));
  f.deciding = 3;
  f.unknown = {3, 3};
  const std::string text = message(f, prompt_ruleset());
  EXPECT_NE(text.find("Cannot tell. From 94 of 100 (94%) to 97 of 100 (97%) met"),
            std::string::npos)
      << text;
  EXPECT_NE(text.find("3 records decide it."), std::string::npos) << text;
}

TEST(FindingWords, TheShareShownStandsOnItsSideOfTheTarget) {
  const std::string text =
      message(finding(Status::not_met, share(9496, 10000), share(9496, 10000)), prompt_ruleset());
  EXPECT_NE(text.find("9,496 of 10,000 cases (94.96%)"), std::string::npos) << text;
  EXPECT_NE(text.find("4 more would have met it."), std::string::npos) << text;
}

TEST(FindingWords, TooFewSaysWhatTheStandardSays) {
  EXPECT_EQ(words_of(finding(Status::too_few, share(1, 2), share(1, 2)), prompt_ruleset()).status,
            "Too few: too few to judge.");
}

TEST(FindingWords, NoCasesHaveNoFigure) {
  const std::string text = message(finding(Status::no_cases, {}, {}), prompt_ruleset());
  EXPECT_EQ(
      text.rfind(
          "No cases. No figure for \"Requests answered within 60 minutes\" for P1 in March 2022.",
          0),
      0u)
      << text;
}

TEST(FindingWords, ARuleThatFailsIsNotMet) {
  Finding f;
  f.kind = FindingKind::rule;
  f.passed = 10;
  f.undecided = 1;
  EXPECT_EQ(status_of(f), Status::cannot_tell);
  f.failed = 1;
  EXPECT_EQ(status_of(f), Status::not_met);
}

}  // namespace
}  // namespace assize
