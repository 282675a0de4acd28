// A4027. A field whose name speaks of a person and that is not declared `personal`: messages and
// reports may then show its values.
#include <optional>

#include "dsl/lint/lints.h"

namespace assize::lint_detail {

namespace {

bool names_a_person(const std::string& name) {
  static const std::set<std::string> kWords = {
      "nhs_number",   "nhs_no",       "date_of_birth", "dob",          "birth_date",
      "postcode",     "surname",      "forename",      "first_name",   "last_name",
      "family_name",  "given_name",   "full_name",     "home_address", "address",
      "telephone",    "phone_number", "email",         "patient_name", "prison_number",
      "nomis_number", "pnc_number",   "ethnicity",     "ethnic_group", "religion"};
  std::string lower;
  for (const char ch : name)
    lower += ch >= 'A' && ch <= 'Z' ? static_cast<char>(ch - 'A' + 'a') : ch;
  return kWords.contains(lower);
}

// Where the declaration of a field ends: at its `;`, outside texts.
std::optional<std::uint32_t> end_of_field(const std::string& text, Span name) {
  bool in_text = false;
  for (std::uint32_t at = name.end; at < text.size(); ++at) {
    if (text[at] == '"') in_text = !in_text;
    if (!in_text && text[at] == ';') return at;
    if (!in_text && text.compare(at, 2, "//") == 0) return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

void looks_personal(const Context& c) {
  for (const model::Record& record : c.ruleset.records) {
    for (const model::Field& f : record.fields) {
      if (!c.here(f.span) || f.personal || !names_a_person(f.name)) continue;
      c.warn("A4027", f.span, quoted(f.name) + " tells of a person and is not declared `personal`",
             "add `personal`, so that no message and no report shows its values");
      if (const auto end = end_of_field(c.ruleset.texts.file(c.file).text(), f.span))
        c.fix("A4027", Span{c.file, *end, *end}, ", personal");
    }
  }
}

}  // namespace assize::lint_detail
