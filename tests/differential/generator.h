// Random programs of the language and random returns for them, made so that most get past the
// checker and most values lie where mistakes hide: on a limit, a millisecond or a day beside it, at
// a clock change, a month end, the cut-off, blank or unreadable.
//
// Deterministic: a seed always gives the same program, on every machine.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tests/differential/account.h"

namespace assize::differential {

// splitmix64 (Steele, Lea, Flood 2014): small, well mixed, the same everywhere.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next();
  // 0 <= result < n
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(next() % n); }
  bool one_in(std::size_t n) { return below(n) == 0; }
  template <class T>
  const T& pick(const std::vector<T>& from) {
    return from[below(from.size())];
  }

 private:
  std::uint64_t state_;
};

struct Table {
  std::string record;  // of this type
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> rows;  // texts of cells
};

struct Program {
  std::string rules;                // a module in the language
  Table visits, notes, statements;  // no columns: there is no such record type
  Account account;
};

Program make_program(std::uint64_t seed, std::size_t rows);

// A program whose rules ask nothing about cells (no two-valued words, no doubt, no `or else`, no
// percentile), and for each of its rows some rows in which what is not known has been found out:
// values that its cells could stand for, the future left as it is.
struct Refined {
  Program program;
  std::vector<std::vector<std::string>>
      fillings;  // `each` rows for the first row, then the second ...
  // The notes, where there are some, in which what is not known has been found out, and further
  // ones where the table does not say that it holds them all.
  std::vector<std::vector<std::vector<std::string>>> note_fillings;
};
Refined make_refined(std::uint64_t seed, std::size_t rows, std::size_t each);

}  // namespace assize::differential
