// Decision tables: rows of tests on inputs, each with its result. Exactly one row holds for every
// combination of inputs, or `otherwise` says what the rest is. A table becomes one choice.
#include <algorithm>

#include "dsl/check/expressions.h"
#include "dsl/check/table_space.h"

namespace assize::check_detail {

using model::ExprId;
using model::Kind;
using model::kNoExpr;
using model::Op;
using model::Type;
using SK = syntax::Kind;
using Cell = syntax::TableCell::Test;

namespace {

constexpr std::size_t kMostRows = 1000;
constexpr std::size_t kMostInputs = 20;

SK kind_of(Cell test) {
  switch (test) {
    case Cell::at_most:
      return SK::at_most;
    case Cell::at_least:
      return SK::at_least;
    case Cell::less_than:
      return SK::less_than;
    case Cell::more_than:
      return SK::more_than;
    case Cell::before:
      return SK::before;
    case Cell::after:
      return SK::after;
    case Cell::on_or_before:
      return SK::on_or_before;
    case Cell::on_or_after:
      return SK::on_or_after;
    case Cell::between:
      return SK::between;
    default:
      return SK::equal;
  }
}

bool can_be_input(Kind k) {
  return k == Kind::yes_no || k == Kind::number || k == Kind::code || k == Kind::text ||
         k == Kind::elapsed || is_date_or_time(k);
}

}  // namespace

class TableMaker {
 public:
  TableMaker(Typer& t, const syntax::TableDecl& d, const Type& type, std::string name)
      : t_(t), p_(t.p_), d_(d), type_(type), name_(std::move(name)) {}

  Typed make() {
    const syntax::TableInputs* given = required(p_, d_.given, "given", d_.id.span);
    const syntax::TableAcross* across = only(p_, d_.across, "across");
    const syntax::Test* otherwise = only(p_, d_.otherwise, "otherwise");
    if (given == nullptr || !inputs(*given) || !shape(across)) return {};
    for (std::size_t i = 0; i < d_.rows.size(); ++i) row(d_.rows[i], across);
    Typed rest;
    if (otherwise != nullptr) {
      rest = result(otherwise->condition);
      ok_ = ok_ && rest.ok();
    }
    if (!ok_) return {};
    find_faults(otherwise);
    if (!ok_) return {};
    if (otherwise != nullptr) args_.push_back(rest.id);
    return t_.rows(std::move(args_), type_, d_.id.span);
  }

 private:
  bool inputs(const syntax::TableInputs& given) {
    if (given.inputs.size() > kMostInputs) {
      p_.error("A3066", given.span,
               "a decision table has at most " + std::to_string(kMostInputs) + " inputs",
               "make a table of some of them, and give its result to this one");
      return false;
    }
    bool ok = true;
    for (const syntax::Expression& e : given.inputs) {
      const Typed x = t_.value(e);
      ok = ok && x.ok();
      if (!x.ok()) continue;
      if (!can_be_input(x.type.kind)) {
        p_.error("A3066", e.span, p_.in_words(x.type) + " cannot be the input of a decision table");
        ok = false;
        continue;
      }
      // A name that no author can write, so that each cell may read the input.
      const std::string name = "input " + std::to_string(inputs_.size());
      t_.constants[name] = x;
      inputs_.push_back(x);
      const model::Expr& node = p_.arena[x.id];
      const bool field = node.op == Op::field;
      space_.add_axis(p_.ruleset, x.type,
                      field ? &p_.ruleset.records[t_.record_].fields[node.index] : nullptr,
                      e.kind == SK::name ? e.name.id : "input " + std::to_string(inputs_.size()));
    }
    return ok;
  }

  // How many cells and results each row must have.
  bool shape(const syntax::TableAcross* across) {
    const std::size_t down = inputs_.size() - (across == nullptr ? 0 : 1);
    const std::size_t results = across == nullptr ? 1 : across->cells.size();
    if (d_.rows.empty()) {
      p_.error("A2010", d_.id.span, "this block has no row: `when ... then ...;`");
      return false;
    }
    if (d_.rows.size() * results > kMostRows) {
      p_.error("A3066", d_.id.span,
               "a decision table has at most " + std::to_string(kMostRows) + " rows",
               "make two tables of it, one the input of the other");
      return false;
    }
    if (across != nullptr && down == 0) {
      p_.error("A3066", across->span, "`across` needs an input that goes down as well",
               "name two inputs behind `given`: the last one goes across");
      return false;
    }
    bool ok = true;
    for (const syntax::TableRow& r : d_.rows) {
      if (r.cells.size() != down) {
        p_.error("A3066", r.span,
                 "this row has " + std::to_string(r.cells.size()) + " tests for " +
                     std::to_string(down) + (down == 1 ? " input" : " inputs"),
                 "write `any` where an input does not matter");
        ok = false;
      } else if (r.results.size() != results) {
        p_.error("A3066", r.span,
                 "this row has " + std::to_string(r.results.size()) + " results for " +
                     std::to_string(results) + (results == 1 ? " column" : " columns"));
        ok = false;
      }
    }
    return ok;
  }

  void row(const syntax::TableRow& r, const syntax::TableAcross* across) {
    std::vector<ExprId> tests;
    std::vector<CellPoints> points;
    for (std::size_t i = 0; i < r.cells.size(); ++i) cell(r.cells[i], i, tests, points);
    for (std::size_t i = 0; i < r.results.size(); ++i) {
      std::vector<ExprId> all = tests;
      std::vector<CellPoints> where = points;
      if (across != nullptr) cell(across->cells[i], inputs_.size() - 1, all, where);
      const Typed v = result(r.results[i]);
      ok_ = ok_ && v.ok() && where.size() == inputs_.size();
      if (!ok_) continue;
      args_.push_back(conjunction(std::move(all), r.span));
      args_.push_back(v.id);
      places_.push_back(across == nullptr ? r.span : r.results[i].span);
      space_.add_row(std::move(where));
    }
  }

  ExprId conjunction(std::vector<ExprId> tests, Span span) {
    if (tests.size() == 1) return tests[0];
    if (tests.empty()) return t_.literal(Value::of(true), kYesNo, span).id;
    model::Expr n;
    n.op = Op::and_;
    n.args = std::move(tests);
    return t_.make(std::move(n), kYesNo, span).id;
  }

  Typed result(const syntax::Expression& e) {
    const Typed v = t_.value(e, &type_);
    if (!v.ok()) return {};
    if (!agreed(type_, v.type)) {
      p_.error("A3042", e.span,
               "`" + name_ + "` is declared as " + p_.in_words(type_) + "; this is " +
                   p_.in_words(v.type));
      return {};
    }
    return v;
  }

  void cell(const syntax::TableCell& c, std::size_t input, std::vector<ExprId>& tests,
            std::vector<CellPoints>& where) {
    CellPoints points{c.test, c.negated, c.open_above, {}};
    if (c.test != Cell::any) {
      const Typed& x = inputs_[input];
      ExprId test = this->test(c, input);
      if (test == kNoExpr || !literals(c, input, points)) {
        ok_ = false;
        return;
      }
      if (x.type.kind == Kind::code && c.test == Cell::is) test = codes(c.negated, points, x);
      tests.push_back(test);
    }
    where.push_back(std::move(points));
  }

  // One of the codes, or of the others; a code that is not in the list could be any.
  ExprId codes(bool others, const CellPoints& points, const Typed& x) {
    model::Expr n;
    n.op = Op::in;
    n.args = {x.id};
    const auto& all = p_.ruleset.code_lists[x.type.list].codes;
    for (std::size_t i = 0; i < all.size(); ++i) {
      const Scalar code = CodeIndex{static_cast<std::int32_t>(i)};
      const bool named = std::any_of(points.points.begin(), points.points.end(),
                                     [&](const Scalar& s) { return order(s, code) == 0; });
      if (named != others && all[i].role == model::CodeRole::ordinary)
        n.args.push_back(t_.literal(Value::of(code), x.type, d_.id.span).id);
    }
    return t_.or_unlisted(t_.make(std::move(n), kYesNo, d_.id.span).id, x);
  }

  // The cell as the author would have written it as a test.
  ExprId test(const syntax::TableCell& c, std::size_t input) {
    syntax::Expression x;
    x.kind = SK::name;
    x.name.id = "input " + std::to_string(input);
    x.span = c.span;
    syntax::Expression e;
    e.span = c.span;
    e.open_above = c.open_above;
    e.children.push_back(std::move(x));
    if (c.test == Cell::is && (c.values.size() > 1 || c.negated)) {
      e.kind = SK::in;
      e.negated = c.negated;
      syntax::Expression list;
      list.kind = SK::list;
      list.span = c.span;
      list.children = c.values;
      e.children.push_back(std::move(list));
    } else {
      e.kind = kind_of(c.test);
      e.children.insert(e.children.end(), c.values.begin(), c.values.end());
    }
    return t_.test(e);
  }

  bool literals(const syntax::TableCell& c, std::size_t input, CellPoints& to) {
    for (const syntax::Expression& e : c.values) {
      const Typed v = t_.value(e, &inputs_[input].type);
      if (!v.ok()) return false;
      const model::Expr& node = p_.arena[v.id];
      if (node.op != Op::literal || !node.value.is_known()) {
        p_.error(
            "A3066", e.span,
            "a test of a decision table is written out, so that gaps and overlaps can be found",
            "write the value; where it changes with time, use `choose`");
        return false;
      }
      if (node.type.kind != inputs_[input].type.kind) {
        p_.error("A3066", e.span,
                 "this input is " + p_.in_words(inputs_[input].type) + "; the test is of " +
                     p_.in_words(node.type));
        return false;
      }
      to.points.push_back(node.value.point());
    }
    if (c.test == Cell::between && order(to.points[1], to.points[0]) < 0) {
      p_.error("A3018", c.span, "nothing lies between: the end is below the beginning");
      return false;
    }
    return true;
  }

  void find_faults(const syntax::Test* otherwise) {
    space_.cut();
    if (const auto empty = space_.empty_row()) {
      p_.error("A3018", places_[*empty], "no combination of the inputs reaches this row",
               "look at what the field allows");
      ok_ = false;
    }
    for (const TableSpace::Overlap& o : space_.overlaps()) {
      Diagnostic& d = p_.error("A3065", places_[o.second],
                               "two rows of `" + name_ + "` hold at once where " + o.where,
                               "exactly one row may hold: narrow one of them");
      d.notes.push_back({"the other row", places_[o.first]});
      ok_ = false;
    }
    const TableSpace::Gaps gaps = space_.gaps();
    if (gaps.too_large) {
      p_.error("A3066", d_.id.span,
               "there are too many combinations to find gaps in `" + name_ + "`",
               "make two tables of it, one the input of the other");
      ok_ = false;
    } else if (otherwise == nullptr && !gaps.where.empty()) {
      Diagnostic& d =
          p_.error("A3064", d_.id.span, "no row of `" + name_ + "` holds where " + gaps.where[0],
                   "add a row for it, or `otherwise` for all that no row holds");
      for (std::size_t i = 1; i < gaps.where.size(); ++i)
        d.notes.push_back({"nor where " + gaps.where[i], std::nullopt});
      ok_ = false;
    } else if (otherwise != nullptr && gaps.where.empty()) {
      p_.error("A3064", otherwise->span,
               "every combination of the inputs has its row: `otherwise` stands for none",
               "leave `otherwise` out");
      ok_ = false;
    }
  }

  Typer& t_;
  Program& p_;
  const syntax::TableDecl& d_;
  const Type& type_;
  std::string name_;
  std::vector<Typed> inputs_;
  TableSpace space_;
  std::vector<ExprId> args_;  // of the choice
  std::vector<Span> places_;  // of its rows
  bool ok_ = true;
};

Typed Typer::table(const syntax::TableDecl& d, const Type& type, const std::string& title) {
  return TableMaker(*this, d, type, title).make();
}

}  // namespace assize::check_detail
