// Percentiles between neighbours, of both evaluators, against figures worked out by hand: the place
// is (n - 1) p / 100 steps from the first.
#include <gtest/gtest.h>

#include "engine/evaluate/percentile.h"
#include "engine/reference/figures.h"

namespace assize {
namespace {

struct Wanted {
  std::vector<std::int64_t> values;
  std::int64_t percentile;
  const char* text;
};

TEST(Interpolated, AsWorkedOutByHand) {
  const Wanted all[] = {
      {{1, 3, 4, 10}, 50, "3.5"},  // 1.5 steps: half way from 3 to 4
      {{10, 3, 1, 4}, 90, "8.2"},  // 2.7 steps: 4 and 0.7 of 6
      {{7}, 90, "7"},              // no step
      {{2, 8}, 100, "8"},          // the last
      {{5, 5, 5}, 25, "5"},        // half a step among equals
      {{0, 10, 20, 30, 40}, 25, "10"},
  };
  for (const Wanted& w : all) {
    std::vector<Decimal> values;
    std::vector<reference::Case> cases;
    for (const std::int64_t v : w.values) {
      values.emplace_back(v);
      cases.push_back({OutcomeSet(Outcome::met), Value::of(Scalar(Decimal(v)))});
    }
    const Decimal p(w.percentile);
    const Ratio wanted(*Decimal::parse(w.text));
    const auto row_by_row = reference::interpolated(cases, p);
    ASSERT_TRUE(row_by_row.has_value());
    EXPECT_TRUE(*row_by_row == wanted) << w.text;
    EXPECT_TRUE(evaluate::between_neighbours(values, p) == wanted) << w.text;
  }
}

TEST(Interpolated, NotWhereACaseIsNotCertainOrNotKnown) {
  std::vector<reference::Case> cases{
      {OutcomeSet(Outcome::met), Value::of(Scalar(Decimal(1)))},
      {OutcomeSet(Outcome::met) | Outcome::out, Value::of(Scalar(Decimal(2)))}};
  EXPECT_FALSE(reference::interpolated(cases, Decimal(50)).has_value());
  cases[1] = {OutcomeSet(Outcome::met), Value::unknown(Reason::blank)};
  EXPECT_FALSE(reference::interpolated(cases, Decimal(50)).has_value());
  cases[1] = {OutcomeSet(Outcome::out), Value::unknown(Reason::blank)};
  EXPECT_TRUE(reference::interpolated(cases, Decimal(50)).has_value());
  EXPECT_FALSE(reference::interpolated({}, Decimal(50)).has_value());
}

}  // namespace
}  // namespace assize
