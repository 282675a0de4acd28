#include "tests/differential/table.h"

#include <algorithm>

namespace assize::differential {

namespace {

template <class T>
model::Index place_of(const std::vector<T>& all, const std::string& name) {
  const auto at = std::find_if(all.begin(), all.end(), [&](const T& x) { return x.name == name; });
  return at == all.end() ? model::kNone : static_cast<model::Index>(at - all.begin());
}

}  // namespace

model::Index record_of(const model::Ruleset& ruleset, const Table& table) {
  return place_of(ruleset.records, table.record);
}

TextTable table_of(const model::Ruleset& ruleset, const Table& table, std::size_t most) {
  TextTable out;
  const auto& fields = ruleset.records[record_of(ruleset, table)].fields;
  for (const std::string& column : table.columns) out.fields.push_back(place_of(fields, column));
  for (std::size_t i = 0; i < std::min(most, table.rows.size()); ++i)
    out.rows.emplace_back(table.rows[i].begin(), table.rows[i].end());
  return out;
}

}  // namespace assize::differential
