// A block in the making: its head, its clauses, its `end`; and columns of words within it.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "dsl/format/print.h"

namespace assize::formatting {

// The lines of one block; what stands in a column is padded to the widest.
class Block {
 public:
  Block(std::string head, Span whole, Span last_of_head) : whole_(whole) {
    lines_.push_back({Role::head, {whole.file, whole.begin, last_of_head.end}, std::move(head)});
  }
  void add(Span span, std::string text, Role role = Role::inner) {
    lines_.push_back({role, span, std::move(text)});
  }
  std::vector<Line> close() {
    lines_.push_back({Role::end, {whole_.file, whole_.end - 3, whole_.end}, "end"});
    return std::move(lines_);
  }

 private:
  Span whole_;
  std::vector<Line> lines_;
};

// Longer names and codes do not push the others to the right.
inline constexpr std::size_t kWidestColumn = 32;

inline std::size_t column(const std::vector<std::string>& words) {
  std::size_t widest = 0;
  for (const std::string& w : words) {
    if (w.size() <= kWidestColumn) widest = std::max(widest, w.size());
  }
  return widest;
}
inline std::string padded(const std::string& word, std::size_t width) {
  return word + std::string(word.size() < width ? width - word.size() : 0, ' ');
}

// ", from DATE, until DATE".
std::string dates(const syntax::Dates& d, std::string_view since = "from");

// Clauses that several kinds of block have (print_declaration.cpp).
void add_cites(Block& block, const std::vector<syntax::Cites>& all);
void add_for_each(Block& block, const std::vector<syntax::ForEach>& all);
void add_in_force(Block& block, const std::vector<syntax::InForce>& all);

}  // namespace assize::formatting
