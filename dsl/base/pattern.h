// Readable patterns: `matches (1 letter, 4 digits, 2 letters)`.
//
// A pattern is a row of parts and matches a whole text. Letters and digits are those of ASCII; a
// character is one Unicode code point. A byte that is not part of well-formed UTF-8 counts as one
// character and is in no set. Matching takes time in proportion to the length of the text times
// that of the pattern, whatever either says: it keeps the set of places that the parts so far can
// reach, and never goes back.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace assize {

struct PatternPart {
  enum class Kind : std::uint8_t {
    letters,
    capital_letters,
    digits,
    letters_or_digits,
    characters,
    literal,
    one_of
  };
  static constexpr std::uint32_t kNoLimit = UINT32_MAX;

  Kind kind = Kind::letters;
  std::uint32_t least = 1;  // how many characters; not for `literal`
  std::uint32_t most = 1;   // kNoLimit: no upper end
  std::string text;         // UTF-8: the characters of `one_of`, the words of `literal`
  bool optional = false;    // the whole part may be absent
  bool operator==(const PatternPart&) const = default;
};

struct Pattern {
  std::vector<PatternPart> parts;  // none: only the empty text matches
  bool operator==(const Pattern&) const = default;
};

bool matches(const Pattern& pattern, std::string_view utf8);

// As an author writes it, without the brackets: `1 letter, 2 to 4 digits, optional "-"`.
std::string words(const Pattern& pattern);

}  // namespace assize
