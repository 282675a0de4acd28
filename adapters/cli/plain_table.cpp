#include "adapters/cli/plain_table.h"

#include <algorithm>

#include "adapters/cli/returns.h"
#include "adapters/csv/csv_source.h"
#include "adapters/system/byte_streams.h"
#include "engine/column/problems.h"

namespace assize::cli {

namespace {

// A record of required texts: a column that is not there is a fault.
model::Ruleset ruleset_of(const std::vector<std::string>& columns) {
  model::Ruleset ruleset;
  model::Record& record = ruleset.records.emplace_back();
  record.name = "table";
  for (const std::string& column : columns) {
    model::Field& field = record.fields.emplace_back();
    field.name = field.heading = column;
    field.type.kind = model::Kind::text;
    field.required = true;
  }
  return ruleset;
}

// What is no news about a table that nobody declared: other columns, and blanks, which the command
// itself tells of.
bool is_news(const DataProblem& p) {
  return p.code != "A5025" && p.code != "A5016" && p.code != "A5017" && p.code != "A5028";
}

}  // namespace

std::optional<PlainTable> read_plain_table(const std::string& path,
                                           const std::vector<std::string>& columns,
                                           const Console& console) {
  PlainTable table{path, {}, {}};
  for (const std::string& c : columns) {
    if (std::find(table.columns.begin(), table.columns.end(), c) == table.columns.end())
      table.columns.push_back(c);
  }
  const model::Ruleset ruleset = ruleset_of(table.columns);
  std::vector<InputFile> files(1);
  files[0].name = path;
  files[0].bytes = path == "-" ? standard_input_stream() : file_stream(path);
  auto source = open_csv(ruleset, 0, std::move(files));
  if (!source) {
    std::erase_if(source.error(), [](const DataProblem& p) { return !is_news(p); });
    show_problems(source.error(), {path}, console);
    return std::nullopt;
  }
  std::vector<DataProblem> problems;
  Block block;
  Chunk chunk;
  while ((*source)->next_block(block, problems)) {
    (*source)->decode(block, chunk, problems);
    for (std::uint32_t r = 0; r < chunk.rows; ++r) {
      PlainRow& row = table.rows.emplace_back();
      row.line = chunk.line[r];
      for (const Column& column : chunk.columns) {
        const bool present = column.cell[r] == Cell::present;
        if (column.cell[r] == Cell::not_supplied) row.whole = false;
        row.cells.emplace_back(present ? column.text[r] : std::string_view());
      }
    }
  }
  std::erase_if(problems, [](const DataProblem& p) { return !is_news(p); });
  fold(problems);
  show_problems(problems, {path}, console);
  const bool fatal =
      std::any_of(problems.begin(), problems.end(), [](const DataProblem& p) { return p.fatal; });
  if (fatal) return std::nullopt;
  return table;
}

}  // namespace assize::cli
