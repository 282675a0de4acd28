// Statuses and tiers from the ends of a figure, worked by hand (points 11, 12 and 21).
#include <gtest/gtest.h>

#include "engine/findings/conclude.h"

namespace assize {
namespace {

using model::TargetKind;

End share(std::int64_t n, std::int64_t d) { return {true, n, d, {}, {}}; }

model::TierEnd at(const char* value, bool included = false) {
  model::TierEnd e;
  e.kind = model::TierEnd::Kind::value;
  e.value = *Decimal::parse(value);
  e.included = included;
  return e;
}
model::TierEnd at_the_target(bool included = false) {
  model::TierEnd e;
  e.kind = model::TierEnd::Kind::target;
  e.included = included;
  return e;
}

model::Standard standard(TargetKind kind, const char* percent, std::int64_t minimum = 0) {
  model::Standard s;
  model::Target t;
  t.kind = kind;
  t.value = *Decimal::parse(percent);
  s.targets.push_back(t);
  s.minimum = minimum;
  model::Tier good, watch, poor;
  good.name = "good";
  good.at_target = true;
  watch.name = "watch";
  watch.low = at("90", true);
  watch.high = at_the_target();
  poor.name = "poor";
  poor.high = at("90");
  s.tiers = {good, watch, poor};
  return s;
}

Judged judged(const model::Standard& s, End low, End high, std::int64_t cases_low,
              std::int64_t cases_high) {
  Ends ends;
  ends.low = low;
  ends.high = high;
  ends.cases_low = cases_low;
  ends.cases_high = cases_high;
  return judge(ends, s, s.targets[0], {}, 0, false);
}

TEST(Judge, AtLeastIsMetAtItsVeryShare) {
  const auto s = standard(TargetKind::at_least, "95");
  EXPECT_EQ(judged(s, share(19, 20), share(19, 20), 20, 20).status, Status::met);
  EXPECT_EQ(judged(s, share(18, 19), share(18, 19), 19, 19).status, Status::not_met) << "94.7%";
  EXPECT_EQ(judged(s, share(18, 20), share(19, 20), 20, 20).status, Status::cannot_tell);
}

// Without a target: a word of its own, and the words for no figure as elsewhere.
TEST(Report, AFigureAndNoVerdict) {
  model::Standard s;
  s.no_target = "nobody has set one";
  s.minimum = 3;
  const auto status = [&](End low, End high, std::int64_t cases_low, std::int64_t cases_high) {
    BothPasses passes;
    passes.now.low = low;
    passes.now.high = high;
    passes.now.cases_low = cases_low;
    passes.now.cases_high = cases_high;
    passes.later = passes.now;
    return report(passes, s, false).judged;
  };
  EXPECT_EQ(status(share(0, 5), share(0, 5), 5, 5).status, Status::reported);
  EXPECT_EQ(status(share(1, 5), share(4, 5), 5, 5).status, Status::reported);
  EXPECT_EQ(status({}, {}, 0, 0).status, Status::no_cases);
  EXPECT_EQ(status(share(1, 2), share(1, 2), 2, 2).status, Status::too_few);
  const Judged some = status(share(1, 3), share(1, 2), 2, 3);
  EXPECT_EQ(some.status, Status::cannot_tell);
  EXPECT_EQ(some.undecided_because, "too few");
  EXPECT_EQ(status({}, {}, 5, 5).status, Status::cannot_tell) << "nothing bounds it";
  EXPECT_EQ(status(share(1, 5), {}, 5, 5).status, Status::reported) << "it is at least so much";
}

TEST(Report, WhatCanStillChangeIsNotFinal) {
  model::Standard s;
  s.no_target = "nobody has set one";
  BothPasses passes;
  passes.later.low = share(1, 2);
  passes.later.high = share(2, 2);
  passes.later.cases_low = passes.later.cases_high = 2;
  passes.now.low = passes.now.high = share(1, 1);
  passes.now.cases_low = passes.now.cases_high = 1;
  EXPECT_EQ(report(passes, s, false).judged.status, Status::reported);
  passes.any_not_yet_due = true;
  const Verdict open = report(passes, s, false);
  EXPECT_EQ(open.judged.status, Status::not_yet_due);
  EXPECT_EQ(open.so_far, Status::reported);
  passes.any_not_yet_due = false;
  passes.period_over = false;
  EXPECT_EQ(report(passes, s, false).so_far, Status::reported);
}

TEST(Judge, NothingIsRounded) {
  // 949,999,999,999,999,999 of 10^18 is 94.9999999999999999%.
  const auto s = standard(TargetKind::at_least, "95");
  const std::int64_t d = 1000000000000000000;
  EXPECT_EQ(judged(s, share(949999999999999999, d), share(949999999999999999, d), d, d).status,
            Status::not_met);
  EXPECT_EQ(judged(s, share(950000000000000000, d), share(950000000000000000, d), d, d).status,
            Status::met);
}

TEST(Judge, TheMinimumIsAskedOfTheHighestNumber) {
  const auto s = standard(TargetKind::at_least, "95", 20);
  EXPECT_EQ(judged(s, share(1, 1), share(1, 1), 1, 19).status, Status::too_few);
  const Judged some = judged(s, share(1, 1), share(20, 20), 19, 20);
  EXPECT_EQ(some.status, Status::cannot_tell);
  EXPECT_EQ(some.undecided_because, "too few");
  const Judged none = judged(s, {}, share(20, 20), 0, 20);
  EXPECT_EQ(none.undecided_because, "no cases");
  EXPECT_EQ(judged(s, {}, {}, 0, 0).status, Status::no_cases);
}

TEST(Judge, ATierHoldsBothEnds) {
  const auto s = standard(TargetKind::at_least, "95");
  EXPECT_EQ(judged(s, share(95, 100), share(99, 100), 100, 100).tier, "good");
  EXPECT_EQ(judged(s, share(90, 100), share(94, 100), 100, 100).tier, "watch")
      << "from 90% to below the target";
  const Judged between = judged(s, share(89, 100), share(94, 100), 100, 100);
  EXPECT_EQ(between.status, Status::not_met);
  EXPECT_EQ(between.tier, "");
  EXPECT_EQ(between.possible_tiers, (std::vector<std::string>{"watch", "poor"}));
  EXPECT_EQ(judged(s, share(94, 100), share(95, 100), 100, 100).possible_tiers,
            (std::vector<std::string>{"good", "watch"}));
}

TEST(Judge, TiersFollowTheTargetOfTheDay) {
  auto s = standard(TargetKind::at_least, "97");
  EXPECT_EQ(judged(s, share(96, 100), share(96, 100), 100, 100).tier, "watch");
}

TEST(Judge, NoTargetOnTheDayIsNotInForce) {
  auto s = standard(TargetKind::at_least, "95");
  s.targets[0].valid = {10, 20};
  EXPECT_FALSE(target_on(s, {}, 9));
  EXPECT_TRUE(target_on(s, {}, 10)) << "both days of a validity are inside it";
  EXPECT_TRUE(target_on(s, {}, 20));
  EXPECT_FALSE(target_on(s, {}, 21));
  s.in_force.from = 15;
  EXPECT_FALSE(target_on(s, {}, 14)) << "nor before the standard starts";
}

TEST(Judge, TheTargetDayIsTheFirstOrTheDayTheStandardStarts) {
  model::Standard s;
  const Period march = *parse_period("2022-03");
  const Day first = *day_of(2022, 3, 1);
  EXPECT_EQ(target_day(s, march, 0), first);
  s.in_force.from = first + 9;
  EXPECT_EQ(target_day(s, march, 0), first + 9);
  s.in_force.from = first - 9;
  EXPECT_EQ(target_day(s, march, 0), first);
  EXPECT_EQ(target_day(s, Period{}, 77), 77) << "without a period, the cut-off's day";
}

TEST(Judge, ValuesCompareByTheirOwnUnit) {
  auto s = standard(TargetKind::at_most, "0");
  s.tiers.clear();
  s.targets[0].value = MillisValue{30 * kMinute};
  End half_hour;
  half_hour.exists = true;
  half_hour.milliseconds = 30 * kMinute;
  End later = half_hour;
  later.milliseconds = 30 * kMinute + 1;
  EXPECT_EQ(judged(s, half_hour, half_hour, 9, 9).status, Status::met);
  EXPECT_EQ(judged(s, later, later, 9, 9).status, Status::not_met);
  EXPECT_EQ(judged(s, half_hour, later, 9, 9).status, Status::cannot_tell);
  EXPECT_EQ(judged(s, half_hour, {}, 9, 9).status, Status::cannot_tell)
      << "nothing bounds the value above";
}

TEST(Judge, OutcomesAndStatusesHaveTheirWords) {
  EXPECT_EQ(word(Status::return_unusable), "return unusable");
  EXPECT_EQ(word(Outcome::not_in_force), "not in force");
  EXPECT_EQ(could_be(OutcomeSet(Outcome::left_out) | Outcome::not_yet_due | Outcome::not_met),
            (std::vector<std::string_view>{"not met", "out"}));
}

// A finding that no record is placed in a known month of has no one target day.
class NoKnownPeriod : public testing::Test {
 protected:
  NoKnownPeriod() {
    ruleset_.indicators.emplace_back();
    model::Standard s = standard(TargetKind::at_least, "50");
    s.indicator = 0;
    s.tiers.clear();
    s.per_provider = true;
    s.per_period = PeriodKind::month;
    ruleset_.standards.push_back(s);
    passes_.later.low = passes_.later.high = share(3, 4);
    passes_.later.cases_low = passes_.later.cases_high = 4;
    passes_.now = passes_.later;
  }
  Status status(const char* provider = "P") {
    Finding f;
    f.standard = f.indicator = 0;
    f.provider = provider;
    conclude(f, passes_, ruleset_, kAsAt, false);
    return f.status;
  }

  static constexpr Day kAsAt = 18992;       // 31 December 2021
  static constexpr Day kInTheYear = 18809;  // 1 July 2021
  model::Ruleset ruleset_;
  BothPasses passes_;
};

TEST_F(NoKnownPeriod, IsJudgedWhereEachDayAsksForTheSame) {
  EXPECT_EQ(status(), Status::met);
  // What changes after the cut-off is nothing to it.
  ruleset_.standards[0].targets[0].valid.until = kAsAt;
  EXPECT_EQ(status(), Status::met);
}

TEST_F(NoKnownPeriod, CannotBeToldWhereATargetChanges) {
  model::Standard& s = ruleset_.standards[0];
  s.targets.push_back(s.targets[0]);
  s.targets[0].valid.until = kInTheYear - 1;
  s.targets[1].valid.from = kInTheYear;
  EXPECT_EQ(status(), Status::met);  // the same before and after
  s.targets[0].value = *Decimal::parse("80");
  EXPECT_EQ(status(), Status::cannot_tell);
}

TEST_F(NoKnownPeriod, CannotBeToldWhereItMayNotBeInForce) {
  ruleset_.standards[0].in_force.from = kInTheYear;
  EXPECT_EQ(status(), Status::cannot_tell);
  ruleset_.standards[0].in_force = {std::nullopt, kInTheYear};
  EXPECT_EQ(status(), Status::cannot_tell);
}

TEST_F(NoKnownPeriod, CannotBeToldWhereNobodyMayBeBound) {
  model::Binding b;
  b.valid.until = kInTheYear;
  ruleset_.standards[0].bound.push_back(b);
  EXPECT_EQ(status(), Status::cannot_tell);
}

// Nor has one of nobody that is known one target where somebody has a local version.
TEST_F(NoKnownPeriod, OfNobodyKnownCannotBeToldWhereALocalVersionAsksForMore) {
  model::Standard& s = ruleset_.standards[0];
  model::Target local = s.targets[0];
  local.value = *Decimal::parse("80");
  local.of_override = 0;
  s.targets.push_back(local);
  s.overrides.emplace_back();
  s.overrides[0].providers = {"Q"};
  s.overrides[0].specification = 0;
  ruleset_.specifications.emplace_back();
  EXPECT_EQ(status(), Status::met);  // of P
  EXPECT_EQ(status(""), Status::cannot_tell);
  s.overrides[0].providers = {"P"};
  EXPECT_EQ(status(), Status::not_met);
}

}  // namespace
}  // namespace assize
