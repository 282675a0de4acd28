// Rule text to syntax tree: the front door of the parser. No ANTLR here; it stays inside
// dsl/syntax/antlr.
//
// Every function returns in time linear in its input and reports what is wrong as diagnostics of
// family A1, in the author's words. Limits are refusals with a place, never a crash: they hold on a
// thread with a stack of 256 KiB. Nothing throws.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "dsl/base/diagnostic.h"
#include "dsl/base/source.h"
#include "dsl/syntax/tree.h"

namespace assize::syntax {

struct Limits {
  std::size_t bytes = 16u << 20;  // of one file
  int depth = 64;                 // of brackets in one expression; other nested forms in proportion
  std::size_t name = 200;         // characters of a name
};

// A file whose name ends in `.assize.md` is read as a literate file. `ok` is false when there was
// an error; `file` then holds the declarations that could be read, which may be checked for further
// messages but never run.
struct ParseResult {
  File file;
  bool ok = false;
};
ParseResult parse(const Sources& sources, std::uint32_t file, Diagnostics& diagnostics,
                  const Limits& limits = {});

// One expression or one literal (as `eval` reads them), which is the whole text of the file.
// nullopt after an error.
std::optional<Expression> parse_expression(const Sources& sources, std::uint32_t file,
                                           Diagnostics& diagnostics, const Limits& limits = {});
// A literal of `eval --let NAME=LITERAL`: any literal, `blank`, a list, or a range `from 1 to 5`.
std::optional<Expression> parse_literal(const Sources& sources, std::uint32_t file,
                                        Diagnostics& diagnostics, const Limits& limits = {});

}  // namespace assize::syntax
