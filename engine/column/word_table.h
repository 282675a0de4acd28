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

#include "engine/column/fixed_forms.h"

namespace assize {

class WordTable {
 public:
  static constexpr std::int32_t kNoWord = INT32_MIN;

  WordTable() : slots_(2) {}
  // Of words that occur twice the first counts.
  explicit WordTable(const std::vector<std::pair<std::string, std::int32_t>>& words);

  // `memory`: bytes that may be read, for speed; most words lie in it, but need not.
  std::int32_t find(std::string_view word, std::string_view memory = {}) const {
    return word.size() > kPacked ? find_long(word) : find_packed(packed(word, memory), word.size());
  }
  // The same in any case of letters, for words of at most eight small letters.
  std::int32_t find_any_case(std::string_view word, std::string_view memory = {}) const {
    if (word.size() > kPacked) return kNoWord;
    constexpr std::uint64_t kSmall =
        0x2020202020202020u;  // what a small letter has and a capital has not
    return find_packed(packed(word, memory) | (kSmall & kBytes[word.size()]), word.size());
  }

 private:
  static constexpr std::size_t kPacked = sizeof(std::uint64_t);
  static constexpr std::uint64_t kBytes[kPacked + 1] = {0,
                                                        0xFF,
                                                        0xFFFF,
                                                        0xFFFFFF,
                                                        0xFFFFFFFF,
                                                        0xFFFFFFFFFF,
                                                        0xFFFFFFFFFFFF,
                                                        0xFFFFFFFFFFFFFF,
                                                        0xFFFFFFFFFFFFFFFF};

  struct Slot {
    std::uint64_t key = 0;
    std::uint32_t length = UINT32_MAX;
    std::int32_t number = kNoWord;
  };

  std::int32_t find_packed(std::uint64_t key, std::size_t length) const {
    const Slot& slot = slots_[(key * multiplier_) >> shift_];
    return slot.key == key && slot.length == length ? slot.number : kNoWord;
  }
  static std::uint64_t packed(std::string_view word, std::string_view memory) {
    const auto at = reinterpret_cast<std::uintptr_t>(word.data());
    const auto first = reinterpret_cast<std::uintptr_t>(memory.data());
    if (at >= first && at + kPacked <= first + memory.size()) {
      return eight_bytes(word.data()) & kBytes[word.size()];
    }
    return packed_alone(word);
  }
  static std::uint64_t packed_alone(std::string_view word);  // reads nothing but the word
  bool place(const std::vector<Slot>& words);
  std::int32_t find_long(std::string_view word) const;

  std::uint64_t multiplier_ = 1;
  int shift_ = 63;
  std::vector<Slot> slots_;
  std::vector<std::pair<std::string, std::int32_t>> long_words_;  // sorted
};

}  // namespace assize
