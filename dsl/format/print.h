// Parts of the formatter: phrases on one line, and declarations as lines that know their place in
// the source.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dsl/syntax/tree.h"

namespace assize::formatting {

inline constexpr std::size_t kWidth = 100;

// --- phrases ---

std::string quoted(std::string_view text);
std::string print(const syntax::Name& name);
std::string print(const syntax::Expression& e);
std::string print(const syntax::Type& t);
std::string print(const syntax::Option& o);
std::string print(const syntax::Expectation& e);
std::string print(const syntax::TableCell& c);
std::string print(const syntax::CodeWord& c);
std::string print(const syntax::CodeSpan& s);
std::string print(const std::vector<syntax::Argument>& arguments);
std::string print(const syntax::ForEach& f);
// " per provider, per month": what figures are given by.
std::string print_per(const syntax::Judges& j);
// What is read across records, and `has` of a cell of several items.
std::string print_across(const syntax::Expression& e);
std::string print_key(const syntax::Expression& e);
// `opening EXPRESSION closing` on one line if it fits there, indented by `indent`; otherwise a
// chain or a choice is broken.
std::string clause(const std::string& opening, const syntax::Expression& e,
                   const std::string& closing, std::size_t indent);

// --- lines ---

enum class Role { statement, head, inner, row, end };
struct Line {
  Role role = Role::statement;
  Span span;         // of what it is made from; comments find their line by it
  std::string text;  // without indent; may run over several lines
};
std::vector<Line> lines(const syntax::Module& m);
std::vector<Line> lines(const syntax::Import& i);
std::vector<Line> lines(const syntax::UnknownCountsAsNo& u);
std::vector<Line> lines(const syntax::Declaration& d);
// Of standards and of what overrides them; without `;`.
std::string print_target(const syntax::Target& t);
std::string print_tier(const syntax::Tier& t);
// print_reuse.cpp
std::vector<Line> print_lines(const syntax::TableDecl& d);
std::vector<Line> print_lines(const syntax::BlockDecl& d);
std::vector<Line> print_lines(const syntax::GroupingDecl& d);
std::vector<Line> print_lines(const syntax::CodeMappingDecl& d);
// print_layers.cpp
std::vector<Line> print_lines(const syntax::RequirementDecl& d);
std::vector<Line> print_lines(const syntax::SpecificationDecl& d);
// print_payment.cpp
std::vector<Line> print_lines(const syntax::PaymentSchemeDecl& d);

}  // namespace assize::formatting
