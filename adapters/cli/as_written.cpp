#include "adapters/cli/as_written.h"

#include <algorithm>

namespace assize::cli {

namespace {

std::string_view trimmed(std::string_view line) {
  const std::size_t first = line.find_first_not_of(" \t\r");
  return first == std::string_view::npos
             ? std::string_view()
             : line.substr(first, line.find_last_not_of(" \t\r") - first + 1);
}

// Declarations that are one statement, unless they give a value for each code.
bool is_statement(std::string_view line) {
  const std::string_view first = line.substr(0, line.find(' '));
  const bool statement = first == "source" || first == "parameter" || first == "derived" ||
                         first == "condition" || first == "subset";
  return statement && line.find(" by ") == std::string_view::npos;
}

}  // namespace

std::string_view declaration_text(const SourceFile& file, Span name) {
  std::string_view text(file.text());
  if (name.begin >= text.size()) return {};
  const std::size_t before = text.rfind('\n', name.begin);
  text.remove_prefix(before == std::string_view::npos ? 0 : before + 1);
  const bool statement = is_statement(trimmed(text.substr(0, text.find('\n'))));
  std::size_t at = 0;
  for (bool first = true; at < text.size(); first = false) {
    const std::size_t length = std::min(text.find('\n', at), text.size()) - at;
    const std::string_view words = trimmed(text.substr(at, length));
    if (words.starts_with("```")) break;
    at = std::min(at + length + 1, text.size());
    const bool closed = !words.empty() && words.back() == ';';
    if (words == "end" || ((first || statement) && closed)) break;
  }
  while (at > 0 && (text[at - 1] == '\n' || text[at - 1] == '\r')) --at;
  return text.substr(0, at);
}

}  // namespace assize::cli
