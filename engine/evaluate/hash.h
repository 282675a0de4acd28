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
inline std::uint64_t hash_text(std::string_view text, std::uint64_t seed) {
  std::uint64_t h = hash_word(text.size(), seed);
  std::size_t i = 0;
  for (; i + 8 <= text.size(); i += 8) {
    std::uint64_t word;
    std::memcpy(&word, text.data() + i, 8);
    h = hash_word(word, h);
  }
  std::uint64_t rest = 0;
  std::memcpy(&rest, text.data() + i, text.size() - i);
  return hash_word(rest, h);
}

}  // namespace assize::evaluate
