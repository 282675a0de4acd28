// The compiled form: the same bytes for the same ruleset, and no file, however it is changed, that
// makes the program fall over.
#include "adapters/compiled/compiled.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <random>

#include "adapters/compiled/integrity.h"
#include "adapters/system/holidays.h"
#include "adapters/system/zones.h"
#include "dsl/check/check.h"
#include "dsl/syntax/parse.h"

namespace assize {
namespace {

std::string no_hash(std::string_view) { return "0"; }
// A stand-in for a hash: an item that is gone shows, a number for another does not.
std::string length_as_hash(std::string_view text) { return std::to_string(text.size()); }

model::Ruleset ruleset_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  const std::string text((std::istreambuf_iterator<char>(in)), {});
  Sources texts;
  Diagnostics problems;
  const std::uint32_t file = texts.add(path, text);
  std::vector<syntax::File> files;
  files.push_back(syntax::parse(texts, file, problems).file);
  Environment world;
  world.zone = [](const std::string& name) -> std::optional<ZoneTable> {
    auto table = zone_table(name);
    return table ? std::optional(std::move(*table)) : std::nullopt;
  };
  world.holidays = bank_holidays_england();
  Checked checked = check(files, texts, world, problems);
  EXPECT_TRUE(checked.ok) << path;
  return std::move(checked.ruleset);
}

const std::vector<std::string> kRulesets = {
    "tests/bench/w1/w1.assize", "tests/cli/fixtures/waits.assize",
    "tests/cli/fixtures/totals.assize", "tests/cli/fixtures/payments.assize"};

TEST(Compiled, ReadingGivesBackWhatWasWritten) {
  for (const std::string& path : kRulesets) {
    const model::Ruleset ruleset = ruleset_of(path);
    const std::string text = compiled::write(ruleset, no_hash);
    EXPECT_TRUE(compiled::is_compiled(text));
    const auto again = compiled::read(text, no_hash);
    ASSERT_TRUE(again) << path << ": " << again.error();
    EXPECT_EQ(compiled::write(*again, no_hash), text) << path;
    EXPECT_EQ(again->standards.size(), ruleset.standards.size());
    EXPECT_EQ(again->exprs.size(), ruleset.exprs.size());
  }
}

TEST(Compiled, WhatIsNoneIsRefusedInWords) {
  const std::string text = compiled::write(ruleset_of(kRulesets[1]), no_hash);
  const auto refusal = [](const std::string& t) {
    const auto r = compiled::read(t, no_hash);
    return r ? std::string("taken") : r.error();
  };
  EXPECT_EQ(refusal("module a version 1.0.0;"), "this is not a compiled ruleset");
  EXPECT_NE(refusal(text.substr(0, text.size() / 2)).find("damaged"), std::string::npos);
  std::string other = text;
  other.replace(other.find(":1,"), 3, ":9,");
  EXPECT_NE(refusal(other).find("another version"), std::string::npos);
  const auto wrong_hash = compiled::read(text, [](std::string_view) { return std::string("1"); });
  ASSERT_FALSE(wrong_hash);
  EXPECT_NE(wrong_hash.error().find("damaged"), std::string::npos);
}

// Changes that keep the document well formed: a number for another, an item gone or doubled. With
// the hash of the command none is taken; what a forger with a fitting hash writes is read without
// falling over.
TEST(Compiled, NoChangeMakesItFallOver) {
  std::mt19937 random(20261122);
  std::size_t taken = 0, refused = 0;
  for (const std::string& path : kRulesets) {
    const std::string text = compiled::write(ruleset_of(path), length_as_hash);
    std::vector<std::size_t> digits, commas;
    for (std::size_t i = text.find("\"ruleset\":") + 10; i < text.size(); ++i) {
      if (text[i] >= '0' && text[i] <= '9') digits.push_back(i);
      if (text[i] == ',') commas.push_back(i);
    }
    for (int n = 0; n < 1000; ++n) {
      std::string changed = text;
      if (n % 4 == 3) {
        changed.erase(commas[random() % commas.size()], 1 + random() % 4);
        EXPECT_FALSE(compiled::read(changed, length_as_hash));
        continue;
      }
      changed[digits[random() % digits.size()]] = static_cast<char>('0' + random() % 10);
      (compiled::read(changed, length_as_hash) ? taken : refused) += 1;
    }
  }
  EXPECT_GT(taken, 0u);
  EXPECT_GT(refused, 0u);
}

}  // namespace
}  // namespace assize
