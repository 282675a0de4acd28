#include "adapters/report/csv.h"

#include <gtest/gtest.h>

#include "adapters/report/json_text.h"
#include "adapters/report/table.h"

namespace assize::report {
namespace {

std::string cell(std::string_view text) {
  std::string out;
  Buffer buffer([&](std::string_view bytes) { return out += bytes, true; });
  write_cell(buffer, text);
  buffer.flush();
  return out;
}

std::string json(std::string_view text) {
  std::string out;
  Buffer buffer([&](std::string_view bytes) { return out += bytes, true; });
  write_text(buffer, text);
  buffer.flush();
  return out;
}

TEST(CsvCell, IsQuotedWhereRfc4180AsksForIt) {
  EXPECT_EQ(cell("P1"), "P1");
  EXPECT_EQ(cell("a,b"), "\"a,b\"");
  EXPECT_EQ(cell("say \"no\""), "\"say \"\"no\"\"\"");
  EXPECT_EQ(cell("two\nlines"), "\"two\nlines\"");
  EXPECT_EQ(cell(""), "");
}

TEST(CsvCell, NeverStartsAFormula) {
  EXPECT_EQ(cell("=1+1"), "'=1+1");
  EXPECT_EQ(cell("+44"), "'+44");
  EXPECT_EQ(cell("-2"), "'-2");
  EXPECT_EQ(cell("@SUM"), "'@SUM");
  EXPECT_EQ(cell("\tx"), "'\tx");
  EXPECT_EQ(cell("\rx"), "\"'\rx\"");
  EXPECT_EQ(cell("=HYPERLINK(\"x\",1)"), "\"'=HYPERLINK(\"\"x\"\",1)\"");
}

TEST(JsonText, EscapesWhatMustBe) {
  EXPECT_EQ(json("a\"b\\c"), "\"a\\\"b\\\\c\"");
  EXPECT_EQ(json("\n\t\x01\x7f"), "\"\\n\\t\\u0001\\u007f\"");
  EXPECT_EQ(json("Köln £"), "\"Köln £\"");
}

TEST(JsonText, IsValidWhateverTheBytes) {
  EXPECT_EQ(json("a\xC0\xAF"
                 "b"),
            "\"a\\ufffd\\ufffdb\"");
  EXPECT_EQ(json("\xE2\x82"), "\"\\ufffd\\ufffd\"");
  EXPECT_EQ(json("\xED\xA0\x80"), "\"\\ufffd\\ufffd\\ufffd\"");
}

// Failing records: the key, or the number of a record without one.
TEST(FailingRecords, ListsWhatARuleFailed) {
  model::Ruleset ruleset;
  ruleset.rules.resize(1);
  ruleset.rules[0].name = "R1";
  RunResult result;
  result.files.push_back({"a.csv", "contact", "", 3, 3, 0, 0, 0});
  for (int i = 1; i <= 3; ++i) {
    RecordOutcome o;
    o.rule = 0;
    o.record = static_cast<std::uint64_t>(i);
    o.line = o.record + 1;
    o.result = i == 2 ? "passes" : "fails";
    if (i == 3) o.key = "=k";
    result.outcomes.push_back(o);
  }
  Provenance provenance;
  std::string out;
  EXPECT_TRUE(write_failing_records_csv({ruleset, result, provenance},
                                        [&](std::string_view b) { return out += b, true; }));
  EXPECT_EQ(out, "record,rule,file,line\n1,R1,a.csv,2\n'=k,R1,a.csv,4\n");
}

TEST(Writers, TellWhenBytesAreLost) {
  model::Ruleset ruleset;
  RunResult result;
  Provenance provenance;
  EXPECT_FALSE(write_rule_outcomes_csv({ruleset, result, provenance},
                                       [](std::string_view) { return false; }));
}

TEST(Table, LinesUpByCodePoints) {
  Table table({"year", "met"});
  table.add({"£1", "1,000"});
  table.add({"2021/22", "2"});
  EXPECT_EQ(table.text(2), "  year       met\n  £1       1,000\n  2021/22      2\n");
}

TEST(Wrapped, KeepsWordsWhole) {
  EXPECT_EQ(wrapped("one two three", 2, 9), "  one two\n  three\n");
  EXPECT_EQ(wrapped("", 2), "");
}

}  // namespace
}  // namespace assize::report
