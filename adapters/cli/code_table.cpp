#include "adapters/cli/code_table.h"

#include <algorithm>
#include <vector>

#include "adapters/system/sha256.h"

namespace assize::cli {

namespace {

// The cells of one record after another. Quotation marks stand at both ends of a cell or nowhere.
class Cells {
 public:
  explicit Cells(std::string_view text) : text_(text) {
    if (text_.starts_with("\xEF\xBB\xBF")) at_ = 3;
  }
  bool next(std::vector<std::string>& record) {
    record.clear();
    if (at_ >= text_.size()) return false;
    line = next_line_;
    while (true) {
      std::string cell;
      if (!this->cell(cell)) return false;
      record.push_back(std::move(cell));
      if (at_ < text_.size() && text_[at_] == ',') {
        ++at_;
        continue;
      }
      if (at_ < text_.size() && text_[at_] == '\r') ++at_;
      if (at_ < text_.size() && text_[at_] == '\n') {
        ++at_;
        ++next_line_;
      } else if (at_ < text_.size()) {
        broken = true;
        return false;
      }
      return true;
    }
  }
  std::size_t line = 1;
  bool broken = false;

 private:
  bool cell(std::string& out) {
    if (at_ < text_.size() && text_[at_] == '"') {
      for (++at_; at_ < text_.size(); ++at_) {
        if (text_[at_] == '\n') ++next_line_;
        if (text_[at_] != '"') {
          out += text_[at_];
        } else if (at_ + 1 < text_.size() && text_[at_ + 1] == '"') {
          out += text_[++at_];
        } else {
          ++at_;
          return true;
        }
      }
      broken = true;
      return false;
    }
    const std::size_t end = std::min(text_.find_first_of(",\r\n", at_), text_.size());
    out = text_.substr(at_, end - at_);
    at_ = end;
    return true;
  }

  std::string_view text_;
  std::size_t at_ = 0, next_line_ = 1;
};

}  // namespace

bool read_code_table(std::string_view text, CodeTable& out, std::string& why) {
  out.hash = sha256(text);
  Cells cells(text);
  std::vector<std::string> record;
  if (!cells.next(record)) {
    why = "it is empty";
    return false;
  }
  const auto column = [&](const char* name) {
    return static_cast<std::size_t>(std::find(record.begin(), record.end(), name) - record.begin());
  };
  const std::size_t code = column("code"), meaning = column("meaning"), from = column("from"),
                    until = column("until"), width = record.size();
  if (code == width) {
    why = "its first line has no column `code`";
    return false;
  }
  while (cells.next(record)) {
    if (record.size() == 1 && record[0].empty()) continue;
    if (record.size() != width) {
      why = "line " + std::to_string(cells.line) + " has " + std::to_string(record.size()) +
            " cells, the first line " + std::to_string(width);
      return false;
    }
    const auto cell = [&](std::size_t i) { return i < width ? record[i] : std::string(); };
    out.rows.push_back({cell(code), cell(meaning), cell(from), cell(until), cells.line});
  }
  if (!cells.broken) return true;
  why = "line " + std::to_string(cells.line) + " has a quotation mark that is not closed";
  return false;
}

}  // namespace assize::cli
