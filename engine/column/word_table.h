// A fixed set of short words, each with a number, looked up once for every cell of a coded column.
//
// Words of at most eight bytes are compared as one integer in a table without collisions; longer
// ones by binary search.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace assize {

class WordTable {
 public:
  static constexpr std::int32_t kNoWord = -1;

  WordTable() : slots_(2) {}
  // Of words that occur twice the first counts. Numbers are from 0.
  explicit WordTable(const std::vector<std::pair<std::string, std::int32_t>>& words);

  std::int32_t find(std::string_view word) const {
    if (word.size() > sizeof(std::uint64_t)) return find_long(word);
    const std::uint64_t key = packed(word);
    const Slot& slot = slots_[(key * multiplier_) >> shift_];
    return slot.key == key && slot.length == word.size() ? slot.number : kNoWord;
  }

 private:
  struct Slot {
    std::uint64_t key = 0;
    std::uint32_t length = UINT32_MAX;
    std::int32_t number = kNoWord;
  };

  static std::uint64_t packed(std::string_view word);
  bool place(const std::vector<Slot>& words);
  std::int32_t find_long(std::string_view word) const;

  std::uint64_t multiplier_ = 1;
  int shift_ = 63;
  std::vector<Slot> slots_;
  std::vector<std::pair<std::string, std::int32_t>> long_words_;  // sorted
};

}  // namespace assize
