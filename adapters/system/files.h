// Files that people hand over: read whole, within a limit, and never a device, a pipe or a folder.
//
// Errors are one line for the person who named the file; they never hold anything of its content.
#pragma once

#include <cstdint>
#include <string>

#include "dsl/base/result.h"

namespace assize {

inline constexpr std::uint64_t kRuleFileLimit = 16ull << 20;   // 16 MiB
inline constexpr std::uint64_t kReturnFileLimit = 8ull << 30;  // 8 GiB

// Why a file was not read: "returns/march.csv: No such file or directory".
struct FileError {
  std::string text;
};

// The bytes of a regular file (a link to one is followed), unchanged.
Result<std::string, FileError> read_file(const std::string& path, std::uint64_t limit);

// The absolute path without links, `.` and `..`: two names of one file become the same. An error
// where nothing is there.
Result<std::string, FileError> canonical_path(const std::string& path);

}  // namespace assize
