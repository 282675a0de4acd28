#include "engine/column/cell.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/column/table_source.h"

namespace assize {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr Millis kForward2024 = 19813 * kDayMillis + kHour;  // 2024-03-31T01:00Z
constexpr Millis kBack2024 = 20023 * kDayMillis + kHour;     // 2024-10-27T01:00Z

// Of a known value, its point is `low`.
template <class T>
bool is(const std::optional<Scalar>& end, const T& expected) {
  return end && std::holds_alternative<T>(*end) && std::get<T>(*end) == expected;
}

// Reads texts as cells of one field; nullopt is a cell that the row does not have.
class Reading : public ::testing::Test {
 protected:
  Reading() {
    ruleset.zones.push_back(
        {"Europe/London", "test", {{INT64_MIN, 0}, {kForward2024, 3600}, {kBack2024, 0}}});
    ruleset.code_lists.push_back({"SEX",
                                  "",
                                  false,
                                  {{"1", "", {}, {}},
                                   {"X", "", {}, model::CodeRole::not_known},
                                   {"unspecified", "", {}, {}}},
                                  {}});
    ruleset.records.emplace_back();
    ruleset.records[0].fields.emplace_back();
    field().name = field().heading = "f";
  }
  model::Field& field() { return ruleset.records[0].fields[0]; }

  void read(const std::vector<std::optional<std::string>>& texts) {
    TextTable table;
    table.fields = {0};
    for (const auto& text : texts) table.rows.push_back({text});
    source = table_source(ruleset, 0, "test", table);
    Block block;
    problems.clear();
    ASSERT_TRUE(source->next_block(block, problems));
    source->decode(block, chunk, problems);
    EXPECT_FALSE(source->next_block(block, problems));
  }
  std::vector<Cell> cells() const { return chunk.columns[0].cell; }
  std::vector<std::int64_t> values() const { return chunk.columns[0].v; }
  Value value(std::uint32_t row) { return value_of(chunk, field(), 0, row); }

  model::Ruleset ruleset;
  std::unique_ptr<RecordSource> source;
  Chunk chunk;
  std::vector<DataProblem> problems;
};

TEST_F(Reading, white_space_is_blank_and_what_is_not_there_is_not_supplied) {
  field().type.kind = model::Kind::text;
  read({"", " \t", std::nullopt, "  a b "});
  EXPECT_THAT(cells(), ElementsAre(Cell::blank, Cell::blank, Cell::not_supplied, Cell::present));
  EXPECT_EQ(chunk.columns[0].text[3], "a b");
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_EQ(problems[0].code, "A5017");
  EXPECT_EQ(problems[0].record, 2u);
  EXPECT_TRUE(value(0).reasons.has(Reason::blank));
  EXPECT_TRUE(value(2).reasons.has(Reason::not_supplied));
  EXPECT_TRUE(is(value(3).low, std::string("a b")));
}

TEST_F(Reading, yes_and_no) {
  field().type.kind = model::Kind::yes_no;
  field().blank = model::Blank::no;
  read({"yes", "Y", "tRuE", "no", "N", "false", " no ", "1", "", "yess", "\x59\x45\x13"});
  EXPECT_THAT(cells(), ElementsAre(Cell::present, Cell::present, Cell::present, Cell::present,
                                   Cell::present, Cell::present, Cell::present, Cell::not_listed,
                                   Cell::blank, Cell::not_listed, Cell::not_listed));
  EXPECT_THAT(values(), ElementsAre(1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0));
  EXPECT_TRUE(is(value(8).low, false));  // blank means no
  EXPECT_TRUE(value(7).reasons.has(Reason::not_listed));
}

TEST_F(Reading, codes_are_exact) {
  field().type.kind = model::Kind::code;
  read({"1", "X", "x", " unspecified ", "Unspecified", "11", "", std::string("1\0", 2)});
  EXPECT_THAT(cells(),
              ElementsAre(Cell::present, Cell::present, Cell::not_listed, Cell::present,
                          Cell::not_listed, Cell::not_listed, Cell::blank, Cell::not_listed));
  EXPECT_TRUE(is(value(1).low, CodeIndex{1}));
  EXPECT_TRUE(is(value(3).low, CodeIndex{2}));
  EXPECT_THAT(problems[0].text, HasSubstr("\"x\" is not a code of SEX"));
}

TEST_F(Reading, numbers) {
  field().type.kind = model::Kind::number;
  read({"12", "-3.5", "+0.25", "1.00000", "1,000", "1e3", ".5", "5.", "--1", "1.2.3",
        "\xEF\xBC\x91", "£3", "3%", "-", "0012"});
  const std::vector<Cell> expected = {
      Cell::present,    Cell::present,    Cell::present,    Cell::present,    Cell::unreadable,
      Cell::unreadable, Cell::unreadable, Cell::unreadable, Cell::unreadable, Cell::unreadable,
      Cell::unreadable, Cell::unreadable, Cell::unreadable, Cell::unreadable, Cell::present};
  EXPECT_EQ(cells(), expected);
  EXPECT_EQ(chunk.columns[0].scale, 4);
  EXPECT_TRUE(is(value(0).low, Decimal(12)));
  EXPECT_TRUE(is(value(1).low, *Decimal::parse("-3.5")));
  EXPECT_TRUE(is(value(2).low, *Decimal::parse("0.25")));
  EXPECT_TRUE(is(value(14).low, Decimal(12)));
}

TEST_F(Reading, numbers_that_do_not_fit_are_kept_exactly) {
  field().type.kind = model::Kind::number;
  read({"0.12345", "123456789012345678901234567890", "922337203685477.5808",
        "-922337203685477.5808", "9999999999999999999999999999999999999"});
  EXPECT_THAT(cells(),
              ElementsAre(Cell::wide, Cell::wide, Cell::wide, Cell::present, Cell::unreadable));
  EXPECT_TRUE(is(value(0).low, *Decimal::parse("0.12345")));
  EXPECT_TRUE(is(value(1).low, *Decimal::parse("123456789012345678901234567890")));
  EXPECT_TRUE(is(value(2).low, *Decimal::parse("922337203685477.5808")));
  EXPECT_TRUE(is(value(3).low, *Decimal::parse("-922337203685477.5808")));
}

TEST_F(Reading, numbers_outside_what_the_field_allows) {
  field().type.kind = model::Kind::number;
  field().whole = true;
  field().low = Decimal(0);
  field().high = Decimal(120);
  read({"0", "120", "121", "-1", "1.5", "1.0", "12345678901234567890"});
  EXPECT_THAT(cells(),
              ElementsAre(Cell::present, Cell::present, Cell::out_of_range, Cell::out_of_range,
                          Cell::out_of_range, Cell::present, Cell::out_of_range));
  EXPECT_EQ(chunk.columns[0].scale, 0);
  EXPECT_TRUE(value(2).reasons.has(Reason::out_of_range));
  EXPECT_THAT(problems[0].text, HasSubstr("is not a whole number from 0 to 120"));
}

TEST_F(Reading, bounds_finer_than_the_column_hold) {
  field().type.kind = model::Kind::number;
  field().low = *Decimal::parse("0.00005");
  read({"0", "0.0001", "0.00005"});
  EXPECT_THAT(cells(), ElementsAre(Cell::out_of_range, Cell::present, Cell::wide));
}

TEST_F(Reading, marks_hide_a_range) {
  field().type.kind = model::Kind::number;
  field().whole = true;
  read({"*", "7"});
  EXPECT_THAT(cells(), ElementsAre(Cell::unreadable, Cell::present));  // not declared
  field().hidden = {{"*", Decimal(1), Decimal(7)}};
  read({"*", "8", "**"});
  EXPECT_THAT(cells(), ElementsAre(Cell::ranged, Cell::present, Cell::unreadable));
  EXPECT_TRUE(is(value(0).low, Decimal(1)));
  EXPECT_TRUE(is(value(0).high, Decimal(7)));
  EXPECT_EQ(value(0).reasons, Reasons(Reason::suppressed));
}

TEST_F(Reading, rounded_figures_are_what_rounds_to_them) {
  field().type.kind = model::Kind::number;
  field().whole = true;
  field().low = Decimal(0);
  field().rounded_to = Decimal(5);
  read({"10", "0", "7", "-5"});
  EXPECT_THAT(cells(),
              ElementsAre(Cell::ranged, Cell::ranged, Cell::out_of_range, Cell::out_of_range));
  EXPECT_TRUE(is(value(0).low, Decimal(8)));
  EXPECT_TRUE(is(value(0).high, Decimal(12)));
  EXPECT_TRUE(is(value(1).low, Decimal(0)));  // cut to what the field allows
  EXPECT_TRUE(is(value(1).high, Decimal(2)));
  EXPECT_EQ(value(0).reasons, Reasons(Reason::rounded));
  field().rounded_to = Decimal(10);
  read({"20"});
  EXPECT_TRUE(is(value(0).low, Decimal(15)));
  EXPECT_TRUE(is(value(0).high, Decimal(25)));  // rounding may take a half either way
  field().whole = false;
  field().rounded_to = *Decimal::parse("0.1");
  read({"2.3"});
  EXPECT_TRUE(is(value(0).low, *Decimal::parse("2.25")));
  EXPECT_TRUE(is(value(0).high, *Decimal::parse("2.35")));
}

TEST_F(Reading, dates) {
  field().type.kind = model::Kind::date;
  read({"2024-02-29", "2023-02-29", "2024-02", "2024", "01/02/1985", "31353", "0001-01-01",
        "2024-2-1", "2024-02-29T10:00"});
  EXPECT_THAT(cells(), ElementsAre(Cell::present, Cell::unreadable, Cell::ranged, Cell::ranged,
                                   Cell::unreadable, Cell::unreadable, Cell::present,
                                   Cell::unreadable, Cell::unreadable));
  EXPECT_TRUE(is(value(0).low, DayValue{*day_of(2024, 2, 29)}));
  EXPECT_TRUE(is(value(2).low, DayValue{*day_of(2024, 2, 1)}));
  EXPECT_TRUE(is(value(2).high, DayValue{*day_of(2024, 2, 29)}));
  EXPECT_TRUE(is(value(3).high, DayValue{*day_of(2024, 12, 31)}));
  EXPECT_EQ(value(3).reasons, Reasons(Reason::imprecise));
}

TEST_F(Reading, times_of_a_zone) {
  field().type.kind = model::Kind::date_time;
  read({"2024-03-31T00:59", "2024-03-31T01:00", "2024-03-31T01:59:59", "2024-03-31T02:00",
        "2024-10-27T00:59:59", "2024-10-27T01:00", "2024-10-27T01:59", "2024-10-27T02:00",
        "2024-10-27T01:30+01:00", "2024-10-27T01:30Z", "2024-06-03T24:00", "2024-06-03",
        "3-Jun-24 21:40", "2024-06-03 09:00", "2024-06-03T09:00:00.250"});
  const std::vector<Cell> expected = {
      Cell::present, Cell::unreadable, Cell::unreadable, Cell::present, Cell::present,
      Cell::ranged,  Cell::ranged,     Cell::present,    Cell::present, Cell::present,
      Cell::present, Cell::unreadable, Cell::unreadable, Cell::present, Cell::present};
  EXPECT_EQ(cells(), expected);
  EXPECT_EQ(values()[0], kForward2024 - kMinute);
  EXPECT_EQ(values()[3], kForward2024);
  EXPECT_EQ(values()[4], kBack2024 - kHour - kSecond);
  EXPECT_TRUE(is(value(5).low, MillisValue{kBack2024 - kHour}));
  EXPECT_TRUE(is(value(5).high, MillisValue{kBack2024}));
  EXPECT_EQ(value(5).reasons, Reasons(Reason::ambiguous_clock));
  EXPECT_EQ(values()[7], kBack2024 + kHour);
  EXPECT_EQ(values()[8], kBack2024 - 30 * kMinute);
  EXPECT_EQ(values()[9], kBack2024 + 30 * kMinute);
  EXPECT_EQ(values()[10], *day_of(2024, 6, 4) * kDayMillis - kHour);
  EXPECT_EQ(values()[14], *day_of(2024, 6, 3) * kDayMillis + 8 * kHour + 250);
}

// The remembered stretch of clocks must not change an answer: every minute around both changes, in
// three orders.
TEST_F(Reading, the_order_of_times_does_not_matter) {
  field().type.kind = model::Kind::date_time;
  std::vector<std::optional<std::string>> texts;
  for (const Day day : {*day_of(2024, 3, 31), *day_of(2024, 10, 27), *day_of(2024, 7, 1)}) {
    for (int minute = 0; minute < 240; ++minute)
      texts.emplace_back(wall_text(day * kDayMillis + minute * kMinute));
  }
  for (const std::size_t step : {1u, 7u, 241u}) {  // coprime to 720
    std::vector<std::optional<std::string>> mixed;
    for (std::size_t i = 0; i < texts.size(); ++i) mixed.push_back(texts[i * step % texts.size()]);
    read(mixed);
    for (std::uint32_t row = 0; row < mixed.size(); ++row) {
      const Instants expected = instants_of(ruleset.zones[0], parse_date_time(*mixed[row])->wall);
      const Cell cell = expected.count == 0   ? Cell::unreadable
                        : expected.count == 1 ? Cell::present
                                              : Cell::ranged;
      ASSERT_EQ(cells()[row], cell) << *mixed[row];
      if (expected.count == 1) {
        ASSERT_EQ(values()[row], expected.first) << *mixed[row];
      }
    }
  }
}

TEST_F(Reading, times_as_written_have_no_zone) {
  field().type.kind = model::Kind::wall_time;
  read({"2024-03-31T01:30", "2024-03-31T01:30Z", "9999-12-31T23:59", "9999-12-31T24:00",
        "0001-01-01T00:00:00"});
  EXPECT_THAT(cells(), ElementsAre(Cell::present, Cell::unreadable, Cell::present, Cell::unreadable,
                                   Cell::present));
  EXPECT_EQ(values()[0], *day_of(2024, 3, 31) * kDayMillis + 90 * kMinute);
  EXPECT_THAT(problems[0].text, HasSubstr("it has an offset"));
}

Layout layout(std::string_view written) {
  std::string why;
  return *parse_layout(written, why);
}

TEST_F(Reading, dates_in_a_layout_of_their_own) {
  field().type.kind = model::Kind::date;
  field().layouts = {layout("DD/MM/YYYY"), layout("MM/YYYY")};
  read({"01/03/2022", " 29/02/2024 ", "29/02/2023", "02/2024", "2022-03-01", "1/3/2022", ""});
  EXPECT_THAT(cells(), ElementsAre(Cell::present, Cell::present, Cell::unreadable, Cell::ranged,
                                   Cell::unreadable, Cell::unreadable, Cell::blank));
  EXPECT_TRUE(is(value(0).low, DayValue{*day_of(2022, 3, 1)}));
  EXPECT_TRUE(is(value(3).low, DayValue{*day_of(2024, 2, 1)}));
  EXPECT_TRUE(is(value(3).high, DayValue{*day_of(2024, 2, 29)}));
  EXPECT_THAT(problems[0].text, HasSubstr("is not a date written as DD/MM/YYYY or MM/YYYY"));
}

TEST_F(Reading, times_in_a_layout_of_their_own) {
  field().type.kind = model::Kind::date_time;
  field().layouts = {layout("DD/MM/YYYY HH:mm"), layout("YYYYMMDDHHmmsszone")};
  read({"31/03/2024 00:59", "31/03/2024 01:30", "27/10/2024 01:30", "20241027013000+0100",
        "2024-03-31T00:59", "31/03/2024"});
  EXPECT_THAT(cells(), ElementsAre(Cell::present, Cell::unreadable, Cell::ranged, Cell::present,
                                   Cell::unreadable, Cell::unreadable));
  EXPECT_EQ(values()[0], kForward2024 - kMinute);
  EXPECT_EQ(values()[3], kBack2024 - 30 * kMinute);
  EXPECT_THAT(problems[0].text, HasSubstr("the clocks go forward over it"));
  EXPECT_THAT(problems[1].text, HasSubstr("is not a time written as DD/MM/YYYY HH:mm"));
}

TEST_F(Reading, messages_say_what_was_expected_but_nothing_personal) {
  field().type.kind = model::Kind::date_time;
  read({"2024-06-03", "2024-03-31T01:30", std::string(60, 'x') + "\n"});
  EXPECT_THAT(problems[0].text, HasSubstr("midnight is not assumed"));
  EXPECT_THAT(problems[1].text, HasSubstr("the clocks go forward over it"));
  EXPECT_THAT(problems[2].text, HasSubstr(std::string(40, 'x') + "...\""));
  EXPECT_THAT(problems[2].text, Not(HasSubstr(std::string(41, 'x'))));
  field().personal = true;
  read({"1985-11-02x"});
  EXPECT_THAT(problems[0].text, Not(HasSubstr("1985-11")));
  EXPECT_THAT(problems[0].text, HasSubstr("f is not a date and time"));
}

TEST_F(Reading, required_and_blank_is_told) {
  field().type.kind = model::Kind::code;
  field().required = true;
  read({"1", "", " "});
  EXPECT_THAT(cells(), ElementsAre(Cell::present, Cell::blank, Cell::blank));
  ASSERT_EQ(problems.size(), 2u);
  EXPECT_EQ(problems[0].code, "A5016");
  EXPECT_EQ(problems[0].count, 2u);
}

TEST_F(Reading, a_field_that_the_table_does_not_have_is_not_supplied) {
  field().type.kind = model::Kind::date;
  TextTable table;
  table.rows = {{}, {}};
  source = table_source(ruleset, 0, "test", table, {}, 1);
  Block block;
  for (std::uint64_t record = 1; record <= 2; ++record) {
    ASSERT_TRUE(source->next_block(block, problems));
    source->decode(block, chunk, problems);
    EXPECT_EQ(chunk.rows, 1u);
    EXPECT_EQ(chunk.first_record, record);
    EXPECT_FALSE(chunk.columns[0].supplied);
    EXPECT_TRUE(value(0).reasons.has(Reason::not_supplied));
  }
  EXPECT_FALSE(source->next_block(block, problems));
  EXPECT_THAT(problems, IsEmpty());
}

}  // namespace
}  // namespace assize
