// Every CSV, JSON and NDJSON file of the hostile corpus, as far as reading goes: refused or read,
// with its control total and a problem at its place where the corpus wants one that is the reader's
// to find. tests/hostile runs the same files through the whole command.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <map>
#include <set>

#include "adapters/csv/csv_source.h"
#include "adapters/json/json_source.h"
#include "adapters/system/byte_streams.h"
#include "adapters/system/zones.h"
#include "engine/column/problems.h"

namespace assize {
namespace {

const std::string kCorpus = "tests/hostile/corpus/";

model::Field field(const std::string& name, model::Kind kind, bool required = false) {
  model::Field f;
  f.name = f.heading = name;
  f.type.kind = kind;
  f.required = required;
  return f;
}

model::Ruleset texts(const std::vector<std::string>& names) {
  model::Ruleset r;
  r.records.emplace_back();
  for (const std::string& name : names)
    r.records[0].fields.push_back(field(name, model::Kind::text));
  return r;
}

// The neutral schema of the corpus.
model::Ruleset requests() {
  model::Ruleset r;
  r.zones.push_back(*zone_table("Europe/London"));
  r.code_lists.resize(2);
  for (const char* sex : {"1", "2", "9", "X"}) r.code_lists[0].codes.push_back({sex, "", {}, {}});
  for (const char c : std::string("ABCDEFGHJKLMNPRSZ"))
    r.code_lists[1].codes.push_back({std::string(1, c), "", {}, {}});
  r.code_lists[1].codes.push_back({"99", "", {}, {}});
  r.records.emplace_back();
  r.records[0].fields = {field("provider", model::Kind::text, true),
                         field("requested_at", model::Kind::date_time, true),
                         field("responded_at", model::Kind::date_time),
                         field("cancelled", model::Kind::yes_no, true),
                         field("sex", model::Kind::code),
                         field("ethnic_category", model::Kind::code),
                         field("nhs_number", model::Kind::text),
                         field("dob", model::Kind::date)};
  r.records[0].fields[5].type.list = 1;
  return r;
}

struct Outcome {
  bool refused = false;
  std::uint64_t records = 0;
  std::vector<DataProblem> problems;
};

Outcome read(const model::Ruleset& ruleset, const std::string& path, const std::string& kind) {
  std::vector<InputFile> files;
  files.push_back({path, file_stream(path), {}});
  auto source = kind == "csv"
                    ? open_csv(ruleset, 0, std::move(files))
                    : open_json(ruleset, 0, kind == "json" ? JsonForm::array : JsonForm::lines,
                                std::move(files));
  Outcome out;
  if (!source) {
    out.problems = source.error();
  } else {
    Block block;
    Chunk chunk;
    while ((*source)->next_block(block, out.problems)) {
      (*source)->decode(block, chunk, out.problems);
      out.records += chunk.rows;
    }
  }
  fold(out.problems);
  for (const DataProblem& p : out.problems) out.refused |= p.fatal;
  return out;
}

// What a rule of the record, not the reader, has to find.
const std::set<std::string> kFoundByRules = {
    "nhs_number_length", "nhs_number_checksum", "nhs_number_placeholder",
    "nhs_number_format", "time_order",          "time_implausible",
    "date_order",        "duplicate_record"};

struct Case {
  std::string file, kind, expected, records, where, dq_class;
};

std::vector<Case> cases() {
  const model::Ruleset index = texts({"file", "kind", "expected", "records", "where", "dq_class"});
  std::vector<InputFile> files;
  files.push_back({"index.csv", file_stream(kCorpus + "index.csv"), {}});
  auto source = open_csv(index, 0, std::move(files));
  std::vector<Case> found;
  if (!source) return found;
  Block block;
  Chunk chunk;
  std::vector<DataProblem> problems;
  while ((*source)->next_block(block, problems)) {
    (*source)->decode(block, chunk, problems);
    for (std::uint32_t r = 0; r < chunk.rows; ++r) {
      const auto cell = [&](std::size_t c) {
        return chunk.columns[c].cell[r] == Cell::present ? std::string(chunk.columns[c].text[r])
                                                         : std::string();
      };
      found.push_back({cell(0), cell(1), cell(2), cell(3), cell(4), cell(5)});
    }
  }
  return found;
}

bool located(const DataProblem& p, const std::string& where) {
  const auto number_after = [&](const std::string& word) -> std::uint64_t {
    const std::size_t at = where.find(word);
    return at == std::string::npos ? 0
                                   : std::strtoull(where.c_str() + at + word.size(), nullptr, 10);
  };
  if (const auto record = number_after("record "); record != 0 && p.record != record) return false;
  if (const auto line = number_after("line "); line != 0 && p.line != line) return false;
  if (const auto column = number_after("column "); column != 0 && p.column != column) return false;
  return p.field.empty() || where.find("record") == std::string::npos ||
         where.find(p.field) != std::string::npos;
}

TEST(Corpus, every_file_is_read_or_refused_as_it_should_be) {
  const model::Ruleset ruleset = requests();
  std::map<std::string, int> seen;
  for (const Case& c : cases()) {
    if (c.kind != "csv" && c.kind != "json" && c.kind != "ndjson") continue;
    SCOPED_TRACE(c.file + ": " + c.expected + " at " + c.where);
    ++seen[c.kind];
    const Outcome out = read(ruleset, kCorpus + c.file, c.kind);
    if (out.refused) {
      EXPECT_THAT(c.expected, ::testing::HasSubstr("reject_located"));
      const auto fatal = std::find_if(out.problems.begin(), out.problems.end(),
                                      [](const DataProblem& p) { return p.fatal; });
      EXPECT_TRUE(located(*fatal, c.where))
          << fatal->text << " record " << fatal->record << " line " << fatal->line;
      continue;
    }
    EXPECT_NE(c.expected, "reject_located");
    if (!c.records.empty()) {
      EXPECT_EQ(std::to_string(out.records), c.records);
    }
    if (c.expected != "accept_dq" || kFoundByRules.count(c.dq_class) != 0 || c.dq_class == "type")
      continue;
    EXPECT_TRUE(std::any_of(out.problems.begin(), out.problems.end(), [&](const DataProblem& p) {
      return located(p, c.where);
    })) << ::testing::PrintToString(out.problems.size());
  }
  EXPECT_EQ(seen["csv"], 68);
  EXPECT_EQ(seen["json"], 16);
  EXPECT_EQ(seen["ndjson"], 1);
}

}  // namespace
}  // namespace assize
