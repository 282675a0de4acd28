#include "dsl/syntax/antlr/tokens.h"

#include <string>
#include <utility>

#include "AssizeLexer.h"
#include "antlr4-runtime.h"

namespace assize::syntax {
namespace {

using grammar::AssizeLexer;

// ANTLR counts code points, spans count bytes.
class Places {
 public:
  explicit Places(std::string_view text) {
    for (const char c : text) ascii_ = ascii_ && static_cast<unsigned char>(c) < 0x80;
    if (ascii_) return;
    starts_.reserve(text.size() + 1);
    for (std::size_t i = 0; i < text.size(); ++i) {
      if ((static_cast<unsigned char>(text[i]) & 0xC0u) != 0x80u) {
        starts_.push_back(static_cast<std::uint32_t>(i));
      }
    }
    starts_.push_back(static_cast<std::uint32_t>(text.size()));
  }
  std::uint32_t byte(std::size_t point) const {
    return ascii_ ? static_cast<std::uint32_t>(point) : starts_[point];
  }

 private:
  bool ascii_ = true;
  std::vector<std::uint32_t> starts_;
};

// What people write who know other languages.
std::string_view hint_for(std::string_view text) {
  constexpr std::pair<std::string_view, std::string_view> kHints[] = {
      {"!", "unlike is written `is not` or `<>`"},
      {"&", "write `and`"},
      {"|", "write `or`"},
      {"'", "a text stands in double quotation marks: \"...\""},
      {"\u2018", "a text stands in straight double quotation marks: \"...\""},
      {"\u201c", "a text stands in straight double quotation marks: \"...\""},
      {"\u201d", "a text stands in straight double quotation marks: \"...\""},
      {"\u2013", "subtraction is written with a hyphen: -"},
      {"\u2264", "write `is at most` or `<=`"},
      {"\u2265", "write `is at least` or `>=`"},
      {"#", "a comment begins with `//`"},
      {"[", "lists stand in round brackets: (A, B)"},
  };
  for (const auto& [mark, hint] : kHints) {
    if (text == mark) return hint;
  }
  if (static_cast<unsigned char>(text.front()) < 0x80) return {};
  return "names are made of the letters a to z, digits and `_`";
}

void report(const Tokens& tokens, const Token& t, const Limits& limits, Diagnostics& diagnostics) {
  const Span span{tokens.file, t.begin, t.end};
  const std::string text(tokens.text.substr(t.begin, t.end - t.begin));
  if (t.type == AssizeLexer::UNCLOSED_STRING) {
    diagnostics.error("A1006", {tokens.file, t.begin, t.begin + 1},
                      "this text is not closed: a `\"` is missing before the end of the line",
                      "a quotation mark inside a text is written twice: \"\"");
  } else if (t.type == AssizeLexer::OTHER) {
    diagnostics.error("A1007", span,
                      "`" + text + "` has no meaning outside a text in quotation marks",
                      std::string(hint_for(text)));
  } else if (t.end - t.begin > limits.name && t.type == AssizeLexer::NAME) {
    diagnostics.error("A1005", {tokens.file, t.begin, t.begin + 1},
                      "this name has " + std::to_string(text.size()) +
                          " characters; the limit is " + std::to_string(limits.name));
  }
}

}  // namespace

Tokens tokenise(std::string_view text, std::uint32_t file, const Limits& limits,
                Diagnostics& diagnostics) {
  Tokens tokens{file, text, {}, {}};
  tokens.all.reserve(text.size() / 6);
  const Places places(text);
  antlr4::ANTLRInputStream input{std::string(text)};
  AssizeLexer lexer(&input);
  lexer.removeErrorListeners();
  std::size_t line = 0;
  bool other = false;           // a run of meaningless characters is one mistake
  std::size_t quoted_line = 0;  // and so is a text in the marks of another language
  for (;;) {
    const std::unique_ptr<antlr4::Token> t = lexer.nextToken();
    if (t->getType() == antlr4::Token::EOF) break;
    const std::uint32_t begin = places.byte(t->getStartIndex());
    const std::uint32_t end = places.byte(t->getStopIndex() + 1);
    if (t->getChannel() == AssizeLexer::COMMENTS) {
      std::string_view comment = text.substr(begin, end - begin);
      comment = comment.substr(0, comment.find_last_not_of(" \t") + 1);
      tokens.comments.push_back({std::string(comment), {file, begin, end}});
      continue;
    }
    const Token token{static_cast<std::uint32_t>(t->getType()), begin, end, t->getLine() != line};
    line = t->getLine();
    const bool glued = other && tokens.all.back().end == begin;
    other = token.type == AssizeLexer::OTHER;
    tokens.all.push_back(token);
    const bool mark = other && text.substr(begin, end - begin) == "'";
    const bool closes = mark && t->getLine() == quoted_line;
    if (mark) quoted_line = t->getLine();
    if (!(other && (glued || closes))) report(tokens, token, limits, diagnostics);
  }
  return tokens;
}

}  // namespace assize::syntax
