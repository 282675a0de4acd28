#include "adapters/system/return_files.h"

#include <toml++/toml.h>

#include <algorithm>

namespace assize {
namespace {

// Reads the keys of one TOML file and collects what is wrong with it.
class Reader {
 public:
  Reader(std::string_view text, const std::string& name) : name_(name) {
#if TOML_EXCEPTIONS
    try {
      table_ = toml::parse(text, name);
    } catch (const toml::parse_error& e) {
      add(e.source(), "not valid TOML: " + std::string(e.description()));
    }
#else
    auto parsed = toml::parse(text, name);
    if (parsed) {
      table_ = std::move(parsed).table();
    } else {
      add(parsed.error().source(), "not valid TOML: " + std::string(parsed.error().description()));
    }
#endif
  }

  const toml::table& table() const { return table_; }
  bool failed() const { return !errors_.empty(); }
  std::vector<Diagnostic> errors() && { return std::move(errors_); }

  void add(const toml::source_region& where, std::string text) {
    Diagnostic d;
    d.code = "A5027";
    d.severity = Severity::error;
    d.text = std::move(text);
    d.place = DataPlace{name_, where.begin.line, where.begin.column};
    errors_.push_back(std::move(d));
  }

  void only(std::initializer_list<std::string_view> keys) {
    for (const auto& [key, node] : table_) {
      if (std::find(keys.begin(), keys.end(), key.str()) != keys.end()) continue;
      std::vector<std::string> known(keys.begin(), keys.end());
      const std::string near = nearest(key.str(), known);
      add(key.source(), "no such key: \"" + escape_controls(key.str()) + "\"" +
                            (near.empty() ? "" : "; the nearest is \"" + near + "\""));
    }
  }

  std::optional<std::string> text(std::string_view key) {
    const toml::node* node = table_.get(key);
    if (node == nullptr) return std::nullopt;
    if (const auto* value = node->as_string()) return value->get();
    add(node->source(), std::string(key) + " should be a text in quotation marks");
    return std::nullopt;
  }

  std::optional<Day> day(std::string_view key) {
    const toml::node* node = table_.get(key);
    if (node == nullptr) return std::nullopt;
    if (const auto* date = node->as_date()) {
      if (const auto found = day_of(date->get().year, date->get().month, date->get().day))
        return found;
    }
    if (const auto* value = node->as_string()) {
      const auto span = parse_date(value->get());
      if (span && span->first == span->last) return span->first;
    }
    add(node->source(), std::string(key) + " should be a day such as 2022-03-31");
    return std::nullopt;
  }

  std::optional<Period> period(std::string_view key) {
    const toml::node* node = table_.get(key);
    if (node == nullptr) return std::nullopt;
    if (const auto* value = node->as_string()) {
      if (const auto found = parse_period(value->get())) return found;
    }
    add(node->source(),
        std::string(key) +
            R"( should be a period in quotation marks: "2022-03", "2022 Q1", "2021/22", "2022" or "12 months to 2022-03")");
    return std::nullopt;
  }

  std::vector<std::string> texts(std::string_view key) {
    const toml::node* node = table_.get(key);
    std::vector<std::string> found;
    if (node == nullptr) return found;
    const auto* list = node->as_array();
    if (list == nullptr || !std::all_of(list->begin(), list->end(),
                                        [](const toml::node& n) { return n.is_string(); })) {
      add(node->source(), std::string(key) + " should be a list of texts");
      return found;
    }
    for (const toml::node& n : *list) found.push_back(n.as_string()->get());
    return found;
  }

 private:
  std::string name_;
  toml::table table_;
  std::vector<Diagnostic> errors_;
};

}  // namespace

std::string header_path(const std::string& data_path) {
  const std::size_t slash = data_path.rfind('/');
  const std::size_t dot = data_path.rfind('.');
  const bool has_ending =
      dot != std::string::npos && (slash == std::string::npos || dot > slash + 1) && dot > 0;
  return (has_ending ? data_path.substr(0, dot) : data_path) + ".return.toml";
}

Result<ReturnHeader, std::vector<Diagnostic>> parse_return_header(std::string_view toml,
                                                                  const std::string& name) {
  Reader reader(toml, name);
  ReturnHeader header;
  if (!reader.failed()) {
    reader.only({"provider", "period", "complete_to", "received", "covers"});
    header.provider = reader.text("provider");
    header.period = reader.period("period");
    header.complete_to = reader.day("complete_to");
    header.received = reader.day("received");
    header.covers = reader.texts("covers");
  }
  if (reader.failed()) return std::move(reader).errors();
  return header;
}

Result<HeadingMap, std::vector<Diagnostic>> parse_heading_map(std::string_view toml,
                                                              const std::string& name) {
  Reader reader(toml, name);
  HeadingMap map;
  std::vector<std::pair<toml::source_position, std::pair<std::string, std::string>>> found;
  for (const auto& [key, node] : reader.table()) {
    const auto* field = node.as_string();
    if (field == nullptr) {
      reader.add(node.source(), "\"" + escape_controls(key.str()) +
                                    "\" should name a field: \"Heading in the file\" = \"field\"");
      continue;
    }
    const bool twice = std::any_of(found.begin(), found.end(),
                                   [&](const auto& f) { return f.second.second == field->get(); });
    if (twice)
      reader.add(node.source(),
                 "two headings for the field \"" + escape_controls(field->get()) + "\"");
    found.push_back({key.source().begin, {std::string(key.str()), field->get()}});
  }
  if (reader.failed()) return std::move(reader).errors();
  std::sort(found.begin(), found.end(),
            [](const auto& a, const auto& b) { return a.first < b.first; });
  for (auto& [where, entry] : found) map.push_back(std::move(entry));
  return map;
}

}  // namespace assize
