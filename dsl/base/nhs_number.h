// NHS numbers: as sent, as ten digits, and what is wrong with them.
//
// Source of the rule: NHS Data Model and Dictionary, NHS NUMBER. The first nine digits are weighted
// 10 down to 2; the check digit is 11 less the remainder of their sum by 11; 11 is written 0, and
// numbers that would need 10 are never issued. A right check digit does not prove that a number was
// issued: one digit repeated ten times passes, and so does 0123456789. Such numbers keep their
// check result and are classed as placeholders, for a finding of their own.
#pragma once

#include <string>
#include <string_view>

namespace assize {

enum class NhsNumberClass {
  valid,
  all_digits_same,    // the first three: a placeholder is suspected
  ascending_digits,   // 0123456789, 1234567890
  descending_digits,  // 9876543210
  wrong_check_digit,
  never_issued,  // the check digit would have to be 10
  missing,       // nothing but blanks
  too_few_digits,
  too_many_digits,
  scientific_notation,  // a spreadsheet made it a number: 9.99E+09
  decimal_point,        // the same: 9997428102.0
  leading_apostrophe,   // a spreadsheet's mark of a text
  letter_for_digit,     // letters among the digits, such as O for 0
  trailing_letter,
  digits_of_another_script,
  sign,
  hexadecimal,
  not_digits,
};

struct NhsNumber {
  std::string digits;  // the ten digits; empty where there are not ten to check
  bool check_digit_right = false;
  NhsNumberClass kind = NhsNumberClass::missing;
};

// Takes off outer blanks (also no-break spaces) and the blanks or hyphens of the grouping 3-3-4,
// and nothing else.
NhsNumber read_nhs_number(std::string_view utf8);

// `X is a valid NHS number`: ten digits with a right check digit, placeholders included.
bool is_valid_nhs_number(std::string_view utf8);

bool is_placeholder(NhsNumberClass kind);
// In the words of a message: "the check digit is wrong".
std::string_view words(NhsNumberClass kind);

}  // namespace assize
