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
    // A5: the data of a return; an error makes the file unusable
    {"A5001", Severity::error, "The file cannot be read"},
    {"A5002", Severity::error, "The file is empty"},
    {"A5003", Severity::error, "Another kind of file"},
    {"A5004", Severity::warning, "A value that its field cannot read"},
    {"A5005", Severity::error, "Bytes that are not UTF-8 text"},
    {"A5006", Severity::error, "Quotation marks that CSV does not allow"},
    {"A5007", Severity::error, "Two columns with one heading"},
    {"A5008", Severity::error, "A required column is missing"},
    {"A5009", Severity::error, "Columns that are not separated by commas"},
    {"A5010", Severity::error, "A record, a heading or a key that is too large"},
    {"A5011", Severity::error, "Not valid JSON"},
    {"A5012", Severity::error, "A record with the same key twice"},
    {"A5013", Severity::error, "JSON of another shape than a list of records"},
    {"A5014", Severity::warning, "A value that is not in the list"},
    {"A5015", Severity::warning, "A value outside what its field allows"},
    {"A5016", Severity::information, "A required value is blank or absent"},
    {"A5017", Severity::information, "Only white space: read as blank"},
    {"A5018", Severity::warning, "Control characters in a text"},
    {"A5019", Severity::information, "A JSON value of another type than its field"},
    {"A5020", Severity::warning, "A row with too few or too many cells"},
    {"A5021", Severity::information, "An empty line"},
    {"A5022", Severity::warning, "Something after the last record"},
    {"A5023", Severity::warning, "A file without records"},
    {"A5024", Severity::warning, "As many records as a spreadsheet can hold"},
    {"A5025", Severity::information, "A column that the ruleset does not have"},
    {"A5026", Severity::information, "A column that the file does not have"},
    {"A5027", Severity::error, "The header of a return or a mapping of headings"},
};

// nullptr: no such code.
constexpr const CodeRow* find_code(std::string_view code) {
  for (const CodeRow& row : kCodes) {
    if (row.code == code) return &row;
  }
  return nullptr;
}

}  // namespace assize
