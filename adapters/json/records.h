// One JSON record to the texts of its cells.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "dsl/model/ruleset.h"
#include "engine/column/cell.h"

namespace assize::json {

inline constexpr std::size_t kLongestKey = 64 * 1024;

// The keys that are headings, and the field of each.
using Keys = std::unordered_map<std::string, model::Index>;

struct UnexpectedType {
  std::uint32_t row;
  model::Index field;
  bool unreadable;
};

// The cells of a block, filled record by record.
struct Cells {
  std::vector<CellTexts> columns;  // per field
  std::vector<UnexpectedType>
      odd;  // values of a type that the field does not have; `unreadable`: a list or an object
  std::vector<std::pair<std::uint32_t, std::string>> unknown_keys;  // the first row of each
  std::deque<std::string>* owned =
      nullptr;  // holds the texts: the first, which never grows, and others where it is full
};

struct RecordFault {
  Problem kind;
  std::size_t at = 0;    // byte of the record, where known
  bool located = false;  // `at` is known
  std::string text;
  std::string key;  // of the value at fault; empty: the record
};

// Reads one record into row `row` of `cells`. False: the fault says why.
bool read_record(std::string_view json, const model::Record& record, const Keys& keys,
                 std::uint32_t row, Cells& cells, RecordFault& fault);

}  // namespace assize::json
