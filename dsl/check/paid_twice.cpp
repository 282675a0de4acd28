// Whether schemes could pay twice for one event: for one standard, or for records of one indicator.
#include "dsl/check/program.h"

namespace assize::check_detail {

namespace {

bool overlap(const model::Validity& a, const model::Validity& b) {
  return (!a.until || !b.from || *b.from <= *a.until) &&
         (!b.until || !a.from || *a.from <= *b.until);
}

// Said to be paid on top of the other.
bool hangs_upon(const model::PaymentScheme& s, const model::PaidOutcome& o,
                const model::PaidOutcome& other) {
  std::size_t steps = 0;
  for (Index h = o.hurdle; h != kNone && ++steps <= s.outcomes.size(); h = s.outcomes[h].hurdle) {
    if (&s.outcomes[h] == &other) return true;
  }
  return false;
}

}  // namespace

// Two outcomes that could be paid for one event.
void check_paid_twice(Program& p) {
  struct One {
    const model::PaymentScheme* scheme;
    const model::PaidOutcome* outcome;
  };
  std::vector<One> all;
  for (const model::PaymentScheme& s : p.ruleset.payment_schemes) {
    for (const model::PaidOutcome& o : s.outcomes) all.push_back({&s, &o});
  }
  for (std::size_t b = 0; b < all.size(); ++b) {
    for (std::size_t a = 0; a < b; ++a) {
      const auto& [s, o] = all[a];
      const auto& [t, q] = all[b];
      const bool together = overlap(s->in_force, t->in_force);
      std::string why, hint;
      const bool cohorts = o->standard != kNone && q->standard != kNone;
      const bool on_top = hangs_upon(*s, *o, *q) || hangs_upon(*t, *q, *o);
      const bool records = o->indicator != kNone && q->indicator != kNone;
      if (o->standard != kNone && o->standard == q->standard && together) {
        why = "are both paid when `" + p.ruleset.standards[o->standard].name + "` is met";
        hint = "end one scheme before the other starts, or pay for it in one";
      } else if (cohorts && together && !(s == t && on_top) &&
                 p.ruleset.standards[o->standard].indicator ==
                     p.ruleset.standards[q->standard].indicator) {
        why = "are both paid for what `" +
              p.ruleset.indicators[p.ruleset.standards[o->standard].indicator].name + "` counts";
        hint = "if one is paid on top of the other, let it say `only if` the other `is met`";
      } else if (records && o->name == q->name && s != t) {
        // Paid once over both, also from the end of one to the start of the other.
        if (s->pays_once && t->pays_once && s->window == t->window) continue;
        why = "are one outcome that is not paid once in the same time";
        hint = "say the same `pay once` in both schemes";
      } else if (records && o->indicator == q->indicator) {
        why = "are both paid for a record that meets `" + p.ruleset.indicators[o->indicator].name +
              "`";
        hint = "give the outcome one name in both schemes, so that it is paid once";
      }
      if (why.empty()) continue;
      p.error("A3905", q->span,
              "`" + o->name + "` of `" + s->name + "` and `" + q->name + "` of `" + t->name + "` " +
                  why,
              hint)
          .notes.push_back({"the other", o->span});
    }
  }
}

}  // namespace assize::check_detail
