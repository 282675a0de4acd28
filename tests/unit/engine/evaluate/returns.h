// Rule text and rows in, findings out, through the front door: for tests that give their own
// expected figures.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "adapters/system/holidays.h"
#include "adapters/system/zones.h"
#include "dsl/check/check.h"
#include "dsl/syntax/parse.h"
#include "engine/column/table_source.h"
#include "engine/run/run.h"

namespace assize::test {

inline model::Ruleset ruleset_of(const std::string& body) {
  Diagnostics diagnostics;
  Sources texts;
  const std::uint32_t file = texts.add(
      "test.assize",
      "module test.m version 1.0.0;\nsource DOC \"A document\", evidence derived;\n" + body);
  auto parsed = syntax::parse(texts, file, diagnostics);
  Environment environment;
  environment.zone = [](const std::string& name) -> std::optional<ZoneTable> {
    const auto zone = zone_table(name);
    if (!zone) return std::nullopt;
    return *zone;
  };
  environment.holidays = bank_holidays_england();
  std::vector<syntax::File> files;
  files.push_back(std::move(parsed.file));
  Checked checked = check(std::move(files), texts, environment, diagnostics);
  for (const Diagnostic& d : diagnostics.all()) {
    if (d.severity == Severity::error) ADD_FAILURE() << render(d, texts);
  }
  return std::move(checked.ruleset);
}

// Cells by the names of their columns.
struct Table {
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> rows;
};

inline std::unique_ptr<RecordSource> source_of(const model::Ruleset& ruleset, const Table& table,
                                               ReturnHeader header = {},
                                               std::size_t rows_per_block = 2000) {
  TextTable t;
  const auto& fields = ruleset.records[0].fields;
  for (const std::string& c : table.columns) {
    const auto at = std::find_if(fields.begin(), fields.end(),
                                 [&](const model::Field& f) { return f.name == c; });
    t.fields.push_back(static_cast<model::Index>(at - fields.begin()));
  }
  for (const auto& row : table.rows) t.rows.emplace_back(row.begin(), row.end());
  return table_source(ruleset, 0, "test.csv", std::move(t), std::move(header), rows_per_block);
}

inline RunOptions options_at(int year, int month, int day) {
  RunOptions o;
  o.as_at = *day_of(year, month, day);
  o.as_at_given = true;
  o.records = true;
  return o;
}

inline RunResult run_on(const model::Ruleset& ruleset, const Table& table,
                        const RunOptions& options, ReturnHeader header = {},
                        std::size_t rows_per_block = 2000) {
  auto result =
      run(ruleset, {{0, source_of(ruleset, table, std::move(header), rows_per_block)}}, options);
  if (!result) {
    ADD_FAILURE() << result.error().text;
    return {};
  }
  return std::move(*result);
}

}  // namespace assize::test
