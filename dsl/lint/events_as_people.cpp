// A4019. A title that speaks of people over records of events: somebody with two of them counts
// twice.
#include <algorithm>

#include "dsl/lint/lints.h"

namespace assize::lint_detail {

namespace {

bool speaks_of_people(const std::string& title) {
  static const std::set<std::string> kPeople = {
      "people",    "persons",  "patients", "clients",    "detainees", "prisoners",
      "residents", "children", "women",    "men",        "adults",    "offenders",
      "users",     "babies",   "victims",  "individuals"};
  std::string word;
  for (const char ch : title + " ") {
    const char lower = ch >= 'A' && ch <= 'Z' ? static_cast<char>(ch - 'A' + 'a') : ch;
    if (lower >= 'a' && lower <= 'z') {
      word += lower;
      continue;
    }
    if (kPeople.contains(word)) return true;
    word.clear();
  }
  return false;
}

}  // namespace

void events_as_people(const Context& c) {
  for (const model::Indicator& i : c.ruleset.indicators) {
    if (i.side_of != model::kNone) continue;  // what is compared is looked at itself
    if (!c.here(i.span) || i.measure == model::Measure::totals || !speaks_of_people(i.title))
      continue;
    const model::Record& record = c.ruleset.records[i.record];
    for (model::Index f = 0; f < record.fields.size(); ++f) {
      const model::Field& field = record.fields[f];
      const bool person = field.personal && field.type.kind == model::Kind::text;
      if (!person || std::find(record.key.begin(), record.key.end(), f) != record.key.end())
        continue;
      c.warn("A4019", i.span,
             quoted(i.name) + " speaks of people and counts each " + quoted(record.name) +
                 ": who has two of them counts twice",
             "say in the title what is counted, or use a record of which each person has one");
      break;
    }
  }
}

}  // namespace assize::lint_detail
