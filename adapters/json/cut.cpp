#include "adapters/json/cut.h"

#include <algorithm>

#include "engine/column/file_kind.h"
#include "engine/column/text.h"

namespace assize::json {
namespace {

constexpr std::size_t kNone = std::string_view::npos;

std::uint64_t line_ends(std::string_view text) {
  return static_cast<std::uint64_t>(std::count(text.begin(), text.end(), '\n'));
}

// Follows strings and brackets; a comma or a closing bracket at level 0 stands between records.
class Levels {
 public:
  // True for a byte at level 0 outside strings.
  bool outside(char c) {
    if (in_string_) {
      if (escaped_) {
        escaped_ = false;
      } else if (c == '\\') {
        escaped_ = true;
      } else if (c == '"') {
        in_string_ = false;
      }
      return false;
    }
    if (c == '"') in_string_ = true;
    if (c == '{' || c == '[') ++level_;
    if ((c == '}' || c == ']') && level_ > 0) {
      --level_;
      return false;
    }
    return level_ == 0;
  }
  int level() const { return level_; }

 private:
  int level_ = 0;
  bool in_string_ = false, escaped_ = false;
};

// What stands at level 0 of the rest of an array.
struct Scan {
  std::size_t last_comma = kNone, close = kNone, too_deep = kNone;
  std::uint64_t commas = 0;
};

Scan scan(std::string_view text) {
  Scan found;
  Levels levels;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (levels.outside(c)) {
      if (c == ',') {
        found.last_comma = i;
        ++found.commas;
      } else if (c == ']') {
        found.close = i;
        return found;
      }
    } else if (levels.level() >= kDeepest) {
      found.too_deep = i;
      return found;
    }
  }
  return found;
}

}  // namespace

std::vector<Slice> slices(std::string_view stretch, JsonForm form, std::uint64_t line) {
  std::vector<Slice> found;
  Levels levels;
  const char separator = form == JsonForm::array ? ',' : '\n';
  Slice slice{0, 0, line};
  const auto add = [&](std::size_t end) {
    const std::string_view text = stretch.substr(slice.begin, end - slice.begin);
    const std::string_view inner = trim(text);
    if (inner.empty() && form == JsonForm::lines) return;
    const auto begin = static_cast<std::size_t>(inner.data() - stretch.data());
    found.push_back({begin, begin + inner.size(),
                     slice.line + line_ends(stretch.substr(slice.begin, begin - slice.begin))});
  };
  for (std::size_t i = 0; i <= stretch.size(); ++i) {
    const bool at_end = i == stretch.size();
    const bool splits = !at_end && stretch[i] == separator;
    if (!at_end && form == JsonForm::array && (!levels.outside(stretch[i]) || !splits)) continue;
    if (!at_end && !splits) continue;
    add(i);
    slice.line +=
        line_ends(stretch.substr(slice.begin, std::min(i + 1, stretch.size()) - slice.begin));
    slice.begin = i + 1;
  }
  return found;
}

// Makes `carried_` `size` bytes long; false where the stream ends before. Full reads only, so that
// pipes give the same blocks as files.
bool Cutter::fill(std::size_t size) {
  std::size_t have = carried_.size();
  if (have >= size) return true;
  if (stream_ended_) return false;
  carried_.resize(size);
  while (have < size) {
    const std::size_t got = stream_.read(carried_.data() + have, size - have);
    if (got == 0) {
      stream_ended_ = true;
      break;
    }
    have += got;
  }
  carried_.resize(have);
  return !stream_ended_;
}

void Cutter::skip(std::size_t bytes) {
  at_.byte += bytes;
  at_.line += line_ends(std::string_view(carried_).substr(0, bytes));
  carried_.erase(0, bytes);
}

CutFault Cutter::fault_here(Problem kind, std::size_t ahead, std::string text) const {
  Place place = at_;
  place.byte += ahead;
  place.line += line_ends(std::string_view(carried_).substr(0, ahead));
  return {kind, place, std::move(text)};
}

// The byte order mark, what kind of file it is, and the bracket that opens the array.
std::optional<CutFault> Cutter::begin() {
  begun_ = true;
  fill(kBlockBytes);
  at_.record = 0;  // of faults before the first record
  if (const std::string why = stream_.failure(); !why.empty()) {
    at_.line = 0;
    return CutFault{Problem::cannot_read, at_, why};
  }
  if (carried_.empty()) {
    at_.line = 0;
    return CutFault{Problem::empty_file, at_, "the file is empty (0 bytes)"};
  }
  if (const auto kind = other_kind_of_file(carried_)) {
    return fault_here(Problem::wrong_kind_of_file, 0, "this is " + *kind + ", not JSON");
  }
  if (std::string_view(carried_).substr(0, kByteOrderMark.size()) == kByteOrderMark)
    skip(kByteOrderMark.size());
  if (form_ == JsonForm::array) {
    const std::size_t first = carried_.find_first_not_of(" \t\r\n");
    if (first == kNone)
      return fault_here(Problem::empty_file, 0, "the file holds nothing but white space");
    skip(first);
    if (carried_.front() == '{') {
      return fault_here(Problem::wrong_shape, 0,
                        "byte " + std::to_string(at_.byte) +
                            " opens one object; a list of records, [ ... ], is expected (one "
                            "record a line is NDJSON)");
    }
    if (carried_.front() != '[') {
      return fault_here(
          Problem::json_syntax, 0,
          "byte " + std::to_string(at_.byte) + ": [ is expected, which opens the list of records");
    }
    skip(1);
  }
  at_.record = 1;
  return std::nullopt;
}

bool Cutter::cut(std::size_t end, std::uint64_t records, std::size_t skipped, Stretch& out) {
  out.bytes = std::make_shared<const std::string>(carried_, 0, end);
  out.from = at_;
  skip(end + skipped);
  at_.record += records;
  return true;
}

// Behind the closing bracket.
std::optional<CutFault> Cutter::finish() {
  ended_ = true;
  do {
    const std::string_view rest = carried_;
    const std::size_t more = rest.find_first_not_of(" \t\r\n");
    if (more != kNone) {
      return fault_here(Problem::json_syntax, more,
                        "byte " + std::to_string(at_.byte + more) +
                            ": something stands after the list of records");
    }
    skip(carried_.size());
  } while (fill(kBlockBytes) || !carried_.empty());
  return std::nullopt;
}

bool Cutter::next(Stretch& out, std::optional<CutFault>& fault) {
  if (ended_) return false;
  if (!begun_) fault = begin();
  for (std::size_t size = kBlockBytes; !fault; size *= 2) {
    fill(size);
    if (const std::string why = stream_.failure(); !why.empty()) {
      fault = fault_here(Problem::cannot_read, 0, why);
      break;
    }
    const std::string_view text = carried_;
    if (form_ == JsonForm::lines) {
      if (stream_ended_) {
        ended_ = true;
        if (text.empty()) return false;
        return cut(text.size(), slices(text, form_, at_.line).size(), 0, out);
      }
      const std::size_t end = text.rfind('\n');
      if (end != kNone)
        return cut(end + 1, slices(text.substr(0, end), form_, at_.line).size(), 0, out);
    } else {
      const Scan found = scan(text);
      if (found.too_deep != kNone) {
        fault = fault_here(Problem::too_large, found.too_deep,
                           "byte " + std::to_string(at_.byte + found.too_deep) +
                               ": nested more than " + std::to_string(kDeepest) + " levels deep");
        break;
      }
      if (found.close != kNone) {
        const bool blank = trim(text.substr(0, found.close)).empty();
        if (blank && after_comma_) {
          fault = fault_here(Problem::json_syntax, found.close,
                             "byte " + std::to_string(at_.byte + found.close) +
                                 ": a record is expected after the comma");
          break;
        }
        if (blank) {
          skip(found.close + 1);
          fault = finish();
          return false;
        }
        after_comma_ = false;
        return cut(found.close, found.commas + 1, 0, out);
      }
      if (found.last_comma != kNone) {
        after_comma_ = true;
        return cut(found.last_comma, found.commas, 1, out);
      }
      if (stream_ended_) {
        fault = fault_here(Problem::json_syntax, text.size(),
                           "the file ends at byte " + std::to_string(at_.byte + text.size()) +
                               ", before the list of records is closed");
        break;
      }
    }
    if (text.size() >= kLongestRecord)
      fault = fault_here(Problem::too_large, 0, "a record longer than 8 MiB");
  }
  ended_ = true;
  return false;
}

}  // namespace assize::json
