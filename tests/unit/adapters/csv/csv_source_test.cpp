#include "adapters/csv/csv_source.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/system/byte_streams.h"
#include "engine/column/problems.h"

namespace assize {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

// Europe/London in 2024: an hour ahead from 31 March 01:00Z to 27 October 01:00Z.
ZoneTable london() {
  return {"Europe/London",
          "test",
          {{INT64_MIN, 0}, {19813 * kDayMillis + kHour, 3600}, {20023 * kDayMillis + kHour, 0}}};
}

model::Field field(const std::string& name, model::Kind kind) {
  model::Field f;
  f.name = f.heading = name;
  f.type.kind = kind;
  return f;
}

// provider, at (zoned), cancelled (yes or no), sex (codes), n (whole from 0)
model::Ruleset requests() {
  model::Ruleset r;
  r.zones.push_back(london());
  r.code_lists.push_back(
      {"SEX", "", false, {{"1", "", {}, {}}, {"2", "", {}, {}}, {"X", "", {}, {}}}, {}});
  model::Record record;
  record.name = "request";
  record.fields = {field("provider", model::Kind::text), field("at", model::Kind::date_time),
                   field("cancelled", model::Kind::yes_no), field("sex", model::Kind::code),
                   field("n", model::Kind::number)};
  record.fields[0].required = true;
  record.fields[1].required = true;
  record.fields[4].whole = true;
  record.fields[4].low = Decimal(0);
  r.records.push_back(record);
  return r;
}

struct ReadAll {
  std::vector<DataProblem> problems;
  std::vector<std::vector<Cell>> cells;  // per row
  std::vector<std::string> providers;
  std::vector<std::uint32_t> lines;
  std::vector<std::uint64_t> numbers;    // of the records
  std::vector<std::uint64_t> sequences;  // of the blocks
  std::vector<SourceFileInfo> files;
};

ReadAll read(const std::vector<std::string>& texts, ReadOptions options = {}) {
  const model::Ruleset ruleset = requests();
  std::vector<InputFile> files;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    files.push_back({"f" + std::to_string(i) + ".csv", memory_stream(texts[i]), {}});
  }
  ReadAll out;
  auto source = open_csv(ruleset, 0, std::move(files), options);
  if (!source) {
    out.problems = source.error();
    return out;
  }
  Block block;
  Chunk chunk;
  while ((*source)->next_block(block, out.problems)) {
    out.sequences.push_back(block.sequence);
    (*source)->decode(block, chunk, out.problems);
    for (std::uint32_t r = 0; r < chunk.rows; ++r) {
      std::vector<Cell> row;
      for (const Column& c : chunk.columns) row.push_back(c.read ? c.cell[r] : Cell::not_supplied);
      out.cells.push_back(row);
      out.lines.push_back(chunk.line[r]);
      out.numbers.push_back(chunk.first_record + r);
      const Column& provider = chunk.columns[0];
      out.providers.emplace_back(provider.read && provider.cell[r] == Cell::present
                                     ? provider.text[r]
                                     : std::string_view("-"));
    }
  }
  out.files = (*source)->files();
  fold(out.problems);
  return out;
}

// Row by row, cells and texts of some records of the first block, decoded as an excerpt.
std::vector<std::string> excerpt(const std::string& text, const std::vector<std::uint32_t>& rows) {
  const model::Ruleset ruleset = requests();
  std::vector<InputFile> files;
  files.push_back({"f.csv", memory_stream(text), {}});
  auto source = open_csv(ruleset, 0, std::move(files), {});
  Block block;
  Chunk chunk;
  std::vector<DataProblem> problems;
  std::vector<std::string> out;
  if (!source || !(*source)->next_block(block, problems)) return out;
  (*source)->decode(block, chunk, problems);
  EXPECT_TRUE((*source)->reads_again(block));
  const std::vector<std::uint32_t> starts = chunk.start;
  block.bytes.reset();
  const auto again = (*source)->excerpt(block, starts, rows);
  if (!again) return out;
  EXPECT_TRUE(again->alone);
  (*source)->decode(again->block, chunk, problems);
  for (std::uint32_t r = 0; r < chunk.rows; ++r) {
    const Column& provider = chunk.columns[0];
    out.emplace_back(provider.cell[r] == Cell::present ? provider.text[r] : std::string_view("-"));
    for (const Column& c : chunk.columns)
      out.back() += " " + std::to_string(static_cast<int>(c.cell[r]));
  }
  return out;
}

const std::string kHead = "provider,at,cancelled,sex,n\n";

std::vector<std::string> codes(const ReadAll& r) {
  std::vector<std::string> out;
  for (const DataProblem& p : r.problems) out.push_back(p.code);
  return out;
}

TEST(Csv, reads_typed_cells) {
  const auto r = read({kHead + "P1,2024-06-03T09:00,yes,X,7\nP2,2024-06-03T09:00:30,FALSE,2,0\n"});
  EXPECT_THAT(r.problems, IsEmpty());
  EXPECT_THAT(r.providers, ElementsAre("P1", "P2"));
  EXPECT_THAT(r.lines, ElementsAre(2u, 3u));
  EXPECT_THAT(r.numbers, ElementsAre(1u, 2u));
  for (const auto& row : r.cells) EXPECT_THAT(row, ::testing::Each(Cell::present));
}

TEST(Csv, knows_byte_order_mark_crlf_missing_last_line_end_and_any_order) {
  const auto r =
      read({"\xEF\xBB\xBFn,sex,cancelled,at,provider\r\n1,1,no,2024-06-03T09:00,P1\r\n2,1,no,2024-"
            "06-03T09:00,P2"});
  EXPECT_THAT(r.problems, IsEmpty());
  EXPECT_THAT(r.providers, ElementsAre("P1", "P2"));
}

TEST(Csv, quotes_hold_commas_doubled_quotes_and_line_ends) {
  const auto r = read({kHead + "\"a,\"\"b\"\"\nc\",2024-06-03T09:00,no,1,1\n\"P2\",\"2024-06-03T09:"
                               "00\",\"no\",\"1\",\"2\"\r\n"});
  EXPECT_THAT(r.problems, IsEmpty());
  EXPECT_THAT(r.providers, ElementsAre("a,\"b\"\nc", "P2"));
  EXPECT_THAT(r.lines, ElementsAre(2u, 4u));
}

TEST(Csv, tells_blank_from_malformed_and_from_not_supplied) {
  const auto r = read({kHead + "  ,,maybe,9,-1\nP1,2024-02-30T10:00,no,1,1.5\n"});
  EXPECT_THAT(r.cells[0], ElementsAre(Cell::blank, Cell::blank, Cell::not_listed, Cell::not_listed,
                                      Cell::out_of_range));
  EXPECT_THAT(r.cells[1], ElementsAre(Cell::present, Cell::unreadable, Cell::present, Cell::present,
                                      Cell::out_of_range));
  EXPECT_THAT(codes(r), ElementsAre("A5004", "A5014", "A5014", "A5015", "A5015", "A5016", "A5016"));
  EXPECT_EQ(r.problems[0].record, 2u);
  EXPECT_EQ(r.problems[0].line, 3u);
  EXPECT_EQ(r.problems[0].column, 2u);
  EXPECT_EQ(r.problems[0].field, "at");
  EXPECT_EQ(r.problems[3].count, 2u);  // both out of range, counted at the first
  EXPECT_EQ(r.problems[4].count, 0u);
}

TEST(Csv, a_row_of_another_width_is_a_record_none_of_whose_cells_is_read) {
  const auto r = read(
      {kHead +
       "P1,2024-06-03T09:00,no\nP2,2024-06-03T09:00,no,1,1,extra\nP3,2024-06-03T09:00,no,1,1\n"});
  EXPECT_THAT(r.cells, SizeIs(3));
  EXPECT_THAT(r.cells[0], ::testing::Each(Cell::not_supplied));
  EXPECT_THAT(r.cells[1], ::testing::Each(Cell::not_supplied));
  EXPECT_THAT(r.cells[2], ::testing::Each(Cell::present));
  ASSERT_THAT(codes(r), ElementsAre("A5020", "A5020"));
  EXPECT_EQ(r.problems[0].count, 2u);
  EXPECT_THAT(r.problems[0].text, HasSubstr("3 cells and the heading 5"));
}

TEST(Csv, empty_lines_are_no_records_and_are_told) {
  const auto r =
      read({kHead + "\nP1,2024-06-03T09:00,no,1,1\n\r\n\nP2,2024-06-03T09:00,no,1,1\n\n"});
  EXPECT_THAT(r.providers, ElementsAre("P1", "P2"));
  EXPECT_THAT(r.lines, ElementsAre(3u, 6u));
  ASSERT_THAT(codes(r), ElementsAre("A5021", "A5021", "A5021"));
  EXPECT_EQ(r.problems[0].count, 4u);
  EXPECT_EQ(r.problems[0].line, 2u);
}

struct Refusal {
  std::string name, text, code;
  std::uint64_t record, line;
  std::uint32_t column;
  std::string words;
};

void PrintTo(const Refusal& r, std::ostream* out) { *out << r.name; }

class Refused : public ::testing::TestWithParam<Refusal> {};

TEST_P(Refused, is_located) {
  const Refusal& wanted = GetParam();
  const auto r = read({wanted.text});
  std::vector<DataProblem> fatal;
  for (const DataProblem& p : r.problems) {
    if (p.fatal) fatal.push_back(p);
  }
  ASSERT_FALSE(fatal.empty());
  EXPECT_EQ(fatal[0].code, wanted.code) << fatal[0].text;
  EXPECT_EQ(fatal[0].record, wanted.record);
  EXPECT_EQ(fatal[0].line, wanted.line);
  EXPECT_EQ(fatal[0].column, wanted.column);
  EXPECT_THAT(fatal[0].text, HasSubstr(wanted.words));
}

const std::string kRow = "P1,2024-06-03T09:00,no,1,1\n";

INSTANTIATE_TEST_SUITE_P(
    Csv, Refused,
    ::testing::Values(
        Refusal{"empty", "", "A5002", 0, 0, 0, "empty"},
        Refusal{"gzip", "\x1F\x8B\b...", "A5003", 0, 1, 0, "gzip"},
        Refusal{"xlsx", "PK\x03\x04...", "A5003", 0, 1, 0, "XLSX"},
        Refusal{"html", "\n<!DOCTYPE html><html>", "A5003", 0, 1, 0, "HTML"},
        Refusal{"utf16_mark", std::string("\xFF\xFEp\0", 4), "A5003", 0, 1, 0,
                "UTF-16 (little-endian)"},
        Refusal{"utf16", std::string("p\0r\0", 4), "A5003", 0, 1, 0, "byte 1"},
        Refusal{"semicolons", "provider;at;cancelled;sex;n\nP1;2024-06-03T09:00;no;1;1\n", "A5009",
                0, 1, 0, "semicolons (;)"},
        Refusal{"tabs", "provider\tat\n", "A5009", 0, 1, 0, "tabs"},
        Refusal{"hint", "sep=,\n" + kHead, "A5009", 0, 1, 0, "sep=,"},
        Refusal{"carriage_returns", "provider\rP1\r", "A5009", 0, 1, 0, "carriage returns"},
        Refusal{"doubled_heading", "provider,at,sex,n,sex\n", "A5007", 0, 1, 5, "columns 3 and 5"},
        Refusal{"missing_column", "provder,at,sex\n", "A5008", 0, 1, 0,
                "\"provider\", which must be there; the nearest is \"provder\""},
        Refusal{"never_closed", kHead + kRow + "P2,2024-06-03T09:00,no,1,\"1\n", "A5006", 2, 3, 5,
                "never closed"},
        Refusal{"in_unquoted", kHead + kRow + "P\"2,2024-06-03T09:00,no,1,1\n" + kRow, "A5006", 2,
                3, 1, "does not begin with one"},
        Refusal{"after_closing", kHead + "\"P \\\"x\\\" y\",2024-06-03T09:00,no,1,1\n", "A5006", 1,
                2, 1, "after the closing"},
        Refusal{"windows_1252", kHead + kRow + "P\x96,2024-06-03T09:00,no,1,1\n", "A5005", 2, 3, 1,
                "byte 56 of the file"},
        Refusal{"cut_character", kHead + kRow + "P2,2024-06-03T09:00,no,1,\xE2\x82", "A5005", 2, 3,
                5, "byte 80"},
        Refusal{"overlong", kHead + "P\xC0\xAF,2024-06-03T09:00,no,1,1\n", "A5005", 1, 2, 1,
                "UTF-8"},
        Refusal{"nul",
                kHead + std::string("P\0"
                                    "1,2024-06-03T09:00,no,1,1\n",
                                    28),
                "A5005", 1, 2, 1, "zero"},
        Refusal{"heading_never_closed", "provider,\"at\n" + kRow, "A5006", 0, 1, 2,
                "never closed"}),
    [](const auto& one) { return one.param.name; });

TEST(Csv, refuses_a_header_of_too_many_columns_and_a_record_without_end) {
  std::string wide = "provider,at,cancelled,sex,n";
  for (int i = 0; i < 5000; ++i) wide += ",c" + std::to_string(i);
  auto r = read({wide + "\n"});
  ASSERT_THAT(codes(r), ElementsAre("A5010"));
  EXPECT_THAT(r.problems[0].text, HasSubstr("5,005 columns"));

  r = read({kHead + kRow + std::string(9 << 20, 'x') + "\n"});
  ASSERT_THAT(codes(r), ElementsAre("A5010"));
  EXPECT_EQ(r.problems[0].record, 2u);
  EXPECT_EQ(r.problems[0].line, 3u);

  r = read({kHead + kRow + "\"" + std::string(9 << 20, 'x') + "\n"});
  ASSERT_THAT(codes(r), ElementsAre("A5010"));
  EXPECT_THAT(r.problems[0].text, HasSubstr("closing quotation mark"));
}

TEST(Csv, says_that_a_file_has_no_records_or_as_many_as_a_sheet_holds) {
  EXPECT_THAT(codes(read({kHead})), ElementsAre("A5023"));
  std::string full = kHead;
  for (int i = 0; i < 65'535; ++i) full += kRow;
  EXPECT_THAT(codes(read({full})), ElementsAre("A5024"));
  EXPECT_THAT(codes(read({full + kRow})), IsEmpty());
}

TEST(Csv, a_dos_end_mark_is_no_record) {
  const auto r = read({kHead + kRow + "\x1A"});
  EXPECT_THAT(r.providers, ElementsAre("P1"));
  EXPECT_THAT(codes(r), ElementsAre("A5022"));
}

TEST(Csv, control_characters_in_a_text_are_told_and_kept) {
  const auto r = read({kHead + "P\x07"
                               "1,2024-06-03T09:00,no,1,1\nP\xE2\x80\xAE"
                               "2,2024-06-03T09:00,no,1,1\n"});
  EXPECT_THAT(r.cells[0][0], Cell::present);
  ASSERT_THAT(codes(r), ElementsAre("A5018", "A5018"));
  EXPECT_THAT(r.problems[1].text, HasSubstr("\\u{202e}"));
}

TEST(Csv, absent_optional_column_is_not_supplied_and_unknown_one_is_named) {
  const auto r = read({"provider,at,sex,n,note\nP1,2024-06-03T09:00,1,1,hello\n"});
  EXPECT_EQ(r.cells[0][2], Cell::not_supplied);
  ASSERT_THAT(codes(r), ElementsAre("A5025", "A5026"));
  EXPECT_EQ(r.problems[0].column, 5u);
  EXPECT_THAT(r.problems[0].text, HasSubstr("\"note\""));
  EXPECT_EQ(r.problems[1].field, "cancelled");
}

TEST(Csv, headings_can_be_mapped_and_fields_left_out) {
  ReadOptions options;
  options.headings = {{"Trust name", "provider"}};
  options.needed = {true, false, false, false, true};
  const auto r = read({"Trust name,at,n\nP1,rubbish,3\n"}, options);
  EXPECT_THAT(r.problems, IsEmpty());
  EXPECT_THAT(r.providers, ElementsAre("P1"));
}

TEST(Csv, several_files_are_one_return) {
  const auto r = read({kHead + kRow, "n,provider,at,cancelled,sex\n4,P9,2024-06-03T09:00,no,1\n"});
  EXPECT_THAT(r.providers, ElementsAre("P1", "P9"));
  EXPECT_THAT(r.numbers, ElementsAre(1u, 1u));
  EXPECT_THAT(r.sequences, ElementsAre(0u, 1u));
  EXPECT_EQ(r.files[0].bytes, kHead.size() + kRow.size());
  EXPECT_THAT(r.files[0].hash, SizeIs(32));
  EXPECT_NE(r.files[0].hash, r.files[1].hash);
}

// The same rows, whatever stands around the cuts: lengths of rows are varied so that block ends
// fall on every kind of byte.
TEST(Csv, blocks_do_not_show) {
  for (int variant = 0; variant < 40; ++variant) {
    std::string text = kHead + std::string(static_cast<std::size_t>(variant), ' ') +
                       "P,2024-06-03T09:00,no,1,1\r\n";
    std::size_t rows = 1, line = 3;
    std::vector<std::uint32_t> lines = {2};
    while (text.size() < 3 * 256 * 1024) {
      lines.push_back(static_cast<std::uint32_t>(line));
      switch (rows % 3) {
        case 0:
          text += "\"a,\n\"\"b\"\"\",2024-06-03T09:00,no,1,1\r\n";
          line += 2;
          break;
        case 1:
          text += "P,2024-06-03T09:00,no,1,1\n";
          line += 1;
          break;
        default:
          text += "\"P\",2024-06-03T09:00,no,1,\"1\"\n\n";
          line += 2;
          break;
      }
      ++rows;
    }
    const auto r = read({text});
    ASSERT_EQ(r.providers.size(), rows);
    ASSERT_GE(r.sequences.size(), 3u);
    ASSERT_EQ(r.lines, lines);
    for (std::size_t i = 0; i < rows; ++i) {
      ASSERT_EQ(r.numbers[i], i + 1);
      ASSERT_EQ(r.providers[i], i > 0 && i % 3 == 0 ? "a,\n\"b\"" : "P");
      ASSERT_THAT(r.cells[i], ::testing::Each(Cell::present));
    }
    ASSERT_THAT(codes(r), ElementsAre("A5021", "A5021", "A5021"));
  }
}

TEST(Csv, an_excerpt_gives_the_records_that_were_wanted) {
  // A byte order mark, line ends of two kinds, an empty line, a line end in a cell, a doubled mark,
  // a short row, and no line end after the last.
  const std::string text = "\xEF\xBB\xBF" + kHead +
                           "P1,2024-06-03T09:00,yes,X,7\r\n"
                           "\n"
                           "\"P\n2\",2024-06-03T09:00,no,2,0\n"
                           "\"P\"\"3\",never,yes,1,1\n"
                           "P4,2024-06-03T09:00\n"
                           "P5,2024-06-03T09:00,perhaps,9,-1";
  const auto all = excerpt(text, {0, 1, 2, 3, 4});
  ASSERT_EQ(all.size(), 5u);
  EXPECT_THAT(all, ElementsAre("P1 0 0 0 0 0", "P\n2 0 0 0 0 0", "P\"3 0 4 0 0 0", "- 7 7 7 7 7",
                               "P5 0 0 6 6 5"));
  for (std::uint32_t i = 0; i < 5; ++i) {
    EXPECT_THAT(excerpt(text, {i}), ElementsAre(all[i]));
    for (std::uint32_t k = i + 1; k < 5; ++k)
      EXPECT_THAT(excerpt(text, {i, k}), ElementsAre(all[i], all[k]));
  }
}

}  // namespace
}  // namespace assize
