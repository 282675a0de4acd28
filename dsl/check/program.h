// What the passes of the checker share: the files, the tables of names and the model in the making.
// Internal to dsl/check.
#pragma once

#include <deque>
#include <map>
#include <string>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "dsl/base/diagnostic.h"
#include "dsl/check/arena.h"
#include "dsl/check/check.h"
#include "dsl/model/ruleset.h"
#include "dsl/model/ruletest.h"
#include "dsl/syntax/tree.h"

namespace assize::check_detail {

using model::Index;
using model::kNone;

enum class What : std::uint8_t {
  source,
  codes,
  record,
  parameter,
  definition,
  rule,
  indicator,
  standard,
  variation,
  payment_scheme,
  domain,
  block,
  keyed,     // a parameter keyed by codes
  code_map,  // a mapping between code lists; a grouping is a code list
  row,
  specification,
};
const char* in_words(What w);  // "an indicator"

// A name of a module and the member of the model that it stands for.
struct Symbol {
  What what = What::source;
  Index index = kNone;
  Span span;
};

// In the place of a module that was asked for and not found: what is looked up in it is passed over
// in silence.
inline constexpr std::uint32_t kMissing = 0xFFFFFFFFu;

struct Module {
  const syntax::File* file = nullptr;
  std::string name;
  std::unordered_map<std::string, Symbol> names;
  std::unordered_map<std::string, std::uint32_t> aliases;  // to a module
  std::vector<std::string> sorted;  // the names, for hints; made when first asked for
};

// A declaration that has a place in the model, and the module that it stands in. Parallel to the
// vectors of Ruleset.
template <class T>
struct Declared {
  const T* decl = nullptr;
  std::uint32_t module = 0;
};

struct Program {
  Program(std::vector<syntax::File> trees, const Environment& e, Diagnostics& d)
      : files(std::move(trees)), environment(e), out(d), arena(ruleset.exprs) {}

  std::vector<syntax::File> files;
  const Environment& environment;
  Diagnostics& out;
  model::Ruleset ruleset;
  std::vector<model::RuleTest> tests;
  Arena arena;

  std::vector<Module> modules;
  std::vector<Declared<syntax::SourceDecl>> sources;
  std::vector<Declared<syntax::CodesDecl>> codes;
  std::vector<Declared<syntax::RecordDecl>> records;
  std::vector<Declared<syntax::ParameterDecl>> parameters;
  // A definition is one of the three.
  struct DefinitionDecl {
    const syntax::DerivedDecl* derived = nullptr;
    const syntax::ConditionDecl* condition = nullptr;
    const syntax::TableDecl* table = nullptr;
    std::uint32_t module = 0;
    const syntax::Name& record() const;
    const std::vector<syntax::Argument>& arguments() const;  // none of a table
    Index block = kNone;  // what it is of, where that is no record
  };
  std::vector<DefinitionDecl> definitions;
  std::vector<model::Type> definition_types;
  // Arguments' types, by definition; and what each use with arguments has become.
  std::vector<std::vector<model::Type>> argument_types;
  std::map<std::pair<Index, std::vector<model::ExprId>>, Index> uses;
  std::size_t uses_open = 0;  // inside one another
  // What one declaration is made into: a grouping is a list of codes, a keyed parameter a parameter
  // a code.
  std::deque<syntax::CodesDecl> made_codes;
  std::deque<syntax::ParameterDecl> made_parameters;
  struct Keyed {
    const syntax::ParameterDecl* decl = nullptr;
    std::uint32_t module = 0;
    Index list = kNone;
    std::vector<std::pair<syntax::CodeWord, Index>> parameters;  // as written
    Index otherwise = kNone;                                     // a parameter
    std::vector<Index> of_code;  // by code of the list: a parameter; kNone: not an ordinary code
    bool ok = false;
  };
  std::vector<Keyed> keyed;
  std::vector<Declared<syntax::BlockDecl>> blocks;
  struct MapDecl {
    const syntax::GroupingDecl* grouping = nullptr;
    const syntax::CodeMappingDecl* mapping = nullptr;
    std::uint32_t module = 0;
    Index list = kNone;  // of a grouping: the list that its groups are
  };
  std::vector<MapDecl> maps;  // parallel to Ruleset::code_maps
  // By the list that they come from and the one that they lead to.
  std::map<std::pair<Index, Index>, std::vector<Index>> maps_between;
  // What was mapped before: the mapping and the key; and looked up: the parameter and the key, the
  // record, and the condition across records that it stands in.
  std::map<std::pair<Index, model::ExprId>, model::ExprId> mapped;
  std::map<std::tuple<Index, model::ExprId, Index, std::uint32_t>, model::ExprId> looked_up;
  std::vector<Declared<syntax::RuleDecl>> rules;
  std::vector<Declared<syntax::RowDecl>> rows;
  std::vector<int> across_depth;  // of Ruleset::across: how deep conditions stand in one another
  std::vector<bool> open_rows;    // being typed: one that is made from itself is told of
  // By record: the spans by name, and for each link where it is certain (nullptr: everywhere).
  std::vector<std::unordered_map<std::string, const syntax::SpanDecl*>> spans_of;
  std::vector<std::vector<const syntax::Expression*>> certain;
  bool weighing = false;  // typing where a link is certain: of the row's own fields
  // The block that is being checked is about groups of records.
  struct Group {
    const syntax::ForEach* each = nullptr;
    Index record = kNone;
  } group;
  std::vector<Declared<syntax::IndicatorDecl>> indicators;
  std::vector<Declared<syntax::StandardDecl>> standards;
  // What the clauses of a requirement come to: an indicator and a standard that nobody wrote.
  std::deque<syntax::IndicatorDecl> made_indicators;
  std::deque<syntax::StandardDecl> made_standards;
  std::vector<Declared<syntax::SpecificationDecl>> specifications;
  // By parameter: the values of local versions, for the providers that they bind.
  struct LocalValue {
    std::vector<std::string> providers;  // in order; empty: every provider
    Index parameter = kNone, specification = kNone;
    std::vector<model::Validity> days;  // on others the parameter has the national value
    Span span;
  };
  std::map<Index, std::vector<LocalValue>> local_values;
  std::vector<Declared<syntax::VariationDecl>> variations;
  std::vector<Declared<syntax::PaymentSchemeDecl>> payment_schemes;
  std::vector<Declared<syntax::MappingDecl>> mappings;
  std::vector<Declared<syntax::TestDecl>> test_decls;

  std::vector<std::unordered_map<std::string, Index>> code_of;   // by code list: text to place
  std::vector<std::unordered_map<std::string, Index>> field_of;  // by record: name to place
  // By record: the blocks that it includes, and what is defined of these, by name. A definition of
  // a block is one of each record that includes the block: by itself and the record.
  std::vector<std::vector<Index>> blocks_of;
  std::vector<std::unordered_map<std::string, Symbol>> block_names_of;
  std::map<std::pair<Index, Index>, Symbol> of_block;

  // How many names may still be compared to find the nearest: many slips in a long file must not
  // cost the square of its length.
  std::size_t hints_left = 2'000'000;

  // --- names (names.cpp) ---
  // nullptr without a message.
  const Symbol* look_up(std::uint32_t module, const syntax::Name& name) const;
  // Of an expression about the record: what the blocks that it includes define, besides.
  const Symbol* look_up(std::uint32_t module, Index record, const syntax::Name& name) const;
  // With a message where there is none of the name, or it is something else.
  const Symbol* resolve(std::uint32_t module, const syntax::Name& name, What wanted);
  // The field of a record, with a message where there is none: kNone.
  Index field(Index record, const syntax::Word& name);
  Index field(Index record, const std::string& name, Span span);
  // What parts figures, by its name in `module`: a field of the record, or what is worked out of it
  // (as model::Record::part counts them). kNone after a message.
  Index part(std::uint32_t module, Index record, const syntax::Word& name);
  // "did you mean ...?" with the nearest of the names that could stand here, or nothing.
  std::string hint(std::uint32_t module, const std::string& word, Index record);
  std::string list_of_code(std::uint32_t module, const std::string& code);
  // "did you mean ...?" with the nearest code of the list, or nothing.
  std::string code_hint(Index list, const std::string& word);
  // "no such name", with the hint.
  void unknown_name(std::uint32_t module, const syntax::Name& name, Index record);

  Diagnostic& error(std::string code, Span span, std::string text, std::string hint = {}) {
    return out.error(std::move(code), span, std::move(text), std::move(hint));
  }
  std::string in_words(const model::Type& t) const;
  // The zone's place in the ruleset; kNone and a message where there is no such zone.
  Index zone(const std::string& name, Span span);
  Index utc();
};

// The first of a clause that may stand once; the others are reported. nullptr: none stands.
template <class T>
const T* only(Program& p, const std::vector<T>& occurrences, const char* clause) {
  for (std::size_t i = 1; i < occurrences.size(); ++i) {
    Diagnostic& d = p.error("A2011", occurrences[i].span,
                            "`" + std::string(clause) + "` stands more than once in this block");
    d.notes.push_back({"first here", occurrences[0].span});
  }
  return occurrences.empty() ? nullptr : &occurrences[0];
}
// The first of a clause that must stand.
template <class T>
const T* required(Program& p, const std::vector<T>& occurrences, const char* clause, Span block) {
  if (occurrences.empty()) {
    p.error("A2010", block, "this block has no `" + std::string(clause) + "`");
  }
  return only(p, occurrences, clause);
}

// --- the passes, in the order of check.cpp ---
void declare_names(Program& p);         // names.cpp
void check_imports(Program& p);         // modules.cpp
void check_sources(Program& p);         // documents.cpp
void check_codes(Program& p);           // codes.cpp
void check_code_maps(Program& p);       // code_maps.cpp
void check_records(Program& p);         // records.cpp
void check_links(Program& p);           // links.cpp
void check_parameters(Program& p);      // parameters.cpp
void check_keyed(Program& p);           // keyed.cpp
void check_local_values(Program& p);    // local_values.cpp
void check_certain_links(Program& p);   // links.cpp
void check_definitions(Program& p);     // definitions.cpp
void check_rules(Program& p);           // rules.cpp
void check_totals(Program& p);          // totals.cpp
void check_indicators(Program& p);      // indicators.cpp
void check_combined(Program& p);        // combined.cpp
void check_outcome_tests(Program& p);   // outcome_tests.cpp
void check_standards(Program& p);       // standards.cpp
void check_specifications(Program& p);  // specifications.cpp
void check_variations(Program& p);      // variations.cpp
void check_windows(Program& p);         // windows.cpp
void check_payments(Program& p);        // payments.cpp
void check_mappings(Program& p);        // mappings.cpp
void check_tests(Program& p);           // tests.cpp

// --- shared by passes ---
// One span of a record (spans.cpp).
void check_span(Program& p, Index record, const syntax::SpanDecl& s);
// What `per` says: for each provider, period and value of fields (standards.cpp).
struct Per {
  bool provider = false;
  PeriodKind period = PeriodKind::whole;
  std::vector<Index> fields;
};
Per check_per(Program& p, std::uint32_t module, const syntax::Judges& j, Index record);
// What a claim says of how a figure moved; its indicator and `per` are settled (claims.cpp).
void check_claim(Program& p, const syntax::StandardDecl& decl, Index at);
// The two sides of a comparison, whose `indicator` and `per` are settled (compared.cpp).
void check_sides(Program& p, std::uint32_t module, const syntax::StandardDecl& decl, Index at);
// That no two outcomes of schemes could be paid for one event (paid_twice.cpp).
void check_paid_twice(Program& p);
// What a test expects of a payment scheme (payment_tests.cpp); false after a message.
bool expect_of_scheme(Program& p, std::uint32_t module, const syntax::ExpectPays& x,
                      model::Expectation& e);
bool expect_of_scheme(Program& p, std::uint32_t module, const syntax::ExpectRecords& x,
                      model::Expectation& e);
bool expect_of_scheme(Program& p, std::uint32_t module, const syntax::ExpectInstalments& x,
                      model::Expectation& e);
// What `for each` names: a record, or a subset of one with the condition that it stands for
// (kNoExpr: every record). nullopt after a message.
struct Each {
  Index record = kNone;
  model::ExprId where = model::kNoExpr;
};
std::optional<Each> each_of(Program& p, std::uint32_t module, const syntax::ForEach& each);
// The indicator of `judges A and B` (composites.cpp); kNone after a message.
Index composite(Program& p, const syntax::Judges& j, const std::vector<Index>& parts);
// A and B; either may be kNoExpr.
model::ExprId both(Program& p, model::ExprId a, model::ExprId b, Span span);
// What the clauses of a requirement come to (requirements.cpp).
void make_requirement(Program& p, const syntax::RequirementDecl& d,
                      syntax::IndicatorDecl& indicator, syntax::StandardDecl& standard);
std::optional<model::Citation> citation(Program& p, std::uint32_t module, const syntax::Cites& c);
// Those of a block that are right.
std::vector<model::Citation> citations(Program& p, std::uint32_t module,
                                       const std::vector<syntax::Cites>& all);
// The validity that `from`/`since` and `until` say; `first` to `last` of the clause.
model::Validity validity(Program& p, const syntax::Dates& dates, Span span);
std::optional<model::Evidence> evidence(Program& p, const std::vector<syntax::Word>& words);
// The type that a declaration names; `nothing` after a message.
model::Type declared_type(Program& p, std::uint32_t module, const syntax::Type& type);

}  // namespace assize::check_detail
