#include "dsl/base/source.h"

#include <algorithm>

namespace assize {

SourceFile::SourceFile(std::string name, std::string text)
    : name_(std::move(name)), text_(std::move(text)) {
  line_starts_.push_back(0);
  for (std::size_t i = 0; i < text_.size(); ++i) {
    if (text_[i] == '\n') line_starts_.push_back(static_cast<std::uint32_t>(i + 1));
  }
}

Position SourceFile::position(std::uint32_t byte) const {
  byte = std::min<std::uint32_t>(byte, static_cast<std::uint32_t>(text_.size()));
  const auto after = std::upper_bound(line_starts_.begin(), line_starts_.end(), byte);
  const auto line = static_cast<std::uint32_t>(after - line_starts_.begin());
  Position p{line, 1};
  for (std::uint32_t i = line_starts_[line - 1]; i < byte; ++i) {
    const bool continuation = (static_cast<unsigned char>(text_[i]) & 0xC0u) == 0x80u;
    if (!continuation) ++p.column;
  }
  return p;
}

std::string_view SourceFile::line_at(std::uint32_t byte) const {
  const std::uint32_t begin = line_starts_[position(byte).line - 1];
  const std::size_t end = text_.find('\n', begin);
  std::string_view line(text_);
  line = line.substr(begin, end == std::string::npos ? end : end - begin);
  if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
  return line;
}

std::uint32_t Sources::add(std::string name, std::string text) {
  files_.emplace_back(std::move(name), std::move(text));
  return static_cast<std::uint32_t>(files_.size() - 1);
}

}  // namespace assize
