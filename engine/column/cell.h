// From the text of a cell to a typed cell: the one reader of values, shared by every format and by
// the tests in the language.
//
// Outer white space does not count; a cell of nothing else is blank. Forms:
//   yes or no         yes, true, y, no, false, n, in any case of letters; anything else is not
//   listed numbers           digits, an optional sign, an optional point with digits on both sides;
//   no separators, no exponent codes             exactly a text of the list (whether the code is
//   valid on a date is not asked here) dates             2022-03-01; 2022-03 and 2022 are ranges of
//   days (imprecise) dates and times   2022-03-01T10:00 with seconds or not, in the field's zone or
//   with an offset; a local time that does not
//                     exist is unreadable, one that occurs twice is a range of two instants
//                     (ambiguous); a date alone is unreadable: midnight is never assumed
//   as written        the same without a zone; an offset is unreadable
// A declared mark (`"*" means from 1 to 7`) and a field `rounded to the nearest 5` give ranges, cut
// to what the field allows.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "dsl/model/ruleset.h"
#include "engine/column/column.h"
#include "engine/column/problems.h"
#include "engine/column/word_table.h"

namespace assize {

// Decimal places of `Column::v` for a number field: 0 for whole numbers, 2 for money, otherwise 4.
// Fixed, so that every chunk has it.
int scale_of(const model::Field& field);

struct CellFault {
  std::uint32_t row;
  Problem kind;
};

// One column of a stretch of a file as text, one cell a row.
struct CellTexts {
  std::vector<std::string_view> cells;  // without data(): not supplied
  std::string_view memory;              // bytes that may be read, for speed: most cells lie in it
  bool plain = false;                   // no byte is anything but printable ASCII or white space
};

class FieldReader {
 public:
  // Both must outlive the reader.
  FieldReader(const model::Ruleset& ruleset, const model::Record& record, model::Index field);
  const model::Field& field() const { return *field_; }

  // Reads the cells of a chunk into `out`, whose memory is reused. Texts are kept as views of the
  // cells. Faults are appended in the order of rows.
  void read(const CellTexts& texts, Column& out, std::vector<CellFault>& faults) const;

  // What is wrong with a cell, for a person: never its text where the field is personal.
  std::string words(Problem kind, std::string_view cell) const;

 private:
  struct NumberRules {
    int scale = 0;
    std::int64_t low = INT64_MIN, high = INT64_MAX;  // at `scale`
    bool exact_path = false;  // marks, rounding, or bounds with more places than `scale`: every
                              // cell by way of Decimal
  };

  template <class Parse>
  void one(const CellTexts& texts, std::uint32_t row, Column& out, std::vector<CellFault>& faults,
           Parse parse) const;
  template <class Parse>
  void each(const CellTexts& texts, Column& out, std::vector<CellFault>& faults, Parse parse) const;
  template <class Find>
  void read_words(const CellTexts& texts, Column& out, std::vector<CellFault>& faults,
                  Find find) const;
  void read_numbers(const CellTexts& texts, Column& out, std::vector<CellFault>& faults) const;
  void read_dates(const CellTexts& texts, Column& out, std::vector<CellFault>& faults) const;
  void read_times(const CellTexts& texts, Column& out, std::vector<CellFault>& faults) const;
  void read_texts(const CellTexts& texts, Column& out, std::vector<CellFault>& faults) const;
  bool are_listed(std::string_view items, const CellTexts& texts) const;
  Cell exact_number(std::string_view text, Column& out, std::uint32_t row) const;
  std::optional<DaySpan> written_date(std::string_view text) const;
  std::optional<WrittenTime> laid_out_time(std::string_view text) const;

  const model::Ruleset* ruleset_;
  const model::Field* field_;
  bool in_key_;
  WordTable words_;  // codes (of an item too), yes and no
  NumberRules number_;
};

// Gives `out` rows of a field that the file does not have.
void fill_not_supplied(std::uint32_t rows, Column& out);

}  // namespace assize
