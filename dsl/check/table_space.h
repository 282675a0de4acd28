// The combinations of a decision table's inputs, cut where any cell cuts them, so that gaps and
// overlaps can be found without trying values. Internal to dsl/check.
//
// An input is an axis of pieces, each of which every cell takes whole or not at all: the codes of a
// list; yes and no; the texts that are mentioned, and any other; of numbers, dates, times and
// durations the points that are mentioned and the open stretches between them. Guarantees: exact;
// bounded work, and it says when the bound is met.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "dsl/base/value.h"
#include "dsl/model/ruleset.h"
#include "dsl/syntax/tree.h"

namespace assize::check_detail {

// A cell as points: what its test compares with.
struct CellPoints {
  syntax::TableCell::Test test = syntax::TableCell::Test::any;
  bool negated = false, open_above = false;
  std::vector<Scalar> points;
};

// Points of one type: -1, 0, 1.
int order(const Scalar& a, const Scalar& b);

class TableSpace {
 public:
  // An axis of values of `type`. `field`: the input is a field, with what it allows; else nullptr.
  void add_axis(const model::Ruleset& ruleset, const model::Type& type, const model::Field* field,
                std::string name);
  void add_row(std::vector<CellPoints> cells);

  // Cuts the axes. Before the questions below.
  void cut();

  // Two rows that hold at once: their places and a combination in words.
  struct Overlap {
    std::size_t first = 0, second = 0;
    std::string where;
  };
  std::vector<Overlap> overlaps() const;
  // Combinations that no row has, in words; the first few. `too_large`: the bound was met.
  struct Gaps {
    std::vector<std::string> where;
    bool too_large = false;
  };
  Gaps gaps() const;
  // A row that no combination reaches.
  std::optional<std::size_t> empty_row() const;

 private:
  struct Axis {
    model::Type type;
    std::string name;
    const model::Ruleset* ruleset = nullptr;
    std::optional<Decimal> low, high;
    bool whole = false;           // numbers, dates and times: nothing lies between neighbours
    std::vector<Scalar> cuts;     // ascending; codes: every code
    std::vector<std::size_t> at;  // pieces in use: 2k + 1 is the point k, 2k the stretch before it
    bool stretches = false;
  };
  bool takes(const Axis& a, const CellPoints& c, std::size_t piece) const;
  std::string in_words(const Axis& a, std::size_t piece) const;
  std::string in_words(const std::vector<std::size_t>& pieces) const;
  struct Search;
  void search(Search& s, std::size_t axis, const std::vector<std::uint32_t>& rows) const;

  std::vector<Axis> axes_;
  std::vector<std::vector<CellPoints>> rows_;
  // By row and axis: which pieces of `at` the cell takes.
  std::vector<std::vector<std::vector<bool>>> taken_;
};

}  // namespace assize::check_detail
