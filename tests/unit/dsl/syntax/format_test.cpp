#include "dsl/format/format.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "tests/unit/dsl/syntax/support.h"

namespace assize::syntax {
namespace {

std::string formatted(const std::string& text, const std::string& name = "t.assize") {
  const Parsed p(text, name);
  EXPECT_TRUE(p.result.ok) << p.messages();
  return format(p.sources.file(0), p.result.file);
}

// Nothing said is lost or changed, and the second time nothing moves.
void check(const std::string& text, const std::string& name) {
  const Parsed before(text, name);
  if (!before.result.ok) return;  // a file that is wrong on purpose
  const std::string once = format(before.sources.file(0), before.result.file);
  const Parsed after(once, name);
  ASSERT_TRUE(after.result.ok) << name << "\n" << after.messages();
  EXPECT_EQ(dump(after.result.file), dump(before.result.file)) << name;
  std::vector<std::string> were, are;
  for (const Comment& c : before.result.file.comments) were.push_back(c.text);
  for (const Comment& c : after.result.file.comments) are.push_back(c.text);
  std::sort(were.begin(), were.end());
  std::sort(are.begin(), are.end());
  EXPECT_EQ(are, were) << name;
  EXPECT_EQ(format(after.sources.file(0), after.result.file), once) << name;
}

TEST(Format, KeepsWhatEveryFileOfTheRepositorySays) {
  std::size_t seen = 0;
  for (const char* folder : {"rulesets", "tests"}) {
    if (!std::filesystem::exists(folder)) continue;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
      const std::string path = entry.path().string();
      if (!path.ends_with(".assize") && !path.ends_with(".assize.md")) continue;
      ++seen;
      check(read_file(path), path);
    }
  }
  EXPECT_GE(seen, 2u);
}

TEST(Format, RestoresTheOrderOfClausesAndTheWords) {
  EXPECT_EQ(formatted("rule R \"T\" must:   a<=5 and b<>c; for each t;   cites A quoting "
                      "\"w\";\nseverity error; end"),
            "rule R \"T\"\n"
            "  cites A quoting \"w\";\n"
            "  for each t;\n"
            "  severity error;\n"
            "  must: a is at most 5 and b is not c;\n"
            "end\n");
}

TEST(Format, SetsColumnsAndBlankLines) {
  EXPECT_EQ(
      formatted("module m version 1.0.0; import a; source S \"S\";\ncodes C \"C\" AB \"x\"; \"1\" "
                "\"y\"; end\n"
                "record r \"R\" key id; id: text; longer: date, required; end source T \"T\";"),
      "module m version 1.0.0;\n"
      "import a;\n"
      "source S \"S\";\n"
      "\n"
      "codes C \"C\"\n"
      "  AB  \"x\";\n"
      "  \"1\" \"y\";\n"
      "end\n"
      "\n"
      "record r \"R\"\n"
      "  key id;\n"
      "  id:     text;\n"
      "  longer: date, required;\n"
      "end\n"
      "\n"
      "source T \"T\";\n");
}

TEST(Format, KeepsCommentsWithWhatTheyStandBy) {
  EXPECT_EQ(formatted("// of the file\n\n// of the rule\nrule R \"T\" // beside the title\n"
                      "  // of must\n  must: a; // beside must\n  for each t;\n  // at the "
                      "end\nend // after\n// last\n"),
            "// of the file\n"
            "\n"
            "// of the rule\n"
            "rule R \"T\"  // beside the title\n"
            "  for each t;\n"
            "  // of must\n"
            "  must: a;  // beside must\n"
            "  // at the end\n"
            "end  // after\n"
            "// last\n");
}

TEST(Format, BreaksLongChains) {
  const std::string x(40, 'x');
  EXPECT_EQ(formatted("condition c of r means " + x + " and not " + x + " and (" + x + " or b);"),
            "condition c of r means " + x + "\n    and not " + x + "\n    and (" + x + " or b);\n");
}

TEST(Format, ChangesOnlyTheRulesOfALiterateFile) {
  EXPECT_EQ(
      formatted("# Title\n\ntext  \n```assize\nsource   A \"T\" ;\n```\nend\n", "t.assize.md"),
      "# Title\n\ntext  \n```assize\nsource A \"T\";\n```\nend\n");
}

TEST(Format, PutsBracketsOnlyWhereTheyAreNeeded) {
  for (const char* text :
       {"(a or b) and not (c and d)",
        "a or b and c",
        "a implies (b implies c)",
        "(a is b) is c",
        "a - (b - c)",
        "a * (b + c) / -d",
        "-(5)",
        "-(a + b)",
        "-x to the power 2",
        "(-2) to the power 2",
        "(a or b) xor c",
        "(a + b) rounded to -2 decimal places half up",
        "a + (b rounded to 1 decimal places) * c",
        "-2.5 rounded to 0 decimal places half even + a",
        "year of (a + 3 days)",
        "absolute of -5",
        "sum of (1)",
        "sum of x",
        "x is not within (2 * p) after (a or else b because \"w\")",
        "a is within 2 hours + p after b signed",
        "not (not a)",
        "(a and b) and c",
        "x is from -1 to below y + 1",
        "surely (a) and all of (b, c)",
        "choose when a then b; otherwise choose when c then d; otherwise e end end",
        "x as text as number",
        "(5 working days after d) is before e by day",
        "() is ()",
        "truncated -x",
        "unknown because not stated is x"}) {
    Sources sources;
    sources.add("e", text);
    Diagnostics diagnostics;
    const auto e = parse_expression(sources, 0, diagnostics);
    ASSERT_TRUE(e) << text << "\n" << render(diagnostics, sources);
    EXPECT_EQ(expression(format(*e)), dump(*e)) << text << "\n" << format(*e);
  }
  Sources sources;
  sources.add("e", "((a)) and (b or (c is (1 + (2 * 3))))");
  Diagnostics diagnostics;
  EXPECT_EQ(format(*parse_expression(sources, 0, diagnostics)), "a and (b or c is 1 + 2 * 3)");
}

}  // namespace
}  // namespace assize::syntax
