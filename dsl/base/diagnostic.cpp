#include "dsl/base/diagnostic.h"

#include <algorithm>
#include <array>
#include <tuple>

namespace assize {
namespace {

constexpr std::size_t kQuotedCharacters = 200;  // of a source line
constexpr std::size_t kLongestWord = 200;       // for which an edit distance is computed

// One character of a text: its code point, or nothing where the bytes are not UTF-8, and how many
// bytes it takes.
struct Character {
  std::optional<char32_t> point;
  std::size_t bytes;
};

Character character_at(std::string_view text, std::size_t i) {
  const auto byte = [&](std::size_t k) { return static_cast<unsigned char>(text[k]); };
  const unsigned char first = byte(i);
  if (first < 0x80) return {first, 1};
  const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || i + length > text.size()) return {std::nullopt, 1};
  char32_t point = first & (0x7Fu >> length);
  for (std::size_t k = i + 1; k < i + length; ++k) {
    if ((byte(k) & 0xC0u) != 0x80u) return {std::nullopt, 1};
    point = (point << 6) | (byte(k) & 0x3Fu);
  }
  return {point, length};
}

bool unsafe(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c <= 0x9F) ||       // control characters
         c == 0x2028 || c == 0x2029 ||                 // line and paragraph separator
         c == 0x061C || c == 0x200E || c == 0x200F ||  // marks of direction
         (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) ||  // bidirectional controls
         c == 0xFEFF || (c >= 0xD800 && c <= 0xDFFF) || c > 0x10FFFF;
}

std::string hexadecimal(std::uint32_t value) {
  std::string digits;
  do {
    digits.insert(digits.begin(), "0123456789abcdef"[value % 16]);
    value /= 16;
  } while (value != 0);
  return digits;
}

std::string escaped(std::string_view bytes, const Character& c) {
  if (!c.point) return "\\x{" + hexadecimal(static_cast<unsigned char>(bytes.front())) + "}";
  if (unsafe(*c.point)) return "\\u{" + hexadecimal(*c.point) + "}";
  return std::string(bytes.substr(0, c.bytes));
}

std::size_t width(std::string_view printed) {
  return static_cast<std::size_t>(std::count_if(printed.begin(), printed.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0u) != 0x80u;
  }));
}

std::string_view word_of(Severity s) {
  switch (s) {
    case Severity::error:
      return "error";
    case Severity::warning:
      return "warning";
    case Severity::information:
      return "information";
  }
  return "error";
}

std::string place_of(Span span, const Sources& sources) {
  const SourceFile& file = sources.file(span.file);
  const Position p = file.position(span.begin);
  return escape_controls(file.name()) + ":" + std::to_string(p.line) + ":" +
         std::to_string(p.column);
}

std::string place_of(const DataPlace& place) {
  std::string out = escape_controls(place.file);
  if (place.line != 0) {
    out += ":" + std::to_string(place.line);
    if (place.column != 0) out += ":" + std::to_string(place.column);
  }
  return out;
}

// The line of `span` and a line with a caret under its first character and tildes under the rest of
// it. Of a long line, a stretch of at most kQuotedCharacters around the caret.
std::string excerpt(Span span, const Sources& sources) {
  const SourceFile& file = sources.file(span.file);
  const std::string_view line = file.line_at(span.begin);
  const auto line_begin = static_cast<std::size_t>(line.data() - file.text().data());
  std::vector<std::size_t> starts;  // of the characters, in bytes of the line
  std::size_t caret = 0;
  for (std::size_t i = 0; i < line.size(); i += character_at(line, i).bytes) {
    if (line_begin + i <= span.begin) caret = starts.size();
    starts.push_back(i);
  }
  if (line_begin + line.size() <= span.begin) caret = starts.size();
  const std::size_t from =
      starts.size() <= kQuotedCharacters || caret < kQuotedCharacters / 2
          ? 0
          : std::min(caret - kQuotedCharacters / 2, starts.size() - kQuotedCharacters);
  const std::size_t to = std::min(starts.size(), from + kQuotedCharacters);

  std::string text = from > 0 ? "... " : "";
  std::string marks(text.size(), ' ');
  for (std::size_t k = from; k < to; ++k) {
    const std::string_view rest = line.substr(starts[k]);
    const Character c = character_at(line, starts[k]);
    const bool tab = c.point == U'\t';
    const std::string printed = tab ? "\t" : escaped(rest, c);
    text += printed;
    const bool inside = k > caret && line_begin + starts[k] < span.end;
    marks += k == caret ? "^" : inside ? "~" : tab ? "\t" : " ";
    if (!tab) marks.append(width(printed) - 1, inside || k == caret ? '~' : ' ');
  }
  if (to < starts.size()) text += " ...";
  if (caret >= to) marks += '^';
  marks.erase(marks.find_last_not_of(" \t") + 1);
  return "  " + text + "\n  " + marks + "\n";
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// Optimal string alignment distance (insert, delete, replace, swap of neighbours), counting case as
// no difference.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const bool same = lower(a[i - 1]) == lower(b[j - 1]);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0u : 1u)});
      if (i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) &&
          lower(a[i - 2]) == lower(b[j - 1])) {
        row[j] = std::min(row[j], before[j - 2] + 1);
      }
    }
    std::swap(before, last);
    std::swap(last, row);
  }
  return last[b.size()];
}

}  // namespace

Diagnostic& Diagnostics::add(Diagnostic d) {
  const bool is_error = d.severity == Severity::error;
  if (is_error) ++errors_;
  // Errors and other messages are bounded apart, so that a flood of warnings hides no error.
  const std::size_t kept = is_error ? errors_ : all_.size() - std::min(errors_, limit_) + 1;
  if (kept > limit_) {
    ++dropped_;
    return sink_ = std::move(d);
  }
  return all_.emplace_back(std::move(d));
}

Diagnostic& Diagnostics::error(std::string code, Span span, std::string text, std::string hint) {
  return add({std::move(code), Severity::error, std::move(text), span, {}, {}, std::move(hint)});
}

Diagnostic& Diagnostics::warning(std::string code, Span span, std::string text, std::string hint) {
  return add({std::move(code), Severity::warning, std::move(text), span, {}, {}, std::move(hint)});
}

void Diagnostics::sort() {
  const auto key = [](const Diagnostic& d) {
    const Span s = d.span.value_or(Span{UINT32_MAX, 0, 0});
    const bool data = d.place.has_value();
    return std::tuple(s.file, s.begin, std::string_view(data ? d.place->file : std::string_view()),
                      data ? d.place->line : 0, data ? d.place->column : 0,
                      std::string_view(d.code), std::string_view(d.text));
  };
  std::stable_sort(all_.begin(), all_.end(),
                   [&](const Diagnostic& a, const Diagnostic& b) { return key(a) < key(b); });
}

std::string render(const Diagnostic& d, const Sources& sources, const RenderOptions& options) {
  std::string out;
  if (d.span) {
    out += place_of(*d.span, sources) + ": ";
  } else if (d.place && !d.place->file.empty()) {
    out += place_of(*d.place) + ": ";
  }
  std::string head(word_of(d.severity));
  if (!d.code.empty()) head += "[" + d.code + "]";
  if (options.colour) {
    const char* colour = d.severity == Severity::error     ? "31"
                         : d.severity == Severity::warning ? "33"
                                                           : "36";
    head = "\x1b[1;" + std::string(colour) + "m" + head + "\x1b[0m";
  }
  out += head + ": " + escape_controls(d.text) + "\n";
  if (options.compact) return out;
  if (d.span) out += excerpt(*d.span, sources);
  for (const Note& note : d.notes) {
    if (note.span) out += place_of(*note.span, sources) + ": ";
    out += "note: " + escape_controls(note.text) + "\n";
    if (note.span) out += excerpt(*note.span, sources);
  }
  if (!d.hint.empty()) out += "hint: " + escape_controls(d.hint) + "\n";
  return out;
}

std::string render(const Diagnostics& diagnostics, const Sources& sources,
                   const RenderOptions& options) {
  std::string out;
  for (const Diagnostic& d : diagnostics.all()) out += render(d, sources, options);
  if (const std::size_t n = diagnostics.dropped(); n > 0) {
    out +=
        "and " + std::to_string(n) + (n == 1 ? " more message" : " more messages") + " not shown\n";
  }
  return out;
}

std::string escape_controls(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const Character c = character_at(text, i);
    out += escaped(text.substr(i), c);
    i += c.bytes;
  }
  return out;
}

std::string nearest(std::string_view word, const std::vector<std::string>& candidates) {
  if (word.empty() || word.size() > kLongestWord) return {};
  // One slip in a short word, two from six letters on, never more than a third of the word.
  const std::size_t allowed = word.size() < 3   ? 0
                              : word.size() < 6 ? 1
                                                : std::min<std::size_t>(3, word.size() / 3);
  std::size_t best = allowed + 1;
  std::string found;
  for (const std::string& candidate : candidates) {
    const std::size_t longer = std::max(candidate.size(), word.size());
    if (longer - std::min(candidate.size(), word.size()) > allowed) continue;
    const std::size_t d = distance(word, candidate);
    if (d < best) {
      best = d;
      found = candidate;
    }
  }
  return found;
}

}  // namespace assize
