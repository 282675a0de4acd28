#include "dsl/syntax/antlr/split.h"

#include <algorithm>

#include "AssizeLexer.h"

namespace assize::syntax {
namespace {

using Lexer = grammar::AssizeLexer;

std::size_t type_at(const Tokens& tokens, std::size_t i) {
  if (i >= tokens.all.size()) return 0;
  const std::size_t type = tokens.all[i].type;
  // `blank end means ongoing` closes nothing.
  const bool of_span = type == Lexer::END && i > 0 && tokens.all[i - 1].type == Lexer::BLANK;
  return of_span ? static_cast<std::size_t>(Lexer::BLANK) : type;
}

// `parameter NAME by` or `parameter NAME "Title" by`.
bool is_keyed(const Tokens& tokens, std::size_t i) {
  const bool titled = type_at(tokens, i + 2) == Lexer::STRING;
  return type_at(tokens, i + (titled ? 3 : 2)) == Lexer::BY;
}

PieceKind kind_of(const Tokens& tokens, std::size_t i) {
  switch (type_at(tokens, i)) {
    case Lexer::MODULE:
    case Lexer::IMPORT:
    case Lexer::UNKNOWN:
    case Lexer::SOURCE:
    case Lexer::DERIVED:
    case Lexer::CONDITION:
    case Lexer::SUBSET:
    case Lexer::ROW:
    case Lexer::OUTCOME:
    case Lexer::PRIORITY:
      return PieceKind::statement;
    case Lexer::PARAMETER:
      return is_keyed(tokens, i) ? PieceKind::keyed_parameter : PieceKind::parameter;
    case Lexer::CODES:
    case Lexer::REFERENCE:
      return PieceKind::codes;
    case Lexer::RECORD:
      return PieceKind::record;
    case Lexer::RULE:
      return PieceKind::rule;
    case Lexer::INDICATOR:
      return PieceKind::indicator;
    case Lexer::STANDARD:
      return PieceKind::standard;
    case Lexer::COMPARISON:
      return PieceKind::comparison;
    case Lexer::VARIATION:
      return PieceKind::variation;
    case Lexer::CLAIM:
      return PieceKind::claim;
    case Lexer::MAPPING:
      return type_at(tokens, i + 2) == Lexer::STRING && type_at(tokens, i + 1) != Lexer::STRING
                 ? PieceKind::code_mapping
                 : PieceKind::mapping;
    case Lexer::TABLE:
      return PieceKind::table;
    case Lexer::BLOCK:
      return PieceKind::block;
    case Lexer::GROUPING:
      return PieceKind::grouping;
    case Lexer::TEST:
      return PieceKind::test;
    case Lexer::REQUIREMENT:
      return PieceKind::requirement;
    case Lexer::NATIONAL:
    case Lexer::LOCAL:
      return type_at(tokens, i + 1) == Lexer::SPECIFICATION ? PieceKind::specification
                                                            : PieceKind::stray;
    case Lexer::PAYMENT:
      return type_at(tokens, i + 1) == Lexer::SCHEME ? PieceKind::payment_scheme : PieceKind::stray;
    default:
      return PieceKind::stray;
  }
}

// Whether the tokens at i, at the start of a line or after `;` or `end`, can only be the start of a
// declaration: used to find the next one after a block that is not closed, so it must not be
// mistaken for a clause, a field or a code.
bool starts_declaration(const Tokens& tokens, std::size_t i) {
  const std::size_t first = type_at(tokens, i);
  const std::size_t second = type_at(tokens, i + 1);
  const std::size_t third = type_at(tokens, i + 2);
  const auto is_mark = [](std::size_t t) {
    return t == Lexer::COLON || t == Lexer::COMMA || t == Lexer::SEMICOLON || t == Lexer::STRING;
  };
  switch (first) {
    case Lexer::MODULE:
      return third == Lexer::DOT || third == Lexer::VERSION;
    case Lexer::IMPORT:
      return third == Lexer::DOT || third == Lexer::AS || third == Lexer::SEMICOLON;
    case Lexer::UNKNOWN:
      return second == Lexer::COUNTS;
    case Lexer::OUTCOME:
      return second == Lexer::DOMAIN && !is_mark(third);
    case Lexer::PRIORITY:
      return second == Lexer::AREA && !is_mark(third);
    case Lexer::DERIVED:
    case Lexer::CONDITION:
    case Lexer::SUBSET:
      return (third == Lexer::OF || third == Lexer::LEFT_BRACKET) && !is_mark(second);
    case Lexer::TABLE:
      return third == Lexer::OF && !is_mark(second);
    case Lexer::BLOCK:
      return (third == Lexer::STRING || type_at(tokens, i + 3) == Lexer::COLON ||
              third == Lexer::INCLUDES) &&
             !is_mark(second) && !is_mark(third == Lexer::STRING ? 0 : third);
    case Lexer::ROW:
      return third == Lexer::OF;
    case Lexer::PARAMETER:
      return third == Lexer::IS || third == Lexer::BY ||
             ((third == Lexer::STRING || third == Lexer::COMMA) && !is_mark(second));
    case Lexer::SOURCE:
    case Lexer::CODES:
    case Lexer::REFERENCE:
    case Lexer::GROUPING:
    case Lexer::RECORD:
    case Lexer::RULE:
    case Lexer::INDICATOR:
    case Lexer::STANDARD:
    case Lexer::COMPARISON:
    case Lexer::REQUIREMENT:
    case Lexer::CLAIM:
    case Lexer::VARIATION:
      return third == Lexer::STRING && !is_mark(second);
    case Lexer::NATIONAL:
    case Lexer::LOCAL:
      return second == Lexer::SPECIFICATION && !is_mark(third);
    case Lexer::PAYMENT:
      return second == Lexer::SCHEME && !is_mark(third);
    case Lexer::MAPPING:
      if (third == Lexer::STRING && !is_mark(second)) return true;
      [[fallthrough]];
    case Lexer::TEST:
      return second == Lexer::STRING && !is_mark(third);
    default:
      return false;
  }
}

bool next_declaration(const Tokens& tokens, std::size_t i) {
  const std::size_t before = i == 0 ? 0 : type_at(tokens, i - 1);
  return (before == Lexer::SEMICOLON || before == Lexer::END || tokens.all[i].first_on_line) &&
         starts_declaration(tokens, i);
}

// `choose` is the only form that has `;` and `end` inside.
struct Nesting {
  int choices = 0;
  bool inside() const { return choices > 0; }
  void step(const Tokens& tokens, std::size_t i) {
    const std::size_t type = type_at(tokens, i);
    if (type == Lexer::CHOOSE) ++choices;
    if (type == Lexer::END && choices > 0) --choices;
  }
};

bool is_table_clause(std::size_t type) {
  return type == Lexer::GIVEN || type == Lexer::ACROSS || type == Lexer::WHEN ||
         type == Lexer::OTHERWISE;
}

Piece until(const Tokens& tokens, PieceKind kind, std::size_t begin, std::size_t closing) {
  Nesting nesting;
  for (std::size_t i = begin + 1; i < tokens.all.size(); ++i) {
    if (next_declaration(tokens, i)) return {kind, begin, i, false};
    if (!nesting.inside() && type_at(tokens, i) == closing) return {kind, begin, i + 1, true};
    nesting.step(tokens, i);
  }
  return {kind, begin, tokens.all.size(), false};
}

}  // namespace

Piece piece_at(const Tokens& tokens, std::size_t i) {
  const PieceKind kind = kind_of(tokens, i);
  switch (kind) {
    case PieceKind::statement:
      return until(tokens, kind, i, Lexer::SEMICOLON);
    case PieceKind::parameter: {
      Piece piece = until(tokens, kind, i, Lexer::SEMICOLON);
      while (piece.closed && type_at(tokens, piece.end) == Lexer::IS) {
        piece = {kind, i, until(tokens, kind, piece.end, Lexer::SEMICOLON).end, true};
        piece.closed = type_at(tokens, piece.end - 1) == Lexer::SEMICOLON;
      }
      if (type_at(tokens, piece.end) == Lexer::END) ++piece.end;
      return piece;
    }
    case PieceKind::stray: {
      std::size_t end = i + 1;
      while (end < tokens.all.size() && !next_declaration(tokens, end)) ++end;
      return {kind, i, end, true};
    }
    default:
      return until(tokens, kind, i, Lexer::END);
  }
}

std::size_t header_end(const Tokens& tokens, const Piece& block) {
  std::size_t i = block.begin;
  const std::size_t limit = block.closed ? block.end - 1 : block.end;
  const auto skip = [&](std::size_t type) {
    if (i < limit && type_at(tokens, i) == type) ++i;
  };
  ++i;  // the opening word
  if (block.kind == PieceKind::specification) skip(Lexer::SPECIFICATION);
  if (block.kind == PieceKind::payment_scheme) skip(Lexer::SCHEME);
  const bool named = block.kind != PieceKind::mapping && block.kind != PieceKind::test;
  if (named && i < limit && type_at(tokens, i) != Lexer::STRING) ++i;
  if (block.kind == PieceKind::table) {
    while (i < limit && !is_table_clause(type_at(tokens, i))) ++i;
    return i;
  }
  skip(Lexer::STRING);
  // A name, perhaps of another module.
  const auto reference = [&] {
    if (i < limit) ++i;
    if (i < limit && type_at(tokens, i) == Lexer::DOT) i = std::min(i + 2, limit);
  };
  if (block.kind == PieceKind::grouping && type_at(tokens, i) == Lexer::OF) {
    ++i;
    reference();
  }
  if (block.kind == PieceKind::code_mapping) {
    for (const std::size_t word : {Lexer::FROM, Lexer::TO}) {
      if (type_at(tokens, i) != word) break;
      ++i;
      reference();
    }
  }
  if (block.kind == PieceKind::keyed_parameter) {
    skip(Lexer::BY);
    reference();
    while (i < limit && type_at(tokens, i) == Lexer::COMMA) {
      i = std::min(i + 3, limit);
      skip(Lexer::SECONDARY);
    }
  }
  if (block.kind == PieceKind::codes && type_at(tokens, i + 1) != Lexer::COMMA &&
      !(type_at(tokens, i + 1) == Lexer::STRING && type_at(tokens, i + 2) != Lexer::STRING)) {
    skip(Lexer::ORDERED);
    if (type_at(tokens, i + 1) == Lexer::HIGHEST) i = std::min(i + 2, limit);
  }
  if (block.kind == PieceKind::codes) {
    while (i < limit && type_at(tokens, i) == Lexer::COMMA) {
      const std::size_t word = type_at(tokens, i + 1);
      i = std::min(i + (word == Lexer::STALE ? 5 : 3), limit);
      if (word == Lexer::FROM && type_at(tokens, i) == Lexer::HASH) i = std::min(i + 2, limit);
    }
  }
  if (block.kind == PieceKind::record && type_at(tokens, i) == Lexer::FROM &&
      type_at(tokens, i + 1) == Lexer::STRING) {
    i = std::min(i + 2, limit);
  }
  return i;
}

std::size_t clause_end(const Tokens& tokens, std::size_t i, std::size_t limit) {
  Nesting nesting;
  for (; i < limit; ++i) {
    if (!nesting.inside() && type_at(tokens, i) == Lexer::SEMICOLON) return i + 1;
    nesting.step(tokens, i);
  }
  return limit;
}

}  // namespace assize::syntax
