#include "engine/column/file_kind.h"

#include <algorithm>

#include "engine/column/text.h"

namespace assize {
namespace {

using namespace std::string_view_literals;

struct Signature {
  std::string_view bytes, name;
};

// Longer signatures first where one begins another.
constexpr Signature kSignatures[] = {
    {"\x1F\x8B"sv, "compressed data (gzip)"},
    {"PK\x03\x04"sv, "a spreadsheet (XLSX) or another ZIP archive"},
    {"\xD0\xCF\x11\xE0"sv, "an old office document such as XLS"},
    {"SQLite format 3\0"sv, "an SQLite database"},
    {"%PDF"sv, "a PDF document"},
    {"\xFF\xFE\0\0"sv, "text in UTF-32, not UTF-8 (byte 0)"},
    {"\xFF\xFE"sv,
     "text in UTF-16 (little-endian), not UTF-8: the byte order mark at byte 0 says so"},
    {"\xFE\xFF"sv, "text in UTF-16 (big-endian), not UTF-8: the byte order mark at byte 0 says so"},
};

bool begins_with_any_case(std::string_view text, std::string_view lower) {
  return text.size() >= lower.size() &&
         std::equal(lower.begin(), lower.end(), text.begin(),
                    [](char a, char b) { return a == (b >= 'A' && b <= 'Z' ? b | 0x20 : b); });
}

}  // namespace

std::optional<std::string> other_kind_of_file(std::string_view first_bytes) {
  for (const Signature& s : kSignatures) {
    if (first_bytes.substr(0, s.bytes.size()) == s.bytes) return std::string(s.name);
  }
  const std::size_t nul = first_bytes.substr(0, 4).find('\0');
  if (nul != std::string_view::npos) {
    return "text in UTF-16 without a byte order mark, or no text at all: byte " +
           std::to_string(nul) + " is zero";
  }
  if (first_bytes.substr(0, kByteOrderMark.size()) == kByteOrderMark)
    first_bytes.remove_prefix(kByteOrderMark.size());
  const std::string_view text = trim(first_bytes);
  if (begins_with_any_case(text, "<!doctype html") || begins_with_any_case(text, "<html")) {
    return "a web page (HTML), perhaps a login page";
  }
  if (begins_with_any_case(text, "<?xml") || begins_with_any_case(text, "<!"))
    return "an XML document";
  return std::nullopt;
}

}  // namespace assize
