// Oracle files for the tests of this folder: tables and cases, from the tree, or, where a licence
// keeps them out of it, from the corpora beside it.
#pragma once

#include <gtest/gtest.h>

#include <charconv>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "engine/variation/funnel.h"

namespace assize::variation {

using Row = std::map<std::string, std::string>;
using nlohmann::json;

// The oracles use no line ends inside cells.
inline std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> out(1);
  bool quoted = false;
  for (const char c : line) {
    if (c == '"') {
      quoted = !quoted;
    } else if (c == ',' && !quoted) {
      out.emplace_back();
    } else if (c != '\r') {
      out.back() += c;
    }
  }
  return out;
}

inline std::vector<Row> table(const std::filesystem::path& path) {
  std::ifstream in(path);
  EXPECT_TRUE(in.good()) << path;
  std::vector<Row> rows;
  std::string line;
  std::getline(in, line);
  const std::vector<std::string> heading = cells_of(line);
  while (std::getline(in, line)) {
    const std::vector<std::string> cells = cells_of(line);
    EXPECT_EQ(cells.size(), heading.size()) << path << ": " << line;
    Row& row = rows.emplace_back();
    for (std::size_t i = 0; i < std::min(cells.size(), heading.size()); ++i)
      row[heading[i]] = cells[i];
  }
  EXPECT_FALSE(rows.empty()) << path;
  return rows;
}

inline json cases(const std::filesystem::path& path) {
  std::ifstream in(path);
  EXPECT_TRUE(in.good()) << path;
  return json::parse(in);
}

inline std::filesystem::path in_tree(const std::string& name) {
  return std::filesystem::path("tests/data/oracles") / name;
}

// Nothing where the corpora are not there: the test then says that it did not run.
inline std::optional<std::filesystem::path> beside(const std::string& name) {
  const char* set = std::getenv("ASSIZE_CORPORA");
  const std::filesystem::path root = set != nullptr ? set : "../shared";
  const std::filesystem::path path = root / "oracles" / name;
  return std::filesystem::exists(path) ? std::optional(path) : std::nullopt;
}

// Empty and `null` are no figure.
inline double number(const std::string& text) {
  if (text.empty() || text == "NaN") return kNone;
  if (text == "Inf" || text == "-Inf") return text[0] == '-' ? -HUGE_VAL : HUGE_VAL;
  double x = 0;
  std::from_chars(text.data(), text.data() + text.size(), x);
  return x;
}
inline double number(const json& value) {
  if (value.is_string()) return number(value.get<std::string>());
  return value.is_null() ? kNone : value.get<double>();
}

inline FunnelSettings with(Measure measure, LimitForm limits) {
  FunnelSettings out;
  out.measure = measure;
  out.limits = limits;
  return out;
}

inline testing::AssertionResult close(double ours, double theirs, double relative = 1e-9) {
  if (std::isnan(ours) && std::isnan(theirs)) return testing::AssertionSuccess();
  if (ours == theirs) return testing::AssertionSuccess();
  // Near 0 what is left is rounding of figures of the size of 1.
  if (std::fabs(ours - theirs) <= std::max(relative * std::fabs(theirs), 1e-14))
    return testing::AssertionSuccess();
  return testing::AssertionFailure() << ours << " and not " << theirs;
}

}  // namespace assize::variation
