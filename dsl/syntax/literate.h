// Literate files (`.assize.md`): Markdown with the rules in fenced blocks marked `assize` and the
// wording that they encode in block quotes. Of Markdown, only fences, block quotes and emphasis are
// read (CommonMark 0.30, sections 4.5, 5.1, 6.2).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "dsl/base/diagnostic.h"
#include "dsl/syntax/tree.h"

namespace assize::syntax {

bool is_literate(std::string_view file_name);

struct Literate {
  std::string rules;  // the file with all but the rules replaced by blanks: same bytes, same lines
  std::vector<Span> blocks;        // the lines between the fences, one span a block
  std::vector<BlockQuote> quotes;  // in order
};
Literate read_literate(std::string_view text, std::uint32_t file, Diagnostics& diagnostics);

// Each `quoting "..."` of a literate file must occur in one of its block quotes, white space
// folded. Reports those that do not.
void check_quotations(const File& file, Diagnostics& diagnostics);

}  // namespace assize::syntax
