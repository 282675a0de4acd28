// The pages of docs/diagnostics give each lint a good and a bad example; here is what no page
// shows.
#include "dsl/lint/lint.h"

#include <gtest/gtest.h>

#include "tests/unit/dsl/check/checking.h"

namespace assize {
namespace {

const std::string kLibrary = R"(module library version 1.0.0;
source S "A source that grades nothing";
parameter never_used is 3;
codes ANSWER "Answer" Y "Yes"; N "No"; end
)";

std::vector<std::string> linted(const Outcome& o, std::uint32_t file) {
  Diagnostics d;
  lint(o.checked.ruleset, o.checked.tests, file, d);
  std::vector<std::string> codes;
  for (const Diagnostic& m : d.all()) codes.push_back(m.code);
  return codes;
}

// A library is not blamed for what its users do not use, and an importing file not for its library.
TEST(Lint, SpeaksOfOneFile) {
  const Outcome o = check_texts({R"(module user version 1.0.0;
import library;
record r "A record"
  key id;
  id: text, required;
  answer: code in library.ANSWER, required;
end
rule R "Answered"
  for each r;
  must: answer is Y;
end
)",
                                 kLibrary});
  ASSERT_TRUE(o.checked.ok) << o.messages;
  EXPECT_EQ(linted(o, 0), std::vector<std::string>{});
  const Outcome alone = check_text(kLibrary);
  ASSERT_TRUE(alone.checked.ok) << alone.messages;
  EXPECT_EQ(linted(alone, 0), std::vector<std::string>{"A4012"});
}

}  // namespace
}  // namespace assize
