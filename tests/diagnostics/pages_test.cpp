// Every code has a page, and every page tells the truth: its wrong example gives that code and no
// other error, its right example gives no error and not that code.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "adapters/system/zones.h"
#include "dsl/base/codes.h"
#include "dsl/check/check.h"
#include "dsl/lint/lint.h"
#include "dsl/syntax/parse.h"

namespace assize {
namespace {

const std::filesystem::path kPages = "docs/diagnostics";

// Codes of which no example can stand in a page: bytes, sizes, and literate files; tests of their
// own give them.
const std::set<std::string> kWithoutExample = {"A1001", "A1002", "A1003", "A1004",
                                               "A1005", "A1014", "A1015", "A1020",
                                               "A1021", "A1022", "A2015", "A3017"};

std::string read(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

// The fenced blocks below a heading.
std::vector<std::string> examples(const std::string& page, const std::string& heading) {
  std::vector<std::string> all;
  std::istringstream lines(page);
  bool here = false, fenced = false;
  for (std::string line; std::getline(lines, line);) {
    if (fenced && line == "```") {
      fenced = false;
    } else if (fenced) {
      all.back() += line + "\n";
    } else if (line.starts_with("## ")) {
      here = line == "## " + heading;
    } else if (here && line == "```assize") {
      fenced = true;
      all.emplace_back();
    }
  }
  return all;
}

std::string frame() {
  const std::string page = read(kPages / "README.md");
  const std::size_t begin = page.find("```assize\n") + 10;
  return page.substr(begin, page.find("```", begin) - begin);
}

struct Messages {
  std::set<std::string> errors, all;
  std::string text;
};

Messages run(std::vector<std::string> files) {
  if (!files[0].starts_with("module") && !files[0].starts_with("//")) files[0] = frame() + files[0];
  Sources sources;
  Diagnostics diagnostics;
  std::vector<syntax::File> trees;
  for (std::size_t i = 0; i < files.size(); ++i) {
    const std::uint32_t at = sources.add("example" + std::to_string(i) + ".assize", files[i]);
    trees.push_back(syntax::parse(sources, at, diagnostics).file);
  }
  Environment environment;
  environment.zone = [](const std::string& name) -> std::optional<ZoneTable> {
    Result<ZoneTable, std::string> table = zone_table(name);
    return table ? std::optional<ZoneTable>(std::move(*table)) : std::nullopt;
  };
  if (!diagnostics.has_errors()) {
    const Checked checked = check(std::move(trees), sources, environment, diagnostics);
    if (checked.ok) lint(checked.ruleset, checked.tests, 0, diagnostics);
  }
  Messages out;
  for (const Diagnostic& d : diagnostics.all()) {
    out.all.insert(d.code);
    if (d.severity == Severity::error) out.errors.insert(d.code);
    out.text += render(d, sources);
  }
  return out;
}

TEST(Pages, EachCodeHasOne) {
  for (const CodeRow& row : kCodes) {
    if (row.code.starts_with("A5") || row.code.starts_with("A6")) continue;
    const std::string page = read(kPages / (std::string(row.code) + ".md"));
    EXPECT_TRUE(
        page.starts_with("# " + std::string(row.code) + ": " + std::string(row.title) + "\n"))
        << row.code;
    EXPECT_EQ(kWithoutExample.contains(std::string(row.code)), examples(page, "Wrong").empty())
        << row.code;
  }
}

TEST(Pages, WrongExamplesGiveTheirCode) {
  for (const CodeRow& row : kCodes) {
    const std::string code(row.code);
    const auto wrong = examples(read(kPages / (code + ".md")), "Wrong");
    if (wrong.empty()) continue;
    const Messages m = run(wrong);
    EXPECT_TRUE(m.all.contains(code)) << code << "\n" << m.text;
    const std::set<std::string> expected =
        row.severity == Severity::error ? std::set<std::string>{code} : std::set<std::string>{};
    EXPECT_EQ(m.errors, expected) << code << "\n" << m.text;
  }
}

TEST(Pages, RightExamplesDoNot) {
  for (const CodeRow& row : kCodes) {
    const std::string code(row.code);
    const auto right = examples(read(kPages / (code + ".md")), "Right");
    if (right.empty()) continue;
    const Messages m = run(right);
    EXPECT_TRUE(m.errors.empty() && !m.all.contains(code)) << code << "\n" << m.text;
  }
}

}  // namespace
}  // namespace assize
