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
    {"A1016", Severity::error, "It is not clear what is rounded"},
    {"A1020", Severity::error, "A quotation that is in no block quote of the file"},
    {"A1021", Severity::error, "A fenced block is not closed"},
    {"A1022", Severity::error, "A literate file without rules"},
    // A2: names
    {"A2001", Severity::error, "Nothing has this name"},
    {"A2002", Severity::error, "Declared more than once"},
    {"A2003", Severity::error, "A name with two meanings here"},
    {"A2004", Severity::error, "A name of another kind"},
    {"A2005", Severity::error, "Defined by itself"},
    {"A2006", Severity::error, "Modules that import each other in a circle"},
    {"A2007", Severity::error, "An imported module that was not found"},
    {"A2008", Severity::error, "The name under which a module is imported"},
    {"A2009", Severity::error, "A file is one module"},
    {"A2010", Severity::error, "A clause is missing"},
    {"A2011", Severity::error, "Said more than once"},
    {"A2012", Severity::error, "Not a code of the list"},
    {"A2013", Severity::error, "About another record"},
    {"A2014", Severity::error, "Modules that do not agree whether an unknown counts as no"},
    {"A2015", Severity::error, "Definitions that build on one another too deeply"},
    // A3: types, and what a block owes
    {"A3001", Severity::error, "Types that do not go together"},
    {"A3002", Severity::error, "A test is needed here"},
    {"A3003", Severity::error, "A date compared with a time"},
    {"A3004", Severity::error, "Units that do not go together"},
    {"A3005", Severity::error, "Elapsed and calendar durations"},
    {"A3006", Severity::error, "No order"},
    {"A3007", Severity::error, "Words of order"},
    {"A3008", Severity::error, "Arithmetic that has no meaning"},
    {"A3009", Severity::error, "A function does not go with what it is given"},
    {"A3010", Severity::error, "Asked of something that is not a field"},
    {"A3011", Severity::error, "A literal that stands for nothing"},
    {"A3012", Severity::error, "A list or a range as a value"},
    {"A3014", Severity::error, "A value of another kind is needed here"},
    {"A3015", Severity::error, "No such time zone"},
    {"A3016", Severity::error, "A time in a zone and a time as written"},
    {"A3017", Severity::error, "A chain that is too long"},
    {"A3018", Severity::error, "Nothing lies between"},
    {"A3020", Severity::error, "An option that does not fit its field"},
    {"A3021", Severity::error, "Keys and providers"},
    {"A3022", Severity::error, "Stretches of time that cross"},
    {"A3023", Severity::error, "A target against the direction"},
    {"A3024", Severity::error, "A target, tier or clause that does not fit the measure"},
    {"A3025", Severity::error, "No least number of cases here"},
    {"A3026", Severity::error, "Tiers that overlap"},
    {"A3027", Severity::error, "Tiers that leave a gap"},
    {"A3028", Severity::error, "Two targets on one day"},
    {"A3029", Severity::error, "Dated by something that is no date"},
    {"A3030", Severity::error, "A time that does not say what its blank means"},
    {"A3031", Severity::error, "A test that lateness satisfies, and nothing closes"},
    {"A3032", Severity::error, "A convention without its reason"},
    {"A3033", Severity::error, "A two-valued word asked of what may still be open"},
    {"A3034", Severity::error, "`or else` in a test of an indicator"},
    {"A3035", Severity::error, "A blank that would help the provider"},
    {"A3036", Severity::error, "Which date says what the law is"},
    {"A3037", Severity::error, "A row that does not fit"},
    {"A3038", Severity::error, "A test that does not give what it judges"},
    {"A3039", Severity::error, "An expectation that cannot be"},
    {"A3040", Severity::error, "Groups that cannot be made"},
    {"A3041", Severity::error, "What a standard judges"},
    {"A3042", Severity::error, "A derived field of another type than it says"},
    {"A3043", Severity::warning, "A favour that no blank can do"},
    // A4: what a reader of the ruleset should know
    {"A4001", Severity::information, "A blank counts in the provider's favour"},
    {"A4002", Severity::warning, "A field read more than once"},
    {"A4003", Severity::warning, "An excuse that rests on a flag with a blank"},
    {"A4004", Severity::warning, "An exclusion that reads what is measured"},
    {"A4005", Severity::warning, "A parameter that decides who counts and who meets"},
    {"A4006", Severity::warning, "An event as its own counting date"},
    {"A4007", Severity::warning, "`is not` over codes"},
    {"A4008", Severity::warning, "A parameter's value written out again"},
    {"A4009", Severity::warning, "No direction"},
    {"A4010", Severity::warning, "Nothing uses it"},
    {"A4011", Severity::warning, "A standard that cites nothing"},
    {"A4012", Severity::warning, "A source that does not say how well it is known"},
    {"A4013", Severity::warning, "No test expects anything of it"},
    {"A4014", Severity::warning, "A target that changes inside a period"},
    {"A4015", Severity::warning, "Did not happen, before its limit"},
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
    {"A5028", Severity::information, "Equal records in a table without a key"},
    // A6: how the command was called
    {"A6001", Severity::error, "The command line cannot be understood"},
    {"A6002", Severity::error, "A file cannot be read"},
    {"A6003", Severity::error, "An imported module is not found"},
    {"A6004", Severity::error, "An imported module cannot be read"},
    {"A6005", Severity::error, "A data file that nothing in the ruleset reads"},
    {"A6006", Severity::error, "Files of one return in different formats"},
    {"A6007", Severity::error, "Nothing of that name"},
    {"A6008", Severity::error, "Something cannot be written"},
    {"A6009", Severity::error, "The run could not be completed"},
    {"A6010", Severity::error, "The findings store cannot be used"},
};

// nullptr: no such code.
constexpr const CodeRow* find_code(std::string_view code) {
  for (const CodeRow& row : kCodes) {
    if (row.code == code) return &row;
  }
  return nullptr;
}

}  // namespace assize
