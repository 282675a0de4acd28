// Files that are not what their name says: recognised by their first bytes, so that the message can
// name what was seen.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace assize {

inline constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";  // of UTF-8

// "compressed data (gzip)", "a spreadsheet or another ZIP archive", "UTF-16 text" ...; nothing for
// text in UTF-8.
std::optional<std::string> other_kind_of_file(std::string_view first_bytes);

}  // namespace assize
