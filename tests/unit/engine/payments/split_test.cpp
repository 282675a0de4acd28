#include "engine/payments/split.h"

#include <gtest/gtest.h>

#include <numeric>
#include <random>

#include "engine/payments/amounts.h"

namespace assize {
namespace {

using model::Pence;

Pence sum(const std::vector<Pence>& parts) {
  return std::accumulate(parts.begin(), parts.end(), Pence{0});
}

// Worked out on paper.
TEST(Split, AThirdLeavesAPennyToWhoIsNamed) {
  const model::Sharing thirds{{{0, 1, 3}, {1, 1, 3}, {2, 1, 3}}, 0};
  EXPECT_EQ(split(100000, thirds, 3), (std::vector<Pence>{33334, 33333, 33333}));
  EXPECT_EQ(split(120000, thirds, 3), (std::vector<Pence>{40000, 40000, 40000}));
  // £0.02: nobody's third is a penny, so both are the named payer's.
  EXPECT_EQ(split(2, thirds, 3), (std::vector<Pence>{2, 0, 0}));
}

TEST(Split, WhatIsLeftOverIsNotTheFirstPayersUnlessNamed) {
  const model::Sharing shares{{{0, 7, 10}, {1, 1, 10}, {2, 1, 5}}, 2};
  // £0.99: 69.3, 9.9 and 19.8 pence; 69, 9 and 19 whole ones, two left over.
  EXPECT_EQ(split(99, shares, 3), (std::vector<Pence>{69, 9, 21}));
}

TEST(Split, AReversalIsThePenniesWithTheSignTurned) {
  const model::Sharing thirds{{{2, 1, 3}, {0, 2, 3}}, 1};
  for (Pence amount = 0; amount < 1000; ++amount) {
    std::vector<Pence> there = split(amount, thirds, 3), back = split(-amount, thirds, 3);
    for (std::size_t i = 0; i < there.size(); ++i) EXPECT_EQ(there[i], -back[i]) << amount;
  }
}

TEST(Split, ThePartsAreTheWhole) {
  std::mt19937_64 random(1);
  for (int round = 0; round < 20000; ++round) {
    const auto payers = static_cast<std::size_t>(random() % 5 + 1);
    const auto whole =
        static_cast<std::int64_t>(random() % 997 + static_cast<std::uint64_t>(payers));
    model::Sharing shares;
    std::int64_t left = whole;
    for (std::uint32_t p = 0; p < payers; ++p) {
      const std::int64_t room = left - static_cast<std::int64_t>(payers - p - 1);
      const std::int64_t n =
          p + 1 == payers
              ? left
              : static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(room)) + 1;
      shares.shares.push_back({p, n, whole});
      left -= n;
    }
    shares.remainder = static_cast<std::uint32_t>(random() % payers);
    const auto amount = static_cast<Pence>(random() % 1'000'000'000'000'000u);
    const std::vector<Pence> parts = split(amount, shares, payers);
    EXPECT_EQ(sum(parts), amount);
    for (std::uint32_t p = 0; p < payers; ++p) {
      // Never less than its share without the fraction, and above it only for the one named.
      __extension__ typedef __int128 Wide;
      const auto least = static_cast<Pence>(static_cast<Wide>(amount) * shares.shares[p].n / whole);
      EXPECT_GE(parts[p], least);
      if (p != shares.remainder) {
        EXPECT_EQ(parts[p], least);
      }
    }
  }
}

TEST(Instalments, TheLastHasWhatIsLeftOver) {
  // £1,000,000.00 in twelve: 11 of £83,333.33 and one of £83,333.37.
  std::vector<Pence> twelve(11, 8333333);
  twelve.push_back(8333337);
  EXPECT_EQ(instalments(100000000, 12), twelve);
  EXPECT_EQ(instalments(1200, 12), std::vector<Pence>(12, 100));
  for (Pence amount = 12; amount < 5000; ++amount) EXPECT_EQ(sum(instalments(amount, 12)), amount);
}

model::Volume band(std::int64_t predicted, int low, int high) {
  model::Volume v;
  v.predicted = predicted;
  v.low = Decimal(low);
  v.high = Decimal(high);
  v.price = 80000;
  return v;
}

TEST(Volume, WholeCasesAloneLieOutsideTheBand) {
  // 90% to 110% of 405 is from 364.5 to 445.5: 365 to 445 are within.
  const model::Volume v = band(405, 90, 110);
  EXPECT_EQ(payments::reconciled(v, 365), 0);
  EXPECT_EQ(payments::reconciled(v, 445), 0);
  EXPECT_EQ(payments::reconciled(v, 446), 80000);
  EXPECT_EQ(payments::reconciled(v, 364), -80000);
  EXPECT_EQ(payments::reconciled(v, 0), -365 * Pence{80000});
  EXPECT_EQ(payments::reconciled(band(400, 90, 110), 440), 0);
  EXPECT_EQ(payments::reconciled(band(400, 90, 110), 441), 80000);
}

Finding counted(std::int64_t n, std::int64_t d) {
  Finding f;
  f.numerator = {n, n};
  f.denominator = {d, d};
  f.low = f.high = {true, n, d, {}, {}, {}};
  return f;
}

TEST(Amounts, CasesBelowARate) {
  model::PaidOutcome o;
  o.amount = 50000;
  o.rate = Decimal::parse("1.50");
  // 1.50 x 4 - 1 = 5 fewer.
  EXPECT_EQ(payments::amount_of(o, counted(1, 4)).low, 250000);
  // More than before: never below £0.00.
  EXPECT_EQ(payments::amount_of(o, counted(7, 4)).low, 0);
  o.above = true;
  EXPECT_EQ(payments::amount_of(o, counted(7, 4)).low, 50000);
}

TEST(Amounts, FractionsOfAPennyAreRoundedAsSaid) {
  model::PaidOutcome o;
  o.amount = 33;
  o.rate = Decimal::parse("1.55");
  o.rounds = true;
  // (1.55 x 3 - 1) x 33p = 3.65 x 33p = 120.45p.
  EXPECT_EQ(payments::amount_of(o, counted(1, 3)).low, 120);
  o.rounding = Rounding::up;
  EXPECT_EQ(payments::amount_of(o, counted(1, 3)).low, 121);
}

TEST(Amounts, AnUncertainCountHasTwoEnds) {
  model::PaidOutcome o;
  o.amount = 50000;
  o.rate = Decimal::parse("1.50");
  Finding f = counted(1, 4);
  f.numerator = {1, 3};
  const payments::Amount a = payments::amount_of(o, f);
  EXPECT_EQ(a.low, 150000);
  EXPECT_EQ(a.high, 250000);
  EXPECT_FALSE(a.because.empty());
}

TEST(Amounts, AnEndThatIsNotThereIsNoEnd) {
  model::PaidOutcome o;
  o.amount = 50000;
  o.rate = Decimal::parse("1.50");
  Finding f = counted(1, 4);
  f.low.exists = false;
  EXPECT_FALSE(payments::amount_of(o, f).because.empty());
}

}  // namespace
}  // namespace assize
