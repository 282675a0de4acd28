// Which operands each operator met: unknown ones, ones on a boundary, ordinary ones. A random test
// that never shows an operator an unknown proves nothing about it, so the suite fails where a cell
// of the table is empty.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "dsl/model/ruleset.h"
#include "engine/run/run.h"
#include "tests/differential/generator.h"

namespace assize::differential {

class Coverage {
 public:
  // Evaluates every node of a program over its visits and statements, as returned; the first rows
  // of each.
  void add(const model::Ruleset& ruleset, const Program& program, std::size_t rows);
  // Who was bound, and whose targets and values held, where specifications say so.
  void add_layers(const model::Ruleset& ruleset, const Program& program, const RunResult& found);
  void print() const;
  bool complete() const;

 private:
  enum class Operand { unknown, boundary, ordinary };
  struct Met {
    std::uint64_t unknown = 0, boundary = 0, ordinary = 0;
  };
  void count(const std::string& name, Operand operand);
  void add_rows(const model::Ruleset& ruleset, const Table& table, std::size_t rows);
  std::map<std::string, Met> met_;
};

}  // namespace assize::differential
