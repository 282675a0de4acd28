#include "dsl/base/nhs_number.h"

#include <gtest/gtest.h>

namespace assize {
namespace {

TEST(NhsNumber, TakesOffOuterBlanksAndTheGrouping) {
  for (const char* written :
       {"9997842731", " 9997842731\t", "999 784 2731", "999-784-2731", "999\u00A0784\u00A02731",
        "\u00A0999 784-2731\u00A0", "\u00A0 9997842731 \u00A0\r\n"}) {
    EXPECT_EQ(read_nhs_number(written).digits, "9997842731") << written;
    EXPECT_TRUE(is_valid_nhs_number(written)) << written;
  }
}

TEST(NhsNumber, AnyOtherGroupingIsNotTakenOff) {
  for (const char* written : {"99 97 84 27 31", "9997 842 731", "999  784 2731", "999 7842731",
                              "9997842 731", "-9997842731-", "999 784 273 1", "999 784 27311"}) {
    EXPECT_EQ(read_nhs_number(written).digits, "") << written;
    EXPECT_FALSE(is_valid_nhs_number(written)) << written;
  }
}

// Check digits computed by hand: 999000001 weighs 9*10 + 9*9 + 9*8 + 1*2 = 245 = 22*11 + 3, so 11 -
// 3 = 8.
TEST(NhsNumber, ModulusEleven) {
  EXPECT_TRUE(is_valid_nhs_number("9990000018"));
  for (const char* other : {"9990000010", "9990000011", "9990000017", "9990000019"}) {
    EXPECT_EQ(read_nhs_number(other).kind, NhsNumberClass::wrong_check_digit) << other;
  }
  // 999000000 weighs 243 = 22*11 + 1: the check digit would be 10, whatever is written.
  for (char last = '0'; last <= '9'; ++last) {
    EXPECT_EQ(read_nhs_number(std::string("999000000") + last).kind, NhsNumberClass::never_issued);
  }
}

TEST(NhsNumber, EveryRepeatedDigitPassesTheCheckAndIsSuspected) {
  for (char d = '0'; d <= '9'; ++d) {
    const NhsNumber n = read_nhs_number(std::string(10, d));
    EXPECT_TRUE(n.check_digit_right);
    EXPECT_EQ(n.kind, NhsNumberClass::all_digits_same);
    EXPECT_TRUE(is_placeholder(n.kind));
  }
  const NhsNumber ascending = read_nhs_number("0123456789");
  EXPECT_TRUE(ascending.check_digit_right);
  EXPECT_EQ(ascending.kind, NhsNumberClass::ascending_digits);
  EXPECT_FALSE(is_placeholder(NhsNumberClass::valid));
}

TEST(NhsNumber, SaysWhatIsWrong) {
  EXPECT_EQ(read_nhs_number("").kind, NhsNumberClass::missing);
  EXPECT_EQ(read_nhs_number("\u00A0").kind, NhsNumberClass::missing);
  EXPECT_EQ(read_nhs_number("999784273").kind, NhsNumberClass::too_few_digits);
  EXPECT_EQ(read_nhs_number("9.997842731E9").kind, NhsNumberClass::scientific_notation);
  EXPECT_EQ(read_nhs_number("-9997842731").kind, NhsNumberClass::sign);
  EXPECT_EQ(read_nhs_number("999784273I").kind, NhsNumberClass::letter_for_digit);
  EXPECT_EQ(read_nhs_number("unknown").kind, NhsNumberClass::not_digits);
  EXPECT_EQ(read_nhs_number("'").kind, NhsNumberClass::leading_apostrophe);
  EXPECT_EQ(read_nhs_number("E").kind, NhsNumberClass::not_digits);
  EXPECT_EQ(read_nhs_number(".").kind, NhsNumberClass::not_digits);
}

}  // namespace
}  // namespace assize
