#include "engine/column/word_table.h"

#include <algorithm>

namespace assize {
namespace {

constexpr std::uint64_t kFirstMultiplier = 0x9E3779B97F4A7C15u;  // 2^64 over the golden ratio, odd
constexpr std::uint64_t kNextMultiplier =
    0xD1342543DE82EF95u;    // steps of a linear congruential generator
constexpr int kTries = 64;  // of multipliers, before the table grows

}  // namespace

std::uint64_t WordTable::packed_alone(std::string_view word) {
  std::uint64_t key = 0;
  for (std::size_t i = word.size(); i > 0; --i) {
    key = key << 8 | static_cast<unsigned char>(word[i - 1]);
  }
  return key;
}

WordTable::WordTable(const std::vector<std::pair<std::string, std::int32_t>>& words) {
  std::vector<Slot> short_words;
  for (const auto& [word, number] : words) {
    if (word.size() > kPacked) {
      long_words_.emplace_back(word, number);
      continue;
    }
    const Slot slot{packed_alone(word), static_cast<std::uint32_t>(word.size()), number};
    const bool known = std::any_of(short_words.begin(), short_words.end(), [&](const Slot& s) {
      return s.key == slot.key && s.length == slot.length;
    });
    if (!known) short_words.push_back(slot);
  }
  std::stable_sort(long_words_.begin(), long_words_.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::size_t size = 2;
  shift_ = 63;
  for (bool placed = false; !placed; size *= 2, --shift_) {
    if (size < 2 * short_words.size()) continue;
    multiplier_ = kFirstMultiplier;
    for (int i = 0; i < kTries && !placed; ++i) {
      slots_.assign(size, Slot{});
      placed = place(short_words);
      if (placed) return;
      multiplier_ = (multiplier_ * kNextMultiplier) | 1u;
    }
  }
}

bool WordTable::place(const std::vector<Slot>& words) {
  for (const Slot& word : words) {
    Slot& slot = slots_[(word.key * multiplier_) >> shift_];
    if (slot.length != UINT32_MAX) return false;
    slot = word;
  }
  return true;
}

std::int32_t WordTable::find_long(std::string_view word) const {
  const auto found = std::lower_bound(
      long_words_.begin(), long_words_.end(), word,
      [](const auto& entry, std::string_view wanted) { return entry.first < wanted; });
  return found != long_words_.end() && found->first == word ? found->second : kNoWord;
}

}  // namespace assize
