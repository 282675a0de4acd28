// Expressions, literals and patterns.
#include <utility>

#include "dsl/syntax/antlr/build.h"

namespace assize::syntax {
namespace {

using P = grammar::AssizeParser;

// Depth of the tree: each pair of brackets can hold several levels (`or`, `and`, `not`, a test,
// `+`, `*`, a sign, a call).
constexpr int kLevelsPerBracket = 4;

// While it lives, what is built is `n` levels deeper.
class Deeper {
 public:
  Deeper(int& level, std::size_t n) : level_(level), n_(static_cast<int>(n)) { level_ += n_; }
  ~Deeper() { level_ -= n_; }
  Deeper(const Deeper&) = delete;
  Deeper& operator=(const Deeper&) = delete;

 private:
  int& level_;
  int n_;
};

Side side_of(const antlr4::tree::TerminalNode* before) {
  return before ? Side::before : Side::after;
}

}  // namespace

Expression Builder::node(Kind kind, Span at) const {
  Expression e;
  e.kind = kind;
  e.span = at;
  return e;
}

Expression Builder::literal(LiteralKind kind, std::string written, Span at) const {
  Expression e = node(Kind::literal, at);
  e.literal = kind;
  e.text = std::move(written);
  return e;
}

// --- literals ---

Expression Builder::date(P::DateContext* c) const {
  return literal(LiteralKind::date, words(c).text, span(c));
}

Expression Builder::numeral(P::SignedNumeralContext* c) const {
  return literal(LiteralKind::number, (c->MINUS() ? "-" : "") + std::string(word(c->NUMERAL())),
                 span(c));
}

Expression Builder::literal(P::LiteralContext* c, bool negative, Span at) const {
  const std::string minus = negative ? "-" : "";
  if (auto* numeral = c->NUMERAL()) {
    std::string number = minus + std::string(word(numeral));
    if (c->PERCENT()) return literal(LiteralKind::percent, number + "%", at);
    if (c->POINT() || c->POINTS()) return literal(LiteralKind::points, number + " points", at);
    if (auto* unit = c->unit()) {
      const bool elapsed = unit->SECOND() || unit->SECONDS() || unit->MINUTE() || unit->MINUTES() ||
                           unit->HOUR() || unit->HOURS();
      return literal(elapsed ? LiteralKind::elapsed : LiteralKind::calendar,
                     number + " " + words(unit).text, at);
    }
    return literal(LiteralKind::number, std::move(number), at);
  }
  if (auto* amount = c->MONEY_AMOUNT())
    return literal(LiteralKind::money, minus + std::string(word(amount)), at);
  Expression e;
  if (auto* string = c->STRING()) {
    e = literal(LiteralKind::text, text(string).text, at);
  } else if (c->CLOCK_TIME()) {
    e = literal(LiteralKind::datetime, std::string(word(c->CLOCK_TIME())), at);
  } else if (c->UNKNOWN()) {
    e = literal(LiteralKind::unknown, "unknown", at);
    if (auto* reason = c->reason()) e.option = words(reason).text;
  } else if (c->YES() || c->NO()) {
    e = literal(LiteralKind::yes_no, c->YES() ? "yes" : "no", at);
  } else {
    e = literal(LiteralKind::date, words(c).text, at);
  }
  if (!negative) return e;
  Expression minus_of = node(Kind::minus, at);
  minus_of.children.push_back(std::move(e));
  return minus_of;
}

Expression Builder::value(P::ValueContext* c) {
  if (auto* l = c->literal()) return literal(l, c->MINUS() != nullptr, span(c));
  if (auto* r = c->reference()) return name(r);
  return list(c->list());
}

Expression Builder::cell(P::CellContext* c) {
  if (auto* l = c->literal()) return literal(l, c->MINUS() != nullptr, span(c));
  if (auto* r = c->reference()) return name(r);
  if (c->UNREADABLE()) return literal(LiteralKind::unreadable, text(c->STRING()).text, span(c));
  return literal(LiteralKind::blank, "blank", span(c));
}

Expression Builder::whole_literal(P::OneLiteralContext* c) {
  if (auto* one = c->cell()) return cell(one);
  if (auto* items = c->list()) return list(items);
  Expression range = node(Kind::range, span(c));
  for (auto* end : c->sign()) range.children.push_back(sign(end));
  range.span.end = range.children.back().span.end;
  range.open_above = c->BELOW() != nullptr;
  return range;
}

Expression Builder::name(P::ReferenceContext* c) const {
  Expression e = node(Kind::name, span(c));
  e.name = reference(c);
  return e;
}

Expression Builder::list(P::ListContext* c) {
  Expression e = node(Kind::list, span(c));
  const Deeper deeper(level_, 1);
  for (auto* item : c->expression()) e.children.push_back(expression(item));
  return e;
}

Expression Builder::members(P::MembersContext* c) {
  return c->list() ? list(c->list()) : name(c->reference());
}

// --- logic ---

Expression Builder::expression(P::ExpressionContext* c) {
  const auto sides = c->disjunction();
  if (sides.size() == 1) return disjunction(sides[0]);
  Expression e = node(Kind::implies, span(c));
  const Deeper deeper(level_, 1);
  for (auto* side : sides) e.children.push_back(disjunction(side));
  return e;
}

Expression Builder::disjunction(P::DisjunctionContext* c) {
  const auto parts = c->conjunction();
  if (parts.size() == 1) return conjunction(parts[0]);
  Expression e = node(c->OR().empty() ? Kind::xor_ : Kind::or_, span(c));
  const Deeper deeper(level_, 1);
  e.children.reserve(parts.size());
  for (auto* part : parts) e.children.push_back(conjunction(part));
  return e;
}

Expression Builder::conjunction(P::ConjunctionContext* c) {
  const auto parts = c->negation();
  if (parts.size() == 1) return negation(parts[0]);
  Expression e = node(Kind::and_, span(c));
  const Deeper deeper(level_, 1);
  e.children.reserve(parts.size());
  for (auto* part : parts) e.children.push_back(negation(part));
  return e;
}

Expression Builder::negation(P::NegationContext* c) {
  if (c->comparison()) return comparison(c->comparison());
  Expression e = node(Kind::not_, span(c));
  const Deeper deeper(level_, 1);
  e.children.push_back(negation(c->negation()));
  return e;
}

// --- tests ---

Expression Builder::comparison(P::ComparisonContext* c) {
  auto* test = c->comparisonTest();
  if (!test) return sum(c->sum());
  const Deeper deeper(level_, 1);
  Expression subject = sum(c->sum());
  if (test->verdict()) {
    Expression e = verdict(test->verdict(), std::move(subject));
    e.span = span(c);
    return e;
  }
  if (test->isTest()) {
    Expression e = is_test(test->isTest(), std::move(subject));
    e.negated = test->NOT() != nullptr;
    e.span = span(c);
    return e;
  }
  Expression e = node(Kind::equal, span(c));
  e.negated = test->NOT() != nullptr || test->NOT_EQUAL() != nullptr;
  e.children.push_back(std::move(subject));
  if (auto* to = test->sum()) {
    e.kind = test->AT_MOST()    ? Kind::at_most
             : test->AT_LEAST() ? Kind::at_least
             : test->UNDER()    ? Kind::less_than
             : test->OVER()     ? Kind::more_than
                                : Kind::equal;
    e.children.push_back(sum(to));
  } else if (test->members()) {
    e.kind = Kind::in;
    e.children.push_back(members(test->members()));
  } else if (test->pattern()) {
    e.kind = Kind::matches;
    e.pattern = pattern(test->pattern());
  } else {
    e.kind = Kind::has_happened;
  }
  return e;
}

Expression Builder::verdict(P::VerdictContext* c, Expression rule) {
  Expression e = node(Kind::verdict, rule.span);
  e.text = words(c).text;
  e.children.push_back(std::move(rule));
  return e;
}

Expression Builder::is_test(P::IsTestContext* c, Expression subject) {
  Expression e = node(Kind::equal, span(c));
  e.children.push_back(std::move(subject));
  const auto sums = c->sum();
  if (auto* d = c->limit()) e.children.push_back(limit(d));
  for (auto* s : sums) e.children.push_back(sum(s));
  if (auto* m = c->members()) e.children.push_back(members(m));
  if (c->SIGNED()) e.option = "signed";
  e.side = side_of(c->BEFORE());
  e.grain = c->DAY() ? Grain::by_day : c->EXACTLY() ? Grain::exactly : Grain::none;
  e.open_above = c->BELOW() != nullptr;

  if (c->BLANK())
    e.kind = Kind::is_blank;
  else if (c->SUPPLIED())
    e.kind = Kind::is_supplied;
  else if (c->WELL())
    e.kind = Kind::is_well_formed;
  else if (c->LISTED())
    e.kind = Kind::is_listed;
  else if (c->KNOWN())
    e.kind = Kind::is_known;
  else if (c->UNKNOWN())
    e.kind = Kind::is_unknown;
  else if (c->VALID())
    e.kind = Kind::valid_nhs_number;
  else if (c->MOST())
    e.kind = Kind::at_most;
  else if (c->LEAST())
    e.kind = Kind::at_least;
  else if (c->LESS())
    e.kind = Kind::less_than;
  else if (c->MORE_())
    e.kind = Kind::more_than;
  else if (c->FROM())
    e.kind = Kind::between;
  else if (c->IN())
    e.kind = Kind::in;
  else if (c->WITHIN())
    e.kind = Kind::within;
  else if (c->LATER())
    e.kind = Kind::no_later;
  else if (c->EARLIER())
    e.kind = Kind::no_earlier;
  else if (c->OR())
    e.kind = c->BEFORE() ? Kind::on_or_before : Kind::on_or_after;
  else if (c->BEFORE())
    e.kind = Kind::before;
  else if (c->AFTER())
    e.kind = Kind::after;
  else if (c->ON())
    e.kind = Kind::on;

  const bool limited =
      e.kind == Kind::within || e.kind == Kind::no_later || e.kind == Kind::no_earlier;
  if (!limited) e.side = Side::after;
  if (auto* reason = c->reason()) e.option = words(reason).text;
  return e;
}

// --- arithmetic ---

Expression Builder::limit(P::LimitContext* c) {
  const auto parts = c->limitPart();
  if (parts.size() == 1) return limit_part(parts[0]);
  Expression e = node(Kind::sum, span(c));
  const Deeper deeper(level_, 1);
  for (antlr4::tree::ParseTree* child : c->children) {
    if (auto* sign = dynamic_cast<antlr4::tree::TerminalNode*>(child)) e.text += word(sign);
  }
  for (auto* part : parts) e.children.push_back(limit_part(part));
  return e;
}

Expression Builder::limit_part(P::LimitPartContext* c) {
  if (auto* r = c->reference()) return name(r);
  if (auto* brackets = c->list()) {
    Expression inner = list(brackets);
    return inner.children.size() == 1 ? std::move(inner.children[0]) : std::move(inner);
  }
  if (c->WORKING()) return literal(LiteralKind::working_days, words(c).text, span(c));
  auto* unit = c->unit();
  const bool elapsed = unit->SECOND() || unit->SECONDS() || unit->MINUTE() || unit->MINUTES() ||
                       unit->HOUR() || unit->HOURS();
  return literal(elapsed ? LiteralKind::elapsed : LiteralKind::calendar, words(c).text, span(c));
}

Expression Builder::sum(P::SumContext* c) {
  const auto parts = c->product();
  if (parts.size() == 1) return product(parts[0]);
  Expression e = node(Kind::sum, span(c));
  const Deeper deeper(level_, 1);
  for (antlr4::tree::ParseTree* child : c->children) {
    if (auto* sign = dynamic_cast<antlr4::tree::TerminalNode*>(child)) e.text += word(sign);
  }
  e.children.reserve(parts.size());
  for (auto* part : parts) e.children.push_back(product(part));
  return e;
}

Expression Builder::product(P::ProductContext* c) {
  const auto parts = c->sign();
  if (parts.size() == 1) return sign(parts[0]);
  Expression e = node(Kind::product, span(c));
  const Deeper deeper(level_, 1);
  for (antlr4::tree::ParseTree* child : c->children) {
    if (auto* sign = dynamic_cast<antlr4::tree::TerminalNode*>(child)) e.text += word(sign);
  }
  e.children.reserve(parts.size());
  for (auto* part : parts) e.children.push_back(sign(part));
  return e;
}

// A minus before a number is part of the number; before anything else it is an operator.
Expression Builder::negative(P::PrimaryContext* c, Span at) {
  if (c->literal()) return literal(c->literal(), true, at);
  Expression e = node(Kind::minus, at);
  const Deeper deeper(level_, 1);
  e.children.push_back(primary(c));
  return e;
}

Expression Builder::sign(P::SignContext* c) {
  if (!c->MINUS()) return postfix(c->postfix());
  if (c->postfix()->postfixPart().empty()) return negative(c->postfix()->primary(), span(c));
  Expression e = node(Kind::minus, span(c));
  const Deeper deeper(level_, 1);
  e.children.push_back(postfix(c->postfix()));
  return e;
}

Expression Builder::operand(P::OperandContext* c) {
  return c->MINUS() ? negative(c->primary(), span(c)) : primary(c->primary());
}

Expression Builder::postfix(P::PostfixContext* c) {
  const auto parts = c->postfixPart();
  const Deeper deeper(level_, parts.size());
  Expression e = primary(c->primary());
  for (auto* part : parts) {
    if (too_deep_) return e;
    e = postfix_part(part, std::move(e));
    e.span = span(part);
    e.span.begin = span(c).begin;
  }
  return e;
}

Expression Builder::postfix_part(P::PostfixPartContext* c, Expression subject) {
  Expression e = node(Kind::call, span(c));
  e.children.push_back(std::move(subject));
  if (auto* other = c->operand()) e.children.push_back(operand(other));
  if (c->ELSE()) {
    e.kind = Kind::or_else;
    e.because = text(c->STRING());
  } else if (c->ROUNDED()) {
    e.text = "rounded to";
    if (auto* how = c->rounding()) e.option = words(how).text;
  } else if (c->POWER()) {
    e.text = "to the power";
  } else if (c->WORKING()) {
    e.text = c->AFTER() ? "working days after" : "working days before";
  } else {
    e.text = c->TEXT() ? "as text" : c->NUMBER() ? "as number" : "as date";
  }
  return e;
}

Expression Builder::primary(P::PrimaryContext* c) {
  if (level_ > kLevelsPerBracket * limits_.depth) {
    if (!too_deep_) diagnostics_.error("A1004", span(c), "nested too deeply");
    too_deep_ = true;
    return node(Kind::literal, span(c));
  }
  if (auto* l = c->literal()) return literal(l, false, span(c));
  if (auto* r = c->reference()) return name(r);
  if (auto* f = c->function()) return function(f);
  if (auto* ch = c->choose()) return choose(ch);
  if (auto* inner = c->expression()) {
    Expression e = node(Kind::surely, span(c));
    const Deeper deeper(level_, 1);
    e.children.push_back(expression(inner));
    return e;
  }
  Expression brackets = list(c->list());
  if (brackets.children.size() != 1) return brackets;
  Expression inner = std::move(brackets.children[0]);
  return inner;
}

Expression Builder::choose(P::ChooseContext* c) {
  Expression e = node(Kind::choose, span(c));
  const Deeper deeper(level_, 1);
  for (auto* choice : c->choice()) {
    for (auto* part : choice->expression()) e.children.push_back(expression(part));
  }
  e.children.push_back(expression(c->expression()));
  return e;
}

Expression Builder::function(P::FunctionContext* c) {
  Expression e = node(Kind::call, span(c));
  const Deeper deeper(level_, 1);
  const auto operands = c->operand();
  // The words before the first operand are the function's name.
  e.text = words(c->start->getStartIndex(), operands[0]->start->getStartIndex() - 1);
  if (c->SIGNED()) e.option = "signed";
  if (c->BY()) e.option = "by day of the month";
  if (c->BIRTHDAYS()) {
    e.option = "with birthdays on 28 February";
    if (word(c->NUMERAL()) != "28") {
      diagnostics_.error(
          "A1015", span(c->NUMERAL()),
          "birthdays of 29 February fall on 1 March, or `with birthdays on 28 February`");
    }
  }
  const bool over_list = c->LOWEST() || c->HIGHEST() || c->SUM() || c->MEAN() || c->MEDIAN() ||
                         c->PRODUCT() || c->NUMBER() || c->ALL() || c->ANY();
  if (over_list && !operands[0]->MINUS() && operands[0]->primary()->list()) {
    e.children.push_back(list(operands[0]->primary()->list()));
    return e;
  }
  for (auto* o : operands) e.children.push_back(operand(o));
  return e;
}

// --- patterns ---

std::vector<PatternPart> Builder::pattern(P::PatternContext* c) {
  std::vector<PatternPart> parts;
  for (auto* p : c->patternPart()) {
    PatternPart part;
    part.span = span(p);
    part.optional = p->OPTIONAL() != nullptr;
    if (auto* string = p->STRING()) {
      part.of = p->ONE() ? PatternPart::Class::one_of : PatternPart::Class::literal;
      part.text = text(string).text;
      parts.push_back(std::move(part));
      continue;
    }
    auto* kind = p->characters();
    const bool letters = kind->LETTER() || kind->LETTERS();
    part.of = kind->CAPITAL()                                ? PatternPart::Class::capital_letters
              : letters && (kind->DIGIT() || kind->DIGITS()) ? PatternPart::Class::letters_or_digits
              : letters                                      ? PatternPart::Class::letters
              : kind->DIGIT() || kind->DIGITS()              ? PatternPart::Class::digits
                                                             : PatternPart::Class::characters;
    std::vector<std::uint32_t> counts;
    for (auto* n : p->NUMERAL()) {
      std::uint32_t count = 0;
      bool whole = true;
      for (const char digit : word(n)) {
        whole = whole && digit != '.' && count < 100000;
        if (whole) count = count * 10 + static_cast<std::uint32_t>(digit - '0');
      }
      if (!whole || count > 10000) {
        diagnostics_.error("A1015", span(n),
                           "a pattern counts characters in whole numbers up to 10000");
      }
      counts.push_back(count);
    }
    part.least = counts.front();
    part.most = p->LEAST() ? 0 : counts.back();
    if (part.most == 0 && !p->LEAST()) {
      diagnostics_.error("A1015", span(p), "this part of the pattern stands for no character");
    }
    if (part.most != 0 && part.most < part.least) {
      diagnostics_.error("A1015", span(p), "this part of the pattern ends below where it begins");
    }
    parts.push_back(std::move(part));
  }
  return parts;
}

}  // namespace assize::syntax
