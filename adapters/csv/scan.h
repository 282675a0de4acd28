// Which of 64 bytes are commas, line feeds or quotation marks, as bits: bit i is byte i.
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace assize::csv {

inline constexpr std::size_t kStep = 64;

// The 64 bytes at `at`; past the end of the text, spaces.
class Window {
 public:
  Window(std::string_view text, std::size_t at) {
    const char* from = text.data() + at;
    char padded[kStep];
    if (text.size() - at < kStep) {
      std::memset(padded, ' ', kStep);
      std::memcpy(padded, from, text.size() - at);
      from = padded;
    }
#if defined(__SSE2__)
    for (int i = 0; i < 4; ++i)
      lanes_[i] = _mm_loadu_si128(reinterpret_cast<const __m128i*>(from) + i);
#else
    std::memcpy(bytes_, from, kStep);
#endif
  }

  std::uint64_t equal_to(char c) const {
    std::uint64_t bits = 0;
#if defined(__SSE2__)
    const __m128i wanted = _mm_set1_epi8(c);
    for (int i = 0; i < 4; ++i) {
      bits |= static_cast<std::uint64_t>(_mm_movemask_epi8(_mm_cmpeq_epi8(lanes_[i], wanted)))
              << (16 * i);
    }
#else
    for (std::size_t i = 0; i < kStep; ++i) bits |= static_cast<std::uint64_t>(bytes_[i] == c) << i;
#endif
    return bits;
  }

  // Bytes other than printable ASCII and line feeds.
  bool has_unusual() const {
#if defined(__SSE2__)
    __m128i unusual = _mm_setzero_si128();
    for (const __m128i& lane : lanes_) {
      // As signed numbers, bytes from 0x80 are below the space, like control characters.
      const __m128i low = _mm_cmplt_epi8(lane, _mm_set1_epi8(' '));
      const __m128i feed = _mm_cmpeq_epi8(lane, _mm_set1_epi8('\n'));
      unusual = _mm_or_si128(unusual, _mm_andnot_si128(feed, low));
      unusual = _mm_or_si128(unusual, _mm_cmpeq_epi8(lane, _mm_set1_epi8(0x7F)));
    }
    return _mm_movemask_epi8(unusual) != 0;
#else
    for (const char c : bytes_) {
      if ((static_cast<signed char>(c) < ' ' && c != '\n') || c == 0x7F) return true;
    }
    return false;
#endif
  }

 private:
#if defined(__SSE2__)
  __m128i lanes_[4];
#else
  char bytes_[kStep];
#endif
};

// Bit i of the result: an odd number of bits from 0 to i are set. Of quotation marks: the bytes
// from an opening mark up to, and without, the closing one. Source: G. Langdale, D. Lemire, Parsing
// Gigabytes of JSON per Second, section 3.1.1.
inline std::uint64_t prefix_parity(std::uint64_t bits) {
  for (int shift = 1; shift < 64; shift *= 2) bits ^= bits << shift;
  return bits;
}

inline std::uint64_t bits_below(int n) {
  return n >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << n) - 1;
}

// Without the machine's own instruction, which the oldest x86-64 does not have. Source: H. S.
// Warren, Hacker's Delight, 5-1.
inline unsigned count_bits(std::uint64_t x) {
  x -= (x >> 1) & 0x5555555555555555u;
  x = (x & 0x3333333333333333u) + ((x >> 2) & 0x3333333333333333u);
  return static_cast<unsigned>((((x + (x >> 4)) & 0x0F0F0F0F0F0F0F0Fu) * 0x0101010101010101u) >>
                               56);
}

}  // namespace assize::csv
