// What the checker says of payment schemes, beyond the pages of its codes.
#include <gtest/gtest.h>

#include "tests/unit/dsl/check/checking.h"

namespace assize {
namespace {

const std::string kRules = R"(module paid version 1.0.0;
codes PAYER "Who pays"
  A "One";
  B "Another";
  C "A third";
end
record spell "A spell"
  key id;
  id:       text, required;
  provider: organisation, required;
  person:   text, blank means unknown;
  day:      date, required;
  weeks:    whole number from 0 to 60, blank means unknown;
end
indicator WORK "In work"
  for each spell;
  dated by day;
  met when: weeks is at least 26;
  higher is better;
end
standard MOST "Most are in work"
  judges WORK per provider, per quarter;
  target at least 50%;
end
standard NEARLY_ALL "Nearly all are in work"
  judges WORK per provider, per quarter;
  target at least 90%;
end
)";

std::string scheme(const std::string& name, const std::string& body,
                   const std::string& dates = "since 2022-01-01") {
  return "payment scheme " + name + " \"A scheme\"\n  payers A, B, C in PAYER;\n  in force " +
         dates + ";\n" + body + "end\n";
}
std::string person(const std::string& name, const std::string& shared = "shared by A") {
  return "  outcome " + name + " \"" + name +
         "\" for each record that meets WORK, person is person, pays £10.00, " + shared + ";\n";
}
std::string cohort(const std::string& name, const std::string& standard,
                   const std::string& more = "") {
  return "  outcome " + name + " \"" + name + "\" when " + standard + " is met, " + more +
         "pays £10.00, shared by A;\n";
}
std::string once(const std::string& window) {
  return "  pay once for each person and outcome in any " + window + ", whoever pays;\n";
}
std::vector<std::string> codes(const std::string& schemes) {
  return check_text(kRules + schemes).codes;
}
using Codes = std::vector<std::string>;

TEST(PaymentChecks, AWholeSchemeIsRight) {
  EXPECT_EQ(codes(scheme("S", person("X") + cohort("Y", "MOST") + once("12 months"))), Codes{});
}

TEST(PaymentChecks, ForEachRecordNeedsPayOnce) {
  EXPECT_EQ(codes(scheme("S", person("X"))), Codes{"A3905"});
}

TEST(PaymentChecks, OneIndicatorIsPaidUnderOneNameInOneWindow) {
  const std::string a = person("X") + once("12 months");
  EXPECT_EQ(codes(scheme("S", a) + scheme("T", a)), Codes{});
  EXPECT_EQ(codes(scheme("S", a) + scheme("T", person("Z") + once("12 months"))), Codes{"A3905"});
  EXPECT_EQ(codes(scheme("S", a) + scheme("T", person("X") + once("6 months"))), Codes{"A3905"});
  // Also from the end of one tariff to the start of another.
  EXPECT_EQ(codes(scheme("S", a, "since 2022-01-01 until 2022-12-31") +
                  scheme("T", person("Z") + once("12 months"), "since 2023-01-01")),
            Codes{"A3905"});
  EXPECT_EQ(codes(scheme("S", person("X") + person("Z") + once("12 months"))), Codes{"A3905"});
}

TEST(PaymentChecks, OneStandardIsPaidForOnceAtATime) {
  EXPECT_EQ(codes(scheme("S", cohort("X", "MOST") + cohort("Y", "MOST"))), Codes{"A3905"});
  EXPECT_EQ(codes(scheme("S", cohort("X", "MOST")) + scheme("T", cohort("X", "MOST"))),
            Codes{"A3905"});
  EXPECT_EQ(codes(scheme("S", cohort("X", "MOST"), "since 2022-01-01 until 2022-12-31") +
                  scheme("T", cohort("X", "MOST"), "since 2023-01-01")),
            Codes{});
}

TEST(PaymentChecks, TwoStandardsOfOneIndicatorSayThatOneIsOnTop) {
  EXPECT_EQ(codes(scheme("S", cohort("X", "MOST") + cohort("Y", "NEARLY_ALL"))), Codes{"A3905"});
  EXPECT_EQ(
      codes(scheme("S", cohort("X", "MOST") + cohort("Y", "NEARLY_ALL", "only if X is met, "))),
      Codes{});
}

TEST(PaymentChecks, HurdlesComeToAnEnd) {
  const Outcome circle =
      check_text(kRules + scheme("S", cohort("X", "MOST", "only if Y is met, ") +
                                          cohort("Y", "NEARLY_ALL", "only if X is met, ")));
  EXPECT_TRUE(circle.has("A3906")) << circle.messages;
  EXPECT_EQ(codes(scheme("S", cohort("X", "MOST", "only if GONE is met, "))), Codes{"A3906"});
}

TEST(PaymentChecks, SharesAreTheWhole) {
  const auto shared = [](const std::string& by) {
    return codes(scheme("S", person("X", "shared by " + by) + once("12 months")));
  };
  EXPECT_EQ(shared("A 50%, B 50%"), Codes{});
  EXPECT_EQ(shared("A 1/4, B 25%, C the rest"), Codes{});
  EXPECT_EQ(shared("A 50%, B 49.9%"), Codes{"A3901"});
  EXPECT_EQ(shared("A 50%, B 50.1%"), Codes{"A3901"});
  EXPECT_EQ(shared("A 100%, B the rest"), Codes{"A3901"});
  EXPECT_EQ(shared("A 50%, A 50%"), Codes{"A3901"});
  EXPECT_EQ(shared("A, B"), Codes{"A3901"});
  EXPECT_EQ(shared("A 0%, B the rest"), Codes{"A3901"});
  EXPECT_EQ(shared("A 1/0, B the rest"), Codes{"A3901"});
  EXPECT_EQ(shared("A 50%, D 50%"), Codes{"A3902"});
  // £10.00 by three is £3.33 each and a penny over.
  EXPECT_EQ(shared("A, B, C equally"), Codes{"A3903"});
  EXPECT_EQ(shared("A, B, C equally, remainder pennies to B"), Codes{});
  EXPECT_EQ(shared("A, B equally, remainder pennies to C"), Codes{"A3903"});
}

TEST(PaymentChecks, ACapCanCutAnyAmount) {
  const std::string halves = person("X", "shared by A 50%, B 50%") + once("12 months");
  EXPECT_EQ(codes(scheme("S", halves + "  pay at most £5.01 in all;\n")), Codes{"A3903"});
}

TEST(PaymentChecks, WordsOfSchemesAreNamesElsewhere) {
  const Outcome o = check_text(R"(module words version 1.0.0;
record payment "A payment"
  key person;
  person: text, required;
  scheme: text, required;
  volume: count, required;
  paid:   yes or no, required;
  fee:    money, required;
  band:   date, required;
end
indicator shared "Shared"
  for each payment;
  dated by band;
  met when: paid and volume is at least 1 and fee is more than £1.00 and scheme is "x";
end
test "words"
  given payment (person, scheme, volume, paid, fee, band) ("1", "x", 1, yes, £2.00, 2022-01-01);
  expect shared is 1 of 1;
end
)");
  EXPECT_EQ(o.codes, Codes{}) << o.messages;
}

}  // namespace
}  // namespace assize
