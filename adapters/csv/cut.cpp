#include "adapters/csv/cut.h"

#include <atomic>
#include <bit>
#include <string_view>

#include "adapters/csv/scan.h"
#include "engine/column/clones.h"

namespace assize::csv {

Cutter::Cutter(ByteStream& stream, std::string begun, Place from, bool empty_lines_count)
    : stream_(stream),
      carried_(std::move(begun)),
      at_(from),
      empty_lines_count_(empty_lines_count) {}

// Makes `text` `size` bytes long unless the stream ends before. Full reads only, so that pipes give
// the same blocks as files.
void Cutter::fill(std::string& text, std::size_t size) {
  std::size_t have = text.size();
  if (have >= size || stream_ended_) return;
  text.resize(size);
  while (have < size) {
    const std::size_t got = stream_.read(text.data() + have, size - have);
    if (got == 0) {
      stream_ended_ = true;
      break;
    }
    have += got;
  }
  text.resize(have);
}

ASSIZE_CLONES Cutter::Scan Cutter::scan(std::string_view text) const {
  Scan found;
  std::uint64_t open = 0;  // all bits set while inside quotation marks
  std::uint64_t before = std::uint64_t{1}
                         << 63;  // the line ends of the step before; the text begins after one
  std::uint64_t lines = 0, empty = 0;
  for (std::size_t at = 0; at < text.size(); at += kStep) {
    const Window window(text, at);
    const std::uint64_t feeds = window.equal_to('\n');
    const std::uint64_t quotes = window.equal_to('"');
    const std::uint64_t quoted = prefix_parity(quotes) ^ open;
    open = (quoted >> 63) != 0 ? ~std::uint64_t{0} : 0;
    const std::uint64_t ends = feeds & ~quoted;
    if (ends != 0) {
      const int last = 63 - std::countl_zero(ends);
      found.end = at + static_cast<std::size_t>(last) + 1;
      found.records += count_bits(ends);
      found.lines = lines + count_bits(feeds & bits_below(last + 1));
      // An empty line ends one byte after a line end, or two with a carriage return between.
      const std::uint64_t one_after = ends << 1 | before >> 63;
      const std::uint64_t two_after = ends << 2 | before >> 62;
      for (std::uint64_t b = ends & (one_after | two_after); b != 0; b &= b - 1) {
        const std::size_t end = at + static_cast<std::size_t>(std::countr_zero(b));
        const bool after_end = (one_after & (b & (~b + 1))) != 0;
        if (after_end || text[end - 1] == '\r') ++empty;
      }
    }
    before = ends;
    lines += count_bits(feeds);
  }
  if (!empty_lines_count_) found.records -= empty;
  found.open = open != 0;
  return found;
}

void Cutter::advance(std::size_t bytes, std::uint64_t records, std::uint64_t lines) {
  at_.byte += bytes;
  at_.record += records;
  at_.line += lines;
}

CutFault Cutter::broken(std::string_view text, bool at_end) const {
  if (const auto fault = quoting_fault(text, at_, empty_lines_count_)) {
    const bool runs_on = !at_end && fault->kind == QuotingFault::Kind::never_closed;
    if (!runs_on) return {Problem::quoting, fault->place, std::string(words(fault->kind))};
    return {Problem::too_large, fault->place,
            "a cell in quotation marks that does not end within 8 MiB; is its closing quotation "
            "mark missing?"};
  }
  return {Problem::too_large, at_,
          "a record longer than 8 MiB; the file is damaged or not a CSV file"};
}

// What stands after the last line end is the last record, whole or broken.
bool Cutter::last_stretch(std::string& text, const Scan& found, std::optional<CutFault>& fault) {
  if (found.open) {
    fault = broken(text, true);
    return false;
  }
  const std::string_view rest = std::string_view(text).substr(found.end);
  std::uint64_t records = found.records;
  if (rest == "\x1A") {
    had_end_mark_ = true;
    text.resize(found.end);
  } else if (!rest.empty()) {
    ++records;
  }
  advance(text.size(), records, found.lines);
  return !text.empty();
}

// Blocks are used up about as fast as they are cut: the same few stay in the cache.
std::shared_ptr<std::string> Cutter::buffer() {
  constexpr std::size_t kKept = 8;
  for (const auto& b : buffers_) {
    if (b.use_count() != 1) continue;
    std::atomic_thread_fence(std::memory_order_acquire);  // after the last reader let go of it
    b->clear();
    return b;
  }
  auto fresh = std::make_shared<std::string>();
  if (buffers_.size() < kKept) buffers_.push_back(fresh);
  return fresh;
}

bool Cutter::next(Stretch& out, std::optional<CutFault>& fault) {
  if (ended_) return false;
  const std::shared_ptr<std::string> text = buffer();
  text->reserve(carried_.size() + kBlockBytes);
  text->append(carried_);
  carried_.clear();
  Scan found;
  for (std::size_t size = kBlockBytes; found.end == 0; size *= 2) {
    if (text->size() >= size && size > kBlockBytes) continue;
    fill(*text, size);
    found = scan(*text);
    if (stream_ended_) break;
    if (found.end == 0 && text->size() >= kLongestRecord) {
      ended_ = true;
      fault = broken(*text, false);
      return false;
    }
  }
  out.from = at_;
  if (stream_ended_) {
    ended_ = true;
    if (const std::string why = stream_.failure(); !why.empty()) {
      fault = CutFault{Problem::cannot_read, at_, why};
      return false;
    }
    if (!last_stretch(*text, found, fault)) return false;
  } else {
    carried_.assign(*text, found.end, std::string::npos);
    text->resize(found.end);
    advance(found.end, found.records, found.lines);
  }
  out.bytes = text;
  return true;
}

}  // namespace assize::csv
