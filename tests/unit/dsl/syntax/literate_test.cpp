#include "dsl/syntax/literate.h"

#include <gtest/gtest.h>

#include "tests/unit/dsl/syntax/support.h"

namespace assize::syntax {
namespace {

const char kFile[] =
    "# Prompt\n"
    "\n"
    "> **3.1** People are *seen* within\n"
    "> 60 minutes, in `every` case\\*.\n"
    "\n"
    "```assize\n"
    "rule R \"T\"\n"
    "  cites A quoting \"seen within 60 minutes\";\n"
    "  must: yes;\n"
    "end\n"
    "```\n"
    "~~~\n"
    "> not a quote; rule X\n"
    "~~~\n"
    "   ````assize\n"
    "source A \"T\";\n"
    "   ````\n";

TEST(Literate, ReadsFencedBlocksAtTheirOwnPlaces) {
  const Parsed p(kFile, "custody.assize.md");
  ASSERT_TRUE(p.result.ok) << p.messages();
  ASSERT_EQ(p.result.file.declarations.size(), 2u);
  EXPECT_EQ(p.sources.file(0).position(p.declaration<RuleDecl>(0).span.begin).line, 7u);
  EXPECT_EQ(p.sources.file(0).position(p.declaration<SourceDecl>(1).span.begin).line, 16u);
  ASSERT_EQ(p.result.file.quotes.size(), 1u);
  EXPECT_EQ(p.result.file.quotes[0].text, "3.1 People are seen within 60 minutes, in every case*.");
}

TEST(Literate, AQuotationMustStandInABlockQuote) {
  std::string text = kFile;
  text.replace(text.find("60 minutes\";"), 10, "90 minutes");
  EXPECT_EQ(Parsed(text, "c.assize.md").messages(),
            "8:19 A1020 no block quote of this file has these words | quote the source in a line "
            "that begins with `>`, "
            "or write `in our words \"...\"`\n");
  text.replace(text.find("quoting"), 7, "in our words");
  EXPECT_TRUE(Parsed(text, "c.assize.md").result.ok);
}

TEST(Literate, APlainFileNeedsNoQuotes) {
  EXPECT_TRUE(Parsed("rule R \"T\" cites A quoting \"anything\"; end").result.ok);
}

TEST(Literate, ReportsAnOpenBlockAndAFileWithoutRules) {
  EXPECT_EQ(Parsed("text\n```assize\nsource A \"T\";\n", "c.assize.md").messages(),
            "2:1 A1021 this block of rules is not closed | end it with a line of ```\n");
  EXPECT_EQ(Parsed("text\n", "c.assize.md").messages().substr(0, 10), "1:1 A1022 ");
}

TEST(Literate, MessagesUseTheLinesOfTheFile) {
  EXPECT_EQ(Parsed("prose\n\n```assize\nsource \"T\";\n```\n", "c.assize.md").messages(),
            "4:8 A1010 expected a name after `source`, not `\"T\"`\n");
}

}  // namespace
}  // namespace assize::syntax
