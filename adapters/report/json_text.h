// JSON texts (RFC 8259), written without a tree in between. Members are written in a fixed order by
// the callers.
#pragma once

#include <optional>
#include <string_view>

#include "adapters/report/buffer.h"

namespace assize::report {

// A quoted text. Bytes that are not UTF-8 become U+FFFD, so that the output is always valid.
void write_text(Buffer& out, std::string_view text);
// A quoted text, or null where it is empty.
void write_text_or_null(Buffer& out, std::string_view text);

// `,"name":` or, for the first member of an object, `"name":`. Names need no escapes.
class Members {
 public:
  explicit Members(Buffer& out) : out_(out) { out_ << '{'; }
  Buffer& name(std::string_view n) {
    if (!first_) out_ << ',';
    first_ = false;
    out_ << '"' << n << "\":";
    return out_;
  }
  // The comma alone: the caller writes a name that needs escapes, and its colon.
  Buffer& raw_name() {
    if (!first_) out_ << ',';
    first_ = false;
    return out_;
  }
  void text(std::string_view n, std::string_view value) { write_text(name(n), value); }
  void text_or_null(std::string_view n, std::string_view value) {
    write_text_or_null(name(n), value);
  }
  void number(std::string_view n, std::int64_t value) { name(n) << value; }
  void yes_no(std::string_view n, bool value) {
    name(n) << (value ? std::string_view("true") : std::string_view("false"));
  }
  void end() { out_ << '}'; }

 private:
  Buffer& out_;
  bool first_ = true;
};

}  // namespace assize::report
