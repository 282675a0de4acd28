#include "dsl/wording/condition.h"

#include <algorithm>
#include <cctype>
#include <string_view>
#include <utility>
#include <vector>

#include "dsl/functions/catalogue.h"
#include "dsl/wording/values.h"

namespace assize::wording {

using model::Expr;
using model::ExprId;
using model::Function;
using model::Kind;
using model::Op;
using model::Ruleset;

namespace {

std::string predicate(const Expr& e, bool negated) {
  const std::string is = negated ? " is not " : " is ";
  switch (e.op) {
    case Op::is_blank:
      return is + "blank";
    case Op::is_supplied:
      return is + "supplied";
    case Op::is_well_formed:
      return is + "well formed";
    case Op::is_listed:
      return is + "a listed code";
    case Op::is_known:
      return is + "known";
    case Op::is_unknown_because:
      return is + "unknown because it is " + std::string(word(e.reason));
    case Op::has_happened:
      return negated ? " has not happened" : " has happened";
    default:
      return is + "unknown";
  }
}

std::string options(const Expr& e) {
  std::string text;
  if (e.is_signed) text += " (signed)";
  if (e.by_day_number) text += " by day of the month";
  if (e.birthday_on_28_february) text += " with birthdays on 28 February";
  if (e.function != Function::round) return text;
  switch (e.rounding) {
    case Rounding::half_down:
      return text + " half down";
    case Rounding::half_even:
      return text + " half even";
    case Rounding::up:
      return text + " up";
    case Rounding::down:
      return text + " down";
    default:
      return text;
  }
}

class Words {
 public:
  Words(const Ruleset& r, model::Index record) : r_(r), record_(record) {}

  // As a condition: a yes or no by itself is said to be yes.
  std::string test(ExprId id) const {
    const Expr& e = r_.expr(id);
    return e.op == Op::field && e.type.kind == Kind::yes_no ? of(id) + " is yes" : of(id);
  }

 private:
  std::string of(ExprId id) const {
    const Expr& e = r_.expr(id);
    if (is_predicate(e.op)) return of(e.args[0]) + predicate(e, false);
    switch (e.op) {
      case Op::literal:
        return value_in_words(r_, e.type, e.value);
      case Op::cut_off:
        return "the cut-off";
      case Op::field:
        return name_in_words(r_.records[record_].fields[e.index].name);
      case Op::parameter:
        return parameter(r_.parameters[e.index]);
      case Op::named:
        return name_in_words(r_.definitions[e.index].name);
      case Op::and_:
        return joined(e, " and ");
      case Op::or_:
        return joined(e, " or ");
      case Op::xor_:
        return "either " + inner(e.args[0]) + " or " + inner(e.args[1]) + ", not both";
      case Op::implies:
        return "if " + inner(e.args[0]) + " then " + inner(e.args[1]);
      case Op::not_:
        return negation(e.args[0]);
      case Op::within_after:
      case Op::within_before:
        return within(e, "");
      case Op::surely:
        return "surely (" + test(e.args[0]) + ")";
      case Op::rule_passes:
        return "rule " + r_.rules[e.index].name + " passes";
      case Op::rule_fails:
        return "rule " + r_.rules[e.index].name + " fails";
      case Op::rule_undecided:
        return "rule " + r_.rules[e.index].name + " is undecided";
      case Op::rule_not_applicable:
        return "rule " + r_.rules[e.index].name + " does not apply";
      case Op::choose:
        return choose(e);
      case Op::or_else:
        return of(e.args[0]) + " or, where it is blank, " + of(e.args[1]);
      case Op::call:
        return call(e);
      case Op::has_item: {
        std::string items;
        for (std::size_t i = 1; i < e.args.size(); ++i)
          items += (i == 1 ? "" : ", ") + of(e.args[i]);
        return of(e.args[0]) + (e.args.size() == 2 ? " has " : " has any of ") + items;
      }
      case Op::across:
        return across(e);
      case Op::spans:
        return spans(e);
      case Op::doubted:
        return "certainly " + inner(e.args[0]);
      case Op::outer:
        return outer_ == nullptr ? "the value outside" : outer_->of((*handed_in_)[e.index]);
      default:
        return comparison(e, false);
    }
  }

  // "there is an encounter where ...", with the words of that record inside.
  std::string across(const Expr& e) const {
    const model::Across& a = r_.across[e.index];
    if (!a.said.empty()) return a.said;
    Words inside(r_, a.record);
    inside.outer_ = this;
    inside.handed_in_ = &e.args;
    const std::string rows = (a.other ? "other " : "") + name_in_words(r_.records[a.record].name);
    const std::string where =
        a.condition == model::kNoExpr ? "" : " where (" + inside.test(a.condition) + ")";
    switch (a.kind) {
      case model::AcrossKind::any:
        return "there are any " + rows + where;
      case model::AcrossKind::none:
        return "there are no " + rows + where;
      case model::AcrossKind::number:
        return "the number of " + rows + where;
      case model::AcrossKind::sum:
        return "the sum of " + inside.of(a.value) + " of " + rows + where;
      case model::AcrossKind::different:
        return "the number of different " + inside.of(a.value) + " of " + rows + where;
      case model::AcrossKind::gap:
      case model::AcrossKind::covered:
      case model::AcrossKind::stretch:
      case model::AcrossKind::most:
      case model::AcrossKind::slots:
        return spread(e, a, inside, rows + where);
      case model::AcrossKind::unique:
        return of(e.args[0]) + " is unique";
      default:
        break;
    }
    std::string by;
    for (const ExprId key : a.order) by += (by.empty() ? " by " : " and then by ") + inside.of(key);
    return inside.of(a.value) + " of the " +
           (a.kind == model::AcrossKind::first  ? "first "
            : a.kind == model::AcrossKind::last ? "last "
                                                : "one ") +
           rows + by + where;
  }

  // "the longest gap between the times of visits, from arrival to departure".
  std::string spread(const Expr& e, const model::Across& a, const Words& inside,
                     const std::string& rows) const {
    const std::string piece = a.until == model::kNoExpr ? inside.of(a.value)
                                                        : "the time from " + inside.of(a.value) +
                                                              " to " + inside.of(a.until);
    const std::string window = a.window == model::kNone ? "" : of(e.args[a.window]);
    std::string out;
    switch (a.kind) {
      case model::AcrossKind::gap:
        out = "the longest gap between " + piece;
        break;
      case model::AcrossKind::covered:
        out = "the time covered by " + piece;
        break;
      case model::AcrossKind::stretch:
        out = "the longest time covered by " + piece;
        break;
      case model::AcrossKind::most:
        out = "the most time covered in any " + window + " by " + piece;
        break;
      default:
        out = "the number of slots of " + window + " without " + piece;
        break;
    }
    return out + " of " + rows + ", from " + of(e.args[a.from]) + " to " + of(e.args[a.to]);
  }

  // "the span from A to B overlaps the span from C to D".
  std::string spans(const Expr& e) const {
    const auto span = [&](std::size_t i) {
      return "the span from " + of(e.args[i]) + " to " + of(e.args[i + 1]);
    };
    const auto test = static_cast<model::SpanTest>(e.index);
    const std::string day = e.by_day ? " by day" : "";
    if (test == model::SpanTest::holds) return of(e.args[0]) + " is inside " + span(1) + day;
    return span(0) + (test == model::SpanTest::inside ? " is inside " : " overlaps ") + span(2) +
           day;
  }

  // The value where it never changed, else the name.
  std::string parameter(const model::Parameter& q) const {
    return q.values.size() == 1 ? value_in_words(r_, q.type, q.values[0].value)
                                : name_in_words(q.name);
  }

  // Brackets where `and` meets `or`.
  std::string inner(ExprId id) const {
    const Op op = r_.expr(id).op;
    const bool compound =
        op == Op::and_ || op == Op::or_ || op == Op::xor_ || op == Op::implies || op == Op::choose;
    return compound ? "(" + of(id) + ")" : test(id);
  }

  std::string joined(const Expr& e, const char* word) const {
    std::string text;
    for (ExprId a : e.args) text += (text.empty() ? "" : word) + inner(a);
    return text;
  }

  std::string negation(ExprId id) const {
    const Expr& e = r_.expr(id);
    if (is_predicate(e.op)) return of(e.args[0]) + predicate(e, true);
    switch (e.op) {
      case Op::field:
        return of(id) + " is no";
      case Op::within_after:
      case Op::within_before:
        return within(e, "not ");
      case Op::eq:
      case Op::in:
      case Op::between:
        return comparison(e, true);
      default:
        return "not (" + test(id) + ")";
    }
  }

  std::string within(const Expr& e, const char* negation) const {
    return of(e.args[0]) + " is " + negation + "within " + of(e.args[1]) +
           (e.op == Op::within_after ? " after " : " before ") + of(e.args[2]) +
           (e.is_signed ? " (signed)" : "");
  }

  // `by day` is written out as a comparison with the first instant of a day, perhaps of the next
  // one.
  const ExprId* day_before_next(ExprId id) const {
    const Expr& e = r_.expr(id);
    if (e.op != Op::call || e.function != Function::add || e.type.kind != Kind::date)
      return nullptr;
    const Expr& step = r_.expr(e.args[1]);
    if (step.op != Op::literal || !step.value.is_known()) return nullptr;
    const auto* c = std::get_if<CalendarDuration>(&step.value.point());
    return c != nullptr && *c == CalendarDuration{0, 1} ? &e.args[0] : nullptr;
  }

  std::string comparison(const Expr& e, bool negated) const {
    const std::string x = of(e.args[0]);
    const std::string is = negated ? " is not " : " is ";
    if (e.op == Op::in) {
      std::vector<std::string> items;
      for (std::size_t i = 1; i < e.args.size(); ++i) items.push_back(of(e.args[i]));
      const bool none = negated && items.size() > 1;
      return x + (none ? " is none of " : is) + listed(items, none ? "and" : "or");
    }
    if (e.op == Op::between) {
      return x + is + "from " + of(e.args[1]) + " to " + (e.open_end ? "below " : "") +
             of(e.args[2]);
    }
    const Kind kind = r_.expr(e.args[0]).type.kind;
    const bool times = kind == Kind::date || kind == Kind::date_time || kind == Kind::wall_time;
    if (e.exactly && (e.op == Op::lt || e.op == Op::ge)) {
      if (const ExprId* day = day_before_next(e.args[1])) {
        return x + (e.op == Op::lt ? " is on or before " : " is after ") + of(*day) + " by day";
      }
      return x + (e.op == Op::lt ? " is before " : " is on or after ") + of(e.args[1]);
    }
    const std::string y = of(e.args[1]) + (e.exactly ? " (its first instant)" : "");
    switch (e.op) {
      case Op::ne:
        return x + " is not " + y;
      case Op::lt:
        return x + (times ? " is before " : " is less than ") + y;
      case Op::le:
        return x + (times ? " is on or before " : " is at most ") + y;
      case Op::gt:
        return x + (times ? " is after " : " is more than ") + y;
      case Op::ge:
        return x + (times ? " is on or after " : " is at least ") + y;
      default:
        return x + is + y;
    }
  }

  std::string choose(const Expr& e) const {
    std::string text;
    for (std::size_t i = 0; i + 1 < e.args.size(); i += 2)
      text += of(e.args[i + 1]) + " when " + inner(e.args[i]) + ", ";
    // Of a table without a hole there is always a row that holds.
    if (e.args.size() % 2 == 0) return text.substr(0, text.size() - 2);
    return text + "otherwise " + of(e.args.back());
  }

  std::string operand(ExprId id) const {
    const Expr& e = r_.expr(id);
    const bool sign = e.op == Op::call && e.function <= Function::negate;
    return sign || e.op == Op::choose || e.op == Op::or_else ? "(" + of(id) + ")" : of(id);
  }

  std::string call(const Expr& e) const {
    static constexpr std::string_view kSigns[] = {" plus ", " less ", " times ", " divided by "};
    if (e.function <= Function::divide) {
      const Expr& first = r_.expr(e.args[0]);
      // Sums read from the left without brackets; so do products.
      const auto sum = [](Function f) { return f == Function::add || f == Function::subtract; };
      const bool chain =
          first.op == Op::call &&
          ((sum(first.function) && sum(e.function)) ||
           (first.function == Function::multiply && e.function == Function::multiply));
      return (chain ? of(e.args[0]) : operand(e.args[0])) +
             std::string(kSigns[static_cast<int>(e.function)]) + operand(e.args[1]);
    }
    if (e.function == Function::negate) return "minus " + operand(e.args[0]);
    if (e.function == Function::matches)
      return of(e.args[0]) + " has the form " + words(r_.patterns[e.index]);
    const functions::Entry& entry = functions::entry(e.function);
    if (entry.signatures[0].operands[0] == Kind::list)
      return std::string(entry.name) + " " + list(e);
    std::vector<ExprId> args = e.args;
    if (e.function == Function::plus_working_days) std::swap(args[0], args[1]);
    const bool laid_out =
        (e.function == Function::as_date || e.function == Function::as_time) && e.index != 0;
    return filled(entry.form, args) + options(e) +
           (laid_out ? " written \"" + r_.layouts[e.index - 1].written + "\"" : "");
  }

  std::string list(const Expr& e) const {
    std::vector<std::string> items;
    for (ExprId a : e.args) items.push_back(of(a));
    return e.args.size() == 1 && r_.expr(e.args[0]).type.kind == Kind::list
               ? items[0]
               : "(" + listed(items, "and") + ")";
  }

  // "time from A to B" with its operands in the place of the words in capitals.
  std::string filled(std::string_view form, const std::vector<ExprId>& args) const {
    std::string text;
    std::size_t next = 0;
    for (std::size_t at = 0; at < form.size();) {
      const std::size_t end = std::min(form.find(' ', at), form.size());
      const std::string_view part = form.substr(at, end - at);
      bool capitals = part != "ISO" && part != "NHS";
      for (char c : part) capitals = capitals && std::isupper(static_cast<unsigned char>(c)) != 0;
      text += text.empty() ? "" : " ";
      text += capitals && next < args.size() ? operand(args[next++]) : std::string(part);
      at = end + 1;
    }
    return text;
  }

  const Words* outer_ = nullptr;                    // around a condition across records
  const std::vector<ExprId>* handed_in_ = nullptr;  // to it
  const Ruleset& r_;
  model::Index record_;
};

}  // namespace

std::string in_words(const Ruleset& r, model::Index record, ExprId id) {
  return Words(r, record).test(id);
}

}  // namespace assize::wording
