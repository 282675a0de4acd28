#include "engine/column/text.h"

#include <cstdint>
#include <cstring>

namespace assize {
namespace {

std::uint8_t byte_at(std::string_view s, std::size_t i) { return static_cast<std::uint8_t>(s[i]); }

// How many bytes the character at `i` takes; 0 where there is none.
std::size_t character_length(std::string_view s, std::size_t i) {
  const std::uint8_t first = byte_at(s, i);
  if (first < 0x80) return 1;
  const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || s.size() - i < length) return 0;
  for (std::size_t k = 1; k < length; ++k) {
    if ((byte_at(s, i + k) & 0xC0u) != 0x80u) return 0;
  }
  const std::uint8_t second = byte_at(s, i + 1);
  const bool overlong = (first == 0xE0 && second < 0xA0) || (first == 0xF0 && second < 0x90);
  const bool surrogate = first == 0xED && second >= 0xA0;
  const bool beyond = first == 0xF4 && second >= 0x90;
  return overlong || surrogate || beyond ? 0 : length;
}

}  // namespace

std::size_t invalid_utf8_at(std::string_view s) {
  std::size_t i = 0;
  while (i < s.size()) {
    std::uint64_t eight;
    if (s.size() - i >= sizeof eight) {
      std::memcpy(&eight, s.data() + i, sizeof eight);
      if ((eight & 0x8080808080808080u) == 0) {
        i += sizeof eight;
        continue;
      }
    }
    const std::size_t length = character_length(s, i);
    if (length == 0) return i;
    i += length;
  }
  return std::string_view::npos;
}

bool has_control_characters(std::string_view s) {
  for (std::size_t i = 0; i < s.size(); ++i) {
    const std::uint8_t c = byte_at(s, i);
    if ((c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7F) return true;
    if (c == 0xC2 && i + 1 < s.size() && byte_at(s, i + 1) < 0xA0) return true;  // U+0080 to U+009F
    if (c == 0xE2 && i + 2 < s.size()) {
      const std::uint8_t second = byte_at(s, i + 1), third = byte_at(s, i + 2);
      const bool embedding = second == 0x80 && third >= 0xAA && third <= 0xAE;  // U+202A to U+202E
      const bool isolate = second == 0x81 && third >= 0xA6 && third <= 0xA9;    // U+2066 to U+2069
      if (embedding || isolate) return true;
    }
  }
  return false;
}

}  // namespace assize
