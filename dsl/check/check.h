// Syntax trees to a checked model: names resolved, types agreed, what the design refuses refused.
//
// Guarantees: linear in the text (n log n at most); every message has a place and a code of
// families A2 (names) or A3 (types); a mistake is reported once, and what follows from it is not.
// Pure: zones and holidays are handed in, imported files are found by the caller, who walks
// `imports`. Nothing throws. The analysis behind the refusals of the outcome tests is that of
// docs/language/meaning.md and of "What a blank means" in docs/language.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "dsl/base/calendar.h"
#include "dsl/base/diagnostic.h"
#include "dsl/base/source.h"
#include "dsl/model/ruleset.h"
#include "dsl/model/ruletest.h"
#include "dsl/syntax/tree.h"

namespace assize {

// The codes of a file beside a ruleset: one a line, with its meaning and, perhaps, its dates.
struct CodeTable {
  struct Row {
    std::string code, meaning, from, until;
    std::size_t line = 0;
  };
  std::vector<Row> rows;
  std::string hash;  // SHA-256 of the file, in hexadecimal
};

// What the checker needs from outside.
struct Environment {
  std::function<std::optional<ZoneTable>(const std::string& name)> zone;  // nullopt: no such zone
  Holidays holidays;
  // By the file that names them and the path as written. A file that is asked for and absent here
  // was reported by the caller.
  std::map<std::pair<std::uint32_t, std::string>, CodeTable> code_tables;
  std::string hash;  // of the texts of all files: becomes Ruleset::hash
};

struct Checked {
  model::Ruleset ruleset;  // meaningless unless ok
  std::vector<model::RuleTest>
      tests;  // of the first file alone: imported files are tested on their own
  bool ok = false;
};

// `files` are the root first and then each file that it imports, directly or not, once. `texts` are
// the Sources that the spans of the trees point into. Circles of imports are reported here, with
// their chain.
Checked check(std::vector<syntax::File> files, Sources texts, const Environment& environment,
              Diagnostics& diagnostics);

// The modules that a file asks for, for the caller who finds their files.
struct ImportRef {
  std::string module;  // "nhs.codes"
  Span span;
};
std::vector<ImportRef> imports(const syntax::File& file);

// The files of codes that a file asks for, beside it.
struct CodeFileRef {
  std::string path;  // as written
  Span span;
};
std::vector<CodeFileRef> code_files(const syntax::File& file);

// `assize eval`: one expression and the values that its names stand for.
struct Let {
  std::string name;
  syntax::Expression value;  // a literal, `blank`, a list or a range
};
// What was given for a field: a value of the field's type, or a cell without one.
struct LetValue {
  enum class Cell : std::uint8_t { present, blank, unreadable } cell = Cell::present;
  Value value;  // present: known, a range or unknown
};
struct CheckedExpression {
  model::Ruleset ruleset;  // one record, whose fields are the lets in their order
  model::ExprId expression = model::kNoExpr;
  std::vector<LetValue> values;  // of the fields
  bool ok = false;
};
CheckedExpression check_expression(const syntax::Expression& expression,
                                   const std::vector<Let>& lets, Sources texts,
                                   const Environment& environment, Diagnostics& diagnostics);

}  // namespace assize
