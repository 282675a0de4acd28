// Figures in the cells of a plain table: a number, or why there is none. A blank and a mark of
// suppression are unknown, never 0; what is no number is told with its place.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "adapters/cli/plain_table.h"
#include "dsl/base/decimal.h"
#include "engine/column/problems.h"
#include "engine/variation/numbers.h"

namespace assize::cli {

struct VaryFigure {
  double value = variation::kNone;
  std::optional<Decimal> exact;
  std::string reason;  // "blank", "suppressed", "unreadable", "out of range"; empty: a figure
};

class VaryCells {
 public:
  explicit VaryCells(const PlainTable& table) : table_(table) {}

  std::size_t column(const std::string& name) const;
  const std::string& text(const PlainRow& row, std::size_t column) const {
    return row.cells[column];
  }
  VaryFigure figure(const PlainRow& row, std::size_t column);
  // A figure that may not be below 0.
  VaryFigure count(const PlainRow& row, std::size_t column);

  void fault(Problem kind, const PlainRow& row, std::size_t column, std::string text);
  // Folded; clears them.
  std::vector<DataProblem> take_problems();

 private:
  const PlainTable& table_;
  std::vector<DataProblem> problems_;
};

}  // namespace assize::cli
