// Runs a compiled ruleset in a program that has no parser and no checker: prints how many findings
// have each status.
//
//   no_parser RULES.assizec AS_AT RECORD=FILE.csv ...
#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>

#include "adapters/compiled/compiled.h"
#include "adapters/csv/csv_source.h"
#include "adapters/system/byte_streams.h"
#include "engine/run/run.h"

namespace {

// The hash that the document states: this program has no library for it.
std::string stated;
std::string as_stated(std::string_view) { return stated; }

int fail(const std::string& why) {
  std::cerr << why << '\n';
  return 2;
}

}  // namespace

int main(int argc, char** argv) {
  using namespace assize;
  if (argc < 4) return fail("usage: no_parser RULES.assizec AS_AT RECORD=FILE.csv ...");
  std::ifstream in(argv[1], std::ios::binary);
  const std::string text((std::istreambuf_iterator<char>(in)), {});
  const std::size_t at = text.find("\"hash\":\"");
  if (at != std::string::npos) stated = text.substr(at + 8, text.find('"', at + 8) - at - 8);
  const auto ruleset = compiled::read(text, as_stated);
  if (!ruleset) return fail(ruleset.error());
  RunOptions options;
  options.as_at = parse_date(argv[2])->last;
  options.as_at_given = true;
  std::vector<RunInput> inputs;
  for (int i = 3; i < argc; ++i) {
    const std::string word = argv[i];
    const std::string name = word.substr(0, word.find('=')), file = word.substr(name.size() + 1);
    for (model::Index r = 0; r < ruleset->records.size(); ++r) {
      if (ruleset->records[r].name != name) continue;
      std::vector<InputFile> files(1);
      files[0].name = file;
      files[0].bytes = file_stream(file);
      auto source = open_csv(*ruleset, r, std::move(files));
      if (!source) return fail(file + " cannot be read");
      inputs.push_back({r, std::move(*source)});
    }
  }
  const auto result = run(*ruleset, inputs, options);
  if (!result) return fail(result.error().text);
  std::map<std::string, int> statuses;
  for (const Finding& f : result->findings) {
    if (f.kind == FindingKind::compliance) ++statuses[std::string(word(f.status))];
  }
  for (const auto& [status, n] : statuses) std::cout << status << ' ' << n << '\n';
}
