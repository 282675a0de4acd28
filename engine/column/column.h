// A chunk of a return: about 2,000 records of one type as typed columns.
//
// A reader parses text straight into it; both evaluators read it. A cell is present, or says why
// there is no plain value. Nothing is dropped: a chunk has a row for every record of the file,
// whatever its cells hold.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "dsl/base/value.h"
#include "dsl/model/ruleset.h"

namespace assize {

enum class Cell : std::uint8_t {
  present,  // `v` (or `text`) holds the one value
  ranged,   // readable but not one value: `ranges` holds it (a month, a clock time that occurs
            // twice, `*`, rounded)
  wide,  // a number that does not fit `v` at the column's scale: `ranges` holds it as a known value
  blank,         // nothing but white space
  unreadable,    // the type cannot read it
  out_of_range,  // read, but outside what the field allows
  not_listed,    // a code (or yes/no word) that the list does not have
  not_supplied,  // the row has no such cell (a short row, a JSON object without the key)
};

// One column of a chunk. Only what the type uses is filled:
//   yes_no 0/1 · number: coefficient x 10^-scale · code: index into its list · date: Day ·
//   date_time, wall_time: Millis   -> v text and organisations -> text (without surrounding white
//   space), which lives as long as the chunk
struct Column {
  bool read =
      false;  // false: no rule reads the field, the reader left it out; the other members are empty
  bool supplied = true;  // false: the file has no such column; `cell` is not_supplied throughout
  std::vector<Cell> cell;
  std::vector<std::int64_t> v;
  int scale = 0;
  std::vector<std::string_view> text;
  struct Ranged {
    std::uint32_t row;
    Value value;
  };
  std::vector<Ranged> ranges;  // ascending by row
  const Value& ranged(std::uint32_t row) const;
};

struct Chunk {
  std::uint32_t rows = 0;
  std::uint32_t file = 0;          // index into the source's files
  std::uint64_t sequence = 0;      // of the block: chunks of one source are ordered by it
  std::uint64_t first_record = 1;  // record number of row 0 within its file, from 1
  // Where its rows stand in a table in memory: the first, the others following it, or row by row.
  std::uint32_t first_in_table = 0;
  std::vector<std::uint32_t> in_table;
  std::vector<std::uint32_t> start;  // byte of the block that a row begins with, where it is known
  std::vector<std::uint32_t> line;   // line (CSV, NDJSON) or 0 where a format has none, per row
  std::vector<Column> columns;       // one a field of the record, in its order
  std::shared_ptr<const std::string> bytes;  // keeps `text` alive
  std::deque<std::string> owned;             // texts that had to be rewritten (quotes, escapes)
};

// What a field of a row can be, as a value: the one place where cells, blanks' declared meaning and
// hidden figures become values. `not_by_cut_off` and `did_not_happen` blanks are left to the
// caller, which knows the cut-off: they come back as unknown{blank}. A present cell is known.
Value value_of(const Chunk& chunk, const model::Field& field, std::uint32_t column,
               std::uint32_t row);

}  // namespace assize
