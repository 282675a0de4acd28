#include "adapters/cli/line_difference.h"

#include <algorithm>
#include <vector>

#include "dsl/base/diagnostic.h"

namespace assize::cli {

namespace {

using Lines = std::vector<std::string_view>;

constexpr std::size_t kContext = 3;
// Beyond this many pairs of lines the middle is shown as one change: layout changes are never so
// large in practice.
constexpr std::size_t kMostPairs = 4'000'000;

Lines lines_of(std::string_view text) {
  Lines out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    out.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

struct Step {
  char mark;  // ' ', '-', '+'
  std::string_view line;
};

// The longest common subsequence of the middle, by the table of Wagner and Fischer (1974).
void middle(const Lines& a, const Lines& b, std::vector<Step>& out) {
  const std::size_t n = a.size(), m = b.size();
  if ((n + 1) * (m + 1) > kMostPairs) {
    for (const auto line : a) out.push_back({'-', line});
    for (const auto line : b) out.push_back({'+', line});
    return;
  }
  std::vector<std::uint32_t> best((n + 1) * (m + 1));
  const auto at = [&](std::size_t i, std::size_t j) -> std::uint32_t& {
    return best[i * (m + 1) + j];
  };
  for (std::size_t i = n; i-- > 0;) {
    for (std::size_t j = m; j-- > 0;)
      at(i, j) = a[i] == b[j] ? at(i + 1, j + 1) + 1 : std::max(at(i + 1, j), at(i, j + 1));
  }
  std::size_t i = 0, j = 0;
  while (i < n || j < m) {
    if (i < n && j < m && a[i] == b[j]) {
      out.push_back({' ', a[i++]});
      ++j;
    } else if (i < n && (j == m || at(i + 1, j) >= at(i, j + 1))) {
      out.push_back({'-', a[i++]});
    } else {
      out.push_back({'+', b[j++]});
    }
  }
}

std::vector<Step> steps(const Lines& a, const Lines& b) {
  std::size_t head = 0, tail = 0;
  const std::size_t shorter = std::min(a.size(), b.size());
  while (head < shorter && a[head] == b[head]) ++head;
  while (tail < shorter - head && a[a.size() - 1 - tail] == b[b.size() - 1 - tail]) ++tail;
  std::vector<Step> out;
  for (std::size_t i = 0; i < head; ++i) out.push_back({' ', a[i]});
  const auto cut = [&](const Lines& l) {
    return Lines(l.begin() + static_cast<std::ptrdiff_t>(head),
                 l.end() - static_cast<std::ptrdiff_t>(tail));
  };
  middle(cut(a), cut(b), out);
  for (std::size_t i = a.size() - tail; i < a.size(); ++i) out.push_back({' ', a[i]});
  return out;
}

}  // namespace

std::string line_difference(const std::string& name, std::string_view before,
                            std::string_view after) {
  const std::vector<Step> all = steps(lines_of(before), lines_of(after));
  std::string out;
  std::size_t old_line = 1, new_line = 1;
  for (std::size_t i = 0; i < all.size();) {
    if (all[i].mark == ' ') {
      ++i, ++old_line, ++new_line;
      continue;
    }
    // A hunk reaches from a few lines before this change to a few lines after the last change that
    // is near.
    const std::size_t first = i - std::min(i, kContext);
    std::size_t last = i;
    for (std::size_t k = i; k < all.size() && k <= last + 2 * kContext; ++k) {
      if (all[k].mark != ' ') last = k;
    }
    const std::size_t end = std::min(last + 1 + kContext, all.size());
    std::size_t olds = 0, news = 0;
    std::string body;
    for (std::size_t k = first; k < end; ++k) {
      olds += all[k].mark != '+';
      news += all[k].mark != '-';
      body += all[k].mark + escape_controls(all[k].line) + "\n";
    }
    const std::size_t before_change = i - first;
    out += "@@ -" + std::to_string(old_line - before_change) + "," + std::to_string(olds) + " +" +
           std::to_string(new_line - before_change) + "," + std::to_string(news) + " @@\n" + body;
    for (; i < end; ++i) {
      old_line += all[i].mark != '+';
      new_line += all[i].mark != '-';
    }
  }
  return out.empty() ? out
                     : "--- " + escape_controls(name) + "\n+++ " + escape_controls(name) +
                           " (canonical)\n" + out;
}

}  // namespace assize::cli
