// Cuts the tokens of a file into declarations, and those of a block into clauses, by their first
// words, `;` and `end`.
//
// Each piece is then parsed by itself: a mistake costs one piece, and the time of reading stays
// linear whatever is wrong.
#pragma once

#include <cstddef>

#include "dsl/syntax/antlr/tokens.h"

namespace assize::syntax {

enum class PieceKind : std::uint8_t {
  statement,  // a declaration that ends with `;`
  parameter,  // with `;` or `end`
  codes,
  record,
  rule,
  indicator,
  standard,
  comparison,
  variation,
  claim,
  mapping,
  test,
  keyed_parameter,
  table,
  block,
  grouping,
  code_mapping,
  requirement,
  specification,
  payment_scheme,
  stray,  // tokens that begin no declaration
};

struct Piece {
  PieceKind kind = PieceKind::stray;
  std::size_t begin = 0;  // tokens [begin, end)
  std::size_t end = 0;
  bool closed = true;  // its `;` or `end` is there and is its last token
};

// The piece that begins at token i.
Piece piece_at(const Tokens& tokens, std::size_t i);
// Of a block: the first token after its opening words (the word, its name, its title and what
// belongs to them).
std::size_t header_end(const Tokens& tokens, const Piece& block);
// The end of the clause that begins at token i: after its `;`, or at `limit`.
std::size_t clause_end(const Tokens& tokens, std::size_t i, std::size_t limit);

}  // namespace assize::syntax
