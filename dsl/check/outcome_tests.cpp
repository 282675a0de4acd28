// What the four tests of an indicator owe, so that no blank, no unknown and no open future turns
// into a silent success:
//   an event time says what its blank means (A3030)          a test that lateness satisfies has a
//   date by which it closes (A3031) a two-valued word says why (A3032), and never of a field that
//   may be open (A3033)          no `or else` (A3034) a blank that helps the provider is declared
//   (A3035)      a derived date says which law holds (A3036)
#include <algorithm>

#include "dsl/check/blanks.h"
#include "dsl/check/expressions.h"
#include "dsl/check/reads.h"

namespace assize::check_detail {

using model::Blank;
using model::ExprId;
using model::kNoExpr;
using model::Op;

namespace {

// One of the tests of an indicator, or a figure that it counts.
struct Column {
  enum class Role : std::uint8_t { population, left_out, met, excused, figure } role;
  ExprId expr;
  bool because;
  Span span;
  std::string words;  // "met when"
};

// Of what may still be open `has happened` may be asked.
bool needs_reason(Op op) { return model::is_two_valued(op) && op != Op::has_happened; }

const char* word(Op op) {
  switch (op) {
    case Op::is_blank:
      return "is blank";
    case Op::is_supplied:
      return "is supplied";
    case Op::is_well_formed:
      return "is well formed";
    case Op::is_listed:
      return "is a listed code";
    case Op::is_known:
      return "is known";
    case Op::is_unknown:
      return "is unknown";
    case Op::is_unknown_because:
      return "is unknown because";
    case Op::surely:
      return "surely";
    default:
      return "what a rule said";
  }
}

class OutcomeTests {
 public:
  OutcomeTests(Program& p, Index at)
      : p_(p),
        decl_(*p.indicators[at].decl),
        i_(p.ruleset.indicators[at]),
        record_(p.ruleset.records[i_.record]) {}

  void check() {
    collect();
    if (columns_.empty()) return;
    std::vector<ExprId> roots;
    for (const Column& c : columns_) roots.push_back(c.expr);
    nodes_ = reach(p_.ruleset, roots);
    owed_.resize(columns_.size());
    for (const Column& c : columns_) {
      words(c);
      across(c);
    }
    event_times();
    law();
    blanks(fields_read(p_.ruleset, roots));
  }

 private:
  using Role = Column::Role;

  void add(Role role, ExprId expr, bool because, Span span, const char* words) {
    if (expr != kNoExpr) columns_.push_back({role, expr, because, span, words});
  }

  void collect() {
    const auto tests = [&](const std::vector<syntax::Test>& t, Role role, ExprId expr,
                           const char* words) {
      if (!t.empty()) add(role, expr, t[0].because.has_value(), t[0].condition.span, words);
    };
    tests(decl_.only_where, Role::population, i_.population, "only those where");
    if (decl_.only_where.empty() && !decl_.once.empty())
      add(Role::population, i_.population, false, decl_.once[0].span, "once for each");
    for (const model::Clause& c : i_.left_out)
      add(Role::left_out, c.condition, !c.because.empty(), c.span, "leave out");
    for (const model::Clause& c : i_.excused)
      add(Role::excused, c.condition, !c.because.empty(), c.span, "excuse");
    tests(decl_.met_when, Role::met, i_.met, "met when");
    tests(decl_.counted_when, Role::met, i_.met, "counted when");
    if (!decl_.from_counts.empty()) {
      add(Role::figure, i_.numerator, false, decl_.from_counts[0].numerator.span, "from counts");
      add(Role::figure, i_.denominator, false, decl_.from_counts[0].denominator.span,
          "from counts");
    }
    if (!decl_.value.empty())
      add(Role::figure, i_.value, false, decl_.value[0].value.span, "value");
  }

  const model::Field* open_field(const std::vector<ExprId>& roots) const {
    for (Index f : fields_read(p_.ruleset, roots)) {
      if (record_.fields[f].blank == Blank::not_by_cut_off) return &record_.fields[f];
    }
    return nullptr;
  }

  // Two-valued words and `or else`.
  void words(const Column& c) {
    bool asked_why = false, asked_open = false;
    for (ExprId id : reach(p_.ruleset, {c.expr})) {
      const model::Expr& e = p_.arena[id];
      if (e.op == Op::or_else) {
        Diagnostic& d = p_.error(
            "A3034", c.span,
            "`" + c.words + "` of `" + i_.name +
                "` rests on `or else`: a value that nobody returned would decide an outcome",
            "let the blank stay unknown, or leave such records out with a reason");
        d.notes.push_back({"the `or else` is here", e.span});
        return;
      }
      if (!needs_reason(e.op)) continue;
      const bool figure = c.role == Role::figure;
      if (!asked_why && !c.because && !figure) {
        asked_why = true;
        Diagnostic& d = p_.error("A3032", c.span,
                                 "`" + c.words + "` of `" + i_.name +
                                     "` makes a yes or no of what is not known (`" + word(e.op) +
                                     "`) and does not say why",
                                 "add `, because \"...\"` to the clause; its findings will say how "
                                 "many records rest on it");
        d.notes.push_back({"the word is here", e.span});
      }
      const model::Field* open = open_field({id});
      if (asked_open || (open == nullptr && !figure)) continue;
      asked_open = true;
      Diagnostic& d =
          figure ? p_.error("A3033", c.span,
                            "the figures of a row may not rest on whether something is known (`" +
                                std::string(word(e.op)) + "`)")
                 : p_.error("A3033", c.span,
                            "`" + c.words + "` of `" + i_.name + "` asks `" + word(e.op) +
                                "` of `" + open->name +
                                "`, which may still be open: the future would be decided today",
                            "say `has happened`, or test the time itself");
      d.notes.push_back({"the word is here", e.span});
    }
    if (!p_.ruleset.unknown_counts_as_no || c.role == Role::figure) return;
    if (const model::Field* open = open_field({c.expr})) {
      Diagnostic& d = p_.error("A3033", c.span,
                               "an unknown counts as no in this module, and `" + open->name +
                                   "` may still be open: the future would be decided today");
      d.notes.push_back({"the field is declared here", open->span});
    }
  }

  // The same of what is read across records.
  void across(const Column& c) {
    const model::Ruleset& r = p_.ruleset;
    for (Index at : across_read(r, {c.expr})) {
      const model::Across& a = r.across[at];
      const model::Record& record = r.records[a.record];
      for (ExprId id : reach(r, parts_of(a))) {
        const model::Expr& e = r.exprs[id];
        if (e.op == Op::or_else) {
          p_.error("A3034", e.span,
                   "`" + c.words + "` of `" + i_.name +
                       "` rests on `or else`: a value that nobody returned would decide an outcome",
                   "let the blank stay unknown");
          return;
        }
        if (e.op == Op::field && is_date_or_time(e.type.kind)) {
          const model::Field& f = record.fields[e.index];
          if (f.required || f.blank_declared) continue;
          p_.error("A3030", f.span,
                   "`" + i_.name + "` reads the time `" + f.name + "` of `" + record.name +
                       "`, which does not say what a blank means",
                   "add `required`, or one of `blank means not by the cut-off`, `blank means it "
                   "did not happen`, `blank means unknown`");
          return;
        }
        if (!needs_reason(e.op)) continue;
        if (!c.because && c.role != Column::Role::figure) {
          Diagnostic& d = p_.error("A3032", c.span,
                                   "`" + c.words + "` of `" + i_.name +
                                       "` makes a yes or no of what is not known (`" + word(e.op) +
                                       "`) and does not say why",
                                   "add `, because \"...\"` to the clause");
          d.notes.push_back({"the word is here", e.span});
          return;
        }
        const std::set<Index> read = fields_read(r, {id});
        const bool open = std::any_of(read.begin(), read.end(), [&](Index f) {
          return record.fields[f].blank == Blank::not_by_cut_off;
        });
        if (!open) continue;
        p_.error("A3033", e.span,
                 "`" + c.words + "` of `" + i_.name + "` asks `" + word(e.op) +
                     "` of what may still be open: the future would be decided today",
                 "say `has happened`, or test the time itself");
        return;
      }
    }
  }

  void event_times() {
    std::vector<ExprId> roots{i_.dated_by, i_.rules_as_at};
    for (const Column& c : columns_) roots.push_back(c.expr);
    std::vector<Index> asked;
    for (ExprId id : reach(p_.ruleset, roots)) {
      const model::Expr& e = p_.arena[id];
      if (e.op != Op::field || !is_date_or_time(e.type.kind)) continue;
      const model::Field& f = record_.fields[e.index];
      if (f.required || f.blank_declared ||
          std::find(asked.begin(), asked.end(), e.index) != asked.end())
        continue;
      asked.push_back(e.index);
      Diagnostic& d = p_.error("A3030", f.span,
                               "`" + i_.name + "` reads the time `" + f.name +
                                   "`, which does not say what a blank means",
                               "add `required`, or one of `blank means not by the cut-off`, `blank "
                               "means it did not happen`, `blank means unknown`");
      d.notes.push_back({"the indicator", i_.span});
    }
  }

  void law() {
    if (i_.dated_by == kNoExpr || i_.rules_as_at != kNoExpr ||
        p_.arena[i_.dated_by].op != Op::named)
      return;
    std::vector<ExprId> roots;
    for (const Column& c : columns_) roots.push_back(c.expr);
    for (Index q : parameters_read(p_.ruleset, roots)) {
      const model::Parameter& parameter = p_.ruleset.parameters[q];
      if (parameter.values.size() < 2) continue;
      Diagnostic& d =
          p_.error("A3036", i_.span,
                   "`" + i_.name + "` is dated by a derived field, and `" + parameter.name +
                       "` has changed: which date says which value holds?",
                   "add `rules as at FIELD;`");
      d.notes.push_back({"the parameter", parameter.span});
      return;
    }
  }

  bool declared(Index field) const {
    return std::any_of(i_.favourable_blanks.begin(), i_.favourable_blanks.end(),
                       [&](const model::FavourableBlank& b) { return b.field == field; });
  }

  // Fields whose blank means something, or is made to by a two-valued word.
  void blanks(const std::set<Index>& fields) {
    const bool words = p_.ruleset.unknown_counts_as_no ||
                       std::any_of(nodes_.begin(), nodes_.end(),
                                   [&](ExprId id) { return needs_reason(p_.arena[id].op); });
    for (Index f : fields) {
      const bool means_something = record_.fields[f].blank != Blank::unknown;
      if (means_something || words)
        blank(f);
      else if (declared(f))
        not_owed(f);
    }
    owed();
    for (const model::FavourableBlank& b : i_.favourable_blanks) {
      if (!fields.contains(b.field)) not_owed(b.field);
    }
  }

  void blank(Index field) {
    const BlankAnalysis analysis(p_.ruleset, record_, field, nodes_);
    std::vector<Effect> excluded;
    Effect population;
    for (const Column& c : columns_) {
      if (c.role == Role::population) population = analysis.of(c.expr);
      if (c.role == Role::left_out) excluded.push_back(analysis.of(c.expr));
    }
    const Effect left_out = any_of(excluded);
    // A record that is dated by the field is out until it comes.
    const bool dates_it = i_.dated_by != model::kNoExpr &&
                          p_.ruleset.expr(i_.dated_by).op == model::Op::field &&
                          p_.ruleset.expr(i_.dated_by).index == field;
    const bool out_anyway =
        dates_it || (population.late == Truth::no && population.never == Truth::no) ||
        (!excluded.empty() && left_out.late == Truth::yes && left_out.never == Truth::yes);
    const bool lower =
        i_.direction == model::Direction::lower_is_better ||
        (i_.direction == model::Direction::not_said && i_.measure == model::Measure::counted);
    const Column* helps = nullptr;
    bool brings_in = false;
    for (const Column& c : columns_) {
      const Effect e = analysis.of(c.expr);
      const model::Field& f = record_.fields[field];
      if (f.blank == Blank::not_by_cut_off && !e.closes && !out_anyway && c.role != Role::figure) {
        Diagnostic& d =
            p_.error("A3031", c.span,
                     "`" + c.words + "` of `" + i_.name + "` is satisfied by a `" + f.name +
                         "` that comes late, and nothing closes it: a blank could wait for ever",
                     "add a date by which it closes, `and " + f.name +
                         " is no later than ...`, or judge those alone that are over, `only those "
                         "where: " +
                         f.name + " has happened`");
        d.notes.push_back({"a blank means that it may still come", f.span});
        return;
      }
      const bool pays = c.role == Role::population ? e.down
                        : c.role == Role::met      ? (lower ? e.down : e.up)
                                                   : c.role != Role::figure && e.up;
      if (pays && helps == nullptr) helps = &c;
      brings_in =
          brings_in || (c.role == Role::population && e.up) || (c.role == Role::left_out && e.down);
    }
    if (helps != nullptr && !declared(field))
      owed_[static_cast<std::size_t>(helps - columns_.data())].push_back(field);
    if (helps == nullptr && declared(field) && !brings_in) not_owed(field);
  }

  // One message a clause, whatever the number of fields.
  void owed() {
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      if (owed_[c].empty()) continue;
      std::string fields, clauses;
      for (Index f : owed_[c]) {
        const std::string& name = record_.fields[f].name;
        fields += (fields.empty() ? "`" : ", `") + name + "`";
        clauses += (clauses.empty() ? "`" : " `") + ("a blank " + name) +
                   " counts in the provider's favour because \"...\";`";
      }
      Diagnostic& d = p_.error("A3035", columns_[c].span,
                               "a blank " + fields +
                                   " could turn a record that counts against the provider into one "
                                   "that does not, through `" +
                                   columns_[c].words + "` of `" + i_.name + "`",
                               "say that it is meant: " + clauses);
      for (Index f : owed_[c]) d.notes.push_back({"the field", record_.fields[f].span});
    }
  }

  void not_owed(Index field) {
    Span span = i_.span;
    for (const syntax::Favour& f : decl_.favour) {
      if (f.field.text == record_.fields[field].name) span = f.span;
    }
    p_.out.warning("A3043", span,
                   "no blank `" + record_.fields[field].name +
                       "` can count in the provider's favour in `" + i_.name + "`",
                   "leave the clause out");
  }

  Program& p_;
  const syntax::IndicatorDecl& decl_;
  const model::Indicator& i_;
  const model::Record& record_;
  std::vector<Column> columns_;
  std::vector<ExprId> nodes_;
  std::vector<std::vector<Index>> owed_;  // by column: the fields whose blank pays through it
};

}  // namespace

void check_outcome_tests(Program& p) {
  // A verdict is asked of a rule; `unknown counts as no` is said of the module.
  p.ruleset.unknown_counts_as_no = !p.files[0].unknown_counts_as_no.empty();
  for (Index i = 0; i < p.indicators.size(); ++i) {
    if (p.ruleset.indicators[i].record != kNone) OutcomeTests(p, i).check();
  }
}

}  // namespace assize::check_detail
