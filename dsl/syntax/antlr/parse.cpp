#include "dsl/syntax/parse.h"

#include <optional>

#include "AssizeLexer.h"
#include "dsl/syntax/antlr/build.h"
#include "dsl/syntax/antlr/messages.h"
#include "dsl/syntax/antlr/recogniser.h"
#include "dsl/syntax/antlr/split.h"
#include "dsl/syntax/literate.h"
#include "dsl/syntax/text.h"

namespace assize::syntax {
namespace {

using grammar::AssizeLexer;
using grammar::AssizeParser;

// Reads the declarations of one file, each by itself.
class Reader {
 public:
  Reader(const Tokens& tokens, const Limits& limits, Diagnostics& diagnostics)
      : tokens_(tokens),
        diagnostics_(diagnostics),
        recogniser_(tokens, limits),
        builder_(tokens, limits, diagnostics) {}

  void read(File& file) {
    for (std::size_t i = 0; i < tokens_.all.size() && diagnostics_.dropped() == 0;) {
      const Piece piece = piece_at(tokens_, i);
      read(piece, file);
      i = piece.end;
    }
  }

 private:
  void read(const Piece& piece, File& file) {
    if (piece.kind == PieceKind::stray) return report_stray(tokens_, piece, diagnostics_);
    const bool block = piece.kind != PieceKind::statement && piece.kind != PieceKind::parameter;
    if (piece.closed || !block) {
      if (auto* tree = recogniser_.run(piece.begin, piece.end, &AssizeParser::oneDeclaration)) {
        return builder_.declaration(tree->declaration(), file);
      }
      if (!block) return report_mistake({piece.kind, piece.begin, piece.end, piece.begin, false});
    }
    const std::size_t errors = diagnostics_.errors();
    read_in_parts(piece, file);
    // A mistake inside is the likelier cause: a text or a `choose` that is not closed swallows the
    // `end`.
    if (!piece.closed && diagnostics_.errors() == errors && !swallowed(piece)) {
      report_open_block(tokens_, piece, diagnostics_);
    }
  }

  // A block with a mistake in it: its opening words, then clause by clause, keeping what can be
  // read.
  void read_in_parts(const Piece& piece, File& file) {
    const std::size_t body = header_end(tokens_, piece);
    const std::size_t body_end = piece.closed ? piece.end - 1 : piece.end;
    auto* header =
        recogniser_.run(piece.begin, body, &AssizeParser::oneDeclaration, AssizeLexer::END);
    const std::size_t before = file.declarations.size();
    if (header) {
      builder_.declaration(header->declaration(), file);
    } else {
      report_mistake({piece.kind, piece.begin, body, piece.begin, false});
    }
    Declaration* to = file.declarations.size() > before ? &file.declarations.back() : nullptr;
    Declaration unnamed;
    if (!to) {
      unnamed = empty(piece.kind);
      to = &unnamed;
    }
    for (std::size_t i = body; i < body_end && diagnostics_.dropped() == 0;) {
      const std::size_t end = clause_end(tokens_, i, body_end);
      if (read_clause(i, end, *to)) {
        i = end;
        continue;
      }
      report_mistake({piece.kind, i, end, piece.begin, true});
      // Where only `;` was missing, the next clause is still whole.
      const Mistake& m = recogniser_.mistake();
      const bool next = m.expects(AssizeLexer::SEMICOLON) && m.token > i && m.token < end &&
                        tokens_.all[m.token].first_on_line;
      i = next ? m.token : end;
    }
    if (to != &unnamed) std::visit([&](auto& d) { d.span = whole(piece); }, *to);
  }

  bool swallowed(const Piece& piece) const {
    for (std::size_t i = piece.begin; i < piece.end; ++i) {
      if (tokens_.all[i].type == AssizeLexer::UNCLOSED_STRING) return true;
    }
    return false;
  }

  Span whole(const Piece& piece) const {
    return {tokens_.file, tokens_.all[piece.begin].begin, tokens_.all[piece.end - 1].end};
  }

  static Declaration empty(PieceKind kind) {
    switch (kind) {
      case PieceKind::codes:
        return CodesDecl{};
      case PieceKind::record:
        return RecordDecl{};
      case PieceKind::rule:
        return RuleDecl{};
      case PieceKind::indicator:
        return IndicatorDecl{};
      case PieceKind::standard:
        return StandardDecl{};
      case PieceKind::comparison: {
        StandardDecl d;
        d.compares = true;
        return d;
      }
      case PieceKind::variation:
        return VariationDecl{};
      case PieceKind::claim: {
        StandardDecl d;
        d.claims = true;
        return d;
      }
      case PieceKind::mapping:
        return MappingDecl{};
      case PieceKind::keyed_parameter:
        return ParameterDecl{};
      case PieceKind::table:
        return TableDecl{};
      case PieceKind::block:
        return BlockDecl{};
      case PieceKind::grouping:
        return GroupingDecl{};
      case PieceKind::code_mapping:
        return CodeMappingDecl{};
      case PieceKind::requirement:
        return RequirementDecl{};
      case PieceKind::specification:
        return SpecificationDecl{};
      case PieceKind::payment_scheme:
        return PaymentSchemeDecl{};
      default:
        return TestDecl{};
    }
  }

  bool read_clause(std::size_t i, std::size_t end, Declaration& to) {
    const auto one = [&](auto rule, auto part, auto& declaration) {
      auto* tree = recogniser_.run(i, end, rule);
      if (tree) builder_.clause((tree->*part)(), declaration);
      return tree != nullptr;
    };
    using P = AssizeParser;
    if (auto* d = std::get_if<CodesDecl>(&to))
      return one(&P::oneCode, &P::OneCodeContext::code, *d);
    if (auto* d = std::get_if<RecordDecl>(&to)) {
      return one(&P::oneRecordClause, &P::OneRecordClauseContext::recordClause, *d);
    }
    if (auto* d = std::get_if<RuleDecl>(&to))
      return one(&P::oneRuleClause, &P::OneRuleClauseContext::ruleClause, *d);
    if (auto* d = std::get_if<IndicatorDecl>(&to)) {
      return one(&P::oneIndicatorClause, &P::OneIndicatorClauseContext::indicatorClause, *d);
    }
    if (auto* d = std::get_if<StandardDecl>(&to)) {
      if (d->claims) return one(&P::oneClaimClause, &P::OneClaimClauseContext::claimClause, *d);
      if (d->compares)
        return one(&P::oneComparedClause, &P::OneComparedClauseContext::comparedClause, *d);
      return one(&P::oneStandardClause, &P::OneStandardClauseContext::standardClause, *d);
    }
    if (auto* d = std::get_if<VariationDecl>(&to))
      return one(&P::oneVariationClause, &P::OneVariationClauseContext::variationClause, *d);
    if (auto* d = std::get_if<MappingDecl>(&to)) {
      return one(&P::oneMappingEntry, &P::OneMappingEntryContext::mappingEntry, *d);
    }
    if (auto* d = std::get_if<ParameterDecl>(&to))
      return one(&P::oneKeyedValue, &P::OneKeyedValueContext::keyedValue, *d);
    if (auto* d = std::get_if<TableDecl>(&to))
      return one(&P::oneTableClause, &P::OneTableClauseContext::tableClause, *d);
    if (auto* d = std::get_if<BlockDecl>(&to))
      return one(&P::oneRecordClause, &P::OneRecordClauseContext::recordClause, d->body);
    if (auto* d = std::get_if<GroupingDecl>(&to))
      return one(&P::oneGroupingEntry, &P::OneGroupingEntryContext::groupingEntry, *d);
    if (auto* d = std::get_if<CodeMappingDecl>(&to))
      return one(&P::oneCodeMapEntry, &P::OneCodeMapEntryContext::codeMapEntry, *d);
    if (auto* d = std::get_if<RequirementDecl>(&to))
      return one(&P::oneRequirementClause, &P::OneRequirementClauseContext::requirementClause, *d);
    if (auto* d = std::get_if<SpecificationDecl>(&to)) {
      return one(&P::oneSpecificationClause, &P::OneSpecificationClauseContext::specificationClause,
                 *d);
    }
    if (auto* d = std::get_if<PaymentSchemeDecl>(&to))
      return one(&P::oneSchemeClause, &P::OneSchemeClauseContext::schemeClause, *d);
    return one(&P::oneTestClause, &P::OneTestClauseContext::testClause, std::get<TestDecl>(to));
  }

  void report_mistake(const Scene& scene) {
    report(tokens_, recogniser_.mistake(), scene, diagnostics_);
  }

  const Tokens& tokens_;
  Diagnostics& diagnostics_;
  Recogniser recogniser_;
  Builder builder_;
};

// A byte order mark is read as blanks.
std::string without_mark(std::string text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.replace(0, 3, "   ");
  return text;
}

template <class Context>
std::optional<Expression> parse_whole(const Sources& sources, std::uint32_t file,
                                      Diagnostics& diagnostics, const Limits& limits,
                                      Context* (AssizeParser::*rule)(),
                                      Expression (*build)(Builder&, Context*)) {
  const std::size_t errors = diagnostics.errors();
  if (!check_text(sources.file(file).text(), file, limits.bytes, diagnostics)) return std::nullopt;
  const std::string text = without_mark(sources.file(file).text());
  const Tokens tokens = tokenise(text, file, limits, diagnostics);
  if (diagnostics.errors() > errors) return std::nullopt;
  Recogniser recogniser(tokens, limits);
  Builder builder(tokens, limits, diagnostics);
  Context* tree = recogniser.run(0, tokens.all.size(), rule);
  if (!tree) {
    report(tokens, recogniser.mistake(), {PieceKind::stray, 0, tokens.all.size(), 0, false},
           diagnostics);
    return std::nullopt;
  }
  Expression e = build(builder, tree);
  if (diagnostics.errors() > errors) return std::nullopt;
  return e;
}

}  // namespace

ParseResult parse(const Sources& sources, std::uint32_t file, Diagnostics& diagnostics,
                  const Limits& limits) {
  ParseResult result;
  result.file.file = file;
  const SourceFile& source = sources.file(file);
  const std::size_t errors = diagnostics.errors();
  if (!check_text(source.text(), file, limits.bytes, diagnostics)) return result;
  std::string text = without_mark(source.text());
  result.file.literate = is_literate(source.name());
  if (result.file.literate) {
    Literate literate = read_literate(text, file, diagnostics);
    text = std::move(literate.rules);
    result.file.quotes = std::move(literate.quotes);
  }
  Tokens tokens = tokenise(text, file, limits, diagnostics);
  result.file.comments = std::move(tokens.comments);
  Reader(tokens, limits, diagnostics).read(result.file);
  check_quotations(result.file, diagnostics);
  result.ok = diagnostics.errors() == errors;
  return result;
}

std::optional<Expression> parse_expression(const Sources& sources, std::uint32_t file,
                                           Diagnostics& diagnostics, const Limits& limits) {
  return parse_whole<AssizeParser::OneExpressionContext>(
      sources, file, diagnostics, limits, &AssizeParser::oneExpression,
      [](Builder& b, AssizeParser::OneExpressionContext* c) {
        return b.expression(c->expression());
      });
}

std::optional<Expression> parse_literal(const Sources& sources, std::uint32_t file,
                                        Diagnostics& diagnostics, const Limits& limits) {
  return parse_whole<AssizeParser::OneLiteralContext>(
      sources, file, diagnostics, limits, &AssizeParser::oneLiteral,
      [](Builder& b, AssizeParser::OneLiteralContext* c) { return b.whole_literal(c); });
}

}  // namespace assize::syntax
