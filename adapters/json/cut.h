// Cuts a stream of JSON into stretches of whole records: elements of the one array of the file, or
// lines. Follows brackets and strings only; whether the records are valid JSON is seen when they
// are read.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/json/json_source.h"
#include "engine/column/input.h"
#include "engine/column/problems.h"

namespace assize::json {

inline constexpr std::size_t kBlockBytes = 256 * 1024;
inline constexpr std::size_t kLongestRecord = 8 * 1024 * 1024;
inline constexpr int kDeepest = 64;  // levels of brackets, the array of the file included

struct Place {
  std::uint64_t record = 1, line = 1, byte = 0;
};

struct CutFault {
  Problem kind;
  Place place;
  std::string text;
};

struct Stretch {
  std::shared_ptr<const std::string> bytes;
  Place from;
};

// One record in a stretch.
struct Slice {
  std::size_t begin = 0, end = 0;
  std::uint64_t line = 0;
};
// The records of a stretch, in order; `line` is that of its first byte. Lines without anything but
// white space are none.
std::vector<Slice> slices(std::string_view stretch, JsonForm form, std::uint64_t line);

class Cutter {
 public:
  Cutter(ByteStream& stream, JsonForm form) : stream_(stream), form_(form) {}

  // False at the end of the stream or after a fault.
  bool next(Stretch& out, std::optional<CutFault>& fault);
  std::uint64_t records() const { return at_.record - 1; }  // cut so far
  const Place& here() const { return at_; }

 private:
  bool fill(std::size_t size);
  std::optional<CutFault> begin();
  std::optional<CutFault> finish();
  bool cut(std::size_t end, std::uint64_t records, std::size_t skipped, Stretch& out);
  void skip(std::size_t bytes);
  CutFault fault_here(Problem kind, std::size_t ahead, std::string text) const;

  ByteStream& stream_;
  JsonForm form_;
  std::string carried_;  // read and not yet cut
  Place at_;             // of its first byte
  bool begun_ = false, ended_ = false, stream_ended_ = false;
  bool after_comma_ = false;  // the array goes on with an element
};

}  // namespace assize::json
