// Which operands each operator met: unknown ones, ones on a boundary, ordinary ones. A random test
// that never shows an operator an unknown proves nothing about it, so the suite fails where a cell
// of the table is empty.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "dsl/model/ruleset.h"
#include "tests/differential/generator.h"

namespace assize::differential {

class Coverage {
 public:
  // Evaluates every node of a program over its records, as returned.
  void add(const model::Ruleset& ruleset, const Program& program,
           std::size_t rows);  // its first rows
  void print() const;
  bool complete() const;

 private:
  struct Met {
    std::uint64_t unknown = 0, boundary = 0, ordinary = 0;
  };
  std::map<std::string, Met> met_;
};

}  // namespace assize::differential
