// The dates of a column of a table, whatever they are written as, and which of them are missing
// between the first and the last.
//
// All of a column are of one kind, that of most cells: days (2022-03-01), months (2022-03),
// quarters (2022 Q1), financial years (2021/22) or whole numbers (years, or a sequence). Days that
// are all the first, or all the last, of their month stand for months. Months, quarters, years and
// numbers have a calendar: a step without a row is a gap. Days have one only where all lie whole
// weeks apart.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "dsl/base/layout.h"

namespace assize::cli {

class VaryDates {
 public:
  // `layout`: how the cells are written, where it is none of those forms.
  VaryDates(const std::vector<std::string>& cells, std::optional<Layout> layout);

  // Ordered by time; nullopt: not a date of this column's kind.
  std::optional<std::int64_t> key(const std::string& cell) const;
  // Of the sorted keys of one series: the steps that have no row. At most kMostGaps.
  std::vector<std::int64_t> missing(const std::vector<std::int64_t>& keys) const;

  std::string text(std::int64_t key) const;   // as the column writes them: "2022-03-01"
  std::string words(std::int64_t key) const;  // "March 2022"
  std::string unit() const;                   // "month"

  static constexpr std::int64_t kMostGaps = 10'000;

 private:
  enum class Kind { day, first_of_month, last_of_month, month, quarter, financial_year, number };
  std::optional<std::int64_t> key_as(Kind kind, const std::string& cell) const;
  Kind kind_ = Kind::day;
  std::optional<Layout> layout_;
  bool years_ = false;     // whole numbers that look like years
  std::int64_t step_ = 0;  // between neighbours; 0: no calendar
};

}  // namespace assize::cli
