// The findings store: an SQLite file that keeps every finding of every run, passes as well as
// failures.
//
// A run is added in one transaction, or not at all: a store that lost power or whose writer was
// killed holds whole runs only (write-ahead log, synchronous FULL). The same run (the same id:
// ruleset, inputs, options and engine) is never added twice. A file that is not a findings store,
// or one of a later version, is refused and left as it is. Nothing in the rows tells the time, so
// equal runs give equal rows. The tables are described in docs/findings.md.
#pragma once

#include <string>

#include "dsl/base/result.h"
#include "dsl/model/ruleset.h"
#include "engine/findings/provenance.h"
#include "engine/run/run.h"

namespace assize {

inline constexpr int kStoreVersion = 2;

struct StoreError {
  std::string text;
};  // one line, for the person who named the file
struct Stored {
  bool added = true;
};  // false: the store had this run already

Result<Stored, StoreError> store_run(const std::string& path, const Provenance& provenance,
                                     const model::Ruleset& ruleset, const RunResult& result);

}  // namespace assize
