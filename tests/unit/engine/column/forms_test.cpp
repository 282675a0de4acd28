// The quick readers of words, dates and clocks against the plain ones.
#include <gtest/gtest.h>

#include <string>

#include "engine/column/fixed_forms.h"
#include "engine/column/text.h"
#include "engine/column/word_table.h"

namespace assize {
namespace {

std::string digits(int n, int width) {
  std::string out(static_cast<std::size_t>(width), '0');
  for (int i = width - 1; i >= 0; --i, n /= 10)
    out[static_cast<std::size_t>(i)] = static_cast<char>('0' + n % 10);
  return out;
}

TEST(FixedForms, dates_as_parse_date) {
  const auto compare = [](const std::string& text) {
    const auto plain = parse_date(text);
    const std::int32_t quick = whole_date_from_first(text.data());
    ASSERT_EQ(quick < 0, !plain) << text;
    if (plain) {
      ASSERT_EQ(quick + kFirstDay, plain->first) << text;
    }
  };
  for (int year = 0; year <= 9999; year += year > 1890 && year < 2110 ? 1 : 9) {
    for (int month = 0; month <= 13; ++month) {
      for (int day = 0; day <= 32; ++day)
        compare(digits(year, 4) + "-" + digits(month, 2) + "-" + digits(day, 2));
    }
  }
  for (std::size_t at = 0; at < 10; ++at) {
    for (int byte = 0; byte < 256; ++byte) {
      std::string text = "2011-11-11";
      text[at] = static_cast<char>(byte);
      compare(text);
    }
  }
}

TEST(FixedForms, clocks_as_parse_time) {
  const auto compare = [](const std::string& text) {
    const auto plain = parse_time(text);
    const Millis quick = text.size() == 8 ? clock_with_seconds(text.data())
                                          : clock_without_seconds(("xxx" + text).data());
    // The quick ones leave the end of the day to the plain one.
    const bool readable = plain && plain->wall < kDayMillis && !plain->offset_minutes;
    ASSERT_EQ(quick >= 0, readable) << text;
    if (readable) {
      ASSERT_EQ(quick, plain->wall) << text;
    }
  };
  for (int hour = 0; hour < 100; ++hour) {
    for (int minute = 0; minute < 100; ++minute) {
      const std::string text = digits(hour, 2) + ":" + digits(minute, 2);
      compare(text);
      compare(text + ":00");
      compare(text + ":59");
      compare(text + ":60");
    }
  }
  for (std::size_t at = 0; at < 8; ++at) {
    for (int byte = 0; byte < 256; ++byte) {
      std::string text = "11:11:11";
      text[at] = static_cast<char>(byte);
      compare(text);
      if (at < 5) compare(text.substr(0, 5));
    }
  }
}

TEST(WordTable, finds_short_and_long_words_wherever_they_lie) {
  std::vector<std::pair<std::string, std::int32_t>> words;
  for (int i = 0; i < 300; ++i)
    words.emplace_back(std::string(static_cast<std::size_t>(i % 12), 'a') + std::to_string(i), i);
  const WordTable table(words);
  for (const auto& [word, number] : words) {
    EXPECT_EQ(table.find(word), number);
    const std::string memory = word + "zzzzzzzz";
    EXPECT_EQ(table.find(std::string_view(memory).substr(0, word.size()), memory), number);
    EXPECT_EQ(table.find(std::string_view(memory).substr(0, word.size()),
                         std::string_view(memory).substr(0, word.size())),
              number);
    EXPECT_EQ(table.find(word + "b"), WordTable::kNoWord);
    EXPECT_EQ(table.find(word + std::string(1, '\0')), WordTable::kNoWord);
  }
  EXPECT_EQ(table.find(""), WordTable::kNoWord);
  EXPECT_EQ(WordTable().find(""), WordTable::kNoWord);
  EXPECT_EQ(WordTable({{"a", 1}, {"a", 2}}).find("a"), 1);
}

TEST(Text, invalid_utf8_is_found_at_its_first_byte) {
  constexpr std::size_t none = std::string_view::npos;
  EXPECT_EQ(invalid_utf8_at("plain text of more than eight bytes"), none);
  EXPECT_EQ(invalid_utf8_at("\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80"), none);
  EXPECT_EQ(invalid_utf8_at("12345678\x96"), 8u);
  EXPECT_EQ(invalid_utf8_at("a\xC0\xAF"), 1u);         // overlong
  EXPECT_EQ(invalid_utf8_at("\xE0\x80\xAF"), 0u);      // overlong
  EXPECT_EQ(invalid_utf8_at("\xED\xA0\x80"), 0u);      // a surrogate
  EXPECT_EQ(invalid_utf8_at("\xF4\x90\x80\x80"), 0u);  // beyond U+10FFFF
  EXPECT_EQ(invalid_utf8_at("ab\xE2\x82"), 2u);        // cut off
}

TEST(Text, control_characters) {
  EXPECT_FALSE(has_control_characters("a\tb\r\nc \xC3\xA9 \xE2\x82\xAC"));
  EXPECT_TRUE(has_control_characters("a\x01"));
  EXPECT_TRUE(has_control_characters("\x7F"));
  EXPECT_TRUE(has_control_characters("\xC2\x85"));
  EXPECT_TRUE(has_control_characters("\xE2\x80\xAE"));
  EXPECT_TRUE(has_control_characters("\xE2\x81\xA6"));
}

}  // namespace
}  // namespace assize
