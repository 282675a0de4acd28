// Mistakes in the author's words: clauses and fields by their names, at most a few choices, never a
// list of tokens.
#pragma once

#include <string>
#include <vector>

#include "dsl/syntax/antlr/recogniser.h"
#include "dsl/syntax/antlr/split.h"

namespace assize::syntax {

// Where the tokens of a mistake stand.
struct Scene {
  PieceKind kind = PieceKind::stray;
  std::size_t begin = 0;  // tokens of the piece, of its header or of its clause
  std::size_t end = 0;
  std::size_t owner = 0;  // the first token of the declaration
  bool clause = false;    // a clause of the block `owner`
};

void report(const Tokens& tokens, const Mistake& mistake, const Scene& scene,
            Diagnostics& diagnostics);
// Tokens that begin no declaration.
void report_stray(const Tokens& tokens, const Piece& piece, Diagnostics& diagnostics);
// A block without its `end`.
void report_open_block(const Tokens& tokens, const Piece& piece, Diagnostics& diagnostics);

}  // namespace assize::syntax
