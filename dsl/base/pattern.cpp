#include "dsl/base/pattern.h"

#include <algorithm>

namespace assize {
namespace {

using Kind = PatternPart::Kind;

constexpr char32_t kMalformed = 0x110000;  // above every code point

// The code points of a text; each byte that begins no well-formed sequence stands for itself, as
// kMalformed. Source: Unicode Standard, table 3-7, well-formed UTF-8 byte sequences.
std::vector<char32_t> code_points(std::string_view utf8) {
  std::vector<char32_t> out;
  out.reserve(utf8.size());
  for (std::size_t i = 0; i < utf8.size();) {
    const auto lead = static_cast<unsigned char>(utf8[i]);
    const std::size_t length = lead < 0x80   ? 1
                               : lead < 0xC2 ? 0
                               : lead < 0xE0 ? 2
                               : lead < 0xF0 ? 3
                               : lead < 0xF5 ? 4
                                             : 0;
    char32_t c = length == 1 ? lead : lead & (0xFFu >> (length + 1));
    bool well_formed = length > 0 && i + length <= utf8.size();
    for (std::size_t k = 1; well_formed && k < length; ++k) {
      const auto next = static_cast<unsigned char>(utf8[i + k]);
      well_formed = (next & 0xC0) == 0x80;
      c = (c << 6) | (next & 0x3F);
    }
    well_formed = well_formed && !(length == 3 && (c < 0x800 || (c >= 0xD800 && c < 0xE000))) &&
                  !(length == 4 && (c < 0x10000 || c > 0x10FFFF));
    out.push_back(well_formed ? c : kMalformed);
    i += well_formed ? length : 1;
  }
  return out;
}

bool is_capital(char32_t c) { return c >= U'A' && c <= U'Z'; }
bool is_letter(char32_t c) { return is_capital(c) || (c >= U'a' && c <= U'z'); }
bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }

bool holds(Kind kind, const std::vector<char32_t>& set, char32_t c) {
  switch (kind) {
    case Kind::letters:
      return is_letter(c);
    case Kind::capital_letters:
      return is_capital(c);
    case Kind::digits:
      return is_digit(c);
    case Kind::letters_or_digits:
      return is_letter(c) || is_digit(c);
    case Kind::characters:
      return true;
    case Kind::one_of:
      return c != kMalformed && std::find(set.begin(), set.end(), c) != set.end();
    case Kind::literal:
      break;
  }
  return false;
}

// Which places of the text (0 to its length) the parts so far can end at.
using Places = std::vector<bool>;

Places after_literal(const Places& before, const std::vector<char32_t>& text,
                     const std::vector<char32_t>& words) {
  Places after(before.size(), false);
  for (std::size_t i = 0; i + words.size() < before.size(); ++i) {
    after[i + words.size()] = before[i] && std::equal(words.begin(), words.end(), text.begin() + i);
  }
  return after;
}

Places after_run(const Places& before, const std::vector<char32_t>& text, const PatternPart& part,
                 const std::vector<char32_t>& set) {
  // reached[i]: how many of the places below i could be the start of this part.
  std::vector<std::size_t> reached(before.size() + 1, 0);
  for (std::size_t i = 0; i < before.size(); ++i) reached[i + 1] = reached[i] + (before[i] ? 1 : 0);
  Places after(before.size(), false);
  std::size_t run = 0;  // where the fitting characters that end here begin
  for (std::size_t end = 0; end < before.size(); ++end) {
    if (end > 0 && !holds(part.kind, set, text[end - 1])) run = end;
    if (end < part.least) continue;
    const std::size_t first = std::max(run, end > part.most ? end - part.most : 0);
    const std::size_t last = end - part.least;
    after[end] = first <= last && reached[last + 1] > reached[first];
  }
  return after;
}

std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

std::string counted(const PatternPart& part) {
  std::string out;
  if (part.most == PatternPart::kNoLimit) {
    out = "at least " + std::to_string(part.least);
  } else if (part.least == part.most) {
    out = std::to_string(part.least);
  } else {
    out = std::to_string(part.least) + " to " + std::to_string(part.most);
  }
  const bool one = part.least == 1 && (part.most == 1 || part.most == PatternPart::kNoLimit);
  switch (part.kind) {
    case Kind::letters:
      return out + (one ? " letter" : " letters");
    case Kind::capital_letters:
      return out + (one ? " capital letter" : " capital letters");
    case Kind::digits:
      return out + (one ? " digit" : " digits");
    case Kind::letters_or_digits:
      return out + (one ? " letter or digit" : " letters or digits");
    case Kind::characters:
      return out + (one ? " character" : " characters");
    case Kind::one_of:
      return (part.least == 1 && part.most == 1 ? "" : out + ' ') + "one of " + quoted(part.text);
    case Kind::literal:
      break;
  }
  return quoted(part.text);
}

}  // namespace

bool matches(const Pattern& pattern, std::string_view utf8) {
  const std::vector<char32_t> text = code_points(utf8);
  Places places(text.size() + 1, false);
  places[0] = true;
  for (const PatternPart& part : pattern.parts) {
    const std::vector<char32_t> words = code_points(part.text);
    Places after = part.kind == Kind::literal ? after_literal(places, text, words)
                                              : after_run(places, text, part, words);
    if (part.optional) {
      for (std::size_t i = 0; i < after.size(); ++i) after[i] = after[i] || places[i];
    }
    places = std::move(after);
  }
  return places.back();
}

std::string words(const Pattern& pattern) {
  std::string out;
  for (const PatternPart& part : pattern.parts) {
    if (!out.empty()) out += ", ";
    if (part.optional) out += "optional ";
    out += counted(part);
  }
  return out;
}

}  // namespace assize
