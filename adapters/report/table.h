// A small table for a terminal: a column of words, then columns of numbers, lined up by code
// points.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace assize::report {

// Code points, which is what a terminal shows one cell for in the texts that we print.
std::size_t width_of(std::string_view text);

// `text` in lines of at most `width`, each after `indent` blanks; a word longer than a line keeps
// its length.
std::string wrapped(std::string_view text, std::size_t indent, std::size_t width = 100);

class Table {
 public:
  explicit Table(std::vector<std::string> heading) : heading_(std::move(heading)) {}
  void add(std::vector<std::string> row) { rows_.push_back(std::move(row)); }
  bool empty() const { return rows_.empty(); }
  // The first `words` columns stand to the left, the others to the right.
  std::string text(std::size_t indent, std::size_t words = 1) const;

 private:
  std::vector<std::string> heading_;
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace assize::report
