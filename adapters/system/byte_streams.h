// Bytes of files, of standard input and of memory, hashed as they pass. Plain read() calls: on
// files that are in the cache, mapping them is several times slower.
#pragma once

#include <memory>
#include <string>

#include "engine/column/input.h"

namespace assize {

// A file that cannot be opened gives a stream without bytes whose `failure` says why.
std::unique_ptr<ByteStream> file_stream(const std::string& path);
std::unique_ptr<ByteStream> standard_input_stream();
std::unique_ptr<ByteStream> memory_stream(std::string bytes);

}  // namespace assize
