// The rows of a CSV file of tests/data (RFC 4180), by column name. Tests run in the top folder of
// the tree.
#pragma once

#include <fstream>
#include <iterator>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

namespace assize::tests {

using Row = std::map<std::string, std::string>;

inline std::vector<Row> read_oracle(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("cannot read " + path);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  std::vector<std::vector<std::string>> lines(1, {""});
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"') {
      if (quoted && i + 1 < text.size() && text[i + 1] == '"')
        lines.back().back() += text[i++];
      else
        quoted = !quoted;
    } else if (!quoted && text[i] == ',') {
      lines.back().emplace_back();
    } else if (!quoted && text[i] == '\n') {
      if (i + 1 < text.size()) lines.push_back({""});
    } else {
      lines.back().back() += text[i];
    }
  }
  std::vector<Row> rows;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    Row row;
    for (std::size_t k = 0; k < lines[0].size(); ++k) row[lines[0][k]] = lines[i].at(k);
    rows.push_back(row);
  }
  return rows;
}

}  // namespace assize::tests
