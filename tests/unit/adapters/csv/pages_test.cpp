// Every code of the data of a return has a page, and its examples give what they say: the wrong one
// the code, the right one nothing.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "adapters/csv/csv_source.h"
#include "adapters/json/json_source.h"
#include "adapters/system/byte_streams.h"
#include "adapters/system/return_files.h"
#include "adapters/system/zones.h"
#include "dsl/base/codes.h"

namespace assize {
namespace {

// The record of docs/diagnostics/README.md.
model::Ruleset requests() {
  model::Ruleset r;
  r.zones.push_back(*zone_table("Europe/London"));
  r.code_lists.push_back({"STATUS",
                          "",
                          false,
                          {{"OPEN", "", {}, {}}, {"SEEN", "", {}, {}}, {"CANCELLED", "", {}, {}}},
                          {}});
  r.records.emplace_back();
  const std::pair<const char*, model::Kind> fields[] = {{"id", model::Kind::text},
                                                        {"status", model::Kind::code},
                                                        {"requested_at", model::Kind::date_time},
                                                        {"urgent", model::Kind::yes_no},
                                                        {"visits", model::Kind::number},
                                                        {"note", model::Kind::text}};
  for (const auto& [name, kind] : fields) {
    model::Field f;
    f.name = f.heading = name;
    f.type.kind = kind;
    f.required = r.records[0].fields.size() < 4;
    r.records[0].fields.push_back(f);
  }
  r.records[0].key = {0};
  r.records[0].fields[4].whole = true;
  r.records[0].fields[4].low = Decimal(0);
  return r;
}

struct Example {
  std::string language, text;
};

// The fenced block below a heading; empty where there is none.
Example example(const std::string& page, const std::string& heading) {
  const std::size_t at = page.find("\n## " + heading + "\n");
  if (at == std::string::npos) return {};
  const std::size_t fence = page.find("```", at) + 3;
  const std::size_t begin = page.find('\n', fence) + 1;
  return {page.substr(fence, begin - 1 - fence),
          page.substr(begin, page.find("```", begin) - begin)};
}

std::vector<std::string> codes(const Example& e) {
  std::vector<std::string> found;
  if (e.language == "toml") {
    const auto header = parse_return_header(e.text, "example");
    if (!header) found.push_back(header.error()[0].code);
    return found;
  }
  const model::Ruleset ruleset = requests();
  std::vector<InputFile> files;
  files.push_back({"example", memory_stream(e.text), {}});
  auto source = e.language == "csv" ? open_csv(ruleset, 0, std::move(files))
                                    : open_json(ruleset, 0, JsonForm::array, std::move(files));
  std::vector<DataProblem> problems;
  if (!source) {
    problems = source.error();
  } else {
    Block block;
    Chunk chunk;
    while ((*source)->next_block(block, problems)) (*source)->decode(block, chunk, problems);
  }
  for (const DataProblem& p : problems) {
    // `note` is left out of most examples.
    if (p.code != "A5026" || p.field != "note") found.push_back(p.code);
  }
  return found;
}

TEST(DataPages, each_code_has_one_and_its_examples_hold) {
  for (const CodeRow& row : kCodes) {
    if (!row.code.starts_with("A50") || row.code > "A5027") continue;
    SCOPED_TRACE(row.code);
    std::ifstream file("docs/diagnostics/" + std::string(row.code) + ".md");
    std::stringstream text;
    text << file.rdbuf();
    const std::string page = text.str();
    EXPECT_TRUE(
        page.starts_with("# " + std::string(row.code) + ": " + std::string(row.title) + "\n"));
    const Example wrong = example(page, "Wrong");
    // Commands are run by tests/cli/check_pages.py, which also asks for an example on each page.
    if (wrong.language == "console") continue;
    const std::vector<std::string> said = codes(wrong);
    EXPECT_NE(std::find(said.begin(), said.end(), row.code), said.end());
    for (const std::string& code : said) {
      EXPECT_TRUE(code == row.code || find_code(code)->severity == Severity::information) << code;
    }
    EXPECT_EQ(codes(example(page, "Right")), std::vector<std::string>());
  }
}

}  // namespace
}  // namespace assize
