#include "dsl/syntax/text.h"

#include <array>
#include <string>

namespace assize::syntax {
namespace {

std::string hexadecimal(char32_t value, std::size_t digits) {
  std::string out;
  for (std::size_t i = 0; i < digits || value != 0; ++i, value >>= 4) {
    out.insert(out.begin(), "0123456789ABCDEF"[value & 15u]);
  }
  return out;
}

// The length in bytes of the character at i and its code point; length 0 where the bytes are not
// UTF-8. Source: The Unicode Standard, table 3-7 (well-formed UTF-8 byte sequences).
struct Decoded {
  std::size_t length;
  char32_t point;
};
Decoded decode(std::string_view text, std::size_t i) {
  const auto byte = [&](std::size_t k) -> unsigned { return static_cast<unsigned char>(text[k]); };
  const unsigned first = byte(i);
  if (first < 0x80) return {1, first};
  const std::size_t length = first < 0xC2   ? 0
                             : first < 0xE0 ? 2
                             : first < 0xF0 ? 3
                             : first < 0xF5 ? 4
                                            : 0;
  if (length == 0 || i + length > text.size()) return {0, 0};
  char32_t point = first & (0x7Fu >> length);
  for (std::size_t k = i + 1; k < i + length; ++k) {
    if ((byte(k) & 0xC0u) != 0x80u) return {0, 0};
    point = (point << 6) | (byte(k) & 0x3Fu);
  }
  constexpr std::array<char32_t, 5> kLeast = {0, 0, 0x80, 0x800, 0x10000};
  const bool surrogate = point >= 0xD800 && point <= 0xDFFF;
  if (point < kLeast[length] || point > 0x10FFFF || surrogate) return {0, 0};
  return {length, point};
}

bool control(char32_t c) {
  return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || (c >= 0x7F && c <= 0x9F);
}
bool directional(char32_t c) {
  return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

}  // namespace

bool check_text(std::string_view text, std::uint32_t file, std::size_t limit,
                Diagnostics& diagnostics) {
  if (text.size() > limit) {
    diagnostics.error("A1003", {file, 0, 0},
                      "the file has " + std::to_string(text.size()) + " bytes; the limit is " +
                          std::to_string(limit),
                      "divide it into modules");
    return false;
  }
  for (std::size_t i = 0; i < text.size();) {
    const Decoded c = decode(text, i);
    const auto at = static_cast<std::uint32_t>(i);
    const auto refuse = [&](std::string code, std::size_t length, std::string message,
                            std::string hint) {
      diagnostics.error(std::move(code), {file, at, static_cast<std::uint32_t>(i + length)},
                        message + " (byte " + std::to_string(i) + " of the file)", std::move(hint));
      return false;
    };
    if (c.length == 0) {
      return refuse(
          "A1001", 1,
          "byte " + hexadecimal(static_cast<unsigned char>(text[i]), 2) + " is not valid UTF-8",
          "save the file as UTF-8");
    }
    if (control(c.point)) {
      return refuse("A1002", c.length,
                    "the control character U+" + hexadecimal(c.point, 4) + " may not stand here",
                    "");
    }
    if (directional(c.point)) {
      return refuse("A1002", c.length,
                    "the invisible character U+" + hexadecimal(c.point, 4) +
                        " changes the direction of text and may not stand here",
                    "");
    }
    i += c.length;
  }
  return true;
}

}  // namespace assize::syntax
