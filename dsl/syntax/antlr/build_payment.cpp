// Payment schemes.
#include <utility>

#include "dsl/syntax/antlr/build.h"

namespace assize::syntax {

PaymentSchemeDecl Builder::build(P::PaymentSchemeContext* c) {
  PaymentSchemeDecl d;
  d.id = declared(c->name());
  d.title = text(c->STRING());
  d.span = span(c);
  for (auto* part : c->schemeClause()) clause(part, d);
  return d;
}

Expression Builder::duration(P::DurationContext* c) const {
  const LiteralKind kind = is_elapsed(c->unit()) ? LiteralKind::elapsed : LiteralKind::calendar;
  return literal(kind, std::string(word(c->NUMERAL())) + " " + words(c->unit()).text, span(c));
}

std::optional<Sharing> Builder::sharing(P::SharingContext* c) const {
  if (c == nullptr) return std::nullopt;
  Sharing s;
  s.span = span(c);
  s.equally = c->EQUALLY() != nullptr;
  for (auto* share : c->payerShare()) {
    PayerShare one{code_word(share->codeName()), {}, span(share)};
    if (share->REST()) one.share = "the rest";
    const auto numerals = share->NUMERAL();
    if (!numerals.empty()) {
      one.share = std::string(word(numerals[0]));
      one.share += share->PERCENT() ? "%" : "/" + std::string(word(numerals[1]));
    }
    s.payers.push_back(std::move(one));
  }
  if (c->codeName()) s.remainder = code_word(c->codeName());
  return s;
}

PaidOutcomeDecl Builder::paid_outcome(P::PaidOutcomeContext* c) {
  PaidOutcomeDecl d;
  d.id = declared(c->name());
  d.title = text(c->STRING());
  d.span = span(c);
  d.each_record = c->earned()->RECORD() != nullptr;
  d.of = reference(c->earned()->reference());
  for (auto* detail : c->paidDetail()) {
    if (detail->PERSON()) {
      d.person.push_back(declared(detail->name()));
    } else if (detail->CERTAIN()) {
      d.certain.push_back(expression(detail->expression()));
    } else if (detail->ONLY()) {
      d.only_if.push_back(declared(detail->name()));
    } else if (detail->PAYS()) {
      PaidAmount amount{value(detail->value(0)), std::nullopt, detail->ABOVE() != nullptr,
                        span(detail)};
      if (detail->value().size() > 1) amount.rate = value(detail->value(1));
      d.pays.push_back(std::move(amount));
    } else if (detail->ROUNDED()) {
      d.rounded.push_back(words(detail->rounding()));
    } else {
      d.later.push_back(duration(detail->duration()));
    }
  }
  d.shared = sharing(c->sharing());
  return d;
}

VolumeClause Builder::volume(P::VolumeContext* c) {
  VolumeClause v;
  v.span = span(c);
  v.of.span = span(c);
  v.of.indicators.push_back(reference(c->reference()));
  for (auto* what : c->per()) per(what, v.of);
  v.predicted = value(c->value(0));
  v.low = value(c->value(1));
  v.high = value(c->value(2));
  v.price = value(c->value(3));
  v.shared = sharing(c->sharing());
  return v;
}

void Builder::clause(P::SchemeClauseContext* c, PaymentSchemeDecl& to) {
  if (auto* x = c->cites()) {
    to.cites.push_back(cites(x));
  } else if (auto* payers = c->payers()) {
    PayersClause p{{}, reference(payers->reference()), span(c)};
    for (auto* payer : payers->codeName()) p.payers.push_back(code_word(payer));
    to.payers.push_back(std::move(p));
  } else if (auto* force = c->inForce()) {
    to.in_force.push_back(in_force(force, span(c)));
  } else if (auto* outcome = c->paidOutcome()) {
    to.outcomes.push_back(paid_outcome(outcome));
  } else if (auto* fee = c->fee()) {
    to.fee.push_back({value(fee->value()),
                      {fee->FINANCIAL() ? "financial year" : "calendar year", span(fee->YEAR())},
                      plain_number(fee->NUMERAL()),
                      fee->REMAINDER() != nullptr,
                      sharing(fee->sharing()),
                      span(c)});
  } else if (auto* base = c->foundation()) {
    to.foundation.push_back({value(base->value()), words(base->clawedFor()), declared(base->name()),
                             sharing(base->sharing()), span(c)});
  } else if (auto* v = c->volume()) {
    to.volume.push_back(volume(v));
  } else if (auto* once = c->payOnce()) {
    to.pay_once.push_back(duration(once->duration()));
  } else if (auto* most = c->payAtMost()) {
    to.at_most.push_back({value(most->value()),
                          most->PERSON() ? "person"
                          : most->ALL()  ? "all"
                                         : "financial year",
                          span(c)});
  } else if (c->ifCannotTell()) {
    to.if_cannot_tell.push_back(span(c));
  } else {
    to.duty_of.push_back(text(c->duty()->STRING()));
  }
}

}  // namespace assize::syntax
