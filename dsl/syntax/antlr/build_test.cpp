// Tests written in the language.
#include "dsl/syntax/antlr/build.h"

#include <utility>

namespace assize::syntax {

TestDecl Builder::build(P::TestContext* c) {
  TestDecl d;
  d.title = text(c->STRING());
  d.span = span(c);
  for (auto* part : c->testClause()) clause(part, d);
  return d;
}

void Builder::clause(P::TestClauseContext* c, TestDecl& to) {
  if (auto* as_at = c->asAt()) {
    to.as_at.push_back(date(as_at->date()));
  } else if (auto* p = c->testPeriod()) {
    to.period.push_back(period(p->period()));
  } else if (c->noMinimum()) {
    to.no_minimum.push_back(span(c));
  } else if (auto* absent = c->notSupplied()) {
    to.not_supplied.push_back(reference(absent->reference()));
  } else if (auto* g = c->given()) {
    to.given.push_back(given(g));
  } else {
    to.expectations.push_back(expectation(c->expect()));
  }
}

Word Builder::period(P::PeriodContext* c) const {
  Word w = words(c);
  // 2021/22 is three tokens, which are written without blanks.
  if (c->SLASH()) std::erase(w.text, ' ');
  return w;
}

Given Builder::given(P::GivenContext* c) {
  Given g;
  g.record = reference(c->reference());
  g.fields = declared(c->name());
  g.span = span(c);
  const auto rows = c->row();
  g.rows.reserve(rows.size());
  for (auto* r : rows) {
    Row row;
    row.span = span(r);
    for (auto* one : r->cell()) row.values.push_back(cell(one));
    g.rows.push_back(std::move(row));
  }
  return g;
}

Where Builder::where(const std::vector<P::WhereContext*>& all) const {
  Where w;
  for (auto* one : all) {
    if (one->period()) {
      w.period.push_back(period(one->period()));
    } else if (one->PROVIDER()) {
      w.provider.push_back(text(one->STRING()));
    } else {
      Group group{declared(one->name()), {}};
      auto* code = one->codeName();
      if (code == nullptr) {
        auto* word = one->YES() ? one->YES() : one->NO();
        group.code = literal(LiteralKind::yes_no, one->YES() ? "yes" : "no", span(word));
      } else if (code->STRING()) {
        group.code = literal(LiteralKind::text, text(code->STRING()).text, span(code));
      } else {
        group.code = node(Kind::name, span(code));
        group.code.name = {{}, id(code->name()), span(code)};
      }
      w.groups.push_back(std::move(group));
    }
  }
  return w;
}

ExpectSides::Side Builder::side(P::SideSharesContext* c) const {
  ExpectSides::Side s;
  if (!c->shares()) return s;
  for (auto* share : {c->shares()->share().front(), c->shares()->share().back()}) {
    for (auto* n : share->signedNumeral()) s.parts.push_back(numeral(n));
  }
  return s;
}

Expectation Builder::expectation(P::ExpectContext* c) {
  if (auto* r = c->expectRecord()) {
    const Text key = text(r->STRING());
    const Name of = reference(r->reference());
    if (r->verdict()) return {ExpectVerdict{key, of, words(r->verdict())}, span(c)};
    ExpectOutcome e{key, of, {}, {}};
    for (auto* o : r->outcome()) {
      OutcomeWord outcome;
      if (o->name()) {
        auto* last = o->OUT() ? o->OUT() : o->EXCUSED();
        outcome.outcome = words(o->LEFT() ? o->LEFT() : last, last);
        outcome.by = declared(o->name());
      } else {
        outcome.outcome = words(o);
      }
      e.could_be.push_back(std::move(outcome));
    }
    if (r->reasons()) {
      for (auto* f : r->reasons()->fieldReason()) {
        e.because.push_back({declared(f->name()), words(f->reason())});
      }
    }
    return {std::move(e), span(c)};
  }
  if (auto* r = c->expectRecords()) {
    ExpectRecords e{{}, reference(r->reference()), words(r->recordsAre())};
    for (auto* key : r->STRING()) e.keys.push_back(text(key));
    return {std::move(e), span(c)};
  }
  if (auto* i = c->expectInstalments()) {
    ExpectInstalments e{reference(i->reference()), period(i->period()), {}};
    for (auto* one : i->instalment()) {
      e.instalments.emplace_back(plain_number(one->NUMERAL()),
                                 literal(LiteralKind::money, std::string(word(one->MONEY_AMOUNT())),
                                         span(one->MONEY_AMOUNT())));
    }
    return {std::move(e), span(c)};
  }
  if (auto* n = c->expectCount()) {
    const auto ends = n->numerals()->signedNumeral();
    return {ExpectCount{words(n->countName()), reference(n->reference()), where(n->where()),
                        numeral(ends.front()), numeral(ends.back())},
            span(c)};
  }
  auto* whole = c->expectWhole();
  const Name of = reference(whole->reference());
  Where w = where(whole->where());
  const auto amount = [&](P::AmountContext* a) {
    return literal(a->literal(), a->MINUS() != nullptr, span(a));
  };
  if (whole->PAYS() || whole->HOLDS()) {
    return {ExpectPays{of, std::move(w), whole->HOLDS() != nullptr, amount(whole->amount())},
            span(c)};
  }
  if (whole->COMPARES()) {
    return {ExpectSides{of, std::move(w), side(whole->sideShares(0)), side(whole->sideShares(1))},
            span(c)};
  }
  if (whole->SHOWS()) return {ExpectShows{of, std::move(w), words(whole->reading())}, span(c)};
  if (whole->CASES()) return {ExpectNoCases{of, std::move(w)}, span(c)};
  if (whole->TIER()) return {ExpectTier{of, std::move(w), declared(whole->name())}, span(c)};
  if (whole->status()) return {ExpectStatus{of, std::move(w), words(whole->status())}, span(c)};
  if (auto* shares = whole->shares()) {
    auto* low = shares->share().front();
    auto* high = shares->share().back();
    return {ExpectShare{of, std::move(w), numeral(low->signedNumeral(0)),
                        numeral(low->signedNumeral(1)), numeral(high->signedNumeral(0)),
                        numeral(high->signedNumeral(1))},
            span(c)};
  }
  const auto ends = whole->amounts()->amount();
  return {ExpectValue{of, std::move(w), amount(ends.front()), amount(ends.back())}, span(c)};
}

}  // namespace assize::syntax
