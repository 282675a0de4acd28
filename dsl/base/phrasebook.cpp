#include "dsl/base/phrasebook.h"

#include <map>

namespace assize::phrasebook {

namespace {

using Book = std::map<std::string, std::string_view, std::less<>>;

constexpr std::string_view kMore = "an order is written `is more than` or `is at least`";
constexpr std::string_view kLess = "an order is written `is less than` or `is at most`";
constexpr std::string_view kBlank =
    "`is blank` asks whether a cell is empty, `is known` whether it has one value";
constexpr std::string_view kToday =
    "a rule does not tell the time: `X has happened` is true up to the cut-off, and a limit that "
    "has not passed by then is not yet due";
constexpr std::string_view kYesNo = "a yes or no is `yes` or `no`, or stands alone as a condition";
constexpr std::string_view kChoose =
    "a choice is written `choose when C then A; otherwise B end`; of two conditions, `C implies D`";
constexpr std::string_view kPattern =
    "the shape of a text is tested with `matches`, for example `X matches (\"A\", 2 digits)`";
constexpr std::string_view kNumber =
    "`number of ROWS where C` counts rows of another record; records are counted by an indicator";
constexpr std::string_view kLowest = "write `lowest of (A, B)` or `highest of (A, B)`";
constexpr std::string_view kMean =
    "an indicator gives a mean: `value: X, mean`; of a few values, `mean of (A, B)`";
constexpr std::string_view kWeekday = "`weekday of D` is 1 on Mondays and 7 on Sundays";
constexpr std::string_view kDate = "a date is written year, month, day: `2022-03-01`";
constexpr std::string_view kFigures = "numbers are written in figures: `4`";
constexpr std::string_view kShare = "a percentage is written with its sign: `95%`";
constexpr std::string_view kAge = "an age is that on a day: `age of BORN on DAY`";

const Book& condition() {
  static const Book book = [] {
    Book b = {
        {"between",
         "a range is written `is from A to B`, ends included, or `is from A to below B`"},
        {"happened", "write `has happened`"},
        {"exists", "`is known` asks whether there is a value, `any ROWS` whether there is a row"},
        {"count", kNumber},
        {"len", "write `length of X`"},
        {"like", kPattern},
        {"contains", "of a cell of several codes write `X has CODE`"},
        {"equals", "equal is written `is` or `=`"},
        {"equal", "equal is written `is` or `=`"},
        {"percent", kShare},
        {"per cent", kShare},
        {"cent", kShare},
        {"date", kDate},
        {"sum",
         "`sum of FIELD of ROWS` adds up rows of another record; `sum of (A, B)` a few values"},
        {"coalesce", "write `X or else Y`"},
    };
    for (const char* w : {"greater", "bigger", "larger", "exceeds", "above", "more"}) b[w] = kMore;
    for (const char* w : {"fewer", "smaller", "below", "less"}) b[w] = kLess;
    for (const char* w : {"null", "nil", "na", "empty", "missing", "absent"}) b[w] = kBlank;
    for (const char* w : {"today", "now", "sysdate", "current_date", "getdate"}) b[w] = kToday;
    for (const char* w : {"true", "false"}) b[w] = kYesNo;
    for (const char* w : {"if", "case", "iif"}) b[w] = kChoose;
    for (const char* w : {"starts with", "begins with", "ends with", "regex"}) b[w] = kPattern;
    for (const char* w : {"min", "max", "least", "greatest"}) b[w] = kLowest;
    for (const char* w : {"avg", "average", "mean"}) b[w] = kMean;
    for (const char* w : {"weekday", "weekend", "monday", "tuesday", "wednesday", "thursday",
                          "friday", "saturday", "sunday"})
      b[w] = kWeekday;
    for (const char* w :
         {"january",   "february", "march",    "april",    "may",  "june", "july", "august",
          "september", "october",  "november", "december", "jan",  "feb",  "mar",  "apr",
          "jun",       "jul",      "aug",      "sep",      "sept", "oct",  "nov",  "dec"})
      b[w] = kDate;
    for (const char* w : {"one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
                          "ten", "twelve", "twenty", "thirty", "fifty", "hundred"})
      b[w] = kFigures;
    b["age"] = kAge;
    return b;
  }();
  return book;
}

std::string_view found(const Book& book, std::string_view words) {
  std::string small(words);
  for (char& c : small) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  const auto at = book.find(small);
  return at == book.end() ? std::string_view() : at->second;
}

}  // namespace

std::string_view in_condition(std::string_view words) { return found(condition(), words); }

std::string_view as_clause(std::string_view word) {
  constexpr std::string_view kOut =
      "records that do not count are left out under a name: `leave out NAME when: CONDITION`";
  constexpr std::string_view kMet =
      "the numerator is what is met: `met when: CONDITION`, or `counted when: CONDITION`";
  constexpr std::string_view kOnly =
      "the denominator is `for each RECORD`, `only those where: CONDITION`, less what is left out";
  static const Book book = {
      {"exclude", kOut},
      {"excludes", kOut},
      {"excluding", kOut},
      {"exclusion", kOut},
      {"exclusions", kOut},
      {"omit", kOut},
      {"ignore", kOut},
      {"skip", kOut},
      {"except", kOut},
      {"unless", kOut},
      {"numerator", kMet},
      {"success", kMet},
      {"pass", kMet},
      {"passes", kMet},
      {"denominator", kOnly},
      {"population", kOnly},
      {"filter", kOnly},
      {"include", kOnly},
      {"including", kOnly},
      {"select", kOnly},
      {"eligible", kOnly},
      {"threshold", "the pass mark is the `target at least ...` of a standard"},
      {"owner", "who must see to it stands in a standard: `duty of \"...\"`"},
      {"source", "a source is declared by itself, `source ID \"Title\";`, and cited: `cites ID`"},
  };
  return found(book, word);
}

std::string_view behind_per(std::string_view word) {
  constexpr std::string_view kPeriods =
      "a period is a month, quarter, financial year, calendar year or rolling 12 months";
  static const Book book = {
      {"year", "write `per financial year` or `per calendar year`"},
      {"week", kPeriods},
      {"day", kPeriods},
      {"period", kPeriods},
      {"financial quarter",
       "write `per quarter`: quarters of calendar years, of which the financial year's are four"},
      {"monthly", "write `per month`"},
      {"quarterly", "write `per quarter`"},
      {"annually", "write `per financial year` or `per calendar year`"},
      {"organisation", "write `per provider`, or name the provider's field"},
  };
  return found(book, word);
}

}  // namespace assize::phrasebook
