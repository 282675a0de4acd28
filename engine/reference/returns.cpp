#include "engine/reference/returns.h"

#include <algorithm>
#include <map>

#include "engine/column/problems.h"
#include "engine/functions/call.h"

namespace assize::reference {
namespace {

using model::Index;

// Keys and providers are read as returned.
std::optional<std::string> returned_text(const model::Ruleset& ruleset, const model::Record& record,
                                         const Row& row, Index field) {
  const model::Field& f = record.fields[field];
  const Value v = value_of(*row.place.chunk, f, field, row.place.row);
  if (!v.is_known()) return std::nullopt;
  return plain_text(v.point(), f.type, ruleset);
}

bool same_cell(const Column& a, std::uint32_t i, const Column& b, std::uint32_t j) {
  if (a.read != b.read || !a.read) return true;
  if (a.supplied != b.supplied) return false;
  if (!a.supplied) return true;
  if (a.cell[i] != b.cell[j]) return false;
  const auto same_end = [](const std::optional<Scalar>& x, const std::optional<Scalar>& y) {
    if (x.has_value() != y.has_value()) return false;
    if (!x) return true;
    if (const auto* n = std::get_if<Decimal>(&*x)) return *n == std::get<Decimal>(*y);
    if (const auto* d = std::get_if<DayValue>(&*x)) return *d == std::get<DayValue>(*y);
    return std::get<MillisValue>(*x) == std::get<MillisValue>(*y);
  };
  switch (a.cell[i]) {
    case Cell::present:
      if (!a.text.empty()) return a.text[i] == b.text[j];
      return Decimal::make(a.v[i], a.scale) == Decimal::make(b.v[j], b.scale);
    case Cell::ranged:
    case Cell::wide:
      return same_end(a.ranged(i).low, b.ranged(j).low) &&
             same_end(a.ranged(i).high, b.ranged(j).high);
    default:
      return true;
  }
}

// The cells of a row that are read, one after another, in words that differ where the cells do.
std::string cells_of(const Row& row) {
  std::string out;
  const auto end = [&](const std::optional<Scalar>& e) {
    if (!e)
      out += "none";
    else if (const auto* n = std::get_if<Decimal>(&*e))
      out += n->text();
    else if (const auto* d = std::get_if<DayValue>(&*e))
      out += std::to_string(d->day);
    else
      out += std::to_string(std::get<MillisValue>(*e).ms);
    out += ' ';
  };
  for (const Column& c : row.place.chunk->columns) {
    if (!c.read) continue;
    const std::uint32_t i = row.place.row;
    const Cell cell = c.supplied ? c.cell[i] : Cell::not_supplied;
    out += std::to_string(static_cast<int>(cell)) + ' ';
    if (cell == Cell::ranged || cell == Cell::wide) {
      end(c.ranged(i).low);
      end(c.ranged(i).high);
    } else if (cell == Cell::present) {
      const std::string text(c.text.empty() ? Decimal::make(c.v[i], c.scale)->text()
                                            : std::string(c.text[i]));
      out += std::to_string(text.size()) + ' ' + text + ' ';
    }
  }
  return out;
}

bool are_equal(const Row& a, const Row& b) {
  const auto& x = a.place.chunk->columns;
  const auto& y = b.place.chunk->columns;
  for (std::size_t c = 0; c < x.size(); ++c) {
    if (!same_cell(x[c], a.place.row, y[c], b.place.row)) return false;
  }
  return true;
}

// The identity of a record, or nullopt where it is its own.
std::optional<std::vector<std::string>> identity(const model::Ruleset& ruleset,
                                                 const model::Record& record,
                                                 const Returns& returns, const Row& row) {
  if (record.key.empty()) return std::nullopt;
  std::vector<std::string> id;
  for (Index f : record.key) {
    auto text = returned_text(ruleset, record, row, f);
    if (!text) return std::nullopt;
    id.push_back(std::move(*text));
  }
  std::optional<std::string> provider;
  if (record.provider != model::kNone)
    provider = returned_text(ruleset, record, row, record.provider);
  if (!provider) provider = returns.header(row).provider;
  if (provider) id.push_back(*provider);
  return id;
}

void group(const model::Ruleset& ruleset, const model::Record& record, Returns& returns) {
  std::map<std::vector<std::string>, std::size_t> known;
  for (std::size_t i = 0; i < returns.rows.size(); ++i) {
    const Row& row = returns.rows[i];
    const auto id = identity(ruleset, record, returns, row);
    const auto at = id ? known.find(*id) : known.end();
    if (at == known.end()) {
      if (id) known.emplace(*id, returns.groups.size());
      returns.groups.push_back({i});
      continue;
    }
    std::vector<std::size_t>& copies = returns.groups[at->second];
    const bool is_copy = std::any_of(copies.begin(), copies.end(), [&](std::size_t other) {
      return are_equal(returns.rows[other], row);
    });
    FileTotals& totals = returns.totals[row.file];
    ++(is_copy ? totals.copies : totals.key_clashes);
    copies.push_back(i);
  }
}

// Where position is all that tells records apart, equal ones are told of.
void tell_equal(const Returns& returns, std::vector<DataProblem>& problems) {
  std::map<std::string, std::size_t> known;
  std::vector<DataProblem> found;
  for (std::size_t i = 0; i < returns.rows.size(); ++i) {
    const Row& row = returns.rows[i];
    const auto [first, is_new] = known.emplace(cells_of(row), i);
    if (is_new) continue;
    found.push_back(make_problem(Problem::equal_record, {row.file, row.number, row.line, 0, {}},
                                 std::string(kEqualRecord)));
  }
  fold(found);
  problems.insert(problems.end(), found.begin(), found.end());
}

std::string key_of(const model::Ruleset& ruleset, const model::Record& record, const Row& row) {
  std::string key;
  for (Index f : record.key) {
    if (f != record.key.front()) key += '|';
    key += returned_text(ruleset, record, row, f).value_or("");
  }
  return key;
}

}  // namespace

CutOff cut_off_of(const ReturnHeader& header, const RunOptions& options) {
  if (!header.complete_to) return {options.as_at, std::nullopt};
  if (!options.as_at_given) return {*header.complete_to, std::nullopt};
  if (*header.complete_to >= options.as_at) return {options.as_at, std::nullopt};
  return {options.as_at, header.complete_to};
}

Result<Returns, RunFailure> read_returns(const model::Ruleset& ruleset, Index record,
                                         const std::vector<RunInput>& inputs,
                                         const RunOptions& options,
                                         std::vector<DataProblem>& problems) {
  Returns returns;
  const model::Record& type = ruleset.records[record];
  for (const RunInput& input : inputs) {
    if (input.record != record) continue;
    const auto first_file = static_cast<std::uint32_t>(returns.files.size());
    const std::size_t first_chunk = returns.chunks.size();
    std::vector<DataProblem> found;
    Block block;
    while (input.source->next_block(block, found)) {
      auto chunk = std::make_unique<Chunk>();
      input.source->decode(block, *chunk, found);
      returns.chunks.push_back(std::move(chunk));
      if (options.cancelled && options.cancelled()) return RunFailure{{}, "The run was stopped."};
    }
    for (DataProblem& p : found) {
      if (p.fatal) return RunFailure{std::move(found), p.text};
      problems.push_back(p);
    }
    for (const SourceFileInfo& file : input.source->files()) {
      returns.files.push_back(file);
      returns.totals.push_back({file.name, type.name, file.hash, 0, 0, 0, 0, 0});
    }
    for (std::size_t c = first_chunk; c < returns.chunks.size(); ++c) {
      const Chunk& chunk = *returns.chunks[c];
      const std::uint32_t file = first_file + chunk.file;
      const CutOff cut_off = cut_off_of(returns.files[file].header, options);
      for (std::uint32_t i = 0; i < chunk.rows; ++i) {
        Row row;
        row.place = {&chunk, i, cut_off};
        row.file = file;
        row.number = chunk.first_record + i;
        row.line = i < chunk.line.size() ? chunk.line[i] : 0;
        row.key = key_of(ruleset, type, row);
        returns.rows.push_back(std::move(row));
        ++returns.totals[file].read;
        ++returns.totals[file].accepted;
      }
    }
  }
  group(ruleset, type, returns);
  if (type.key.empty()) tell_equal(returns, problems);
  return returns;
}

}  // namespace assize::reference
