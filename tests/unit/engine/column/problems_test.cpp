#include "engine/column/problems.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "dsl/base/codes.h"

namespace assize {
namespace {

using ::testing::ElementsAre;

void add(ProblemFold& fold, Problem kind, std::uint64_t record, std::string_view field = "f",
         std::uint32_t file = 0) {
  const ProblemPlace place = {file, record, record + 1, 1, field};
  if (fold.count(kind, place)) fold.keep(kind, place, "record " + std::to_string(record));
}

std::vector<std::uint64_t> records(const std::vector<DataProblem>& problems) {
  std::vector<std::uint64_t> out;
  for (const DataProblem& p : problems) out.push_back(p.record);
  return out;
}

std::vector<std::uint64_t> counts(const std::vector<DataProblem>& problems) {
  std::vector<std::uint64_t> out;
  for (const DataProblem& p : problems) out.push_back(p.count);
  return out;
}

TEST(Problems, codes_are_in_the_table_and_the_fatal_ones_are_errors) {
  for (int i = 0; i <= static_cast<int>(Problem::column_not_supplied); ++i) {
    const auto kind = static_cast<Problem>(i);
    const CodeRow* row = find_code(code_of(kind));
    ASSERT_NE(row, nullptr) << code_of(kind);
    EXPECT_EQ(row->severity == Severity::error, is_fatal(kind)) << row->code;
  }
}

TEST(Problems, three_places_and_the_number_of_all) {
  ProblemFold fold;
  for (const std::uint64_t record : {9, 4, 7, 2, 8, 3}) add(fold, Problem::unreadable, record);
  add(fold, Problem::unreadable, 1, "g");
  std::vector<DataProblem> out;
  fold.move_to(out);
  EXPECT_THAT(records(out), ElementsAre(2, 3, 4, 1));
  EXPECT_THAT(counts(out), ElementsAre(6, 0, 0, 1));
  EXPECT_EQ(out[0].text, "record 2");
  fold.move_to(out);
  EXPECT_EQ(out.size(), 4u);  // starts anew
}

// However records are shared out to blocks, and whichever block is folded first, the list is the
// same.
TEST(Problems, folding_in_parts_gives_the_same_list) {
  std::vector<DataProblem> whole;
  {
    ProblemFold fold;
    for (std::uint64_t r = 1; r <= 40; ++r)
      add(fold, r % 3 == 0 ? Problem::not_listed : Problem::unreadable, r, "f", r % 2);
    fold.move_to(whole);
  }
  fold(whole);
  for (std::uint64_t blocks = 1; blocks <= 7; ++blocks) {
    std::vector<DataProblem> parts;
    for (std::uint64_t b = blocks; b-- > 0;) {
      ProblemFold part;
      for (std::uint64_t r = 1 + b; r <= 40; r += blocks) {
        add(part, r % 3 == 0 ? Problem::not_listed : Problem::unreadable, r, "f", r % 2);
      }
      part.move_to(parts);
    }
    fold(parts);
    EXPECT_EQ(records(parts), records(whole));
    EXPECT_EQ(counts(parts), counts(whole));
  }
}

TEST(Problems, cells_are_clipped_escaped_and_hidden) {
  EXPECT_EQ(shown("a\nb", false), "\"a\\u{a}b\"");
  EXPECT_EQ(shown(std::string(41, 'x'), false), "\"" + std::string(40, 'x') + "...\"");
  std::string accents;
  for (int i = 0; i < 40; ++i) accents += "\xC3\xA9";
  EXPECT_EQ(shown(accents, false), "\"" + accents + "\"");  // characters, not bytes
  EXPECT_EQ(shown("9990871094", true), "");
}

}  // namespace
}  // namespace assize
