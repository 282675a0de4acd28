#include "dsl/wording/block.h"

#include <gtest/gtest.h>

#include "dsl/wording/values.h"
#include "tests/unit/dsl/check/checking.h"

namespace assize {
namespace {

const char* const kRules = R"(module test.words version 1.0.0;
source REVIEW "Integrated service review", evidence verified;
codes STATUS "State" OPEN "Waiting"; SEEN "Attended"; CANCELLED "Cancelled"; end
record request "A request"
  key id;
  id: text, required;
  provider: organisation, required;
  status: code in STATUS, required;
  requested_at: date and time in "Europe/London", required;
  responded_at: date and time in "Europe/London", blank means not by the cut-off;
  suite_closed: yes or no, blank means no because "ticked only when it was shut";
end
parameter response_limit is 60 minutes, in force since 2019-04-01;
parameter pass_mark is 95%;
rule R_ORDER "A response is never earlier than its request"
  for each request;
  when: responded_at is known;
  must: responded_at is on or after requested_at;
  if broken: responded_at is doubtful;
end
indicator RESPONSE "Requests answered within 60 minutes"
  cites REVIEW section "Appendix II" quoting "responded to within 60 minutes";
  for each request;
  dated by requested_at;
  leave out called_off when: status is CANCELLED, because "nobody was due to attend";
  excuse shut when: suite_closed, because "a practitioner could not reach the detainee";
  met when: responded_at is within response_limit after requested_at;
  higher is better;
end
standard PC_01 "Custody healthcare is prompt"
  judges RESPONSE per provider, per month;
  in force since 2019-04-01;
  target at least pass_mark;
  tier watch: from 90% to below target, action "ask for a recovery note";
  tier poor: below 90%;
  with fewer than 20 cases: say "too few to judge";
  duty of "the custody healthcare provider";
end
)";

TEST(Words, OfBlocks) {
  const Outcome o = check_text(kRules);
  ASSERT_TRUE(o.checked.ok) << o.messages;
  const model::Ruleset& r = o.checked.ruleset;
  using Lines = std::vector<std::string>;
  EXPECT_EQ(
      wording::in_words(r, r.rules[0]),
      (Lines{
          "For each request where responded at is known: responded at is on or after requested at.",
          "Where it fails, responded at is doubtful."}));
  EXPECT_EQ(
      wording::in_words(r, r.indicators[0]),
      (Lines{
          "Counts each request, dated by requested at.",
          "Left out (called off) when status is CANCELLED (nobody was due to attend).",
          "Excused (shut) when suite closed is yes (a practitioner could not reach the detainee).",
          "Met when responded at is within 60 minutes after requested at.", "Higher is better.",
          "Integrated service review, section \"Appendix II\": \"responded to within 60 "
          "minutes\""}));
  EXPECT_EQ(wording::in_words(r, r.standards[0]),
            (Lines{"Judges \"Requests answered within 60 minutes\" for each provider and month.",
                   "The target is at least 95%.", "In force from 1 April 2019.",
                   "Tier watch: from 90% to below the target; ask for a recovery note.",
                   "Tier poor: below 90%.", "With fewer than 20 cases: too few to judge.",
                   "A duty of the custody healthcare provider."}));
}

TEST(Words, OfValues) {
  const model::Ruleset r;
  const auto number = [&](const char* text, model::Unit unit) {
    return wording::value_in_words(r, {model::Kind::number, unit}, Scalar(*Decimal::parse(text)));
  };
  EXPECT_EQ(number("1234567.5", model::Unit::none), "1,234,567.5");
  EXPECT_EQ(number("-1000", model::Unit::none), "-1,000");
  EXPECT_EQ(number("999", model::Unit::none), "999");
  EXPECT_EQ(number("3.5", model::Unit::pounds),
            "\xC2\xA3"
            "3.50");
  EXPECT_EQ(number("1", model::Unit::points), "1 point");
  const auto elapsed = [&](Millis ms) {
    return wording::value_in_words(r, {model::Kind::elapsed}, Scalar(MillisValue{ms}));
  };
  EXPECT_EQ(elapsed(60 * kMinute), "60 minutes");
  EXPECT_EQ(elapsed(4 * kHour), "4 hours");
  EXPECT_EQ(elapsed(150 * kMinute), "150 minutes");
  EXPECT_EQ(elapsed(kSecond), "1 second");
  EXPECT_EQ(wording::value_in_words(r, {model::Kind::calendar}, Scalar(CalendarDuration{24, 0})),
            "2 years");
  EXPECT_EQ(wording::value_in_words(r, {model::Kind::date},
                                    Value::between(DayValue{0}, DayValue{30}, Reason::imprecise)),
            "1 January 1970 to 31 January 1970");
  EXPECT_EQ(wording::listed({"a", "b", "c"}, "or"), "a, b or c");
}

}  // namespace
}  // namespace assize
