// Text with a name, and places in it.
//
// Lines and columns count from 1; a column counts Unicode code points (not bytes, not grapheme
// clusters), so that a caret lines up in a terminal that shows one cell a code point. A tab counts
// as one column and is printed as a tab in the caret line.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace assize {

// A half-open stretch of bytes [begin, end) of one source file; `file` indexes a Sources.
struct Span {
  std::uint32_t file = 0;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  constexpr bool operator==(const Span&) const = default;
};

struct Position {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
};

class SourceFile {
 public:
  SourceFile(std::string name, std::string text);
  const std::string& name() const { return name_; }
  const std::string& text() const { return text_; }
  Position position(std::uint32_t byte) const;
  // The line that holds `byte`, without its end.
  std::string_view line_at(std::uint32_t byte) const;

 private:
  std::string name_;
  std::string text_;
  std::vector<std::uint32_t> line_starts_;
};

// The files of one compilation, in the order in which they were read. Copies of the texts live here
// and outlast every Span.
class Sources {
 public:
  std::uint32_t add(std::string name, std::string text);
  const SourceFile& file(std::uint32_t i) const { return files_[i]; }
  std::size_t size() const { return files_.size(); }

 private:
  std::vector<SourceFile> files_;
};

}  // namespace assize
