#include "dsl/base/pattern.h"

#include <gtest/gtest.h>

#include <chrono>
#include <random>

namespace assize {
namespace {

using Kind = PatternPart::Kind;
constexpr auto kMany = PatternPart::kNoLimit;

PatternPart part(Kind kind, std::uint32_t least, std::uint32_t most, std::string text = "",
                 bool optional = false) {
  return {kind, least, most, std::move(text), optional};
}
PatternPart literal(std::string text) { return part(Kind::literal, 1, 1, std::move(text)); }

TEST(Pattern, PrisonNumber) {
  const Pattern p{{part(Kind::capital_letters, 1, 1), part(Kind::digits, 4, 4),
                   part(Kind::capital_letters, 2, 2)}};
  EXPECT_TRUE(matches(p, "A1234BC"));
  for (const char* other : {"", "A1234B", "A1234BCD", "a1234BC", "A12345C", " A1234BC", "A1234BC\n",
                            "Á1234BC", "A１234BC"}) {
    EXPECT_FALSE(matches(p, other)) << other;
  }
  EXPECT_EQ(words(p), "1 capital letter, 4 digits, 2 capital letters");
}

TEST(Pattern, RangesAndOptionalParts) {
  const Pattern p{{part(Kind::letters, 1, 2), part(Kind::digits, 1, kMany),
                   part(Kind::literal, 1, 1, "-", true), part(Kind::one_of, 1, 1, "XY")}};
  for (const char* text : {"a1X", "ab1Y", "ab123456-X"}) EXPECT_TRUE(matches(p, text)) << text;
  for (const char* text : {"1X", "abc1X", "ab-X", "ab1--X", "ab1Z", "ab1"})
    EXPECT_FALSE(matches(p, text)) << text;
  EXPECT_EQ(words(p), "1 to 2 letters, at least 1 digit, optional \"-\", one of \"XY\"");
  const Pattern three_or_none{{part(Kind::digits, 3, 3, "", true)}};
  EXPECT_TRUE(matches(three_or_none, ""));
  EXPECT_TRUE(matches(three_or_none, "123"));
  EXPECT_FALSE(matches(three_or_none, "12"));
}

TEST(Pattern, CharactersAreCodePoints) {
  const Pattern three{{part(Kind::characters, 3, 3)}};
  EXPECT_TRUE(matches(three, "aé😀"));
  EXPECT_FALSE(matches(three, "é"));
  EXPECT_TRUE(matches(three, "\xFF\xC0\x80"));  // not UTF-8: a character a byte
  EXPECT_TRUE(matches(three, "\xED\xA0\x80"));  // a surrogate
  EXPECT_TRUE(matches(three,
                      "\xE2\x82"
                      "a"));  // cut short
  EXPECT_TRUE(matches({{part(Kind::one_of, 2, 2, "é£")}}, "£é"));
  EXPECT_FALSE(matches({{part(Kind::one_of, 1, 1, "\xFF")}}, "\xFF"));
  EXPECT_TRUE(matches({{literal("é"), part(Kind::letters, 1, 1)}}, "éa"));
}

TEST(Pattern, Words) {
  EXPECT_EQ(
      words({{part(Kind::letters, 1, 1), literal("a \"b\""), part(Kind::letters_or_digits, 1, 1),
              part(Kind::letters_or_digits, 2, kMany), part(Kind::one_of, 2, 3, "AB"),
              part(Kind::characters, 0, 1), part(Kind::digits, 2, 2, "", true)}}),
      "1 letter, \"a \"\"b\"\"\", 1 letter or digit, at least 2 letters or digits, 2 to 3 one of "
      "\"AB\", "
      "0 to 1 characters, optional 2 digits");
  EXPECT_EQ(words({}), "");
}

// Tries every way, for texts of ASCII.
bool matches_naively(const std::vector<PatternPart>& parts, std::size_t next,
                     std::string_view text) {
  if (next == parts.size()) return text.empty();
  const PatternPart& p = parts[next];
  if (p.optional && matches_naively(parts, next + 1, text)) return true;
  if (p.kind == Kind::literal) {
    return text.substr(0, p.text.size()) == p.text &&
           matches_naively(parts, next + 1, text.substr(p.text.size()));
  }
  for (std::size_t n = 0; n <= text.size() && n <= p.most; ++n) {
    if (n > 0) {
      const char c = text[n - 1];
      const bool capital = c >= 'A' && c <= 'Z', letter = capital || (c >= 'a' && c <= 'z'),
                 digit = c >= '0' && c <= '9';
      const bool fits = p.kind == Kind::letters             ? letter
                        : p.kind == Kind::capital_letters   ? capital
                        : p.kind == Kind::digits            ? digit
                        : p.kind == Kind::letters_or_digits ? letter || digit
                        : p.kind == Kind::one_of            ? p.text.find(c) != std::string::npos
                                                            : true;
      if (!fits) return false;
    }
    if (n >= p.least && matches_naively(parts, next + 1, text.substr(n))) return true;
  }
  return false;
}

TEST(Pattern, AgreesWithANaiveMatcher) {
  std::mt19937 random(7);
  const auto pick = [&](std::uint32_t n) { return static_cast<std::uint32_t>(random() % n); };
  int matched = 0;
  for (int round = 0; round < 4'000; ++round) {
    Pattern p;
    for (std::uint32_t n = pick(5); n > 0; --n) {
      const auto kind = static_cast<Kind>(pick(7));
      const std::uint32_t least = pick(3), most = pick(4) == 0 ? kMany : least + pick(3);
      const std::string text = kind == Kind::literal  ? (pick(2) ? "a" : "A1")
                               : kind == Kind::one_of ? "aB-"
                                                      : "";
      p.parts.push_back(part(kind, least, most, text, pick(4) == 0));
    }
    for (int k = 0; k < 25; ++k) {
      std::string text;
      for (std::uint32_t n = pick(8); n > 0; --n) text += "aAB1-"[pick(5)];
      const bool expected = matches_naively(p.parts, 0, text);
      matched += expected;
      ASSERT_EQ(matches(p, text), expected) << words(p) << " on " << text;
    }
  }
  EXPECT_GT(matched, 1'000);
}

// A matcher that goes back needs 2^60 steps and more for these.
TEST(Pattern, NeverTakesExponentialTime) {
  const auto begin = std::chrono::steady_clock::now();
  Pattern optional_then_required;
  for (int i = 0; i < 60; ++i)
    optional_then_required.parts.push_back(part(Kind::letters, 1, 1, "", true));
  for (int i = 0; i < 60; ++i) optional_then_required.parts.push_back(part(Kind::letters, 1, 1));
  EXPECT_TRUE(matches(optional_then_required, std::string(60, 'a')));
  EXPECT_FALSE(matches(optional_then_required, std::string(59, 'a')));
  EXPECT_FALSE(matches(optional_then_required, std::string(121, 'a')));
  Pattern runs;
  for (int i = 0; i < 20; ++i) runs.parts.push_back(part(Kind::letters, 0, kMany));
  runs.parts.push_back(literal("!"));
  EXPECT_FALSE(matches(runs, std::string(20'000, 'a')));
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(5));
}

}  // namespace
}  // namespace assize
