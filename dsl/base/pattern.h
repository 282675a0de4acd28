// Readable patterns of text: a sequence of parts, matched as a whole in linear time.
// "1 letter, 4 digits, 2 letters"; letters and digits are ASCII, `characters` are any code points.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace assize {

struct PatternPart {
  enum class Kind : std::uint8_t { letters, capital_letters, digits, letters_or_digits, characters, literal, one_of } kind = Kind::letters;
  std::uint32_t least = 1, most = 1;  // how many; most = UINT32_MAX: no upper end. A literal counts as one.
  std::string text;                   // literal, one_of
};

struct Pattern { std::vector<PatternPart> parts; };

bool matches(const Pattern& p, std::string_view utf8);
std::string words(const Pattern& p);

}  // namespace assize
