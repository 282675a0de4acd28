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
  void clause(P::ComparedClauseContext* c, StandardDecl& to);
  void clause(P::VariationClauseContext* c, VariationDecl& to);
  BetweenProviders between(P::BetweenProvidersContext* c);
  void clause(P::ClaimClauseContext* c, StandardDecl& to);
  void clause(P::MappingEntryContext* c, MappingDecl& to);
  void clause(P::TestClauseContext* c, TestDecl& to);
  void clause(P::KeyedValueContext* c, ParameterDecl& to);
  void clause(P::TableClauseContext* c, TableDecl& to);
  void clause(P::GroupingEntryContext* c, GroupingDecl& to);
  void clause(P::CodeMapEntryContext* c, CodeMappingDecl& to);
  void clause(P::RequirementClauseContext* c, RequirementDecl& to);
  void clause(P::SpecificationClauseContext* c, SpecificationDecl& to);
  void clause(P::SchemeClauseContext* c, PaymentSchemeDecl& to);

  Expression expression(P::ExpressionContext* c);
  Expression expression(P::SumContext* c);
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
  RowDecl build(P::RowPickContext* c);
  RuleDecl build(P::RecordRuleContext* c);
  IndicatorDecl build(P::IndicatorContext* c);
  StandardDecl build(P::StandardContext* c);
  StandardDecl build(P::ComparisonBlockContext* c);
  VariationDecl build(P::VariationContext* c);
  StandardDecl build(P::ClaimContext* c);
  DomainDecl build(P::DomainContext* c);
  PriorityDecl build(P::PriorityContext* c);
  MappingDecl build(P::MappingContext* c);
  TestDecl build(P::TestContext* c);
  ConditionDecl build(P::SubsetContext* c);
  TableDecl build(P::TableContext* c);
  BlockDecl build(P::BlockContext* c);
  GroupingDecl build(P::GroupingContext* c);
  CodeMappingDecl build(P::CodeMappingContext* c);
  RequirementDecl build(P::RequirementContext* c);
  SpecificationDecl build(P::SpecificationContext* c);
  PaymentSchemeDecl build(P::PaymentSchemeContext* c);

  PaidOutcomeDecl paid_outcome(P::PaidOutcomeContext* c);
  VolumeClause volume(P::VolumeContext* c);
  std::optional<Sharing> sharing(P::SharingContext* c) const;
  Expression duration(P::DurationContext* c) const;

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
  ForEach for_each(P::ForEachContext* c);
  OnceForEach once(P::OnceForEachContext* c);
  std::vector<Argument> arguments(P::ArgumentsContext* c);
  void list_detail(P::ListDetailContext* c, CodesDecl& to);
  CodeWord code_word(P::CodeNameContext* c) const;
  CodeSpan code_span(P::CodeSpanContext* c) const;
  TableCell table_cell(P::TableCellContext* c);
  Judges judges(P::JudgesContext* c);
  template <class Context>
  Judges about_one(Context* c);  // `compares`, `of` and `about`
  void per(P::PerContext* c, Judges& to);
  Expression plain_number(antlr4::tree::TerminalNode* numeral) const;
  Target target(P::TargetValueContext* c);
  ShelfLife shelf_life(P::ShelfLifeContext* c);
  OverrideDecl overriding(P::OverridingContext* c);
  Target target(P::GapTargetContext* c);
  Says movement(P::SaysContext* c);
  Says level(P::SaysContext* c);
  Tier tier(P::BandContext* c);
  InForce in_force(P::InForceContext* c, Span at) const;

  Where where(const std::vector<P::WhereContext*>& all) const;
  Word period(P::PeriodContext* c) const;
  Given given(P::GivenContext* c);
  ExpectSides::Side side(P::SideSharesContext* c) const;
  Expectation expectation(P::ExpectContext* c);

  // --- expressions ---
  Expression node(Kind kind, Span at) const;
  Expression literal(LiteralKind kind, std::string written, Span at) const;
  Expression date(P::DateContext* c) const;
  Expression numeral(P::SignedNumeralContext* c) const;
  static bool is_elapsed(P::UnitContext* unit);
  Expression literal(P::LiteralContext* c, bool negative, Span at) const;
  Expression value(P::ValueContext* c);
  Expression cell(P::CellContext* c);
  Expression name(P::ReferenceContext* c) const;

  // These build into a place that exists already, so that a level of nesting costs little stack.
  void begin(Kind kind, const Rule* at, Expression& e);
  std::string signs(const Rule* c) const;
  void build(P::ExpressionContext* c, Expression& e);
  void build(P::DisjunctionContext* c, Expression& e);
  void build(P::ConjunctionContext* c, Expression& e);
  void build(P::NegationContext* c, Expression& e);
  void build(P::ComparisonContext* c, Expression& e);
  void build(P::SumContext* c, Expression& e);
  void build(P::ProductContext* c, Expression& e);
  void build(P::SignContext* c, Expression& e);
  void build(P::PostfixContext* c, Expression& e);
  void build(P::PrimaryContext* c, Expression& e);
  static Kind kind_of(P::IsTestContext* c);
  void is_test(P::IsTestContext* c, Expression& e);
  void members(P::MembersContext* c, Expression& e);
  void limit(P::LimitContext* c, Expression& e);
  void limit_part(P::LimitPartContext* c, Expression& e);
  void negative(P::PrimaryContext* c, const Rule* whole, Expression& e);
  void operand(P::OperandContext* c, Expression& e);
  void refuse_rounding(P::SignContext* c);
  void postfix_part(P::PostfixPartContext* c, Expression& e);
  void list(P::ListContext* c, Expression& e);
  void brackets(P::ListContext* c, Expression& e);
  void choose(P::ChooseContext* c, Expression& e);
  void use(P::UseContext* c, Expression& e);
  void function(P::FunctionContext* c, Expression& e);
  void across(P::AcrossContext* c, Expression& e);
  void pick(P::PickContext* c, Expression& e);
  void spread(P::SpreadContext* s, P::AcrossContext* c, Expression& e);
  void linked(P::LinkedContext* c, Expression& e);
  void items(P::ComparisonTestContext* c, Expression& e);
  std::vector<PatternPart> pattern(P::PatternContext* c);

  const Tokens& tokens_;
  const Limits& limits_;
  Diagnostics& diagnostics_;
  int level_ = 0;          // of the node being built, from the root of its expression
  bool too_deep_ = false;  // reported already
};

}  // namespace assize::syntax
