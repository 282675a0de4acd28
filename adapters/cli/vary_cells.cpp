#include "adapters/cli/vary_cells.h"

#include <algorithm>

#include "adapters/cli/vary_options.h"

namespace assize::cli {

std::size_t VaryCells::column(const std::string& name) const {
  const auto at = std::find(table_.columns.begin(), table_.columns.end(), name);
  return static_cast<std::size_t>(at - table_.columns.begin());
}

VaryFigure VaryCells::figure(const PlainRow& row, std::size_t column) {
  const std::string& cell = row.cells[column];
  if (cell.empty()) return {variation::kNone, {}, "blank"};
  if (cell == "*") return {variation::kNone, {}, "suppressed"};
  if (const auto exact = Decimal::parse(cell)) return {*number_of(cell), exact, {}};
  fault(Problem::unreadable, row, column,
        assize::shown(cell, false) + " is no number: digits, with a point and digits after it");
  return {variation::kNone, {}, "unreadable"};
}

VaryFigure VaryCells::count(const PlainRow& row, std::size_t column) {
  VaryFigure out = figure(row, column);
  if (!out.exact || !out.exact->is_negative()) return out;
  fault(Problem::out_of_range, row, column,
        assize::shown(row.cells[column], false) + " is below 0");
  return {variation::kNone, {}, "out of range"};
}

void VaryCells::fault(Problem kind, const PlainRow& row, std::size_t column, std::string text) {
  const std::string& name = table_.columns[column];
  problems_.push_back(make_problem(kind, {0, row.line, row.line, 0, name},
                                   "column " + assize::shown(name, false) + ": " + text));
}

std::vector<DataProblem> VaryCells::take_problems() {
  std::vector<DataProblem> out = std::move(problems_);
  problems_.clear();
  fold(out);
  return out;
}

}  // namespace assize::cli
