// Problems of a return: their kinds, and how many alike are folded into a few places and a count.
//
// Of the problems with one code, file and field the first three places are kept. The first of them
// carries the number of all in `count`, the other two carry 0: so the counts of a list add up to
// the number of problems, folded or not, and lists that were folded apart (by block, by thread)
// fold together to the same list.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/column/source.h"

namespace assize {

// In the order of their codes, from A5001 on; those between belong to other readers.
enum class Problem : std::uint8_t {
  cannot_read,
  empty_file,
  wrong_kind_of_file,
  unreadable,
  not_utf8,
  quoting,
  doubled_heading,
  missing_column,
  delimiter,
  too_large,
  json_syntax,
  doubled_key,
  wrong_shape,
  not_listed,
  out_of_range,
  blank_required,
  only_white_space,
  control_character,
  unexpected_type,
  cell_count,
  empty_line,
  after_the_end,
  no_records,
  spreadsheet_limit,
  unknown_column,
  column_not_supplied,
  equal_record,  // A5028
  inexact_key,   // A5031
};
// What is said of it.
inline constexpr std::string_view kEqualRecord =
    "equal to an earlier record in every column that is read; both count, since their position is "
    "all that tells them apart";

std::string_view code_of(Problem p);
bool is_fatal(Problem p);  // the file cannot be used

// Where a problem is; members as in DataProblem.
struct ProblemPlace {
  std::uint32_t file = 0;
  std::uint64_t record = 0, line = 0;
  std::uint32_t column = 0;
  std::string_view field;
};
DataProblem make_problem(Problem kind, const ProblemPlace& place, std::string text);

// Collects the problems of one block, in any order of columns, and folds as it goes: only the
// places kept are worded.
class ProblemFold {
 public:
  // One more; true where its place may be kept: then `keep` must follow.
  bool count(Problem kind, const ProblemPlace& place);
  void keep(Problem kind, const ProblemPlace& place, std::string text);
  // Appends what was collected, in the order of `fold`, and starts anew.
  void move_to(std::vector<DataProblem>& out);

 private:
  struct Entry {
    Problem kind;
    std::uint32_t file;
    std::string field;
    std::uint64_t count = 0;
    std::vector<DataProblem> places;  // the first three, by record
  };
  Entry& entry(Problem kind, const ProblemPlace& place);
  std::vector<Entry> entries_;
};

// Orders by file, code, field, record and line; keeps the first three places of a code, file and
// field.
void fold(std::vector<DataProblem>& problems);

// A cell as a message may show it: nothing of a personal field; else at most 40 characters,
// controls escaped, in quotation marks. "" for personal fields.
std::string shown(std::string_view cell, bool personal);

}  // namespace assize
