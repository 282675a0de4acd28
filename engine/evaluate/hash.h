// A mixing hash of words and texts, with a seed. Source of the mixing step: W. Yi, wyhash (public
// domain), by a 128-bit product.
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

namespace assize::evaluate {

inline constexpr std::uint64_t kSeedA = 0x2d358dccaa6c78a5ULL, kSeedB = 0x8bb84b93962eacc9ULL;

__extension__ typedef unsigned __int128 Product;

inline std::uint64_t mix(std::uint64_t a, std::uint64_t b) {
  const Product p = static_cast<Product>(a) * b;
  return static_cast<std::uint64_t>(p) ^ static_cast<std::uint64_t>(p >> 64);
}
inline std::uint64_t hash_word(std::uint64_t x, std::uint64_t seed) {
  return mix(x ^ 0x4b33a62ed433d4a3ULL, seed ^ 0x4d5a2da51de1aa47ULL) + seed;
}
// A text of at most eight bytes as a word; texts of one size that differ give words that differ.
inline std::uint64_t short_word(std::string_view text) {
  const char* const p = text.data();
  const std::size_t n = text.size();
  if (n >= 4) {
    std::uint32_t first, last;
    std::memcpy(&first, p, 4);
    std::memcpy(&last, p + n - 4, 4);
    return std::uint64_t{first} << 32u | last;
  }
  if (n == 0) return 0;
  const auto byte = [&](std::size_t i) { return std::uint64_t{static_cast<unsigned char>(p[i])}; };
  return byte(0) << 16u | byte(n / 2) << 8u | byte(n - 1);
}
inline std::uint64_t hash_text(std::string_view text, std::uint64_t seed) {
  const std::size_t n = text.size();
  std::uint64_t h = hash_word(n, seed);
  if (n <= 8) return hash_word(short_word(text), h);
  std::uint64_t word;
  for (std::size_t i = 0; i + 8 < n; i += 8) {
    std::memcpy(&word, text.data() + i, 8);
    h = hash_word(word, h);
  }
  std::memcpy(&word, text.data() + n - 8, 8);
  return hash_word(word, h);
}

}  // namespace assize::evaluate
