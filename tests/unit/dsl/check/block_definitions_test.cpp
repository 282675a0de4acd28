// Definitions of a block, what is worked out in `per`, local versions of a parameter by codes.
#include <gtest/gtest.h>

#include "tests/unit/dsl/check/checking.h"

namespace assize {
namespace {

const std::string kHead = R"(module test.blocks version 1.0.0;
codes KIND "Kinds" A "A"; B "B"; NK "Not known", means not known; end
block person "A person"
  born: date, blank means unknown;
  kind: code in KIND, blank means unknown;
end
derived band of person "A band": code in KIND is kind;
condition adult of person "Of age" means age of born on 2022-01-01 is at least 18;
subset adults of person "Of age" where adult;
record r "A record"
  key id;
  includes person;
  id: text, required;
  org: organisation, required;
  day: date, required;
  n: number, required;
end
record other "Without the block"
  key id;
  id: text, required;
  org: organisation, required;
  day: date, required;
end
parameter wait "A wait" by KIND, tighter is lower
  A is 3;
  otherwise is 5;
end
indicator I "An indicator"
  for each r;
  dated by day;
  met when: n is at most wait for kind;
  higher is better;
end
)";

Outcome judged(const std::string& per, const std::string& more = "") {
  return check_text(kHead + more + "standard S \"A standard\"\njudges I per provider" + per +
                    ";\ntarget at least 50%;\nend\n");
}

TEST(BlockDefinitions, AreThoseOfTheRecordsThatIncludeTheBlock) {
  EXPECT_TRUE(judged(", per band, per adult").codes.empty())
      << judged(", per band, per adult").messages;
  const std::string about_other = "rule R \"A rule\"\nfor each other;\nmust: adult;\nend\n";
  EXPECT_TRUE(judged("", about_other).has("A2013"));
  EXPECT_TRUE(judged("", "rule R \"A rule\"\nfor each adults;\nmust: adult;\nend\n").has("A2013"));
}

TEST(BlockDefinitions, HaveOneMeaning) {
  EXPECT_TRUE(judged("", "derived n of person \"Clash\": number is 1;\n").has("A2003"));
  const std::string own = "condition adult of r \"Another\" means n is 1;\n";
  EXPECT_TRUE(judged("", own).has("A2002"));
}

TEST(Parts, AreCodesYesOrNoAndTexts) {
  EXPECT_TRUE(judged(", per born").has("A3040"));
  EXPECT_TRUE(
      judged(", per doubled", "derived doubled of r \"Twice\": number is n * 2;\n").has("A3040"));
  EXPECT_TRUE(judged(", per bend").has("A2001"));
  EXPECT_TRUE(judged(", per band, per band").has("A2011"));
}

TEST(LocalVersions, OfAParameterByCodesAreThoseOfACode) {
  const auto local = [](const std::string& of) {
    return check_text(kHead +
                      "standard S \"A standard\"\njudges I per provider;\ntarget at least 50%;\n"
                      "end\nlocal specification L \"Local\"\nbinds provider in (\"P\") to S;\nin "
                      "force since 2022-01-01;\noverride " +
                      of + ": is 2, because \"agreed\" agreed by \"us\" on 2022-01-01;\nend\n");
  };
  EXPECT_TRUE(local("wait for A").codes.empty()) << local("wait for A").messages;
  EXPECT_TRUE(local("wait").has("A3051"));        // of which code?
  EXPECT_TRUE(local("wait for B").has("A3051"));  // `otherwise` stands for others too
  EXPECT_TRUE(local("wait for C").has("A2012"));
}

}  // namespace
}  // namespace assize
