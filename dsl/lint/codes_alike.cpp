// A4033. Two codes that differ only in capitals or blanks, or that mean the same.
#include <map>

#include "dsl/lint/lints.h"

namespace assize::lint_detail {

namespace {

std::string plain(const std::string& text) {
  std::string out;
  for (const char ch : text) {
    if (ch == ' ' || ch == '_' || ch == '-') continue;
    out += ch >= 'A' && ch <= 'Z' ? static_cast<char>(ch - 'A' + 'a') : ch;
  }
  return out;
}

}  // namespace

void codes_alike(const Context& c) {
  for (const model::CodeList& list : c.ruleset.code_lists) {
    if (!c.here(list.span)) continue;
    std::map<std::string, std::string> texts, meanings;
    for (const model::Code& code : list.codes) {
      const auto text = texts.try_emplace(plain(code.text), code.text);
      const auto meaning = meanings.try_emplace(plain(code.meaning), code.text);
      if (!text.second) {
        c.warn("A4033", list.span,
               quoted(text.first->second) + " and " + quoted(code.text) + " of " +
                   quoted(list.name) + " are easily taken for one another",
               "give them texts that differ in more than capitals and blanks");
      } else if (!meaning.second && !code.meaning.empty()) {
        c.warn("A4033", list.span,
               quoted(meaning.first->second) + " and " + quoted(code.text) + " of " +
                   quoted(list.name) + " have one meaning",
               "say how they differ, or keep one");
      }
    }
  }
}

}  // namespace assize::lint_detail
