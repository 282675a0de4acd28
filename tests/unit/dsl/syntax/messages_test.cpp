// Messages in the author's words. One mistake a case; the place is that of the caret.
#include <gtest/gtest.h>

#include "tests/unit/dsl/syntax/support.h"

namespace assize::syntax {
namespace {

struct Case {
  std::string text;
  std::string messages;
};

const std::vector<Case> kCases = {
#include "tests/unit/dsl/syntax/messages.inc"
};

class Messages : public testing::TestWithParam<Case> {};

TEST_P(Messages, AreInTheAuthorsWords) {
  const Parsed p(GetParam().text);
  EXPECT_EQ(p.messages(), GetParam().messages) << GetParam().text;
  EXPECT_FALSE(p.result.ok);
}

INSTANTIATE_TEST_SUITE_P(All, Messages, testing::ValuesIn(kCases));

}  // namespace
}  // namespace assize::syntax
