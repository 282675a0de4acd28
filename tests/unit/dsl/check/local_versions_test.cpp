// What local versions of a parameter may decide, and on which days they are a target.
#include <gtest/gtest.h>

#include "tests/unit/dsl/check/checking.h"

namespace assize {
namespace {

const std::string kHead = R"(module test.local version 1.0.0;
record r "A record"
  key id;
  id: text, required;
  org: organisation, required;
  day: date, required;
  n: number, required;
end
parameter mark "A mark" is 2, in force since 2020-01-01, tighter is higher;
parameter enough "A share" is 50%, in force since 2020-01-01, tighter is higher;
indicator I "An indicator"
  for each r;
  dated by day;
  met when: n is at least mark;
  higher is better;
end
standard S "A standard"
  judges I per provider, per month;
  target at least enough;
end
local specification L "A local version"
  binds provider in ("P1") to S, from 2022-03-01, until 2022-03-31;
  in force since 2022-01-01;
  override mark: is 3, because "agreed" agreed by "us" on 2022-01-01;
  override enough: is 60%, because "agreed" agreed by "us" on 2022-01-01;
end
)";

TEST(LocalVersions, DecideNothingButWhatIsMet) {
  const auto compared = [](const std::string& group) {
    return check_text(kHead +
                      "comparison C \"A comparison\" compares I per provider;\ngroup one "
                      "where: " +
                      group +
                      ";\nagainst other where: n is at most 1;\nin force since 2020-01-01;\ntarget "
                      "gap at most 5 points;\nend\n");
  };
  EXPECT_TRUE(compared("n is at least 2").codes.empty()) << compared("n is at least 2").messages;
  EXPECT_TRUE(compared("n is at least mark").has("A3052"));
}

TEST(LocalVersions, MayBeReadByIndicatorsThatAreJudgedTogether) {
  const Outcome both = check_text(
      kHead +
      "indicator J \"Another\"\nfor each r;\ndated by day;\nmet when: n is at least 1;\nhigher is "
      "better;\nend\nstandard T \"Both\"\njudges I and J per provider;\ntarget at least "
      "50%;\nend\n");
  EXPECT_TRUE(both.codes.empty()) << both.messages;
}

TEST(LocalVersions, AreTheTargetOnTheirOwnDays) {
  const Outcome out = check_text(kHead);
  ASSERT_TRUE(out.checked.ok) << out.messages;
  const auto& targets = out.checked.ruleset.standards[0].targets;
  ASSERT_EQ(targets.size(), 2u);
  EXPECT_EQ(targets[0].of_override, model::kNone);
  EXPECT_EQ(targets[1].valid.from, day_of(2022, 3, 1));
  EXPECT_EQ(targets[1].valid.until, day_of(2022, 3, 31));
}

TEST(LocalVersions, DoNotClashWithThemselves) {
  const std::string standard =
      "standard U \"Another\"\njudges I per provider;\ntarget at least 50%;\nlocal versions may "
      "tighten the target;\nend\n";
  const auto local = [](const std::string& name, const std::string& binds) {
    return "local specification " + name + " \"Local\"\n" + binds +
           "in force since 2022-01-01;\noverride U: target at least 60%, because \"agreed\" agreed "
           "by \"us\" on 2022-01-01;\nend\n";
  };
  const std::string every = "binds every provider to U;\n",
                    one = "binds provider in (\"P1\") to U, from 2022-03-01;\n";
  const Outcome twice = check_text(kHead + standard + local("M", every + one));
  EXPECT_TRUE(twice.codes.empty()) << twice.messages;
  EXPECT_TRUE(check_text(kHead + standard + local("M", every) + local("N", one)).has("A3054"));
}

}  // namespace
}  // namespace assize
