// Cuts a stream of CSV into stretches that begin and end between records, and counts records and
// lines. Values are not looked at.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "adapters/csv/quoting.h"
#include "engine/column/input.h"
#include "engine/column/problems.h"

namespace assize::csv {

inline constexpr std::size_t kBlockBytes = 256 * 1024;
inline constexpr std::size_t kLongestRecord = 8 * 1024 * 1024;

// What ends a file before its end.
struct CutFault {
  Problem kind;
  Place place;
  std::string text;
};

struct Stretch {
  std::shared_ptr<const std::string> bytes;
  Place from;  // of its first byte
};

class Cutter {
 public:
  // `from` is the place of the first byte of `begun`, which was read from the stream before.
  Cutter(ByteStream& stream, std::string begun, Place from, bool empty_lines_count);

  // False at the end of the stream or after a fault.
  bool next(Stretch& out, std::optional<CutFault>& fault);

  std::uint64_t records() const { return at_.record - 1; }  // cut so far
  // The file ended with the byte 0x1A, as DOS tools wrote it; it is no record.
  bool had_end_mark() const { return had_end_mark_; }
  const Place& here() const { return at_; }

 private:
  // What a scan found up to the last line end outside quotation marks.
  struct Scan {
    std::size_t end = 0;  // one past that line end; 0: none
    std::uint64_t records = 0, lines = 0;
    bool open = false;  // the text ends inside quotation marks
  };
  Scan scan(std::string_view text) const;
  void fill(std::string& text, std::size_t size);
  std::shared_ptr<std::string> buffer();
  bool last_stretch(std::string& text, const Scan& found, std::optional<CutFault>& fault);
  void advance(std::size_t bytes, std::uint64_t records, std::uint64_t lines);
  CutFault broken(std::string_view text, bool at_end) const;

  ByteStream& stream_;
  std::vector<std::shared_ptr<std::string>> buffers_;  // handed out; used again when let go
  std::string carried_;                                // read and not yet cut
  Place at_;                                           // of its first byte
  bool empty_lines_count_;
  bool ended_ = false, stream_ended_ = false, had_end_mark_ = false;
};

}  // namespace assize::csv
