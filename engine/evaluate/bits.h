// One bit a row, 64 rows a word; bits beyond the last row are zero.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace assize::evaluate {

class Bits {
 public:
  void assign(std::size_t rows, bool value) {
    rows_ = rows;
    words_.assign((rows + 63) / 64, value ? ~std::uint64_t{0} : 0);
    trim();
  }
  std::size_t rows() const { return rows_; }
  std::size_t words() const { return words_.size(); }
  std::uint64_t word(std::size_t i) const { return words_[i]; }
  std::uint64_t& word(std::size_t i) { return words_[i]; }
  // The bits of rows that exist in word `i`.
  std::uint64_t mask(std::size_t i) const {
    const std::size_t left = rows_ - i * 64;
    return left >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << left) - 1;
  }
  bool get(std::size_t row) const { return (words_[row / 64] >> (row % 64)) & 1u; }
  void set(std::size_t row) { words_[row / 64] |= std::uint64_t{1} << (row % 64); }
  void clear(std::size_t row) { words_[row / 64] &= ~(std::uint64_t{1} << (row % 64)); }
  bool any() const {
    for (const std::uint64_t w : words_) {
      if (w != 0) return true;
    }
    return false;
  }
  bool all() const {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      if (words_[i] != mask(i)) return false;
    }
    return true;
  }
  std::size_t count() const {
    std::size_t n = 0;
    for (const std::uint64_t w : words_) n += static_cast<std::size_t>(std::popcount(w));
    return n;
  }
  void trim() {
    if (rows_ % 64 != 0) words_.back() &= mask(words_.size() - 1);
  }
  Bits& operator|=(const Bits& o) {
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] |= o.words_[i];
    return *this;
  }
  Bits& operator&=(const Bits& o) {
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] &= o.words_[i];
    return *this;
  }
  // Calls f(row) for each row whose bit is set, ascending.
  template <class F>
  void each(F f) const {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      for (std::uint64_t w = words_[i]; w != 0; w &= w - 1) {
        f(static_cast<std::uint32_t>(i * 64 + static_cast<std::size_t>(std::countr_zero(w))));
      }
    }
  }
  // The same for each row whose bit is not set.
  template <class F>
  void each_clear(F f) const {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      for (std::uint64_t w = ~words_[i] & mask(i); w != 0; w &= w - 1) {
        f(static_cast<std::uint32_t>(i * 64 + static_cast<std::size_t>(std::countr_zero(w))));
      }
    }
  }
  // Bit of each row from a test of the row number; the loop has no branches.
  template <class F>
  void fill(std::size_t rows, F f) {
    rows_ = rows;
    words_.resize((rows + 63) / 64);
    for (std::size_t i = 0; i < words_.size(); ++i) {
      const std::size_t first = i * 64, n = rows - first < 64 ? rows - first : 64;
      std::uint64_t w = 0;
      for (std::size_t k = 0; k < n; ++k)
        w |= static_cast<std::uint64_t>(f(first + k) ? 1 : 0) << k;
      words_[i] = w;
    }
  }

 private:
  std::size_t rows_ = 0;
  std::vector<std::uint64_t> words_;
};

}  // namespace assize::evaluate
