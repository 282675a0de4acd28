// Which of many values occur more than once, by 128 bits of hash: among ten million values two
// different ones fall together with a chance below 10^-24.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/evaluate/result.h"

namespace assize::evaluate {

class Repeated {
 public:
  Repeated() = default;
  // Of all values of the lists together; Key{} is none. Time as their number, four bytes a value
  // while it is made; what is kept are the values that are repeated.
  explicit Repeated(const std::vector<std::span<const Key>>& lists);

  bool empty() const { return keys_.empty(); }
  bool has(const Key& key) const;

 private:
  std::vector<Key> keys_;  // ascending
  std::vector<bool> sieve_;
};

}  // namespace assize::evaluate
