#include "adapters/report/json_text.h"

namespace assize::report {

namespace {

// The length of the well-formed UTF-8 sequence at the start of `s` (Unicode, table 3-7), or 0.
std::size_t sequence_length(std::string_view s) {
  const auto byte = [&](std::size_t i) {
    return i < s.size() ? static_cast<unsigned char>(s[i]) : 0u;
  };
  const auto follows = [&](std::size_t i) { return (byte(i) & 0xC0u) == 0x80u; };
  const unsigned b = byte(0), second = byte(1);
  if (b < 0x80) return 1;
  if (b >= 0xC2 && b <= 0xDF) return follows(1) ? 2 : 0;
  if (b >= 0xE0 && b <= 0xEF) {
    if (!follows(1) || !follows(2)) return 0;
    if ((b == 0xE0 && second < 0xA0) || (b == 0xED && second > 0x9F)) return 0;
    return 3;
  }
  if (b >= 0xF0 && b <= 0xF4) {
    if (!follows(1) || !follows(2) || !follows(3)) return 0;
    if ((b == 0xF0 && second < 0x90) || (b == 0xF4 && second > 0x8F)) return 0;
    return 4;
  }
  return 0;
}

void write_escape(Buffer& out, unsigned char c) {
  constexpr std::string_view kHex = "0123456789abcdef";
  switch (c) {
    case '"':
      out << "\\\"";
      return;
    case '\\':
      out << "\\\\";
      return;
    case '\n':
      out << "\\n";
      return;
    case '\r':
      out << "\\r";
      return;
    case '\t':
      out << "\\t";
      return;
    default:
      out << "\\u00" << kHex[c >> 4] << kHex[c & 15u];
      return;
  }
}

}  // namespace

void write_text(Buffer& out, std::string_view text) {
  out << '"';
  std::size_t from = 0;
  for (std::size_t i = 0; i < text.size();) {
    const auto c = static_cast<unsigned char>(text[i]);
    const std::size_t length = sequence_length(text.substr(i));
    // DEL and the C1 controls are legal JSON, but have no business on a terminal.
    const bool control = c < 0x20 || c == 0x7F;
    if (length != 0 && !control && c != '"' && c != '\\') {
      i += length;
      continue;
    }
    out << text.substr(from, i - from);
    if (length == 0) {
      out << "\\ufffd";
    } else {
      write_escape(out, c);
    }
    from = ++i;
  }
  out << text.substr(from) << '"';
}

void write_text_or_null(Buffer& out, std::string_view text) {
  if (text.empty()) {
    out << "null";
  } else {
    write_text(out, text);
  }
}

}  // namespace assize::report
