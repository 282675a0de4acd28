#include "engine/payments/records.h"

#include <algorithm>

#include "engine/payments/once.h"

namespace assize::payments {

using model::Index;
using model::PaidOutcome;
using model::PaymentScheme;

namespace {

bool could_be_paid(const OutcomeSet& s) {
  return s.has(Outcome::met) || s.has(Outcome::not_yet_due);
}
bool is_met(const OutcomeSet& s) { return s == OutcomeSet(Outcome::met); }

std::string why_uncertain(const Claim& c) {
  if (c.could_be == OutcomeSet(Outcome::not_yet_due)) return "not yet due";
  std::string out = "it cannot be told whether it is met";
  for (std::size_t i = 0; i < c.reasons.size(); ++i) {
    out += (i == 0 ? ": " : " and ") + c.reasons[i].field + " is " +
           std::string(word(c.reasons[i].reason));
  }
  return out;
}

class Records {
 public:
  Records(const model::Ruleset& ruleset, const PaymentInput& input, Lines& out)
      : ruleset_(ruleset), input_(input), out_(out) {}

  void add() {
    // Paid once over all outcomes of the name, whichever scheme and provider.
    std::map<std::string, std::vector<const Claim*>> pools;
    for (const Claim& c : input_.claims) {
      if (!could_be_paid(c.could_be)) continue;
      if (c.day && !scheme(c).in_force.holds(*c.day)) continue;
      pools[outcome(c).name].push_back(&c);
    }
    for (const auto& [name, claims] : pools) add_pool(claims);
  }

 private:
  const PaymentScheme& scheme(const Claim& c) const { return ruleset_.payment_schemes[c.scheme]; }
  const PaidOutcome& outcome(const Claim& c) const { return scheme(c).outcomes[c.outcome]; }

  void add_pool(const std::vector<const Claim*>& claims) {
    std::vector<OnceClaim> once;
    for (const Claim* c : claims) {
      const bool certain = c->certain && is_met(c->could_be) && inside(*c);
      once.push_back({c->person, c->day, certain, c->key});
    }
    const std::vector<OnceVerdict> verdicts = pay_once(once, scheme(*claims[0]).window);
    for (std::size_t i = 0; i < claims.size(); ++i) {
      out_.lines.push_back(line(*claims[i], verdicts[i], claims));
      out_.people.push_back(claims[i]->person);
    }
  }

  bool inside(const Claim& c) const { return c.day && scheme(c).in_force.holds(*c.day); }

  PaymentLine line(const Claim& c, const OnceVerdict& once,
                   const std::vector<const Claim*>& claims) const {
    const PaidOutcome& o = outcome(c);
    PaymentLine l;
    l.scheme = c.scheme;
    l.outcome = c.outcome;
    l.provider = c.provider;
    l.record = c.key;
    l.repeat = once.repeat;
    if (c.day) l.due = plus(*c.day, o.later);
    l.because = why_held(c, once, l);
    if (once.repeat == Repeat::proven) {
      l.state = PaymentState::repeat;
      l.because = "the outcome was paid for already";
      if (once.of_known) l.repeats = claims[once.of]->key;
    } else if (l.because.empty()) {
      l.state = PaymentState::paid;
      l.paid = o.amount;
    } else {
      l.state = PaymentState::held;
      l.held_high = o.amount;
    }
    return l;
  }

  // Empty: it is paid. Reasons that another would not lift stand first.
  std::string why_held(const Claim& c, const OnceVerdict& once, const PaymentLine& l) const {
    if (!is_met(c.could_be)) return why_uncertain(c);
    if (!c.day) return "it is not known when it was";
    if (!c.person) return "nobody is named, so that it cannot be checked whether it was paid for";
    if (!c.certain) return "it is not certain whose it is";
    if (c.provider && c.provider->empty()) return "it is not known whom to pay";
    if (once.repeat == Repeat::possible) return "it may have been paid for already";
    if (once.shaken) return "a record that names nobody may be of the same person";
    if (!l.due) return "it falls due after the year 9999";
    if (*l.due > input_.as_at) return "not payable before " + date_in_words(*l.due);
    return {};
  }

  const model::Ruleset& ruleset_;
  const PaymentInput& input_;
  Lines& out_;
};

}  // namespace

void add_records(const model::Ruleset& ruleset, const PaymentInput& input, Lines& out) {
  Records(ruleset, input, out).add();
}

}  // namespace assize::payments
