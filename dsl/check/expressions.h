// Expressions of the tree to typed nodes of the arena. Internal to dsl/check.
//
// Nothing is coerced. A word or a text is a code where the other side of its comparison is one; a
// time written without an offset is in the zone of the other side. Forms that are short for others
// are written out here:
//   is no later than D after Y   X <= Y + D              is from A to B        between
//   is on Y by day               Y's first instant <= X < the first instant of the day after Y
//   is within N working days     between its first day and the N-th working day after it
//   a derived field, a condition one shared node, whose name is kept (Op::named)
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "dsl/check/program.h"
#include "dsl/functions/catalogue.h"

namespace assize::check_detail {

struct Typed {
  model::ExprId id = model::kNoExpr;  // kNoExpr: wrong, and a message has said so
  model::Type type;
  bool ok() const { return id != model::kNoExpr; }
};

class Typer {
 public:
  // What names mean: fields of `record`, then declarations of `module`. `lists` allows what only
  // `assize eval` has.
  Typer(Program& p, std::uint32_t module, Index record, bool lists = false)
      : p_(p), module_(module), record_(record), lists_(lists) {}

  // A test: yes or no. kNoExpr after a message.
  model::ExprId test(const syntax::Expression& e);
  // A value; `want` is the type that the place suggests for words, texts, clocks and `unknown`.
  Typed value(const syntax::Expression& e, const model::Type* want = nullptr);

  // The day of the cut-off (local_values.cpp).
  Typed cut_off(Span span);
  // An argument of a definition, of which nothing is known.
  void unknown_constant(const std::string& name, const model::Type& type, Span span);
  // What the definition stands for, with its arguments among `constants`. kNoExpr after a message.
  model::ExprId body(Index definition);
  // A condition, subset or derived field with its arguments.
  Typed use(const syntax::Name& name, Span span, const std::vector<syntax::Expression>& arguments);
  // What is read across records (across.cpp). Within a condition about a row of another record,
  // `outer` is the scope around it: what is read of that is handed in.
  struct Scope {
    Typer* outer = nullptr;
    std::string alias;     // of the row, or empty
    std::uint32_t id = 0;  // of the condition: keeps what is handed in to it apart
    std::vector<model::ExprId> handed_in;
    // The link of the row that leads to the record outside: what is read over it is that record's.
    std::optional<Index> back;
  };

  // That the record is the one that stays of those that share some fields, among those that the
  // population holds (kNoExpr: all); that it stands for its group (groups.cpp). kNoExpr after a
  // message.
  model::ExprId kept(const syntax::OnceForEach& o, model::ExprId population,
                     model::ExprId dated_by = model::kNoExpr);
  model::ExprId leads(const syntax::ForEach& each);
  // That the record is no row of a total whose parts stand beside it; the rule that holds a total
  // against its parts (totals.cpp). kNoExpr: the record has no totals.
  model::ExprId counts_once(Span span);
  void adds_up(Index total, model::Rule& rule);
  // That nobody gave an answer that decides the test; one that is there and cannot be used is a
  // slip and no refusal to answer (surveyed.cpp).
  model::ExprId is_unanswered(model::ExprId test, Span span);

  // Names for values that are not fields of a record: the lists of `assize eval`.
  std::unordered_map<std::string, Typed> constants;

 private:
  using Node = model::Expr;
  using E = syntax::Expression;
  // Where a link is certain, said by the record that has it.
  struct Weight {
    const E* condition = nullptr;
    Index record = kNone;
    bool mine = false;  // of this record's link; else of the row's
  };

  // expressions.cpp
  Typed name(const E& e, const model::Type* want);
  Typed parameter_value(Index parameter, Span span);
  // That a definition is about this record. False after a message.
  bool is_about(const syntax::Name& name, const Symbol& s, Span span);
  bool said_by_block_and_module(const std::string& name, const Symbol& s, Span span);
  std::optional<Typed> argument(const std::string& name, Span span);
  bool has_argument(const std::string& name) const {
    return constants.contains(name) ||
           (scope_.outer != nullptr && scope_.outer->has_argument(name));
  }
  Typed literal_value(const E& e, const model::Type* want);
  Typed logic(const E& e);
  Typed choose(const E& e, const model::Type* want);
  std::optional<Typed> code_word(const E& e, std::uint32_t list, bool must);
  // Both sides, each able to say what the other's words mean.
  bool pair(const E& x, const E& y, Typed& a, Typed& b);
  // Reports that two types do not go together in `doing`, in the words of the slip.
  Typed mismatch(Span span, const model::Type& a, const model::Type& b, const std::string& doing);

  // reuse.cpp
  Typed lookup(const E& e);
  Typed mapped(const E& e);
  // The test, and unknown of a code that is not in its list: it could be any of them.
  model::ExprId or_unlisted(model::ExprId test, const Typed& code);
  Typed rows(std::vector<model::ExprId> conditions_and_values, model::Type type, Span span);
  // tables.cpp
  Typed table(const syntax::TableDecl& d, const model::Type& type, const std::string& title);
  friend class TableMaker;

  // two_valued.cpp
  Typed two_valued(const E& e);
  Typed or_else(const E& e);
  Typed verdict(const E& e);
  Typed has_happened(const E& e);
  Typed field_operand(const E& e, const char* word);

  // comparisons.cpp
  Typed comparison(const E& e);
  Typed equality(const E& e, Typed a, Typed b);
  Typed order(const E& e, Typed a, Typed b);
  Typed between(const E& e);
  Typed membership(const E& e);
  // times.cpp
  Typed time_order(const E& e, Typed a, Typed b);
  Typed by_day(Span span, model::Op op, Typed a, Typed b);
  Typed within(const E& e);
  Typed limit(const E& e);
  Typed working_day_limit(const E& e, Typed x, Typed y);
  Typed shifted(Span span, Typed y, Typed d, bool later);
  Typed next_day(Typed day, Span span);
  Typed day_of_time(Typed t, Span span);
  bool may_be_never(model::ExprId id) const;
  // arithmetic.cpp
  Typed sum(const E& e);
  Typed product(const E& e);
  Typed arithmetic(model::Function f, Typed a, Typed b, Span span);
  Typed balanced(model::Function f, const std::vector<Typed>& terms, Span span);
  Typed call(const E& e);
  Typed list_call(const E& e, const functions::Entry& entry);
  Typed fold(const E& e, const functions::Entry& entry);
  bool layout(const E& e, const functions::Entry& entry, const Typed& of, Index& index);
  Typed list_literal(const E& e);
  Typed range_literal(const E& e);
  Typed pattern(const E& e);

  // across.cpp
  Typed across(const E& e);
  Typed is_unique(const E& e);
  Typed has_item(const E& e);
  std::optional<Typed> qualified(const E& e);
  Typed of_link(const model::Link& link, const E& e);
  Typed of_row(Index row, const E& e);
  Typed hand_in(Typed of_outer, Span span);
  bool may_look_across(Span span);
  Typed near(const E& key, const E& to, Typer& inner);
  bool weigh(model::Across& a, const std::vector<Weight>& weights, Typer& inner, Span span);

  // linked.cpp
  bool find_keys(const E& e, Index record, std::vector<model::LinkKey>& keys,
                 std::vector<Weight>& weights);
  model::ExprId certainty(const Weight& w, Typer* outer);

  // spans.cpp
  struct Ends {
    Typed from, to;
    bool is_moment = false;
    Span span;
  };
  Index record_of(const std::string& whose) const;
  const syntax::SpanDecl* span_named(const E& e) const;
  std::optional<Ends> ends(const E& e, const model::Type* want);
  Typed spans(const E& e);
  Typed spread(const E& e, model::Across a, Typer& inner, std::size_t next);

  // groups.cpp
  bool group_key(const syntax::Word& w, std::vector<model::LinkKey>& keys);
  bool is_of_group(Index field) const;
  Typed finish(model::Across a, const Scope& scope, model::Type type, Span span);

  // totals.cpp
  model::ExprId beside(model::AcrossKind kind, Index field, const std::vector<CodeIndex>& parts,
                       Index summed, Span span, bool others = false);
  model::ExprId one_of(Index field, const std::vector<CodeIndex>& codes, Span span);

  // Nodes.
  Typed make(Node node, model::Type type, Span span);
  Typed literal(Value value, model::Type type, Span span);
  // local_values.cpp: what holds for the record's provider, a local version or the national value
  Typed local_value(Index parameter, Typed national, Span span);
  Typed call_node(model::Function f, std::vector<model::ExprId> args, model::Type type, Span span);
  Typed compare(model::Op op, model::ExprId a, model::ExprId b, Span span, bool exactly = false);
  Typed negated(const E& e, Typed t);
  Typed wrong() const { return {}; }

  Program& p_;
  std::uint32_t module_;
  Index record_;
  bool lists_;
  Scope scope_;
};

inline const model::Type kYesNo{model::Kind::yes_no};
inline bool is_time(model::Kind k) {
  return k == model::Kind::date_time || k == model::Kind::wall_time;
}
inline bool is_date_or_time(model::Kind k) { return k == model::Kind::date || is_time(k); }
inline bool is_duration(model::Kind k) {
  return k == model::Kind::elapsed || k == model::Kind::calendar;
}
// One type for both: the zone may differ, `unknown` goes with anything. nullopt: they do not agree.
std::optional<model::Type> agreed(const model::Type& a, const model::Type& b);

}  // namespace assize::check_detail
