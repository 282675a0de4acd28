// Special causes by each published definition, one by one: nothing is hidden by precedence.
#include "engine/variation/series.h"
#include "engine/variation/signals.h"
#include "tests/oracles/variation/oracle.h"

namespace assize::variation {
namespace {

// The points of a case, facet and rebase group, with the lines that the peer drew.
struct Group {
  std::vector<Point> points;
  std::vector<std::string> seq;
};
using Key = std::vector<std::string>;

Key key_of(const Row& row) { return {row.at("case_id"), row.at("facet"), row.at("rebase_group")}; }

std::map<Key, Group> groups() {
  std::map<Key, Group> out;
  for (const Row& row : table(in_tree("variation/xmr_points.csv"))) {
    Point p;
    p.value = number(row.at("value"));
    p.centre = number(row.at("mean"));
    p.lower = number(row.at("lpl"));
    p.upper = number(row.at("upl"));
    p.lower_2 = p.centre - (p.centre - p.lower) * 2 / 3;
    p.upper_2 = p.centre + (p.upper - p.centre) * 2 / 3;
    Group& g = out[key_of(row)];
    g.points.push_back(p);
    g.seq.push_back(row.at("seq"));
  }
  return out;
}

// What the rules of `settings` mark in every group.
std::map<std::pair<Key, std::string>, Broken> marked(const Settings& settings) {
  std::map<std::pair<Key, std::string>, Broken> out;
  for (auto& [key, group] : groups()) {
    Segment segment;
    segment.end = group.points.size();
    std::vector<double> values;
    for (const Point& p : group.points) values.push_back(p.value);
    mark_signals(settings, segment, largest(values), group.points);
    for (std::size_t i = 0; i < group.points.size(); ++i)
      out[{key, group.seq[i]}] = group.points[i].broken;
  }
  return out;
}

void compare(const Settings& settings, const char* column, signed char Broken::*rule) {
  const auto got = marked(settings);
  std::size_t seen = 0, broken = 0;
  for (const Row& row : table(in_tree("variation/xmr_rule_variants.csv"))) {
    const bool ours = got.at({key_of(row), row.at("seq")}).*rule != 0;
    const bool theirs = row.at(column) != "0";
    broken += theirs;
    EXPECT_EQ(ours, theirs) << column << " " << row.at("case_id") << " " << row.at("seq");
    ++seen;
  }
  EXPECT_EQ(seen, 1201u);
  EXPECT_GT(broken, 0u) << column;
}

Settings two_of_three(TwoOfThree which) {
  Settings s;
  s.two_of_three = which;
  return s;
}

TEST(Rules, TwoOfThree) {
  compare(two_of_three(TwoOfThree::between), "two_of_three_a", &Broken::two_of_three);
  compare(two_of_three(TwoOfThree::beyond), "two_of_three_b", &Broken::two_of_three);
  compare(two_of_three(TwoOfThree::uncancelled), "two_of_three_c", &Broken::two_of_three);
  compare(two_of_three(TwoOfThree::any_side), "two_of_three_d", &Broken::two_of_three);
}

TEST(Rules, RunsAndTrends) {
  for (const int length : {7, 8}) {
    Settings s;
    s.run_length = length;
    compare(s, length == 7 ? "run7" : "run8", &Broken::run);
  }
  for (const int length : {6, 7}) {
    Settings s;
    s.trend_length = length;
    compare(s, length == 6 ? "trend6" : "trend7", &Broken::trend);
  }
}

// PowerBI-SPC on the same points.
TEST(Rules, OfTheSecondPeer) {
  const std::pair<const char*, int> trends[] = {{"trend5", 5}, {"trend6", 6}, {"trend7", 7}};
  const auto words = [](int side) { return side > 0 ? "upper" : side < 0 ? "lower" : "none"; };
  const std::vector<Row> rows = table(in_tree("variation/xmr_rules_second_peer.csv"));
  const auto usual = marked(two_of_three(TwoOfThree::uncancelled));
  for (const Row& row : rows) {
    const Broken& b = usual.at({key_of(row), row.at("seq")});
    EXPECT_EQ(words(b.outside), row.at("astronomical")) << row.at("case_id") << row.at("seq");
    EXPECT_EQ(words(b.run), row.at("shift7")) << row.at("case_id") << row.at("seq");
    EXPECT_EQ(words(b.two_of_three), row.at("two_in_three_points_only"))
        << row.at("case_id") << row.at("seq");
  }
  for (const auto& [column, length] : trends) {
    Settings s;
    s.trend_length = length;
    const auto got = marked(s);
    for (const Row& row : rows) {
      EXPECT_EQ(words(got.at({key_of(row), row.at("seq")}).trend), row.at(column))
          << column << row.at("case_id") << row.at("seq");
    }
  }
}

}  // namespace
}  // namespace assize::variation
