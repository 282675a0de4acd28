#include "adapters/cli/returns.h"

#include <algorithm>
#include <filesystem>
#include <optional>

#include "adapters/cli/log.h"
#include "adapters/cli/sniff.h"
#include "adapters/csv/csv_source.h"
#include "adapters/json/json_source.h"
#include "adapters/system/byte_streams.h"
#include "adapters/system/files.h"
#include "adapters/system/return_files.h"
#include "dsl/base/codes.h"

namespace assize::cli {

namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kMapLimit = 1u << 20;

Severity severity_of(const DataProblem& p) {
  if (p.fatal) return Severity::error;
  const CodeRow* row = find_code(p.code);
  return row != nullptr && row->severity != Severity::error ? row->severity : Severity::warning;
}

bool ends_with(const std::string& text, std::string_view end) {
  return text.size() >= end.size() &&
         std::equal(end.rbegin(), end.rend(), text.rbegin(),
                    [](char a, char b) { return a == (b >= 'A' && b <= 'Z' ? b - 'A' + 'a' : b); });
}

std::optional<Format> asked_format(const std::string& asked) {
  if (asked == "csv") return Format::csv;
  if (asked == "json") return Format::json;
  if (asked == "ndjson") return Format::ndjson;
  return std::nullopt;
}

Format format_of(const std::string& path) {
  if (ends_with(path, ".ndjson") || ends_with(path, ".jsonl")) return Format::ndjson;
  return ends_with(path, ".json") ? Format::json : Format::csv;
}

struct Group {
  model::Index record = model::kNone;
  Format format = Format::csv;
  std::vector<std::string> paths;
};

std::string base_name(const std::string& path) { return fs::path(path).filename().string(); }

class Opener {
 public:
  Opener(const model::Ruleset& ruleset, const ReturnOptions& options, const Console& console)
      : ruleset_(ruleset), options_(options), console_(console) {}

  OpenedReturns open() {
    OpenedReturns out;
    if (!read_map()) return out;
    bool ok = true;
    for (const std::string& path : options_.files) ok = assign(path) && ok;
    if (!ok) return out;
    // In the ruleset's order of records, whatever the order of the files on the command line.
    std::sort(groups_.begin(), groups_.end(),
              [](const Group& a, const Group& b) { return a.record < b.record; });
    for (Group& group : groups_) ok = open_group(group, out) && ok;
    out.ok = ok;
    return out;
  }

 private:
  bool read_map() {
    if (options_.map.empty()) return true;
    auto text = read_file(options_.map, kMapLimit);
    if (!text) {
      console_.error("A6002", escape_controls(text.error().text));
      return false;
    }
    auto map = parse_heading_map(*text, options_.map);
    if (!map) {
      show(map.error());
      return false;
    }
    map_ = std::move(*map);
    return std::all_of(map_.begin(), map_.end(), [this](const auto& entry) {
      return means_something(entry.first, entry.second);
    });
  }

  // What a line of the map names must exist: a field of some record or, for a data file, a record.
  bool means_something(const std::string& key, const std::string& value) const {
    std::vector<std::string> names;
    for (const model::Record& r : ruleset_.records) {
      names.push_back(r.name);
      for (const model::Field& f : r.fields) names.push_back(f.name);
    }
    if (std::find(names.begin(), names.end(), value) != names.end()) return true;
    const std::string near = nearest(value, names);
    console_.error("A6007",
                   escape_controls(options_.map) + ": \"" + escape_controls(key) +
                       "\" stands for " + escape_controls(value) +
                       ", which is neither a field nor a record of the ruleset",
                   near.empty() ? std::string() : "did you mean " + near + "?");
    return false;
  }

  void show(const std::vector<Diagnostic>& diagnostics) const {
    Diagnostics all;
    for (const Diagnostic& d : diagnostics) all.add(d);
    console_.show(all, Sources{});
  }

  std::optional<model::Index> record_named(const std::string& name) const {
    for (model::Index i = 0; i < ruleset_.records.size(); ++i) {
      if (ruleset_.records[i].name == name) return i;
    }
    return std::nullopt;
  }

  std::optional<model::Index> record_of(const std::string& path) const {
    const std::string file = base_name(path);
    for (model::Index i = 0; i < ruleset_.records.size(); ++i) {
      if (!ruleset_.records[i].file.empty() && ruleset_.records[i].file == file) return i;
    }
    if (const auto own = record_named(fs::path(file).stem().string())) return own;
    for (const auto& [key, value] : map_) {
      if (key == file) return record_named(value);
    }
    if (ruleset_.records.size() == 1) return 0;
    return std::nullopt;
  }

  bool assign(const std::string& path) {
    const auto record = record_of(path);
    if (!record) {
      std::string names;
      for (const model::Record& r : ruleset_.records) names += (names.empty() ? "" : ", ") + r.name;
      console_.error("A6005", escape_controls(path) + ": nothing in the ruleset reads this file",
                     names.empty() ? "the ruleset has no records"
                                   : "say which record it holds in a --map file: \"" +
                                         escape_controls(base_name(path)) + "\" = one of " + names);
      return false;
    }
    const Format format = choose_format(path);
    for (Group& g : groups_) {
      if (g.record != *record) continue;
      if (g.format != format) {
        console_.error("A6006", escape_controls(path) + ": the other files of " +
                                    ruleset_.records[*record].name +
                                    " are of another format; one return is of one format");
        return false;
      }
      g.paths.push_back(path);
      return true;
    }
    groups_.push_back({*record, format, {path}});
    return true;
  }

  Format choose_format(const std::string& path) {
    const auto asked = asked_format(options_.input_format);
    if (path != "-" || asked) return asked.value_or(format_of(path));
    Sniffed sniffed = sniff(standard_input_stream());
    standard_input_ = std::move(sniffed.bytes);
    return sniffed.format;
  }

  std::unique_ptr<ByteStream> stream_of(const std::string& path) {
    if (path != "-") return file_stream(path);
    return standard_input_ ? std::move(standard_input_) : standard_input_stream();
  }

  // The header that stands beside a file; an absent one says nothing.
  bool header_of(const std::string& path, ReturnHeader& header) const {
    if (path == "-") return true;
    const std::string beside = header_path(path);
    std::error_code ignored;
    if (!fs::exists(beside, ignored)) return true;
    auto text = read_file(beside, kMapLimit);
    if (!text) {
      console_.error("A6002", escape_controls(text.error().text));
      return false;
    }
    auto parsed = parse_return_header(*text, beside);
    if (!parsed) {
      show(parsed.error());
      return false;
    }
    header = std::move(*parsed);
    return true;
  }

  bool open_group(Group& group, OpenedReturns& out) {
    std::vector<InputFile> files;
    for (const std::string& path : group.paths) {
      log_step("reading " + path + " as " + ruleset_.records[group.record].name);
      InputFile file;
      file.name = path;
      file.bytes = stream_of(path);
      if (!header_of(path, file.header)) return false;
      out.headers.push_back(file.header);
      files.push_back(std::move(file));
    }
    ReadOptions read;
    if (!options_.needed.empty()) read.needed = options_.needed[group.record];
    for (const auto& [heading, field] : map_) {
      const auto& fields = ruleset_.records[group.record].fields;
      if (std::any_of(fields.begin(), fields.end(),
                      [&](const model::Field& f) { return f.name == field; })) {
        read.headings.emplace_back(heading, field);
      }
    }
    auto source = group.format == Format::csv
                      ? open_csv(ruleset_, group.record, std::move(files), read)
                      : open_json(ruleset_, group.record,
                                  group.format == Format::json ? JsonForm::array : JsonForm::lines,
                                  std::move(files), read);
    if (!source) {
      show_problems(source.error(), group.paths, console_);
      return false;
    }
    out.inputs.push_back({group.record, std::move(*source)});
    return true;
  }

  const model::Ruleset& ruleset_;
  const ReturnOptions& options_;
  const Console& console_;
  HeadingMap map_;
  std::unique_ptr<ByteStream> standard_input_;  // looked at, not yet read
  std::vector<Group> groups_;
};

}  // namespace

OpenedReturns open_returns(const model::Ruleset& ruleset, const ReturnOptions& options,
                           const Console& console) {
  return Opener(ruleset, options, console).open();
}

void show_problems(const std::vector<DataProblem>& problems, const std::vector<std::string>& files,
                   const Console& console) {
  Diagnostics all;
  for (const DataProblem& p : problems) {
    if (p.count == 0) continue;  // a further place of the one before
    const std::string file = p.file < files.size() ? files[p.file] : std::string();
    Diagnostic& d = all.add({.code = p.code,
                             .severity = severity_of(p),
                             .text = p.text,
                             .span = std::nullopt,
                             .place = DataPlace{file, p.line, p.column},
                             .notes = {},
                             .hint = {}});
    if (p.count > 1)
      d.notes.push_back(
          {"and " + std::to_string(p.count - 1) + " more with the same cause", std::nullopt});
  }
  console.show(all, Sources{});
}

}  // namespace assize::cli
