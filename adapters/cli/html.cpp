#include "adapters/cli/html.h"

#include <algorithm>

#include "dsl/base/diagnostic.h"

namespace assize::cli {

std::string html(std::string_view text) {
  std::string out;
  std::string line;
  const auto flush = [&] {
    for (const char c : escape_controls(line)) {
      switch (c) {
        case '&':
          out += "&amp;";
          break;
        case '<':
          out += "&lt;";
          break;
        case '>':
          out += "&gt;";
          break;
        case '"':
          out += "&quot;";
          break;
        default:
          out += c;
      }
    }
    line.clear();
  };
  for (const char c : text) {
    if (c == '\r') continue;
    if (c != '\n') {
      line += c;
      continue;
    }
    flush();
    out += '\n';
  }
  flush();
  return out;
}

std::string html_id(std::string_view kind, std::string_view name) {
  std::string out(kind);
  out += '-';
  for (const char c : name) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    out += plain || c == '_' ? c : '-';
  }
  return out;
}

namespace {

// `code`, **strong**, *strong*, [words](address): the rest as it is.
std::string inline_html(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const std::string_view rest = text.substr(i);
    const auto mark = [&](std::string_view sign, const char* element) {
      if (!rest.starts_with(sign)) return false;
      const std::size_t end = rest.find(sign, sign.size());
      if (end == std::string_view::npos || end == sign.size()) return false;
      out += "<" + std::string(element) + ">" + html(rest.substr(sign.size(), end - sign.size())) +
             "</" + element + ">";
      i += end + sign.size();
      return true;
    };
    if (mark("`", "code") || mark("**", "strong") || mark("*", "cite")) continue;
    if (rest.front() == '[') {
      const std::size_t close = rest.find("](");
      const std::size_t end = close == std::string_view::npos ? close : rest.find(')', close);
      if (end != std::string_view::npos) {
        out += html(rest.substr(1, close - 1));
        i += end + 1;
        continue;
      }
    }
    const std::size_t stop = std::min(rest.find_first_of("`*[", 1), rest.size());
    out += html(rest.substr(0, stop));
    i += stop;
  }
  return out;
}

}  // namespace

std::string html_of_prose(std::string_view markdown) {
  std::string out, paragraph;
  bool quote = false;
  const auto flush = [&] {
    if (paragraph.empty()) return;
    out += quote ? "<blockquote><p>" : "<p>";
    out += inline_html(paragraph);
    out += quote ? "</p></blockquote>\n" : "</p>\n";
    paragraph.clear();
  };
  while (!markdown.empty()) {
    const std::size_t end = std::min(markdown.find('\n'), markdown.size());
    std::string_view line = markdown.substr(0, end);
    markdown.remove_prefix(std::min(end + 1, markdown.size()));
    while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.remove_suffix(1);
    const bool is_quote = line.starts_with(">");
    if (line.empty() || line.starts_with("#") || is_quote != quote) flush();
    if (line.empty() || line.starts_with("#")) continue;
    quote = is_quote;
    if (is_quote) line.remove_prefix(line.starts_with("> ") ? 2 : 1);
    if (!paragraph.empty()) paragraph += ' ';
    paragraph += line;
  }
  flush();
  return out;
}

std::string HtmlTable::text() const {
  if (rows_.empty()) return {};
  std::string out = "<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"" +
                    html(caption_) + "\"><table><caption>" + html(caption_) +
                    "</caption><thead><tr>";
  for (const std::string& h : heading_) out += "<th scope=\"col\">" + html(h) + "</th>";
  out += "</tr></thead><tbody>\n";
  for (const auto& row : rows_) {
    out += "<tr>";
    for (std::size_t i = 0; i < row.size(); ++i)
      out += i == 0 ? "<th scope=\"row\">" + row[i] + "</th>" : "<td>" + row[i] + "</td>";
    out += "</tr>\n";
  }
  return out + "</tbody></table></div>\n";
}

}  // namespace assize::cli
