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

}  // namespace

bool Builder::is_elapsed(P::UnitContext* unit) {
  return unit->SECOND() || unit->SECONDS() || unit->MINUTE() || unit->MINUTES() || unit->HOUR() ||
         unit->HOURS();
}

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
      return literal(is_elapsed(unit) ? LiteralKind::elapsed : LiteralKind::calendar,
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
  Expression e;
  list(c->list(), e);
  return e;
}

Expression Builder::cell(P::CellContext* c) {
  if (auto* l = c->literal()) return literal(l, c->MINUS() != nullptr, span(c));
  if (auto* r = c->reference()) return name(r);
  if (c->UNREADABLE()) return literal(LiteralKind::unreadable, text(c->STRING()).text, span(c));
  return literal(LiteralKind::blank, "blank", span(c));
}

Expression Builder::whole_literal(P::OneLiteralContext* c) {
  if (auto* one = c->cell()) return cell(one);
  Expression e;
  if (auto* items = c->list()) {
    list(items, e);
    return e;
  }
  begin(Kind::range, c->sign(0), e);
  e.span.begin = span(c->FROM()).begin;
  e.children.reserve(2);
  for (auto* end : c->sign()) build(end, e.children.emplace_back());
  e.span.end = e.children.back().span.end;
  e.open_above = c->BELOW() != nullptr;
  return e;
}

Expression Builder::name(P::ReferenceContext* c) const {
  Expression e = node(Kind::name, span(c));
  e.name = reference(c);
  return e;
}

void Builder::list(P::ListContext* c, Expression& e) {
  e = node(Kind::list, span(c));
  const Deeper deeper(level_, 1);
  const auto items = c->expression();
  e.children.reserve(items.size());
  for (auto* item : items) build(item, e.children.emplace_back());
}

void Builder::members(P::MembersContext* c, Expression& e) {
  if (c->list())
    list(c->list(), e);
  else
    e = name(c->reference());
}

// Starts a node whose children are built next.
void Builder::begin(Kind kind, const Rule* at, Expression& e) {
  e = Expression{};
  e.kind = kind;
  e.span = span(at);
}

// The signs between the parts of a chain.
std::string Builder::signs(const Rule* c) const {
  std::string out;
  for (antlr4::tree::ParseTree* child : c->children) {
    if (auto* sign = dynamic_cast<antlr4::tree::TerminalNode*>(child)) out += word(sign);
  }
  return out;
}

// --- logic ---

Expression Builder::expression(P::ExpressionContext* c) {
  Expression e;
  build(c, e);
  return e;
}

Expression Builder::expression(P::SumContext* c) {
  Expression e;
  build(c, e);
  return e;
}

void Builder::build(P::ExpressionContext* c, Expression& e) {
  const auto sides = c->disjunction();
  if (sides.size() == 1) return build(sides[0], e);
  begin(Kind::implies, c, e);
  const Deeper deeper(level_, 1);
  e.children.resize(2);
  build(sides[0], e.children[0]);
  build(sides[1], e.children[1]);
}

void Builder::build(P::DisjunctionContext* c, Expression& e) {
  const auto parts = c->conjunction();
  if (parts.size() == 1) return build(parts[0], e);
  begin(c->OR().empty() ? Kind::xor_ : Kind::or_, c, e);
  const Deeper deeper(level_, 1);
  e.children.reserve(parts.size());
  for (auto* part : parts) build(part, e.children.emplace_back());
}

void Builder::build(P::ConjunctionContext* c, Expression& e) {
  const auto parts = c->negation();
  if (parts.size() == 1) return build(parts[0], e);
  begin(Kind::and_, c, e);
  const Deeper deeper(level_, 1);
  e.children.reserve(parts.size());
  for (auto* part : parts) build(part, e.children.emplace_back());
}

void Builder::build(P::NegationContext* c, Expression& e) {
  if (c->comparison()) return build(c->comparison(), e);
  begin(Kind::not_, c, e);
  const Deeper deeper(level_, 1);
  build(c->negation(), e.children.emplace_back());
}

// --- tests ---

void Builder::build(P::ComparisonContext* c, Expression& e) {
  auto* test = c->comparisonTest();
  if (!test) return build(c->sum(), e);
  begin(Kind::equal, c, e);
  const Deeper deeper(level_, 1);
  e.children.reserve(3);
  build(c->sum(), e.children.emplace_back());
  e.negated = test->NOT() != nullptr || test->NOT_EQUAL() != nullptr;
  if (auto* said = test->verdict()) {
    e.kind = Kind::verdict;
    e.text = words(said).text;
  } else if (test->isTest()) {
    is_test(test->isTest(), e);
  } else if (test->OVERLAPS() || test->COVERS() || test->STARTS()) {
    e.kind = Kind::spans;
    e.text = test->OVERLAPS() ? "overlaps" : test->COVERS() ? "covers" : "starts in";
    if (test->DAY()) e.grain = Grain::by_day;
    build(test->sum(), e.children.emplace_back());
  } else if (auto* to = test->sum()) {
    e.kind = test->AT_MOST()    ? Kind::at_most
             : test->AT_LEAST() ? Kind::at_least
             : test->UNDER()    ? Kind::less_than
             : test->OVER()     ? Kind::more_than
                                : Kind::equal;
    build(to, e.children.emplace_back());
  } else if (test->members()) {
    e.kind = Kind::in;
    members(test->members(), e.children.emplace_back());
  } else if (test->list() || test->STRING() || test->reference()) {
    items(test, e);
  } else if (test->pattern()) {
    e.kind = Kind::matches;
    e.pattern = pattern(test->pattern());
  } else {
    e.kind = Kind::has_happened;
  }
}

Kind Builder::kind_of(P::IsTestContext* c) {
  if (c->BLANK()) return Kind::is_blank;
  if (c->SUPPLIED()) return Kind::is_supplied;
  if (c->UNIQUE()) return Kind::is_unique;
  if (c->WELL()) return Kind::is_well_formed;
  if (c->LISTED()) return Kind::is_listed;
  if (c->KNOWN()) return Kind::is_known;
  if (c->UNKNOWN()) return Kind::is_unknown;
  if (c->VALID()) return Kind::valid_nhs_number;
  if (c->MOST()) return Kind::at_most;
  if (c->LEAST()) return Kind::at_least;
  if (c->LESS()) return Kind::less_than;
  if (c->MORE_()) return Kind::more_than;
  if (c->FROM()) return Kind::between;
  if (c->INSIDE()) return Kind::spans;
  if (c->IN()) return Kind::in;
  if (c->WITHIN()) return Kind::within;
  if (c->LATER()) return Kind::no_later;
  if (c->EARLIER()) return Kind::no_earlier;
  if (c->OR()) return c->BEFORE() ? Kind::on_or_before : Kind::on_or_after;
  if (c->BEFORE()) return Kind::before;
  if (c->AFTER()) return Kind::after;
  return c->ON() ? Kind::on : Kind::equal;
}

// What follows `is [not]`; `e` has its subject.
void Builder::is_test(P::IsTestContext* c, Expression& e) {
  e.kind = kind_of(c);
  if (e.kind == Kind::spans) e.text = "inside";
  if (c->limit()) {
    e.side = c->BEFORE() ? Side::before : Side::after;
    limit(c->limit(), e.children.emplace_back());
  }
  for (auto* operand : c->sum()) build(operand, e.children.emplace_back());
  if (auto* m = c->members()) members(m, e.children.emplace_back());
  if (c->SIGNED()) e.option = "signed";
  if (auto* reason = c->reason()) e.option = words(reason).text;
  e.grain = c->DAY() ? Grain::by_day : c->EXACTLY() ? Grain::exactly : Grain::none;
  e.open_above = c->BELOW() != nullptr;
}

// --- arithmetic ---

void Builder::limit(P::LimitContext* c, Expression& e) {
  const auto parts = c->limitPart();
  if (parts.size() == 1) return limit_part(parts[0], e);
  begin(Kind::sum, c, e);
  e.text = signs(c);
  const Deeper deeper(level_, 1);
  e.children.reserve(parts.size());
  for (auto* part : parts) limit_part(part, e.children.emplace_back());
}

void Builder::limit_part(P::LimitPartContext* c, Expression& e) {
  if (c->list()) {
    brackets(c->list(), e);
  } else if (c->use()) {
    use(c->use(), e);
  } else if (c->WORKING()) {
    e = literal(LiteralKind::working_days, words(c).text, span(c));
  } else {
    e = literal(is_elapsed(c->unit()) ? LiteralKind::elapsed : LiteralKind::calendar, words(c).text,
                span(c));
  }
}

void Builder::build(P::SumContext* c, Expression& e) {
  const auto parts = c->product();
  if (parts.size() == 1) return build(parts[0], e);
  begin(Kind::sum, c, e);
  e.text = signs(c);
  const Deeper deeper(level_, 1);
  e.children.reserve(parts.size());
  for (auto* part : parts) build(part, e.children.emplace_back());
  for (std::size_t i = 1; i < parts.size(); ++i) refuse_rounding(parts[i]->sign(0));
}

void Builder::build(P::ProductContext* c, Expression& e) {
  const auto parts = c->sign();
  if (parts.size() == 1) return build(parts[0], e);
  begin(Kind::product, c, e);
  e.text = signs(c);
  const Deeper deeper(level_, 1);
  e.children.reserve(parts.size());
  for (auto* part : parts) build(part, e.children.emplace_back());
  for (std::size_t i = 1; i < parts.size(); ++i) refuse_rounding(parts[i]);
}

// `a / b rounded to 2 decimal places` rounds b and reads as if it rounded the quotient.
void Builder::refuse_rounding(P::SignContext* c) {
  for (auto* part : c->postfix()->postfixPart()) {
    if (!part->ROUNDED()) continue;
    diagnostics_.error("A1016", span(part->ROUNDED()), "it is not clear what is rounded here",
                       "write brackets around all that is rounded, or around `" +
                           words(c->postfix()->primary()->start->getStartIndex(),
                                 c->postfix()->primary()->stop->getStartIndex()) +
                           " rounded to ...`");
    return;
  }
}

void Builder::build(P::SignContext* c, Expression& e) {
  if (!c->MINUS()) return build(c->postfix(), e);
  if (c->postfix()->postfixPart().empty()) return negative(c->postfix()->primary(), c, e);
  begin(Kind::minus, c, e);
  const Deeper deeper(level_, 1);
  build(c->postfix(), e.children.emplace_back());
}

// A minus before a number is part of the number; before anything else it is an operator.
void Builder::negative(P::PrimaryContext* c, const Rule* whole, Expression& e) {
  if (c->literal()) {
    e = literal(c->literal(), true, span(whole));
    return;
  }
  begin(Kind::minus, whole, e);
  const Deeper deeper(level_, 1);
  build(c, e.children.emplace_back());
}

void Builder::operand(P::OperandContext* c, Expression& e) {
  if (c->MINUS())
    negative(c->primary(), c, e);
  else
    build(c->primary(), e);
}

void Builder::build(P::PostfixContext* c, Expression& e) {
  const auto parts = c->postfixPart();
  const Deeper deeper(level_, parts.size());
  build(c->primary(), e);
  for (auto* part : parts) {
    if (too_deep_) return;
    Expression subject = std::move(e);
    begin(Kind::call, part, e);
    e.span.begin = subject.span.begin;
    e.children.reserve(2);
    e.children.push_back(std::move(subject));
    postfix_part(part, e);
  }
}

// `e` is a call that has its subject.
void Builder::postfix_part(P::PostfixPartContext* c, Expression& e) {
  if (auto* other = c->operand()) operand(other, e.children.emplace_back());
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
  } else if (c->reference()) {
    e.kind = Kind::mapped;
    e.name = reference(c->reference());
  } else if (c->WITHOUT()) {
    e.text = "without";
    Expression& left_out = e.children.emplace_back();
    begin(Kind::literal, c, left_out);
    left_out.literal = LiteralKind::text;
    left_out.text = text(c->STRING()).text;
    left_out.span = span(c->STRING());
  } else if (c->FOLLOWED()) {
    e.text = "followed by";
  } else {
    e.text = c->TEXT()       ? "as text"
             : c->NUMBER()   ? "as number"
             : c->CAPITALS() ? "as capitals"
             : c->TIME()     ? "as time"
                             : "as date";
    if (c->WRITTEN()) e.option = text(c->STRING()).text;
  }
}

void Builder::build(P::PrimaryContext* c, Expression& e) {
  if (level_ > kLevelsPerBracket * limits_.depth) {
    if (!too_deep_) diagnostics_.error("A1004", span(c), "nested too deeply");
    too_deep_ = true;
    return begin(Kind::literal, c, e);
  }
  if (auto* l = c->literal()) {
    e = literal(l, false, span(c));
  } else if (auto* u = c->use()) {
    use(u, e);
  } else if (auto* f = c->function()) {
    function(f, e);
  } else if (auto* a = c->across()) {
    across(a, e);
  } else if (auto* ch = c->choose()) {
    choose(ch, e);
  } else if (auto* inner = c->expression()) {
    begin(Kind::surely, c, e);
    const Deeper deeper(level_, 1);
    build(inner, e.children.emplace_back());
  } else {
    brackets(c->list(), e);
  }
}

void Builder::use(P::UseContext* c, Expression& e) {
  if (c->uses() == nullptr && c->operand() == nullptr) {
    e = name(c->reference());
    return;
  }
  begin(c->uses() ? Kind::use : Kind::lookup, c, e);
  e.name = reference(c->reference());
  const Deeper deeper(level_, 1);
  if (c->operand()) return operand(c->operand(), e.children.emplace_back());
  const auto all = c->uses()->expression();
  e.children.reserve(all.size());
  for (auto* argument : all) build(argument, e.children.emplace_back());
}

// Brackets around one expression are no list.
void Builder::brackets(P::ListContext* c, Expression& e) {
  const auto items = c->expression();
  if (items.size() == 1)
    build(items[0], e);
  else
    list(c, e);
}

void Builder::choose(P::ChooseContext* c, Expression& e) {
  begin(Kind::choose, c, e);
  const Deeper deeper(level_, 1);
  const auto choices = c->choice();
  e.children.reserve(2 * choices.size() + 1);
  for (auto* choice : choices) {
    build(choice->expression(0), e.children.emplace_back());
    build(choice->expression(1), e.children.emplace_back());
  }
  build(c->expression(), e.children.emplace_back());
}

void Builder::function(P::FunctionContext* c, Expression& e) {
  begin(Kind::call, c, e);
  const Deeper deeper(level_, 1);
  const auto operands = c->operand();
  // The words before the first operand are the function's name.
  e.text = words(c->start->getStartIndex(), operands[0]->start->getStartIndex() - 1);
  if (c->SIGNED()) e.option = "signed";
  if (c->MONTHS() && c->BY()) e.option = "by day of the month";
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
  e.children.reserve(operands.size());
  if (over_list && !operands[0]->MINUS() && operands[0]->primary()->list()) {
    return list(operands[0]->primary()->list(), e.children.emplace_back());
  }
  for (auto* o : operands) operand(o, e.children.emplace_back());
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
