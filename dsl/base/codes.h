// The one table of diagnostic codes. A code is for ever: it is never reused and its meaning never
// changes. Texts of single messages say what is wrong with names and values; the title here heads
// the code's page in docs/diagnostics/. Families: A1 syntax, A2 names, A3 types, A4 lint, A5 data,
// A6 usage. Rows stand in ascending order.
#pragma once

#include <string_view>

#include "dsl/base/diagnostic.h"

namespace assize {

struct CodeRow {
  std::string_view code;
  Severity severity;
  std::string_view title;
};

inline constexpr CodeRow kCodes[] = {
    // A1: the text of a ruleset
    {"A1001", Severity::error, "The file is not valid UTF-8"},
    {"A1002", Severity::error, "A character that may not stand in a ruleset"},
    {"A1003", Severity::error, "The file is too long"},
    {"A1004", Severity::error, "Nested too deeply"},
    {"A1005", Severity::error, "A name is too long"},
    {"A1006", Severity::error, "A text is not closed"},
    {"A1007", Severity::error, "A character with no meaning in the language"},
    {"A1010", Severity::error, "Something else was expected here"},
    {"A1011", Severity::error, "Not a clause of this block"},
    {"A1012", Severity::error, "Not a declaration"},
    {"A1013", Severity::error, "A block is not closed"},
    {"A1014", Severity::error, "A word of the language where a name is needed"},
    {"A1015", Severity::error, "A literal of this form does not exist"},
    {"A1020", Severity::error, "A quotation that is in no block quote of the file"},
    {"A1021", Severity::error, "A fenced block is not closed"},
    {"A1022", Severity::error, "A literate file without rules"},
};

// nullptr: no such code.
constexpr const CodeRow* find_code(std::string_view code) {
  for (const CodeRow& row : kCodes) {
    if (row.code == code) return &row;
  }
  return nullptr;
}

}  // namespace assize
