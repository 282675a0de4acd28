// Bytes on their way out: gathered in one block, handed on when it is full. No formatting library
// and no stream in between, since a return of a million records may have as many lines to write.
#pragma once

#include <charconv>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace assize::report {

// Takes bytes; false when they could not be written, after which nothing more is handed to it.
using Writer = std::function<bool(std::string_view)>;

class Buffer {
 public:
  explicit Buffer(Writer writer) : writer_(std::move(writer)) { bytes_.reserve(kBlock + 4096); }
  Buffer(const Buffer&) = delete;
  Buffer& operator=(const Buffer&) = delete;

  Buffer& operator<<(std::string_view text) {
    bytes_.append(text);
    if (bytes_.size() >= kBlock) flush();
    return *this;
  }
  Buffer& operator<<(char c) {
    bytes_.push_back(c);
    return *this;
  }
  Buffer& operator<<(std::int64_t n) { return number(n); }
  Buffer& operator<<(std::uint64_t n) { return number(n); }

  // Hands on what is left. False when any byte was lost.
  bool flush() {
    if (ok_ && !bytes_.empty()) ok_ = writer_(bytes_);
    bytes_.clear();
    return ok_;
  }

 private:
  static constexpr std::size_t kBlock = 1u << 18;

  template <class N>
  Buffer& number(N n) {
    char digits[24];
    const auto end = std::to_chars(digits, digits + sizeof digits, n).ptr;
    bytes_.append(digits, static_cast<std::size_t>(end - digits));
    return *this;
  }

  Writer writer_;
  std::string bytes_;
  bool ok_ = true;
};

}  // namespace assize::report
