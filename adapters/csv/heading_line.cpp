#include "adapters/csv/heading_line.h"

#include <algorithm>
#include <deque>

#include "adapters/csv/cut.h"
#include "adapters/csv/split.h"
#include "engine/column/file_kind.h"
#include "engine/column/headings.h"
#include "engine/column/text.h"

namespace assize::csv {
namespace {

// Collects what is wrong with the first line of one file.
class Report {
 public:
  Report(std::uint32_t file, std::vector<DataProblem>& problems)
      : file_(file), problems_(problems) {}
  void add(Problem kind, std::string text, std::uint64_t line = 1, std::uint32_t column = 0,
           std::string_view field = {}) {
    problems_.push_back(make_problem(kind, {file_, 0, line, column, field}, std::move(text)));
    unusable_ |= is_fatal(kind);
  }
  bool unusable() const { return unusable_; }

 private:
  std::uint32_t file_;
  std::vector<DataProblem>& problems_;
  bool unusable_ = false;
};

bool read_more(ByteStream& stream, std::string& begun) {
  const std::size_t have = begun.size();
  begun.resize(have + kBlockBytes);
  const std::size_t got = stream.read(begun.data() + have, kBlockBytes);
  begun.resize(have + got);
  return got > 0;
}

// One past the line end that closes the first record; npos where there is none.
std::size_t end_of_first_line(std::string_view text) {
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"') quoted = !quoted;
    if (text[i] == '\n' && !quoted) return i + 1;
  }
  return std::string_view::npos;
}

std::string grouped(std::size_t n) {
  std::string digits = std::to_string(n);
  for (std::size_t i = digits.size(); i > 3; i -= 3) digits.insert(i - 3, ",");
  return digits;
}

// The headings, outer white space and quotation marks taken off.
std::vector<std::string> split_headings(std::string_view line, Report& report) {
  if (trim(line).substr(0, 4) == "sep=") {
    report.add(Problem::delimiter, "line 1 is a spreadsheet's hint " + shown(trim(line), false) +
                                       ", not the headings; leave that line out");
    return {};
  }
  const std::size_t bad = invalid_utf8_at(line);
  if (bad != std::string_view::npos) {
    report.add(Problem::not_utf8,
               "byte " + std::to_string(bad) + " of the first line is not UTF-8");
    return {};
  }
  if (line.find('\0') != std::string_view::npos) {
    report.add(Problem::not_utf8, "a zero byte in the first line");
    return {};
  }
  if (const auto fault = quoting_fault(line, {}, true)) {
    report.add(Problem::quoting, std::string(words(fault->kind)), fault->place.line,
               fault->place.column);
    return {};
  }
  Grid grid;
  grid.split(line, 1, true);
  if (grid.cells(0) > kMostColumns) {
    report.add(Problem::too_large, "the first line has " + grouped(grid.cells(0)) +
                                       " columns; at most " + grouped(kMostColumns) + " are read");
    return {};
  }
  std::deque<std::string> owned;
  std::vector<std::string> headings;
  for (std::uint32_t c = 0; c < grid.cells(0); ++c)
    headings.emplace_back(trim(unquoted(grid.raw(0, c), owned)));
  return headings;
}

// A table of one column whose heading holds other separators, where the record has more than one
// field.
void check_delimiter(const std::vector<std::string>& headings, const model::Record& record,
                     Report& report) {
  if (headings.size() != 1 || record.fields.size() < 2) return;
  static constexpr std::pair<char, const char*> kOthers[] = {
      {';', "semicolons (;)"}, {'\t', "tabs"}, {'|', "vertical bars (|)"}};
  for (const auto& [c, name] : kOthers) {
    if (headings[0].find(c) == std::string::npos) continue;
    report.add(Problem::delimiter,
               "the columns are separated by " + std::string(name) + "; CSV here means commas");
    return;
  }
  if (headings[0].find('\r') != std::string::npos) {
    report.add(Problem::delimiter,
               "lines end with carriage returns alone; CSV here means LF or CRLF");
  }
}

}  // namespace

std::optional<HeadingLine> read_heading_line(const model::Record& record,
                                             const ReadOptions& options, std::uint32_t file,
                                             ByteStream& stream, std::string& begun,
                                             std::vector<DataProblem>& problems) {
  Report report(file, problems);
  bool more = read_more(stream, begun);
  if (const std::string why = stream.failure(); !why.empty()) {
    report.add(Problem::cannot_read, why, 0);
    return std::nullopt;
  }
  if (begun.empty()) {
    report.add(Problem::empty_file, "the file is empty (0 bytes): not even headings", 0);
    return std::nullopt;
  }
  if (const auto kind = other_kind_of_file(begun)) {
    report.add(Problem::wrong_kind_of_file, "this is " + *kind + ", not CSV");
    return std::nullopt;
  }
  std::size_t end = end_of_first_line(begun);
  while (end == std::string::npos && more && begun.size() < kLongestHeading) {
    more = read_more(stream, begun);
    end = end_of_first_line(begun);
  }
  if (end == std::string::npos && begun.size() >= kLongestHeading) {
    report.add(Problem::too_large,
               "the first line, which should hold the headings, is longer than 1 MiB");
    return std::nullopt;
  }
  std::string_view line = std::string_view(begun).substr(0, end);
  HeadingLine found;
  found.after.byte = line.size();
  found.after.line = 1 + static_cast<std::uint64_t>(std::count(line.begin(), line.end(), '\n'));
  if (line.substr(0, kByteOrderMark.size()) == kByteOrderMark)
    line.remove_prefix(kByteOrderMark.size());
  const std::vector<std::string> headings = split_headings(line, report);
  if (!report.unusable()) check_delimiter(headings, record, report);
  if (report.unusable()) return std::nullopt;

  for (std::uint32_t c = 0; c < headings.size(); ++c) {
    const auto first = std::find(headings.begin(), headings.end(), headings[c]) - headings.begin();
    if (headings[c].empty() || first == c) continue;
    report.add(Problem::doubled_heading,
               "columns " + std::to_string(first + 1) + " and " + std::to_string(c + 1) +
                   " have the same heading " + shown(headings[c], false),
               1, c + 1);
  }
  const std::vector<std::string> wanted = headings_of(record, options.headings);
  std::vector<bool> known(headings.size(), false);
  for (model::Index f = 0; f < record.fields.size(); ++f) {
    const auto at = std::find(headings.begin(), headings.end(), wanted[f]);
    if (at != headings.end()) {
      found.column_of.emplace_back(static_cast<std::uint32_t>(at - headings.begin()));
      known[*found.column_of.back()] = true;
      continue;
    }
    found.column_of.emplace_back();
    const std::string& name = record.fields[f].name;
    if (is_indispensable(record, f)) {
      report.add(Problem::missing_column, words_of_missing("column", wanted[f], headings), 1, 0,
                 name);
    } else if (options.needed.empty() || options.needed[f]) {
      report.add(Problem::column_not_supplied,
                 "no column " + shown(wanted[f], false) + ": its values are not supplied", 1, 0,
                 name);
    }
  }
  for (std::uint32_t c = 0; c < headings.size(); ++c) {
    if (known[c] || std::find(wanted.begin(), wanted.end(), headings[c]) != wanted.end()) continue;
    report.add(Problem::unknown_column,
               "the ruleset has no column " + shown(headings[c], false) + "; it is not read", 1,
               c + 1);
  }
  if (report.unusable()) return std::nullopt;
  found.columns = static_cast<std::uint32_t>(headings.size());
  begun.erase(0, end);
  return found;
}

}  // namespace assize::csv
