#include "engine/evaluate/tables.h"

#include <algorithm>
#include <unordered_map>

#include "engine/column/unseen_row.h"
#include "engine/evaluate/hash.h"
#include "engine/functions/call.h"

namespace assize::evaluate {

using model::Index;
using model::Kind;

namespace {

// A source whose blocks were cut already; they are decoded once more.
class KeptSource final : public RecordSource {
 public:
  struct Part {
    Block block;
    std::uint32_t first_in_table = 0;
  };
  KeptSource(std::shared_ptr<RecordSource> source, std::vector<Part> parts,
             std::vector<DataProblem> cutting)
      : source_(std::move(source)), parts_(std::move(parts)), cutting_(std::move(cutting)) {
    for (const Part& p : parts_) first_[p.block.sequence] = p.first_in_table;
  }

  const std::vector<SourceFileInfo>& files() const override { return source_->files(); }
  bool next_block(Block& out, std::vector<DataProblem>& problems) override {
    if (next_ == 0) problems.insert(problems.end(), cutting_.begin(), cutting_.end());
    if (next_ == parts_.size()) return false;
    out = std::move(parts_[next_++].block);
    return true;
  }
  void decode(const Block& block, Chunk& out, std::vector<DataProblem>& problems) const override {
    source_->decode(block, out, problems);
    out.first_in_table = first_.at(block.sequence);
    out.in_table.clear();
  }
  bool reads_again(const Block& block) const override { return source_->reads_again(block); }
  std::optional<Excerpt> excerpt(const Block& block, const std::vector<std::uint32_t>& starts,
                                 const std::vector<std::uint32_t>& rows) const override {
    return source_->excerpt(block, starts, rows);
  }

 private:
  std::shared_ptr<RecordSource> source_;
  std::vector<Part> parts_;
  std::map<std::uint64_t, std::uint32_t> first_;
  std::vector<DataProblem> cutting_;
  std::size_t next_ = 0;
};

Scalar rescaled_point(std::int64_t v, int scale) { return *Decimal::make(v, scale); }

void widen(Column& c, std::uint32_t row, Value v) {
  c.cell[row] = Cell::wide;
  c.v[row] = 0;
  c.ranges.push_back({row, std::move(v)});
}

// Numbers of a column at a scale with more places.
void rescale(Column& c, int scale) {
  if (c.scale >= scale) return;
  for (std::uint32_t row = 0; row < c.v.size(); ++row) {
    if (c.cell[row] != Cell::present) continue;
    std::int64_t v = c.v[row];
    bool fits = true;
    for (int i = c.scale; i < scale; ++i) fits = fits && !__builtin_mul_overflow(v, 10, &v);
    if (fits)
      c.v[row] = v;
    else
      widen(c, row, Value::of(rescaled_point(c.v[row], c.scale)));
  }
  c.scale = scale;
  std::sort(c.ranges.begin(), c.ranges.end(),
            [](const Column::Ranged& a, const Column::Ranged& b) { return a.row < b.row; });
}

}  // namespace

Tables::Tables(const model::Ruleset& ruleset, const RunOptions& options)
    : ruleset_(ruleset), options_(options), tables_(ruleset.records.size()) {}

bool Tables::load(Index record, const plan::LookedAt& wanted, std::vector<RunInput>& inputs,
                  std::vector<DataProblem>& fatal) {
  tables_[record] = std::make_unique<Table>();
  Table& table = *tables_[record];
  table.all.columns.resize(ruleset_.records[record].fields.size());
  for (Column& c : table.all.columns) c.read = true;
  std::vector<SourceFileInfo> all_files;
  std::vector<std::uint32_t> file_of;  // by row, into all_files
  std::vector<std::vector<std::vector<std::uint64_t>>> values(
      wanted.keys.size());  // by field and chunk
  std::uint32_t rows = 0;
  for (RunInput& input : inputs) {
    if (input.record != record) continue;
    std::vector<KeptSource::Part> parts;
    std::vector<DataProblem> cutting;
    Block block;
    Chunk again;
    while (input.source->next_block(block, cutting)) {
      if (options_.cancelled && options_.cancelled()) return false;
      std::vector<DataProblem> problems;
      std::unique_ptr<Chunk> kept;
      if (wanted.whole) kept = std::make_unique<Chunk>();
      Chunk& chunk = kept ? *kept : again;
      input.source->decode(block, chunk, problems);
      for (const DataProblem& p : problems) {
        if (p.fatal) fatal.push_back(p);
      }
      parts.push_back({block, rows});
      if (!wanted.whole) {
        for (std::size_t i = 0; i < wanted.keys.size(); ++i)
          values[i].push_back(known_values(record, wanted.keys[i], chunk, chunk.rows));
      }
      rows += chunk.rows;
      if (!kept) continue;
      append(table, record, chunk);
      const auto file = static_cast<std::uint32_t>(all_files.size()) + chunk.file;
      file_of.insert(file_of.end(), chunk.rows, file);
      kept->columns.clear();
      table.texts.push_back(std::move(kept));
    }
    for (const DataProblem& p : cutting) {
      if (p.fatal) fatal.push_back(p);
    }
    if (!fatal.empty()) return false;
    const auto& files = input.source->files();
    all_files.insert(all_files.end(), files.begin(), files.end());
    input.source = std::make_shared<KeptSource>(input.source, std::move(parts), std::move(cutting));
  }
  if (!wanted.whole) {
    for (std::size_t i = 0; i < wanted.keys.size(); ++i) {
      repeated_[{record, wanted.keys[i]}] =
          Repeated(std::vector<std::span<const std::uint64_t>>(values[i].begin(), values[i].end()));
    }
    return true;
  }
  std::vector<const ReturnHeader*> headers;  // by row
  for (const std::uint32_t file : file_of) {
    headers.push_back(&all_files[file].header);
    const CutOff c = CutOff::of(*headers.back(), options_.as_at, options_.as_at_given);
    const auto same = [&](const CutOff& o) {
      return o.day == c.day && o.complete_to == c.complete_to;
    };
    auto at = std::find_if(table.cut_offs.begin(), table.cut_offs.end(), same);
    if (at == table.cut_offs.end()) at = table.cut_offs.insert(table.cut_offs.end(), c);
    table.cut_off_of.push_back(static_cast<std::uint32_t>(at - table.cut_offs.begin()));
  }
  table.rows = table.all.rows;
  if (ruleset_.records[record].dated_by != model::kNone) {
    for (std::uint32_t row = 0; row < table.rows; ++row)
      table.comes.push_back(comes(record, table.all, row, table.cut_offs[table.cut_off_of[row]]));
  }
  group(table, record, headers);
  add_unseen(table, record, all_files);
  return true;
}

// Row `row` of a chunk, which is row `at` of the table, under its fields that link.
void Tables::add_to(LinkIndex& index, const std::vector<Index>& key,
                    const std::vector<model::Field>& fields, const Chunk& chunk, std::uint32_t row,
                    std::uint32_t at) const {
  Key hash{kSeedA, kSeedB};
  std::vector<std::size_t> known;
  for (std::size_t k = 0; k < key.size(); ++k) {
    if (hash_linking(ruleset_, fields[key[k]], chunk, key[k], row, hash)) known.push_back(k);
  }
  if (known.size() == key.size()) {
    index.rows.emplace_back(hash, at);
    return;
  }
  auto partly = std::find_if(index.partly.begin(), index.partly.end(),
                             [&](const LinkIndex::Partly& p) { return p.known == known; });
  if (partly == index.partly.end()) partly = index.partly.insert(partly, {std::move(known), {}});
  partly->rows.emplace_back(hash, static_cast<std::uint32_t>(index.orphans.size()));
  index.orphans.push_back(at);
}

// By their hashes; in no order that means anything.
std::vector<std::uint64_t> Tables::known_values(Index record, Index field, const Chunk& chunk,
                                                std::uint32_t rows) const {
  std::vector<std::uint64_t> out;
  for (std::uint32_t row = 0; row < rows; ++row) {
    Key key{kSeedA, kSeedB};
    if (hash_linking(ruleset_, ruleset_.records[record].fields[field], chunk, field, row, key))
      out.push_back(key.first);
  }
  return out;
}

// Cells that a file lacks are not supplied; texts stay where the chunk keeps them.
void Tables::append(Table& table, Index record, const Chunk& chunk) {
  const auto& fields = ruleset_.records[record].fields;
  for (std::size_t f = 0; f < fields.size(); ++f) {
    Column& to = table.all.columns[f];
    const bool is_text = fields[f].type.kind == Kind::text;
    const std::uint32_t first = table.all.rows;
    to.cell.resize(first + chunk.rows, Cell::not_supplied);
    if (is_text)
      to.text.resize(first + chunk.rows);
    else
      to.v.resize(first + chunk.rows);
    const Column* from = f < chunk.columns.size() ? &chunk.columns[f] : nullptr;
    if (from == nullptr || !from->read || !from->supplied) continue;
    Column scaled;
    if (!is_text && from->scale != to.scale) {
      if (from->scale > to.scale) {
        rescale(to, from->scale);
      } else {
        scaled = *from;
        rescale(scaled, to.scale);
        from = &scaled;
      }
    }
    std::copy(from->cell.begin(), from->cell.end(), to.cell.begin() + first);
    if (is_text)
      std::copy(from->text.begin(), from->text.end(), to.text.begin() + first);
    else
      std::copy(from->v.begin(), from->v.end(), to.v.begin() + first);
    for (const Column::Ranged& r : from->ranges) to.ranges.push_back({first + r.row, r.value});
  }
  table.all.rows += chunk.rows;
}

// Copies of one record: the same key and the same provider as returned, else its header's.
void Tables::group(Table& table, Index record, const std::vector<const ReturnHeader*>& headers) {
  const model::Record& type = ruleset_.records[record];
  table.group_of.resize(table.rows);
  struct Hasher {
    std::size_t operator()(const Key& k) const { return k.first; }
  };
  std::unordered_map<Key, std::uint32_t, Hasher> known;
  for (std::uint32_t row = 0; row < table.rows; ++row) {
    Key key{kSeedA, kSeedB};
    bool whole = !type.key.empty();
    for (const Index f : type.key)
      whole = whole && hash_cell(ruleset_, type.fields[f], table.all, f, row, key);
    if (whole) {
      Key with_provider = key;
      const bool named =
          type.provider != model::kNone && hash_cell(ruleset_, type.fields[type.provider],
                                                     table.all, type.provider, row, with_provider);
      if (!named) {
        with_provider = key;
        if (headers[row]->provider) {
          with_provider.first = hash_text(*headers[row]->provider, key.first);
          with_provider.second = hash_text(*headers[row]->provider, key.second);
        }
      }
      const auto [at, fresh] =
          known.try_emplace(with_provider, static_cast<std::uint32_t>(table.group_size.size()));
      table.group_of[row] = at->second;
      if (!fresh) {
        ++table.group_size[at->second];
        continue;
      }
    } else {
      table.group_of[row] = static_cast<std::uint32_t>(table.group_size.size());
    }
    table.group_size.push_back(1);
  }
}

Table::Comes Tables::comes(Index record, const Chunk& all, std::uint32_t row,
                           const CutOff& cut_off) const {
  using Comes = Table::Comes;
  const Index at = ruleset_.records[record].dated_by;
  const model::Field& field = ruleset_.records[record].fields[at];
  const Column& column = all.columns[at];
  const bool event = is_event(field);
  const auto blank = [&] {
    if (field.blank == model::Blank::did_not_happen) return Comes::later;
    if (field.blank == model::Blank::not_by_cut_off)
      return cut_off.complete_to ? Comes::perhaps_later : Comes::later;
    return field.blank_declared && !field.required ? Comes::perhaps_later : Comes::by_the_cut_off;
  };
  const std::int64_t last = CutOff::last(cut_off.day, field.type, ruleset_);
  switch (column.cell[row]) {
    case Cell::present:
      if (column.v[row] <= last) return Comes::by_the_cut_off;
      return event ? blank() : Comes::later;
    case Cell::ranged:
    case Cell::wide: {
      const Interval i = interval_of_value(column.ranged(row));
      if (i.lo > last) return event ? blank() : Comes::later;
      if (i.hi <= last) return Comes::by_the_cut_off;
      return Comes::perhaps_later;
    }
    case Cell::blank:
      return blank();
    case Cell::not_supplied:
      return Comes::perhaps_later;
    default:
      return Comes::by_the_cut_off;
  }
}

void Tables::add_unseen(Table& table, Index record, const std::vector<SourceFileInfo>& files) {
  const model::Record& type = ruleset_.records[record];
  bool by_header = !files.empty();
  for (const SourceFileInfo& f : files) {
    const auto& covers = f.header.covers;
    by_header = by_header && std::find(covers.begin(), covers.end(), type.name) != covers.end();
  }
  const bool covered = by_header || (type.covered && (!files.empty() || type.covered_without_file));
  CutOff earliest{options_.as_at, std::nullopt};
  const auto complete = [](const CutOff& c) { return c.complete_to ? *c.complete_to : c.day; };
  for (std::size_t i = 0; i < files.size(); ++i) {
    const CutOff c = CutOff::of(files[i].header, options_.as_at, options_.as_at_given);
    if (i == 0 || complete(c) < complete(earliest)) earliest = c;
  }
  if (covered && type.dated_by == model::kNone) {
    if (complete(earliest) >= options_.as_at) return;
    table.none_up_to = complete(earliest);
  }
  const std::optional<Day> after = covered ? std::optional(complete(earliest)) : std::nullopt;
  table.unseen = table.rows;
  append(table, record, unseen_row(ruleset_, record, after));
  table.unseen_why = Reason::not_covered;
  if (covered) {
    table.unseen_why = {};
    if (!table.none_up_to) table.unseen_why |= Reason::not_yet_due;
    if (table.none_up_to || earliest.complete_to) table.unseen_why |= Reason::source_incomplete;
  }
  table.cut_offs.push_back(earliest);
  table.cut_off_of.push_back(static_cast<std::uint32_t>(table.cut_offs.size() - 1));
  table.group_of.push_back(static_cast<std::uint32_t>(table.group_size.size()));
  table.group_size.push_back(0);  // never certain
}

const LinkIndex& Tables::index(Index record, const std::vector<Index>& fields) {
  const auto [at, fresh] = indexes_.try_emplace({record, fields});
  LinkIndex& out = at->second;
  if (!fresh) return out;
  const Table& table = *tables_[record];
  for (std::uint32_t row = 0; row < table.rows; ++row)
    add_to(out, fields, ruleset_.records[record].fields, table.all, row, row);
  std::sort(out.rows.begin(), out.rows.end());
  for (LinkIndex::Partly& p : out.partly) std::sort(p.rows.begin(), p.rows.end());
  return out;
}

const Repeated& Tables::repeated(Index record, Index field) {
  const auto [at, fresh] = repeated_.try_emplace({record, field});
  if (fresh) {
    const Table& table = *tables_[record];
    const std::vector<std::uint64_t> values = known_values(record, field, table.all, table.rows);
    at->second = Repeated({values});
  }
  return at->second;
}

bool hash_linking(const model::Ruleset& ruleset, const model::Field& field, const Chunk& chunk,
                  std::uint32_t column, std::uint32_t row, Key& key) {
  const Column& c = chunk.columns[column];
  if (field.type.kind == Kind::code && c.read && c.supplied && c.cell[row] == Cell::present) {
    const auto& codes = ruleset.code_lists[field.type.list].codes;
    if (codes[static_cast<std::size_t>(c.v[row])].role != model::CodeRole::ordinary) return false;
  }
  return hash_cell(ruleset, field, chunk, column, row, key);
}

bool hash_cell(const model::Ruleset& ruleset, const model::Field& field, const Chunk& chunk,
               std::uint32_t column, std::uint32_t row, Key& key) {
  const Column& c = chunk.columns[column];
  if (!c.read || !c.supplied) return false;
  const auto add = [&](std::string_view text) {
    key.first = hash_text(text, key.first);
    key.second = hash_text(text, key.second);
    return true;
  };
  if (field.type.kind == Kind::text && c.cell[row] == Cell::present) return add(c.text[row]);
  const Value v = value_of(chunk, field, column, row);
  return v.is_known() && add(plain_text(v.point(), field.type, ruleset));
}

void gather_rows(const Chunk& from, const std::vector<std::uint32_t>& rows, Chunk& out) {
  const std::size_t n = rows.size();
  out.rows = static_cast<std::uint32_t>(n);
  out.line.assign(n, 0);
  out.in_table = rows;
  out.columns.resize(from.columns.size());
  for (std::size_t f = 0; f < from.columns.size(); ++f) {
    const Column& c = from.columns[f];
    Column& to = out.columns[f];
    to.read = c.read;
    to.supplied = c.supplied;
    to.scale = c.scale;
    to.ranges.clear();
    to.cell.resize(n);
    to.v.resize(c.v.empty() ? 0 : n);
    to.text.resize(c.text.empty() ? 0 : n);
    for (std::size_t i = 0; i < n; ++i) {
      const std::uint32_t row = rows[i];
      to.cell[i] = c.cell[row];
      if (!c.v.empty()) to.v[i] = c.v[row];
      if (!c.text.empty()) to.text[i] = c.text[row];
      if (c.cell[row] == Cell::ranged || c.cell[row] == Cell::wide)
        to.ranges.push_back({static_cast<std::uint32_t>(i), c.ranged(row)});
    }
  }
}

}  // namespace assize::evaluate
