// Rows of a plain CSV without quotes, by heading.
#pragma once

#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

namespace assize {

using CsvRow = std::map<std::string, std::string>;

inline std::vector<std::string> split(const std::string& text, char by) {
  std::vector<std::string> parts(1);
  for (char c : text) {
    if (c == by) {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  return parts;
}

// Tests run in the root of the repository.
inline std::vector<CsvRow> csv_rows(const std::string& path) {
  std::ifstream in(path);
  std::string line;
  std::vector<std::string> head;
  std::vector<CsvRow> rows;
  while (std::getline(in, line)) {
    const auto cells = split(line, ',');
    if (head.empty()) {
      head = cells;
      continue;
    }
    CsvRow row;
    for (std::size_t i = 0; i < head.size(); ++i) row[head[i]] = cells[i];
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace assize
