// Texts as returns hold them: white space, UTF-8, control characters.
#pragma once

#include <cstddef>
#include <string_view>

namespace assize {

// Without outer spaces, tabs and line ends.
inline std::string_view trim(std::string_view s) {
  if (!s.empty() && s.front() > ' ' && s.back() > ' ') return s;  // nearly always
  const auto white = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
  const char* first = s.data();
  const char* last = first + s.size();
  while (first != last && white(*first)) ++first;
  while (first != last && white(last[-1])) --last;
  return {first, static_cast<std::size_t>(last - first)};
}

// The byte at which the text stops being UTF-8 (overlong forms, surrogates and what is cut off at
// the end included), or npos.
std::size_t invalid_utf8_at(std::string_view s);

// Whether a person would not see all of the text: control characters other than tabs and line ends,
// and characters that turn the direction of writing. The text is UTF-8.
bool has_control_characters(std::string_view s);

}  // namespace assize
