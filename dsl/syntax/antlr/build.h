// From ANTLR's parse tree to ours.
#pragma once

#include <string>
#include <string_view>

#include "AssizeParser.h"
#include "antlr4-runtime.h"
#include "dsl/syntax/antlr/tokens.h"

namespace assize::syntax {

class Builder {
 public:
  using P = grammar::AssizeParser;
  Builder(const Tokens& tokens, const Limits& limits, Diagnostics& diagnostics)
      : tokens_(tokens), limits_(limits), diagnostics_(diagnostics) {}

  void declaration(P::DeclarationContext* c, File& file);

  // One clause, added to the declaration that it belongs to.
  void clause(P::CodeContext* c, CodesDecl& to);
  void clause(P::RecordClauseContext* c, RecordDecl& to);
  void clause(P::RuleClauseContext* c, RuleDecl& to);
  void clause(P::IndicatorClauseContext* c, IndicatorDecl& to);
  void clause(P::StandardClauseContext* c, StandardDecl& to);
  void clause(P::MappingEntryContext* c, MappingDecl& to);
  void clause(P::TestClauseContext* c, TestDecl& to);

  Expression expression(P::ExpressionContext* c);
  Expression whole_literal(P::OneLiteralContext* c);

 private:
  // --- words and places ---
  using Rule = antlr4::ParserRuleContext;
  Span span(const Rule* c) const;
  Span span(antlr4::tree::TerminalNode* t) const;
  std::string_view word(antlr4::tree::TerminalNode* t) const;
  std::string words(std::size_t first, std::size_t last) const;  // tokens, joined by one blank
  Word words(const Rule* c) const;
  Word words(antlr4::tree::TerminalNode* first, antlr4::tree::TerminalNode* last) const;
  Text text(antlr4::tree::TerminalNode* string) const;
  std::string id(P::NameContext* c) const;
  Word declared(P::NameContext* c) const;
  std::vector<Word> declared(const std::vector<P::NameContext*>& names) const;
  Name reference(P::ReferenceContext* c) const;
  std::string module_name(P::ModuleNameContext* c) const;

  // --- declarations ---
  SourceDecl build(P::SourceContext* c);
  CodesDecl build(P::CodesContext* c);
  RecordDecl build(P::RecordContext* c);
  ParameterDecl build(P::ParameterContext* c);
  DerivedDecl build(P::DerivedContext* c);
  ConditionDecl build(P::ConditionContext* c);
  RuleDecl build(P::RecordRuleContext* c);
  IndicatorDecl build(P::IndicatorContext* c);
  StandardDecl build(P::StandardContext* c);
  DomainDecl build(P::DomainContext* c);
  PriorityDecl build(P::PriorityContext* c);
  MappingDecl build(P::MappingContext* c);
  TestDecl build(P::TestContext* c);

  Word grade(P::EvidenceContext* c) const;
  void dates(P::DatedContext* c, Dates& to) const;
  Cites cites(P::CitesContext* c) const;
  std::optional<Text> because(P::BecauseContext* c) const;
  Type type(P::TypeContext* c);
  Option option(P::OptionContext* c);
  FieldDecl field(P::FieldContext* c);
  template <class Context>
  Test clause_test(Context* c);
  template <class Context>
  NamedTest named_test(Context* c);
  Judges judges(P::JudgesContext* c);
  Target target(P::TargetContext* c);
  Tier tier(P::TierContext* c);

  Where where(const std::vector<P::WhereContext*>& all) const;
  Word period(P::PeriodContext* c) const;
  Given given(P::GivenContext* c);
  Expectation expectation(P::ExpectContext* c);

  // --- expressions ---
  Expression node(Kind kind, Span at) const;
  Expression literal(LiteralKind kind, std::string written, Span at) const;
  Expression date(P::DateContext* c) const;
  Expression numeral(P::SignedNumeralContext* c) const;
  Expression literal(P::LiteralContext* c, bool negative, Span at) const;
  Expression value(P::ValueContext* c);
  Expression cell(P::CellContext* c);
  Expression name(P::ReferenceContext* c) const;
  Expression list(P::ListContext* c);
  Expression members(P::MembersContext* c);
  Expression disjunction(P::DisjunctionContext* c);
  Expression conjunction(P::ConjunctionContext* c);
  Expression negation(P::NegationContext* c);
  Expression comparison(P::ComparisonContext* c);
  Expression is_test(P::IsTestContext* c, Expression subject);
  Expression verdict(P::VerdictContext* c, Expression rule);
  Expression limit(P::LimitContext* c);
  Expression limit_part(P::LimitPartContext* c);
  Expression sum(P::SumContext* c);
  Expression product(P::ProductContext* c);
  Expression sign(P::SignContext* c);
  Expression postfix(P::PostfixContext* c);
  Expression postfix_part(P::PostfixPartContext* c, Expression subject);
  Expression operand(P::OperandContext* c);
  Expression primary(P::PrimaryContext* c);
  Expression negative(P::PrimaryContext* c, Span at);
  Expression function(P::FunctionContext* c);
  Expression choose(P::ChooseContext* c);
  std::vector<PatternPart> pattern(P::PatternContext* c);

  const Tokens& tokens_;
  const Limits& limits_;
  Diagnostics& diagnostics_;
  int level_ = 0;          // of the node being built, from the root of its expression
  bool too_deep_ = false;  // reported already
};

}  // namespace assize::syntax
