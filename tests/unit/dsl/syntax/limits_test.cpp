// No text, however hostile, crashes the parser, makes it slow or floods its reader.
#include <gtest/gtest.h>
#include <pthread.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <functional>

#include "dsl/base/diagnostic.h"
#include "tests/unit/dsl/syntax/support.h"

namespace assize::syntax {
namespace {

std::string repeated(std::string_view part, std::size_t n) {
  std::string out;
  out.reserve(part.size() * n);
  for (std::size_t i = 0; i < n; ++i) out += part;
  return out;
}

double seconds(const std::function<void()>& f) {
  const auto start = std::chrono::steady_clock::now();
  f();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

TEST(Limits, RefusesDeepNestingWithAPlace) {
  EXPECT_EQ(expression(repeated("(", 10000) + "yes" + repeated(")", 10000)),
            "e:1:65: error[A1004]: nested too deeply\n");
  for (const std::string& text :
       {repeated("(", 5000), repeated("not ", 20000) + "yes", repeated("year of ", 20000) + "x",
        "x" + repeated(" as text", 20000), repeated("choose when ", 20000),
        repeated("lowest of (", 20000), repeated("surely (not -(1 + ", 20000)}) {
    EXPECT_NE(expression(text).find("A1004]: nested too deeply"), std::string::npos)
        << text.substr(0, 40);
  }
  EXPECT_EQ(expression(repeated("(", 60) + "yes" + repeated(")", 60)), "(yes_no \"yes\" \"\")");
}

TEST(Limits, ChainsOfAnyLengthAreOneNode) {
  Sources sources;
  sources.add("and", "yes" + repeated(" and yes", 100000));
  sources.add("plus", "1" + repeated(" + 1", 100000));
  Diagnostics diagnostics;
  const auto both = parse_expression(sources, 0, diagnostics);
  const auto total = parse_expression(sources, 1, diagnostics);
  ASSERT_TRUE(both && total);
  EXPECT_EQ(both->children.size(), 100001u);
  EXPECT_EQ(total->children.size(), 100001u);
  EXPECT_EQ(total->text.size(), 100000u);
}

TEST(Limits, HoldOnAThreadWithASmallStack) {
#ifdef __SANITIZE_ADDRESS__
  GTEST_SKIP() << "frames are larger under AddressSanitizer";
#endif
  const auto body = [](void*) -> void* {
    for (const std::string& open :
         {std::string("("), std::string("surely (a and not b or 1 + 2 * -(")}) {
      for (const std::size_t n : {30u, 64u, 1000u}) {
        std::string text = repeated(open, n) + "1";
        for (std::size_t i = 0; i < n; ++i)
          text +=
              repeated(")", static_cast<std::size_t>(std::count(open.begin(), open.end(), '(')));
        expression(text);
      }
    }
    expression("x" + repeated(" as text", 200));
    Parsed(read_file("tests/unit/dsl/syntax/files/every_form.assize"));
    return nullptr;
  };
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  ASSERT_EQ(pthread_attr_setstacksize(&attributes, 256 * 1024), 0);
  pthread_t thread;
  ASSERT_EQ(pthread_create(&thread, &attributes, body, nullptr), 0);
  pthread_join(thread, nullptr);
  pthread_attr_destroy(&attributes);
}

TEST(Limits, UnclosedBracketsTakeNoTime) {
  EXPECT_LT(seconds([] { Parsed(repeated("(", 5000)); }), 1.0);
  EXPECT_LT(seconds([] { expression(repeated("(", 5000)); }), 1.0);
  EXPECT_LT(seconds([] { Parsed("rule R \"T\"\n  must: " + repeated("(", 5000)); }), 1.0);
}

TEST(Limits, TimeGrowsInProportionToTheText) {
  const auto small = "rule R \"T\"\n" + repeated("  must: x\n", 2000) + "end";
  const auto large = "rule R \"T\"\n" + repeated("  must: x\n", 20000) + "end";
  const double one = seconds([&] { Parsed p(small); });
  const double ten = seconds([&] { Parsed p(large); });
  EXPECT_LT(ten, 60 * one + 0.5);
}

TEST(Limits, MessagesAreBounded) {
  const Parsed p("rule R \"T\"\n" + repeated("  mist: x;\n", 7000) + "end");
  EXPECT_LE(p.diagnostics.all().size(), 100u);
  EXPECT_GT(p.diagnostics.dropped(), 0u);
  const Parsed words(repeated("rule ", 7000));
  EXPECT_LE(words.diagnostics.all().size(), 3u);
}

TEST(Limits, SizeAndNames) {
  Sources sources;
  sources.add("big", std::string(100, ' '));
  Diagnostics diagnostics;
  EXPECT_FALSE(parse(sources, 0, diagnostics, {.bytes = 99}).ok);
  EXPECT_EQ(diagnostics.all()[0].code, "A1003");
  const Parsed p("source " + std::string(201, 'a') + " \"T\";");
  EXPECT_EQ(p.messages(), "1:8 A1005 this name has 201 characters; the limit is 200\n");
  EXPECT_TRUE(Parsed("source " + std::string(200, 'a') + " \"T\";").result.ok);
}

TEST(Limits, BytesThatAreNoTextAreRefusedWithTheirPlace) {
  EXPECT_EQ(Parsed("// a\n\x96").messages(),
            "2:1 A1001 byte 96 is not valid UTF-8 (byte 5 of the file) | save the file as UTF-8\n");
  EXPECT_EQ(Parsed("// \xC0\xAF").messages().substr(0, 10), "1:4 A1001 ");
  EXPECT_EQ(Parsed("// \xED\xA0\x80").messages().substr(0, 10), "1:4 A1001 ");
  EXPECT_EQ(Parsed("// \xE2\x82").messages().substr(0, 10), "1:4 A1001 ");
  EXPECT_EQ(Parsed(std::string("a\0b", 3)).messages(),
            "1:2 A1002 the control character U+0000 may not stand here (byte 1 of the file)\n");
  EXPECT_EQ(Parsed("// \xE2\x80\xAE").messages(),
            "1:4 A1002 the invisible character U+202E changes the direction of text and may not "
            "stand here (byte 3 of the "
            "file)\n");
}

// The rule texts of the hostile corpus, where it stands beside the checkout.
TEST(Limits, HostileCorpus) {
  const char* set = std::getenv("ASSIZE_CORPORA");
  const std::filesystem::path files =
      std::filesystem::path(set ? set : "../shared") / "oracles/hostile/files";
  if (!std::filesystem::exists(files)) GTEST_SKIP() << "not run: no corpora at " << files;
  std::size_t seen = 0;
  for (const auto& entry : std::filesystem::directory_iterator(files)) {
    if (entry.path().extension() != ".rules") continue;
    ++seen;
    std::string text = read_file(entry.path().string());
    const bool empty = text.empty();
    double time = 0;
    bool ok = false;
    std::string shown;
    time = seconds([&] {
      const Parsed p(text);
      ok = p.result.ok;
      EXPECT_LE(p.diagnostics.all().size(), 100u);
      shown = render(p.diagnostics, p.sources);
    });
    EXPECT_EQ(ok, empty) << entry.path();
    EXPECT_EQ(shown.empty(), empty) << entry.path();
    EXPECT_LT(time, 1.0) << entry.path();
  }
  EXPECT_EQ(seen, 8u);
}

}  // namespace
}  // namespace assize::syntax
