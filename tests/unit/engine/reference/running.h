// Rule text and rows in, findings and outcomes out, for tests of meaning.
#pragma once

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <vector>

#include "adapters/system/holidays.h"
#include "adapters/system/zones.h"
#include "dsl/check/check.h"
#include "dsl/syntax/parse.h"
#include "engine/column/table_source.h"
#include "engine/run/run.h"

namespace assize::running {

struct Program {
  Checked checked;
  std::string messages;
  const model::Ruleset& rules() const { return checked.ruleset; }
};

inline Program compile(const std::string& text) {
  Program out;
  Diagnostics diagnostics;
  Sources texts;
  const std::uint32_t file = texts.add("test.assize", text);
  auto parsed = syntax::parse(texts, file, diagnostics);
  if (parsed.ok) {
    Environment environment;
    environment.zone = [](const std::string& name) -> std::optional<ZoneTable> {
      auto table = zone_table(name);
      return table ? std::optional(*table) : std::nullopt;
    };
    environment.holidays = bank_holidays_england();
    std::vector<syntax::File> files;
    files.push_back(std::move(parsed.file));
    out.checked = check(std::move(files), texts, environment, diagnostics);
  }
  RenderOptions compact;
  compact.compact = true;
  out.messages = render(diagnostics, texts, compact);
  if (!out.checked.ok) throw std::runtime_error(out.messages);
  return out;
}

// A cell that the row does not have.
inline const char* const kAbsent = "<absent>";

struct Given {
  std::vector<std::string> fields;  // those not named are not supplied
  std::vector<std::vector<std::string>> rows;
  ReturnHeader header = {};
  std::string record = {};  // empty: the first
};

inline RunOptions options(Day as_at) {
  RunOptions o;
  o.as_at = as_at;
  o.as_at_given = true;
  o.records = true;
  o.evaluator = Evaluator::reference;
  return o;
}

inline RunInput input(const model::Ruleset& ruleset, const Given& given) {
  model::Index record = 0;
  for (model::Index r = 0; r < ruleset.records.size(); ++r) {
    if (ruleset.records[r].name == given.record) record = r;
  }
  TextTable table;
  const auto& fields = ruleset.records[record].fields;
  for (const std::string& name : given.fields) {
    for (model::Index f = 0; f < fields.size(); ++f) {
      if (fields[f].name == name) table.fields.push_back(f);
    }
  }
  EXPECT_EQ(table.fields.size(), given.fields.size());
  for (const auto& row : given.rows) {
    std::vector<std::optional<std::string>> cells;
    for (const std::string& cell : row)
      cells.push_back(cell == kAbsent ? std::nullopt : std::optional(cell));
    table.rows.push_back(std::move(cells));
  }
  return {record, table_source(ruleset, record, "given.csv", std::move(table), given.header)};
}

inline RunResult run_on(const Program& program, const std::vector<Given>& given,
                        const RunOptions& o) {
  std::vector<RunInput> inputs;
  for (const Given& g : given) inputs.push_back(input(program.rules(), g));
  auto result = run(program.rules(), inputs, o);
  EXPECT_TRUE(bool(result)) << (result ? "" : result.error().text);
  return result ? std::move(*result) : RunResult{};
}
inline RunResult run_on(const Program& program, const Given& given, Day as_at) {
  return run_on(program, std::vector<Given>{given}, options(as_at));
}

// "met or not met": the whole set of a record under an indicator.
inline std::string outcomes_of(const RunResult& result, const std::string& key,
                               model::Index indicator = 0) {
  for (const RecordOutcome& o : result.outcomes) {
    if (o.indicator != indicator || o.key != key) continue;
    std::string text;
    for (int i = 0; i < kOutcomeCount; ++i) {
      if (!o.could_be.has(static_cast<Outcome>(i))) continue;
      if (!text.empty()) text += " or ";
      text += word(static_cast<Outcome>(i));
    }
    return text;
  }
  return "no such record";
}

inline std::string rule_of(const RunResult& result, const std::string& key, model::Index rule = 0) {
  for (const RecordOutcome& o : result.outcomes) {
    if (o.rule == rule && o.key == key) return o.result;
  }
  return "no such record";
}

inline std::string share(const End& e) {
  return e.exists ? std::to_string(e.n) + "/" + std::to_string(e.d) : "none";
}

// "met 2/3..2/3": status (so far), ends.
inline std::string short_text(const Finding& f) {
  std::string text(word(f.status));
  if (f.so_far) text += " (" + std::string(word(*f.so_far)) + " so far)";
  return text + " " + share(f.low) + ".." + share(f.high);
}

// The findings of a standard, each as "provider period subgroup: short".
inline std::vector<std::string> findings_of(const RunResult& result, model::Index standard = 0) {
  std::vector<std::string> out;
  for (const Finding& f : result.findings) {
    if (f.kind != FindingKind::compliance || f.standard != standard) continue;
    std::string head = f.provider.value_or("all") + " " + text(f.period);
    for (const auto& [field, code] : f.subgroup) head += " " + code;
    out.push_back(head + ": " + short_text(f));
  }
  return out;
}

}  // namespace assize::running
