#include "tests/differential/table.h"

#include <algorithm>

namespace assize::differential {

TextTable table_of(const model::Ruleset& ruleset, const Program& program,
                   const std::vector<std::vector<std::string>>& rows, std::size_t most) {
  TextTable table;
  for (const std::string& column : program.columns) {
    const auto& fields = ruleset.records[0].fields;
    const auto at =
        std::find_if(fields.begin(), fields.end(), [&](const auto& f) { return f.name == column; });
    table.fields.push_back(static_cast<model::Index>(at - fields.begin()));
  }
  for (std::size_t i = 0; i < std::min(most, rows.size()); ++i)
    table.rows.emplace_back(rows[i].begin(), rows[i].end());
  return table;
}

TextTable notes_of(const model::Ruleset& ruleset, const Program& program,
                   const std::vector<std::vector<std::string>>& rows) {
  TextTable table;
  for (const std::string& column : program.note_columns) {
    const auto& fields = ruleset.records[1].fields;
    const auto at =
        std::find_if(fields.begin(), fields.end(), [&](const auto& f) { return f.name == column; });
    table.fields.push_back(static_cast<model::Index>(at - fields.begin()));
  }
  for (const auto& row : rows) table.rows.emplace_back(row.begin(), row.end());
  return table;
}

}  // namespace assize::differential
