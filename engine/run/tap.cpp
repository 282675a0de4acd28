#include "engine/run/tap.h"

#include <algorithm>

namespace assize {

using model::Index;
using model::Kind;

Tap::Tap(const model::Ruleset& ruleset, Index record, std::vector<Index> fields,
         std::shared_ptr<RecordSource> source)
    : ruleset_(ruleset),
      record_(ruleset.records[record]),
      fields_(std::move(fields)),
      source_(std::move(source)) {}

TappedCell Tap::cell(const Chunk& chunk, Index field, std::uint32_t row) const {
  TappedCell out;
  const Column& column = chunk.columns[field];
  if (!column.read || !column.supplied) return out;
  const Cell what = column.cell[row];
  if (what != Cell::present && what != Cell::wide) return out;
  const model::Field& f = record_.fields[field];
  const Value v = value_of(chunk, f, field, row);
  if (!v.is_known()) return out;
  if (const auto* text = std::get_if<std::string>(&v.point())) {
    out.text = *text;
  } else if (const auto* number = std::get_if<Decimal>(&v.point())) {
    out.text = number->text();
  } else if (const auto* day = std::get_if<DayValue>(&v.point())) {
    out.day = day->day;
  } else if (const auto* time = std::get_if<MillisValue>(&v.point())) {
    static const ZoneTable kAsWritten{"", "", {{INT64_MIN, 0}}};
    const bool zoned = f.type.kind == Kind::date_time;
    out.day = local_day(zoned ? ruleset_.zones[f.type.zone] : kAsWritten, time->ms);
  }
  return out;
}

void Tap::decode(const Block& block, Chunk& out, std::vector<DataProblem>& problems) const {
  source_->decode(block, out, problems);
  std::vector<std::pair<TappedPlace, TappedRecord>> rows;
  rows.reserve(out.rows);
  for (std::uint32_t row = 0; row < out.rows; ++row) {
    TappedRecord r;
    for (const Index f : fields_) r.cells.push_back(cell(out, f, row));
    r.has_key =
        !record_.key.empty() && std::all_of(record_.key.begin(), record_.key.end(), [&](Index k) {
          const Column& c = out.columns[k];
          return c.read && c.supplied &&
                 (c.cell[row] == Cell::present || c.cell[row] == Cell::wide);
        });
    rows.emplace_back(TappedPlace{out.file, out.first_record + row}, std::move(r));
  }
  const std::lock_guard hold(lock_);
  for (auto& [place, r] : rows) seen_[place] = std::move(r);
}

const TappedRecord* Tap::find(std::uint32_t file, std::uint64_t record) const {
  const auto at = seen_.find({file, record});
  return at == seen_.end() ? nullptr : &at->second;
}

}  // namespace assize
