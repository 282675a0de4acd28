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

std::string read(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

struct Example {
  std::string text;
  bool literate = false;
};

// `\xE9` is that byte.
std::string unescaped(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text.compare(i, 2, "\\x") != 0) {
      out += text[i];
      continue;
    }
    out += static_cast<char>(std::stoi(text.substr(i + 2, 2), nullptr, 16));
    i += 3;
  }
  return out;
}

void replace_all(std::string& text, const std::string& what, const std::string& by) {
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += by.size())
    text.replace(at, what.size(), by);
}

// A line with `<n>` stands for as many lines, one for each number.
std::string repeated(const std::string& text, int times) {
  std::string out;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    const bool many = line.find("<n>") != std::string::npos;
    for (int n = 1; n <= (many ? times : 1); ++n) {
      std::string one = line + "\n";
      replace_all(one, "<n-1>", std::to_string(n - 1));
      replace_all(one, "<n>", std::to_string(n));
      out += one;
    }
  }
  return out;
}

// The fenced blocks below a heading: "```assize", "```assize escaped", "```assize repeated 600" and
// "````assize.md", a literate file.
std::vector<Example> examples(const std::string& page, const std::string& heading) {
  std::vector<Example> all;
  std::istringstream lines(page);
  bool here = false;
  std::string fence, how;
  for (std::string line; std::getline(lines, line);) {
    if (!fence.empty() && line == fence) {
      fence.clear();
      std::string& text = all.back().text;
      if (how == " escaped") text = unescaped(text);
      if (how.starts_with(" repeated ")) text = repeated(text, std::stoi(how.substr(10)));
    } else if (!fence.empty()) {
      all.back().text += line + "\n";
    } else if (line.starts_with("## ")) {
      here = line == "## " + heading;
    } else if (here && (line.starts_with("```assize") || line == "````assize.md")) {
      fence = line.substr(0, line.find('a'));
      how = line.substr(line.find("assize") + 6);
      all.push_back({"", how == ".md"});
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

Messages run(std::vector<Example> files) {
  std::string& first = files[0].text;
  const bool whole = files[0].literate || first.starts_with("module") || first.starts_with("//");
  if (!whole) first = frame() + first;
  Sources sources;
  Diagnostics diagnostics;
  std::vector<syntax::File> trees;
  for (std::size_t i = 0; i < files.size(); ++i) {
    const std::uint32_t at =
        sources.add("example" + std::to_string(i) + (files[i].literate ? ".assize.md" : ".assize"),
                    files[i].text);
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
    EXPECT_FALSE(examples(page, "Wrong").empty()) << row.code;
    EXPECT_FALSE(examples(page, "Right").empty()) << row.code;
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
