// Which of many values occur more than once, by hashes of 64 bits. Among a million values two
// different ones fall together once in forty million runs: who must be sure looks at the whole
// hash (Key) of those that are found.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace assize::evaluate {

class Repeated {
 public:
  Repeated() = default;
  // Of all values of the lists together; 0 is none. Time as their number, four bytes a value
  // while it is made; what is kept are the values that are repeated.
  explicit Repeated(const std::vector<std::span<const std::uint64_t>>& lists);

  bool empty() const { return hashes_.empty(); }
  bool has(std::uint64_t hash) const;

 private:
  std::vector<std::uint64_t> hashes_;  // ascending
  std::vector<bool> sieve_;
};

}  // namespace assize::evaluate
