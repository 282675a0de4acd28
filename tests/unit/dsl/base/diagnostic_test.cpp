#include "dsl/base/diagnostic.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "dsl/base/codes.h"

namespace assize {
namespace {

TEST(Codes, AreInOrderAndWellFormed) {
  EXPECT_TRUE(std::is_sorted(std::begin(kCodes), std::end(kCodes),
                             [](const CodeRow& a, const CodeRow& b) { return a.code < b.code; }));
  for (const CodeRow& row : kCodes) {
    EXPECT_EQ(row.code.size(), 5u);
    EXPECT_EQ(row.code[0], 'A');
    EXPECT_TRUE(row.code[1] >= '1' && row.code[1] <= '6') << row.code;
    EXPECT_FALSE(row.title.empty());
    EXPECT_EQ(find_code(row.code), &row) << "given twice: " << row.code;
  }
  EXPECT_EQ(find_code("A0000"), nullptr);
}

TEST(Render, ShowsPlaceLineCaretNoteAndHint) {
  Sources sources;
  sources.add("a.assize", "one\n\tcafé wen: x;\n");
  Diagnostic d{"A1011", Severity::error, "`wen` is not a clause", Span{0, 11, 14}, {},
               {},      "`when`"};
  d.notes.push_back({"the block starts here", Span{0, 0, 3}});
  EXPECT_EQ(render(d, sources),
            "a.assize:2:7: error[A1011]: `wen` is not a clause\n"
            "  \tcafé wen: x;\n"
            "  \t     ^~~\n"
            "a.assize:1:1: note: the block starts here\n"
            "  one\n"
            "  ^~~\n"
            "hint: `when`\n");
  EXPECT_EQ(render(d, sources, {.compact = true}),
            "a.assize:2:7: error[A1011]: `wen` is not a clause\n");
}

TEST(Render, QuotesAtMostTwoHundredCharactersAroundTheCaret) {
  Sources sources;
  sources.add("a", std::string(5000, 'x') + "!" + std::string(5000, 'y'));
  const std::string text =
      render({"A1007", Severity::error, "no", Span{0, 5000, 5001}, {}, {}, {}}, sources);
  EXPECT_EQ(text, "a:1:5001: error[A1007]: no\n  ... " + std::string(100, 'x') + "!" +
                      std::string(99, 'y') + " ...\n  " + std::string(104, ' ') + "^\n");
}

TEST(Render, PointsBehindTheEndAndSurvivesBytesThatAreNotText) {
  Sources sources;
  sources.add("a", "ab");
  sources.add("b", "x\xff\xe2\x80\xaey");
  EXPECT_EQ(render({"A1010", Severity::error, "end", Span{0, 2, 2}, {}, {}, {}}, sources),
            "a:1:3: error[A1010]: end\n  ab\n    ^\n");
  EXPECT_EQ(render({"A1001", Severity::error, "bad", Span{1, 5, 6}, {}, {}, {}}, sources),
            "b:1:4: error[A1001]: bad\n  x\\x{ff}\\u{202e}y\n  " + std::string(15, ' ') + "^\n");
}

TEST(Render, NamesPlacesInDataWithoutQuotingThem) {
  const Sources none;
  EXPECT_EQ(render({"A5004", Severity::warning, "t", {}, DataPlace{"r.csv", 214, 6}, {}, {}}, none),
            "r.csv:214:6: warning[A5004]: t\n");
  EXPECT_EQ(render({"A6001", Severity::error, "t\nforged", {}, {}, {}, {}}, none),
            "error[A6001]: t\\u{a}forged\n");
}

TEST(Diagnostics, KeepTheFirstErrorsAndCountTheRest) {
  Diagnostics list(2);
  for (int i = 0; i < 5; ++i) list.error("A1010", Span{0, 9, 9}, std::to_string(i));
  list.warning("A4001", Span{0, 1, 1}, "w");
  EXPECT_TRUE(list.has_errors());
  EXPECT_EQ(list.errors(), 5u);
  EXPECT_EQ(list.dropped(), 3u);
  ASSERT_EQ(list.all().size(), 3u);
  list.sort();
  EXPECT_EQ(list.all()[0].text, "w");
  EXPECT_EQ(list.all()[1].text, "0");
  Sources sources;
  sources.add("f", "0123456789");
  EXPECT_THAT(render(list, sources, {.compact = true}),
              testing::EndsWith("and 3 more messages not shown\n"));
}

TEST(Escape, MakesControlCharactersVisible) {
  EXPECT_EQ(escape_controls("a\x1b[31m\r\n\x7f"), "a\\u{1b}[31m\\u{d}\\u{a}\\u{7f}");
  EXPECT_EQ(escape_controls("£ é 中 \xf0\x9f\x98\x80"), "£ é 中 \xf0\x9f\x98\x80");
  EXPECT_EQ(escape_controls("\xe2\x80\xae\xed\xa0\x80\xc3"), "\\u{202e}\\u{d800}\\x{c3}");
}

TEST(Nearest, FindsSlipsOfTheKeyboardOnly) {
  const std::vector<std::string> clauses = {"when", "must", "severity", "message", "decided"};
  EXPECT_EQ(nearest("wen", clauses), "when");
  EXPECT_EQ(nearest("hwen", clauses), "when");
  EXPECT_EQ(nearest("WHEN", clauses), "when");
  EXPECT_EQ(nearest("sevrety", clauses), "severity");
  EXPECT_EQ(nearest("otherwise", clauses), "");
  EXPECT_EQ(nearest("x", clauses), "");
  EXPECT_EQ(nearest("", clauses), "");
}

}  // namespace
}  // namespace assize
