#include "adapters/json/json_source.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/system/byte_streams.h"
#include "engine/column/problems.h"

namespace assize {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

model::Field field(const std::string& name, model::Kind kind) {
  model::Field f;
  f.name = f.heading = name;
  f.type.kind = kind;
  return f;
}

// id (text, required), cancelled (yes or no), n (number), born (date)
model::Ruleset ruleset() {
  model::Ruleset r;
  model::Record record;
  record.fields = {field("id", model::Kind::text), field("cancelled", model::Kind::yes_no),
                   field("n", model::Kind::number), field("born", model::Kind::date)};
  record.fields[0].required = true;
  r.records.push_back(record);
  return r;
}

struct ReadAll {
  std::vector<DataProblem> problems;
  std::vector<std::string> ids;
  std::vector<std::vector<Cell>> cells;
  std::vector<std::int64_t> cancelled, n;
  std::vector<std::uint32_t> lines;
  std::vector<std::uint64_t> numbers, blocks;
};

ReadAll read(const std::string& text, JsonForm form = JsonForm::array) {
  const model::Ruleset r = ruleset();
  std::vector<InputFile> files;
  files.push_back({"a.json", memory_stream(text), {}});
  auto source = open_json(r, 0, form, std::move(files));
  ReadAll out;
  Block block;
  Chunk chunk;
  while ((*source)->next_block(block, out.problems)) {
    out.blocks.push_back(block.sequence);
    (*source)->decode(block, chunk, out.problems);
    for (std::uint32_t i = 0; i < chunk.rows; ++i) {
      out.ids.emplace_back(chunk.columns[0].cell[i] == Cell::present ? chunk.columns[0].text[i]
                                                                     : std::string_view("-"));
      out.cells.push_back({chunk.columns[0].cell[i], chunk.columns[1].cell[i],
                           chunk.columns[2].cell[i], chunk.columns[3].cell[i]});
      out.cancelled.push_back(chunk.columns[1].v[i]);
      out.n.push_back(chunk.columns[2].v[i]);
      out.lines.push_back(chunk.line[i]);
      out.numbers.push_back(chunk.first_record + i);
    }
  }
  fold(out.problems);
  return out;
}

std::vector<std::string> codes(const ReadAll& r) {
  std::vector<std::string> out;
  for (const DataProblem& p : r.problems) out.push_back(p.code);
  return out;
}

TEST(Json, reads_typed_cells) {
  const auto r = read(
      "\xEF\xBB\xBF [\n {\"id\": \"a\\u00e9\\n\", \"cancelled\": false, \"n\": 1.5, \"born\": "
      "\"2001-02-03\"},\n"
      "\n {\"born\": null, \"n\": \"-2\", \"cancelled\": \"TRUE\", \"id\": \"b\"}\n]\n");
  EXPECT_THAT(r.problems, IsEmpty());
  EXPECT_THAT(r.ids, ElementsAre("a\xC3\xA9", "b"));
  EXPECT_THAT(r.cancelled, ElementsAre(0, 1));
  EXPECT_THAT(r.n, ElementsAre(15'000, -20'000));  // four places
  EXPECT_THAT(r.cells[1], ElementsAre(Cell::present, Cell::present, Cell::present, Cell::blank));
  EXPECT_THAT(r.lines, ElementsAre(2u, 4u));
}

TEST(Json, numbers_keep_their_text) {
  const auto r =
      read(R"([{"id": 9990871094, "n": 1e2}, {"id": 123456789012345678901234567890, "n": 12.50}])");
  EXPECT_THAT(r.ids, ElementsAre("9990871094", "123456789012345678901234567890"));
  EXPECT_THAT(r.n, ElementsAre(1'000'000, 125'000));
  EXPECT_THAT(codes(r), ElementsAre("A5019", "A5019"));
}

TEST(Json, an_absent_key_is_not_supplied_and_null_is_blank) {
  const auto r = read(R"([{"id": "a"}, {"cancelled": null}])");
  EXPECT_THAT(r.cells[0], ElementsAre(Cell::present, Cell::not_supplied, Cell::not_supplied,
                                      Cell::not_supplied));
  EXPECT_THAT(r.cells[1],
              ElementsAre(Cell::not_supplied, Cell::blank, Cell::not_supplied, Cell::not_supplied));
  ASSERT_THAT(codes(r), ElementsAre("A5016"));
  EXPECT_EQ(r.problems[0].record, 2u);
  EXPECT_EQ(r.problems[0].field, "id");
}

TEST(Json, a_list_or_an_object_is_no_value) {
  const auto r = read(R"([{"id": ["a", {"id": "b"}], "n": {"x": 1}, "cancelled": 0}])");
  EXPECT_THAT(r.cells[0], ElementsAre(Cell::unreadable, Cell::not_listed, Cell::unreadable,
                                      Cell::not_supplied));
  EXPECT_THAT(codes(r), ElementsAre("A5004", "A5004", "A5014", "A5019"));
}

TEST(Json, unknown_keys_are_named) {
  const auto r = read(R"([{"id": "a", "note": 1}, {"id": "a", "note": 2}])");
  ASSERT_THAT(codes(r), ElementsAre("A5025"));
  EXPECT_THAT(r.problems[0].text, HasSubstr("\"note\""));
}

TEST(Json, an_empty_list_has_no_records) {
  EXPECT_THAT(codes(read(" [ ] ")), ElementsAre("A5023"));
}

TEST(Ndjson, reads_lines_and_skips_empty_ones) {
  const auto r = read("\n{\"id\": \"a\"}\r\n\n  \n{\"id\": \"b\"}", JsonForm::lines);
  EXPECT_THAT(r.ids, ElementsAre("a", "b"));
  EXPECT_THAT(r.lines, ElementsAre(2u, 5u));
  EXPECT_THAT(r.numbers, ElementsAre(1u, 2u));
}

struct Refusal {
  std::string name, text, code;
  std::uint64_t record, line;
  std::string words;
  JsonForm form = JsonForm::array;
};
void PrintTo(const Refusal& r, std::ostream* out) { *out << r.name; }

class JsonRefused : public ::testing::TestWithParam<Refusal> {};

TEST_P(JsonRefused, is_located) {
  const Refusal& wanted = GetParam();
  const auto r = read(wanted.text, wanted.form);
  const auto fatal = std::find_if(r.problems.begin(), r.problems.end(),
                                  [](const DataProblem& p) { return p.fatal; });
  ASSERT_NE(fatal, r.problems.end());
  EXPECT_EQ(fatal->code, wanted.code) << fatal->text;
  EXPECT_EQ(fatal->record, wanted.record) << fatal->text;
  EXPECT_EQ(fatal->line, wanted.line) << fatal->text;
  EXPECT_THAT(fatal->text, HasSubstr(wanted.words));
}

INSTANTIATE_TEST_SUITE_P(
    Json, JsonRefused,
    ::testing::Values(
        Refusal{"empty", "", "A5002", 0, 0, "0 bytes"},
        Refusal{"white", " \n ", "A5002", 0, 1, "white space"},
        Refusal{"gzip", "\x1F\x8B", "A5003", 0, 1, "gzip"},
        Refusal{"object", "\n{\"id\": 1}", "A5013", 0, 2, "byte 1"},
        Refusal{"comment", "// x\n[]", "A5011", 0, 1, "byte 0"},
        Refusal{"nan", "[\n{\"n\": NaN}]", "A5011", 1, 2, "byte 8 of the file (line 2, byte 7)"},
        Refusal{"doubled_comma", "[{\"id\": \"a\"},\n\n{\"id\": \"b\",,\n}]", "A5011", 2, 3,
                "byte 26"},
        Refusal{"comma_between", "[{\"id\": \"a\"},,{}]", "A5011", 2, 1, "byte 13"},
        Refusal{"comma_at_end", "[{\"id\": \"a\"},\n]", "A5011", 2, 2, "not valid JSON"},
        Refusal{"cut_off", "[{\"id\": \"a\"},\n{\"id\": \"b", "A5011", 2, 2,
                "the file ends at byte 23"},
        Refusal{"not_closed", "[{\"id\": \"a\"}", "A5011", 1, 1,
                "before the list of records is closed"},
        Refusal{"after_the_list", "[{\"id\": \"a\"}]\n x", "A5011", 2, 2, "byte 15"},
        Refusal{"doubled_key", "[{\"id\": \"a\", \"n\": 1, \"n\": 2}]", "A5012", 1, 1,
                "\"n\" twice"},
        Refusal{"doubled_unknown_key", "[{\"id\": \"a\", \"z\": 1, \"z\": 2}]", "A5012", 1, 1,
                "\"z\" twice"},
        Refusal{"value_for_record", "[{}, 7]", "A5013", 2, 1, "single value"},
        Refusal{"list_for_record", "[[1]]", "A5013", 1, 1, "a list"},
        Refusal{"deep", std::string(20'000, '['), "A5010", 1, 1, "64 levels"},
        Refusal{"deep_line", "{\"id\":" + std::string(20'000, '['), "A5010", 1, 1, "64 levels",
                JsonForm::lines},
        Refusal{"not_utf8", "[{\"id\": \"a\"},\n{\"id\": \"\xFF\"}]", "A5005", 2, 2, "byte 22"},
        Refusal{"zero", "[{\"id\": \"a\\u0000b\"}]", "A5005", 1, 1, "zero"},
        Refusal{"long_key", "[{\"" + std::string(70'000, 'k') + "\": 1}]", "A5010", 1, 1,
                "key longer than 64 KiB"},
        Refusal{"long_record", "[{\"id\": \"" + std::string(9 << 20, 'k') + "\"}]", "A5010", 1, 1,
                "8 MiB"},
        Refusal{"cut_line", "{\"id\": \"a\"}\n\n{\"id\": \n{\"id\": \"b\"}\n", "A5011", 2, 3,
                "line 3", JsonForm::lines}),
    [](const auto& one) { return one.param.name; });

TEST(Json, messages_do_not_quote_the_data) {
  const auto r = read(R"([{"id": "secret" "n": 1}])");
  ASSERT_THAT(codes(r), ElementsAre("A5011"));
  EXPECT_THAT(r.problems[0].text, ::testing::Not(HasSubstr("secret")));
  EXPECT_EQ(r.problems[0].field, "id");
}

TEST(Json, blocks_do_not_show) {
  for (const JsonForm form : {JsonForm::array, JsonForm::lines}) {
    for (int variant = 0; variant < 20; ++variant) {
      std::string text = form == JsonForm::array ? "[" : "";
      text += std::string(static_cast<std::size_t>(variant), ' ');
      std::size_t rows = 0;
      while (text.size() < 700 * 1024) {
        if (rows > 0) text += form == JsonForm::array ? ",\n" : "\n";
        text += "{\"id\": \"r" + std::to_string(rows) +
                ",]}\\\"[{\", \"n\": " + std::to_string(rows % 7) + ", \"z\": [{}, []]}";
        ++rows;
      }
      if (form == JsonForm::array) text += "]";
      const auto r = read(text, form);
      ASSERT_EQ(r.ids.size(), rows);
      ASSERT_GE(r.blocks.size(), 3u);
      for (std::size_t i = 0; i < rows; ++i) {
        ASSERT_EQ(r.ids[i], "r" + std::to_string(i) + ",]}\"[{");
        ASSERT_EQ(r.numbers[i], i + 1);
        ASSERT_EQ(r.lines[i], i + 1);
      }
    }
  }
}

}  // namespace
}  // namespace assize
