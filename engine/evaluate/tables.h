// The tables that nodes across records look at: all rows of a record type in memory, as one chunk,
// found by the values of the fields that link.
//
// Loaded before the records that look at them are read; after that they are only read, from any
// thread. The bytes of a file are kept, so that the records of the table can be judged too. Of a
// table that is only asked whether values are unique, the repeated ones are kept and no more.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <vector>

#include "engine/column/source.h"
#include "engine/evaluate/cut_off.h"
#include "engine/evaluate/repeated.h"
#include "engine/evaluate/result.h"
#include "engine/plan/plan.h"
#include "engine/run/run.h"

namespace assize::evaluate {

inline constexpr std::uint32_t kNoRow = UINT32_MAX;

// Rows by the hash of their fields that link; those whose fields are not all known stand apart.
// Such a row could belong to whoever has the values of it that are known.
struct LinkIndex {
  std::vector<std::pair<Key, std::uint32_t>> rows;  // sorted
  std::vector<std::uint32_t> orphans;
  struct Partly {
    std::vector<std::size_t> known;                   // which of the fields
    std::vector<std::pair<Key, std::uint32_t>> rows;  // sorted; places in `orphans`
  };
  std::vector<Partly> partly;
};

struct Table {
  Chunk all;               // every row, then the unseen one where there is one
  std::uint32_t rows = 0;  // without it
  std::uint32_t unseen = kNoRow;
  Reasons unseen_why;
  // Of a record that is judged by this day no row is missing: rows have no date, and all are there.
  std::optional<Day> none_up_to;
  // By row, where rows come with a date: those later than the cut-off are not there yet.
  enum class Comes : std::uint8_t { by_the_cut_off, perhaps_later, later };
  std::vector<Comes> comes;
  std::vector<CutOff> cut_offs;
  std::vector<std::uint32_t> cut_off_of;  // by row: into cut_offs
  std::vector<std::uint32_t> group_of;    // by row: copies of one record share a group
  std::vector<std::uint32_t> group_size;
  std::vector<std::unique_ptr<Chunk>> texts;  // keep what the texts of `all` are views of
};

class Tables {
 public:
  Tables(const model::Ruleset& ruleset, const RunOptions& options);

  // Reads all inputs of a record type. False: one cannot be used, or the run was stopped.
  bool load(model::Index record, const plan::LookedAt& wanted, std::vector<RunInput>& inputs,
            std::vector<DataProblem>& fatal);

  const Table& operator[](model::Index record) const { return *tables_[record]; }
  // Not to be asked for the first time by several threads at once.
  const LinkIndex& index(model::Index record, const std::vector<model::Index>& fields);
  // The values of a field that stand in more than one row. As `index`.
  const Repeated& repeated(model::Index record, model::Index field);

 private:
  std::vector<std::uint64_t> known_values(model::Index record, model::Index field,
                                          const Chunk& chunk, std::uint32_t rows) const;
  void add_to(LinkIndex& index, const std::vector<model::Index>& key,
              const std::vector<model::Field>& fields, const Chunk& chunk, std::uint32_t row,
              std::uint32_t at) const;
  void append(Table& table, model::Index record, const Chunk& chunk);
  Table::Comes comes(model::Index record, const Chunk& all, std::uint32_t row,
                     const CutOff& cut_off) const;
  void add_unseen(Table& table, model::Index record, const std::vector<SourceFileInfo>& files);
  void group(Table& table, model::Index record, const std::vector<const ReturnHeader*>& headers);

  const model::Ruleset& ruleset_;
  const RunOptions& options_;
  std::vector<std::unique_ptr<Table>> tables_;  // by record
  std::map<std::pair<model::Index, std::vector<model::Index>>, LinkIndex> indexes_;
  std::map<std::pair<model::Index, model::Index>, Repeated> repeated_;  // by record and field
};

// The value of a field that links, as returned, added to a hash. False: it is not known.
bool hash_cell(const model::Ruleset& ruleset, const model::Field& field, const Chunk& chunk,
               std::uint32_t column, std::uint32_t row, Key& key);
// As above, of a field that links records: a code that means not known, or not stated, is no value.
bool hash_linking(const model::Ruleset& ruleset, const model::Field& field, const Chunk& chunk,
                  std::uint32_t column, std::uint32_t row, Key& key);

// Rows of a table as a chunk of their own; columns that were not read stay so.
void gather_rows(const Chunk& from, const std::vector<std::uint32_t>& rows, Chunk& out);

}  // namespace assize::evaluate
