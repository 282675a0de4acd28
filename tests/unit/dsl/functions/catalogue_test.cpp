#include "dsl/functions/catalogue.h"

#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <sstream>
#include <string>

namespace assize {
namespace {

using functions::Entry;

TEST(Catalogue, HasEveryFunctionOnce) {
  std::set<model::Function> seen;
  std::set<std::string_view> names;
  for (const Entry& e : functions::catalogue()) {
    EXPECT_TRUE(seen.insert(e.function).second) << e.name;
    EXPECT_TRUE(names.insert(e.name).second) << e.name;
    EXPECT_FALSE(e.signatures.empty()) << e.name;
    EXPECT_EQ(functions::find(e.name), &e);
    EXPECT_EQ(&functions::entry(e.function), &e);
  }
  EXPECT_EQ(seen.size(), static_cast<std::size_t>(model::Function::any_of) + 1);
  EXPECT_EQ(functions::find("no such function"), nullptr);
}

TEST(Catalogue, IsWhatTheDocumentationSays) {
  std::ifstream in("docs/language/functions.md");
  std::stringstream page;
  page << in.rdbuf();
  for (const Entry& e : functions::catalogue()) {
    const std::string form = "| `" + std::string(e.form) + "`";
    const std::string text = "| " + std::string(e.text) +
                             (e.missing.empty() ? "" : "; " + std::string(e.missing)) + " |";
    const std::string example =
        "| `" + std::string(e.example) + "` | " + std::string(e.result) + " |";
    for (const std::string& part : {form, text, example})
      EXPECT_NE(page.str().find(part), std::string::npos) << part;
  }
}

}  // namespace
}  // namespace assize
