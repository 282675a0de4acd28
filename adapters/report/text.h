// A run as a page for a person: what was read, how each standard was met by year, the findings that
// matter most in words, the rules on records, what was wrong with the data.
//
// Folded: the worst few of a kind are said in full and the others counted. Texts of the data are
// made safe for a terminal.
#pragma once

#include "adapters/report/buffer.h"
#include "adapters/report/report.h"

namespace assize::report {

struct TextOptions {
  bool colour = false;
  std::size_t examples = 3;  // findings said in full, of each standard and kind
  std::size_t problems = 10;
};
bool write_text(const Report& report, const Writer& writer, const TextOptions& options);

// One line a finding: `rules.assize:41:1: not met[PC_01]: Not met. 61 of 100 ...`, and one a
// problem of the data.
bool write_compact(const Report& report, const Writer& writer);

// "2 of 46 findings are not met, 3 cannot tell.": how the run came out, in one sentence.
std::string outcome_in_words(const RunResult& result);

}  // namespace assize::report
