// Files with random damage: every one is read without a crash, either as rules that the formatter
// keeps or with located messages.
#include <gtest/gtest.h>

#include <random>

#include "dsl/format/format.h"
#include "tests/unit/dsl/syntax/support.h"

namespace assize::syntax {
namespace {

// Words of the file itself, so that damage is often nearly right.
std::vector<std::string> words_of(const std::string& text) {
  std::vector<std::string> words = {";",  "end",         "(", ")", "\"", "and",
                                    "is", "choose when", "-", ":", ",",  "rule X \"T\""};
  std::stringstream in(text);
  for (std::string word; in >> word;) words.push_back(word);
  return words;
}

TEST(Damage, EndsInATreeOrInMessages) {
  const std::string whole = read_file("tests/unit/dsl/syntax/files/every_form.assize");
  const std::vector<std::string> words = words_of(whole);
  std::size_t accepted = 0;
  for (unsigned seed = 0; seed < 120; ++seed) {
    std::mt19937 random(seed);
    const auto below = [&](std::size_t n) {
      return std::uniform_int_distribution<std::size_t>(0, n - 1)(random);
    };
    std::string text = whole;
    for (std::size_t k = 0; k < 1 + seed % 3; ++k) {
      const std::size_t at = below(text.size());
      switch (below(4)) {
        case 0:
          text.erase(at, 1 + below(12));
          break;
        case 1:
          text.insert(at, " " + words[below(words.size())] + " ");
          break;
        case 2:
          text[at] = static_cast<char>(below(256));
          break;
        default:
          text = text.substr(0, at) + text.substr(std::min(text.size(), at + below(400)));
          break;
      }
    }
    const Parsed p(text);
    EXPECT_EQ(p.result.ok, p.diagnostics.all().empty()) << "seed " << seed;
    for (const Diagnostic& d : p.diagnostics.all()) {
      ASSERT_TRUE(d.span.has_value());
      EXPECT_LE(d.span->begin, d.span->end) << "seed " << seed;
      EXPECT_LE(d.span->end, text.size()) << "seed " << seed;
    }
    render(p.diagnostics, p.sources);
    if (!p.result.ok) continue;
    ++accepted;
    const Parsed again(format(p.sources.file(0), p.result.file));
    EXPECT_EQ(dump(again.result.file), dump(p.result.file)) << "seed " << seed;
  }
  EXPECT_GT(accepted, 0u);
}

}  // namespace
}  // namespace assize::syntax
