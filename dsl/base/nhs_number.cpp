#include "dsl/base/nhs_number.h"

#include <algorithm>

namespace assize {
namespace {

constexpr std::string_view kNoBreakSpace = "\u00A0";

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }
bool all_digits(std::string_view s) {
  return !s.empty() && std::all_of(s.begin(), s.end(), is_digit);
}

bool starts_with(std::string_view s, std::string_view head) {
  return s.substr(0, head.size()) == head;
}

// The bytes of a blank at the beginning; 0: none.
std::size_t blank_at_start(std::string_view s) {
  if (s.empty()) return 0;
  if (s[0] == ' ' || (s[0] >= '\t' && s[0] <= '\r')) return 1;
  return starts_with(s, kNoBreakSpace) ? kNoBreakSpace.size() : 0;
}

std::size_t blank_at_end(std::string_view s) {
  if (s.empty()) return 0;
  if (blank_at_start(s.substr(s.size() - 1)) == 1) return 1;
  return s.size() >= kNoBreakSpace.size() &&
                 s.substr(s.size() - kNoBreakSpace.size()) == kNoBreakSpace
             ? kNoBreakSpace.size()
             : 0;
}

std::string_view trimmed(std::string_view s) {
  while (const std::size_t n = blank_at_start(s)) s.remove_prefix(n);
  while (const std::size_t n = blank_at_end(s)) s.remove_suffix(n);
  return s;
}

// The digits of 3-3-4 with one separator between the groups; otherwise the text as it is.
std::string ungrouped(std::string_view s) {
  std::string digits;
  std::string_view rest = s;
  for (const std::size_t width : {3u, 3u, 4u}) {
    if (!digits.empty()) {
      const std::size_t separator = starts_with(rest, "-") ? 1 : blank_at_start(rest);
      if (separator == 0) return std::string(s);
      rest.remove_prefix(separator);
    }
    if (!all_digits(rest.substr(0, width))) return std::string(s);
    digits += rest.substr(0, width);
    rest.remove_prefix(std::min(width, rest.size()));
  }
  return rest.empty() && digits.size() == 10 ? digits : std::string(s);
}

int check_value(std::string_view digits) {  // 0 to 10
  int sum = 0;
  for (int i = 0; i < 9; ++i) sum += (10 - i) * (digits[i] - '0');
  const int check = 11 - sum % 11;
  return check == 11 ? 0 : check;
}

NhsNumberClass class_of_digits(const std::string& digits, int check) {
  if (digits.find_first_not_of(digits[0]) == std::string::npos)
    return NhsNumberClass::all_digits_same;
  if (digits == "0123456789" || digits == "1234567890") return NhsNumberClass::ascending_digits;
  if (digits == "9876543210") return NhsNumberClass::descending_digits;
  if (check == 10) return NhsNumberClass::never_issued;
  return check == digits[9] - '0' ? NhsNumberClass::valid : NhsNumberClass::wrong_check_digit;
}

// Decimal digits of other scripts that reach returns through keyboards and copied text: full-width,
// Arabic-Indic, its eastern form, Devanagari, Bengali, Gurmukhi, Gujarati.
bool has_digit_of_another_script(std::string_view s) {
  struct Block {
    char32_t zero;
  };
  static constexpr Block kBlocks[] = {{0xFF10}, {0x0660}, {0x06F0}, {0x0966},
                                      {0x09E6}, {0x0A66}, {0x0AE6}};
  for (const Block& block : kBlocks) {
    for (char32_t c = block.zero; c < block.zero + 10; ++c) {
      std::string utf8;
      if (c < 0x800) {
        utf8 = {static_cast<char>(0xC0 | (c >> 6)), static_cast<char>(0x80 | (c & 0x3F))};
      } else {
        utf8 = {static_cast<char>(0xE0 | (c >> 12)), static_cast<char>(0x80 | ((c >> 6) & 0x3F)),
                static_cast<char>(0x80 | (c & 0x3F))};
      }
      if (s.find(utf8) != std::string_view::npos) return true;
    }
  }
  return false;
}

// Digits and one `E` with an optional sign, and perhaps a point: what a spreadsheet makes of a long
// number.
bool is_scientific(std::string_view s) {
  const std::size_t e = s.find_first_of("eE");
  if (e == std::string_view::npos || e == 0) return false;
  std::string_view mantissa = s.substr(0, e), exponent = s.substr(e + 1);
  if (!exponent.empty() && (exponent[0] == '+' || exponent[0] == '-')) exponent.remove_prefix(1);
  return all_digits(exponent) && is_digit(mantissa[0]) &&
         mantissa.find_first_not_of("0123456789.") == std::string_view::npos;
}

NhsNumberClass class_of_others(std::string_view s) {
  if (all_digits(s))
    return s.size() < 10 ? NhsNumberClass::too_few_digits : NhsNumberClass::too_many_digits;
  const auto body = s.substr(1);
  if (s[0] == '\'') return NhsNumberClass::leading_apostrophe;
  if ((s[0] == '+' || s[0] == '-') && all_digits(body)) return NhsNumberClass::sign;
  if (starts_with(s, "0x") || starts_with(s, "0X")) return NhsNumberClass::hexadecimal;
  if (is_scientific(s)) return NhsNumberClass::scientific_notation;
  const std::size_t point = s.find('.');
  if (point != std::string_view::npos && all_digits(s.substr(0, point)) &&
      all_digits(s.substr(point + 1))) {
    return NhsNumberClass::decimal_point;
  }
  if (has_digit_of_another_script(s)) return NhsNumberClass::digits_of_another_script;
  if (is_letter(s.back()) && all_digits(s.substr(0, s.size() - 1)) && s.size() > 10)
    return NhsNumberClass::trailing_letter;
  const bool letters_and_digits =
      std::all_of(s.begin(), s.end(), [](char c) { return is_digit(c) || is_letter(c); });
  const auto digits = std::count_if(s.begin(), s.end(), is_digit);
  if (letters_and_digits && s.size() == 10 && digits >= 5) return NhsNumberClass::letter_for_digit;
  return NhsNumberClass::not_digits;
}

}  // namespace

NhsNumber read_nhs_number(std::string_view utf8) {
  const std::string_view text = trimmed(utf8);
  NhsNumber number;
  if (text.empty()) return number;
  std::string digits = ungrouped(text);
  if (digits.size() != 10 || !all_digits(digits)) {
    number.kind = class_of_others(text);
    return number;
  }
  const int check = check_value(digits);
  number.check_digit_right = check == digits[9] - '0';
  number.kind = class_of_digits(digits, check);
  number.digits = std::move(digits);
  return number;
}

bool is_valid_nhs_number(std::string_view utf8) {
  if (utf8.size() == 10 && all_digits(utf8))  // as nearly all are written
    return check_value(utf8) == utf8[9] - '0';
  return read_nhs_number(utf8).check_digit_right;
}

bool is_placeholder(NhsNumberClass kind) {
  return kind == NhsNumberClass::all_digits_same || kind == NhsNumberClass::ascending_digits ||
         kind == NhsNumberClass::descending_digits;
}

std::string_view words(NhsNumberClass kind) {
  switch (kind) {
    case NhsNumberClass::valid:
      return "valid";
    case NhsNumberClass::all_digits_same:
      return "one digit ten times: a placeholder is suspected";
    case NhsNumberClass::ascending_digits:
      return "ascending digits: a placeholder is suspected";
    case NhsNumberClass::descending_digits:
      return "descending digits: a placeholder is suspected";
    case NhsNumberClass::wrong_check_digit:
      return "the check digit is wrong";
    case NhsNumberClass::never_issued:
      return "its check digit would be 10: never issued";
    case NhsNumberClass::missing:
      return "missing";
    case NhsNumberClass::too_few_digits:
      return "fewer than ten digits";
    case NhsNumberClass::too_many_digits:
      return "more than ten digits";
    case NhsNumberClass::scientific_notation:
      return "in scientific notation, as a spreadsheet writes long numbers";
    case NhsNumberClass::decimal_point:
      return "with a decimal point, as a spreadsheet writes numbers";
    case NhsNumberClass::leading_apostrophe:
      return "with an apostrophe before it, as a spreadsheet marks text";
    case NhsNumberClass::letter_for_digit:
      return "a letter stands where a digit should";
    case NhsNumberClass::trailing_letter:
      return "a letter follows the digits";
    case NhsNumberClass::digits_of_another_script:
      return "digits other than 0 to 9";
    case NhsNumberClass::sign:
      return "a sign stands before the digits";
    case NhsNumberClass::hexadecimal:
      return "hexadecimal digits";
    case NhsNumberClass::not_digits:
      return "not ten digits";
  }
  return "";
}

}  // namespace assize
