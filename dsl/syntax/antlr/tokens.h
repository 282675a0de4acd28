// The tokens of a file, taken from the generated lexer at once and kept small: a type and a place
// in bytes.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "dsl/base/diagnostic.h"
#include "dsl/syntax/parse.h"

namespace assize::syntax {

struct Token {
  std::uint32_t type = 0;  // of grammar::AssizeLexer
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  bool first_on_line = false;
};

struct Tokens {
  std::uint32_t file = 0;
  std::string_view text;  // what was read: of a literate file, with all but the rules blanked out
  std::vector<Token> all;
  std::vector<Comment> comments;

  std::string_view word(std::size_t i) const {
    return text.substr(all[i].begin, all[i].end - all[i].begin);
  }
  Span span(std::size_t i) const { return {file, all[i].begin, all[i].end}; }
  Span end_span() const {
    const auto end = static_cast<std::uint32_t>(text.size());
    return {file, end, end};
  }
};

// `text` is valid UTF-8 and outlives the result. Reports texts that are not closed, characters
// without a meaning and names that are too long.
Tokens tokenise(std::string_view text, std::uint32_t file, const Limits& limits,
                Diagnostics& diagnostics);

}  // namespace assize::syntax
