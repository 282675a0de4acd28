// What a reader of returns is given: files as streams of bytes, and which fields are wanted.
//
// Shared by all formats, so that the root which puts the adapters together opens files once and in
// one way.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "engine/column/source.h"

namespace assize {

// Bytes from a file, a pipe or memory, read from the beginning to the end.
class ByteStream {
 public:
  virtual ~ByteStream() = default;
  // Fills up to `at_most` bytes (over 0). 0: the end, or a fault that `failure` tells.
  virtual std::size_t read(char* into, std::size_t at_most) = 0;
  // In words, empty when there was none: "Is a directory".
  virtual std::string failure() const { return {}; }
  // Of the bytes read so far, hexadecimal.
  virtual std::string hash() const = 0;
  // Bytes that were read can be read again: of a file and of memory, not of a pipe.
  virtual bool reads_again() const { return false; }
  // The `n` bytes from `from` on. False: they are not there any more.
  virtual bool read_again(std::uint64_t /*from*/, char* /*into*/, std::size_t /*n*/) const {
    return false;
  }
};

struct InputFile {
  std::string name;  // as given by the user, "-" for standard input
  std::unique_ptr<ByteStream> bytes;
  ReturnHeader header;
};

// "Heading in the file" -> name of the field; a field that is not named here keeps its own heading.
using HeadingMap = std::vector<std::pair<std::string, std::string>>;

struct ReadOptions {
  std::vector<bool>
      needed;  // per field of the record: read it; empty: all. Others are only counted.
  HeadingMap headings;
};

}  // namespace assize
