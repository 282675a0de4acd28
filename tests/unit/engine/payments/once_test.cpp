#include "engine/payments/once.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>

namespace assize {
namespace {

constexpr CalendarDuration kYear{12, 0};

// What becomes of claims when everything is known, in the plainest way: in order, each is held
// against the last that was payable. Returns those that are payable.
std::set<std::size_t> payable(const std::vector<OnceClaim>& claims,
                              const std::set<std::size_t>& real, CalendarDuration window) {
  std::vector<std::size_t> order(real.begin(), real.end());
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    if (*claims[a].day != *claims[b].day) return *claims[a].day < *claims[b].day;
    return claims[a].key < claims[b].key;
  });
  std::set<std::size_t> out;
  std::optional<Day> last;
  for (const std::size_t i : order) {
    if (last && *claims[i].day <= *plus(*last, window)) continue;
    out.insert(i);
    last = claims[i].day;
  }
  return out;
}

TEST(PayOnce, EveryWayOfFillingTheGapsAgrees) {
  std::mt19937 random(7);
  for (int round = 0; round < 4000; ++round) {
    std::vector<OnceClaim> claims;
    const std::size_t n = random() % 7 + 1;
    for (std::size_t i = 0; i < n; ++i) {
      OnceClaim c;
      c.person = "K";
      c.day = static_cast<Day>(18900 + random() % 1200);
      c.certain = random() % 3 != 0;
      c.key = std::to_string(i);
      claims.push_back(c);
    }
    const std::vector<OnceVerdict> found = pay_once(claims, kYear);
    std::vector<bool> ever_paid(n, false), ever_repeats(n, false);
    for (unsigned world = 0; world < (1u << n); ++world) {
      std::set<std::size_t> real;
      bool possible = true;
      for (std::size_t i = 0; i < n; ++i) {
        if (world >> i & 1u)
          real.insert(i);
        else if (claims[i].certain)
          possible = false;
      }
      if (!possible) continue;
      const std::set<std::size_t> paid = payable(claims, real, kYear);
      for (const std::size_t i : real) (paid.contains(i) ? ever_paid : ever_repeats)[i] = true;
    }
    for (std::size_t i = 0; i < n; ++i) {
      if (claims[i].certain) {
        const Repeat right = !ever_repeats[i] ? Repeat::none
                             : !ever_paid[i]  ? Repeat::proven
                                              : Repeat::possible;
        EXPECT_EQ(found[i].repeat, right) << "round " << round << ", claim " << i;
      } else {
        EXPECT_NE(found[i].repeat, Repeat::proven);
        if (ever_repeats[i]) {
          EXPECT_EQ(found[i].repeat, Repeat::possible);
        }
      }
    }
  }
}

TEST(PayOnce, WhatNamesNobodyCouldBeAnybodys) {
  std::mt19937 random(13);
  for (int round = 0; round < 4000; ++round) {
    std::vector<OnceClaim> claims;
    const std::size_t n = random() % 7 + 1;
    for (std::size_t i = 0; i < n; ++i) {
      OnceClaim c;
      if (random() % 3 != 0) c.person = "K";
      c.day = static_cast<Day>(18900 + random() % 1200);
      c.certain = random() % 4 != 0;
      c.key = std::to_string(i);
      claims.push_back(c);
    }
    const std::vector<OnceVerdict> found = pay_once(claims, kYear);
    for (unsigned world = 0; world < (1u << n); ++world) {
      std::set<std::size_t> real;  // of K, in this world
      bool possible = true;
      for (std::size_t i = 0; i < n; ++i) {
        if (world >> i & 1u)
          real.insert(i);
        else if (claims[i].certain && claims[i].person)
          possible = false;
      }
      if (!possible) continue;
      const std::set<std::size_t> paid = payable(claims, real, kYear);
      for (const std::size_t i : real) {
        if (!claims[i].person || !claims[i].certain) continue;
        if (found[i].repeat == Repeat::none && !found[i].shaken) {
          EXPECT_TRUE(paid.contains(i)) << "round " << round << ", claim " << i;
        }
        if (found[i].repeat == Repeat::proven) {
          EXPECT_FALSE(paid.contains(i)) << "round " << round << ", claim " << i;
        }
      }
    }
  }
}

TEST(PayOnce, PeopleDoNotTouchOneAnother) {
  const std::vector<OnceClaim> claims = {{"A", 19000, true, "1"},
                                         {"B", 19001, true, "2"},
                                         {std::nullopt, 19002, true, "3"},
                                         {"A", 19003, true, "4"}};
  const auto found = pay_once(claims, kYear);
  EXPECT_EQ(found[0].repeat, Repeat::none);
  EXPECT_EQ(found[1].repeat, Repeat::none);
  EXPECT_EQ(found[2].repeat, Repeat::not_checkable);
  EXPECT_EQ(found[3].repeat, Repeat::proven);
  EXPECT_TRUE(found[3].of_known);
  EXPECT_EQ(found[3].of, 0u);
  // Before the one that names nobody nothing is shaken.
  EXPECT_FALSE(found[0].shaken || found[1].shaken);
}

TEST(PayOnce, OneWithoutADateHoldsThePersonsOthers) {
  const std::vector<OnceClaim> claims = {{"A", 19000, true, "1"}, {"A", std::nullopt, true, "2"}};
  for (const OnceVerdict& v : pay_once(claims, kYear)) EXPECT_EQ(v.repeat, Repeat::possible);
}

TEST(PayOnce, WithoutAPersonThereIsNeverMoreToPay) {
  std::mt19937 random(11);
  const auto count = [](const std::vector<OnceClaim>& claims) {
    const auto found = pay_once(claims, kYear);
    std::size_t paid = 0;
    for (std::size_t i = 0; i < claims.size(); ++i)
      paid += claims[i].certain && found[i].repeat == Repeat::none && !found[i].shaken;
    return paid;
  };
  for (int round = 0; round < 5000; ++round) {
    std::vector<OnceClaim> claims;
    const std::size_t n = random() % 9 + 1;
    for (std::size_t i = 0; i < n; ++i)
      claims.push_back({std::string(1, static_cast<char>('A' + random() % 2)),
                        static_cast<Day>(18900 + random() % 1500), random() % 4 != 0,
                        std::to_string(i)});
    const std::size_t before = count(claims);
    claims[random() % n].person.reset();
    EXPECT_LE(count(claims), before) << "round " << round;
  }
}

}  // namespace
}  // namespace assize
