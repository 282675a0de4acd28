#include "engine/column/headings.h"

#include <algorithm>

#include "dsl/base/diagnostic.h"
#include "engine/column/problems.h"

namespace assize {

std::vector<std::string> headings_of(const model::Record& record, const HeadingMap& map) {
  std::vector<std::string> headings;
  for (const model::Field& field : record.fields) {
    const auto mapped =
        std::find_if(map.begin(), map.end(), [&](const auto& m) { return m.second == field.name; });
    headings.push_back(mapped != map.end()     ? mapped->first
                       : field.heading.empty() ? field.name
                                               : field.heading);
  }
  return headings;
}

bool is_indispensable(const model::Record& record, model::Index field) {
  const bool is_key = std::find(record.key.begin(), record.key.end(), field) != record.key.end();
  return is_key || field == record.provider || record.fields[field].required;
}

std::string words_of_missing(std::string_view what, const std::string& heading,
                             const std::vector<std::string>& present) {
  std::string text =
      "no " + std::string(what) + " " + shown(heading, false) + ", which must be there";
  const std::string near = nearest(heading, present);
  if (!near.empty()) text += "; the nearest is " + shown(near, false);
  return text;
}

}  // namespace assize
