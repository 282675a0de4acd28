#include "dsl/check/tiers.h"

#include <algorithm>
#include <set>

#include "dsl/check/expressions.h"
#include "dsl/check/literals.h"

namespace assize::check_detail {

using model::TargetKind;
using model::TierEnd;
using model::Type;
using syntax::TierKind;

namespace {

// A point of the line of numbers, or just behind it: a stretch begins and ends at one. Nothing:
// beyond every number.
struct Cut {
  std::optional<Decimal> at;
  bool behind = false;  // the number itself lies before the cut
};
bool operator<(const Cut& a, const Cut& b) {
  return *a.at < *b.at || (*a.at == *b.at && !a.behind && b.behind);
}
// `low` open at the left end, `high` at the right.
struct Stretch {
  Cut low, high;
  const syntax::Tier* tier;
};

Decimal number_of(const Scalar& s) {
  if (const auto* d = std::get_if<Decimal>(&s)) return *d;
  if (const auto* m = std::get_if<MillisValue>(&s)) return Decimal(m->ms);
  return Decimal(0);
}

class Tiers {
 public:
  Tiers(Program& p, std::uint32_t module, const syntax::StandardDecl& decl, const Type& measured,
        model::Standard& s, std::optional<Span> local)
      : p_(p), module_(module), decl_(decl), measured_(measured), s_(s), local_(local) {}

  void check() {
    std::unordered_map<std::string, Span> names;
    for (const syntax::Tier& t : decl_.tiers) {
      const auto [it, fresh] = names.try_emplace(t.name.text, t.name.span);
      if (!fresh) {
        Diagnostic& d =
            p_.error("A2002", t.name.span, "two tiers are called `" + t.name.text + "`");
        d.notes.push_back({"first here", it->second});
      }
      read(t);
    }
    if (!ok_ || s_.tiers.empty()) return;
    for (const model::Target& t : s_.targets) {
      if (t.kind == TargetKind::every_case || t.kind == TargetKind::no_case) {
        tile(t.kind == TargetKind::every_case ? Decimal(100) : Decimal(0), t);
      } else if (t.parameter == kNone) {
        tile(number_of(t.value), t);
      } else {
        for (const model::DatedValue& v : p_.ruleset.parameters[t.parameter].values)
          tile(number_of(v.value), t);
      }
      if (!ok_) return;
    }
  }

 private:
  void read(const syntax::Tier& t) {
    model::Tier tier;
    tier.name = t.name.text;
    if (t.action) tier.action = t.action->text;
    tier.at_target = t.kind == TierKind::at_target;
    if (t.low) tier.low = end(*t.low, t.kind == TierKind::from_to_below);
    if (t.high) tier.high = end(*t.high, t.kind == TierKind::above_to);
    s_.tiers.push_back(std::move(tier));
  }

  TierEnd end(const syntax::Expression& e, bool included) {
    TierEnd end;
    end.included = included;
    if (e.kind == syntax::Kind::target) {
      end.kind = TierEnd::Kind::target;
      return end;
    }
    end.kind = TierEnd::Kind::value;
    Type type;
    if (e.kind == syntax::Kind::name) {
      const Symbol* s = p_.resolve(module_, e.name, What::parameter);
      if (s == nullptr || p_.ruleset.parameters[s->index].values.empty()) {
        ok_ = false;
        return end;
      }
      const model::Parameter& q = p_.ruleset.parameters[s->index];
      if (q.values.size() > 1) {
        p_.error("A3022", e.span,
                 "the ends of a tier are of all times; `" + q.name + "` has several values",
                 "write the value, or `target`");
        ok_ = false;
        return end;
      }
      type = q.type;
      end.value = q.values[0].value;
    } else {
      const std::optional<Literal> l = literal(p_, e);
      if (!l || !l->value.is_known()) {
        ok_ = false;
        return end;
      }
      type = l->type;
      end.value = l->value.point();
    }
    if (!(type == measured_)) {
      p_.error("A3024", e.span,
               "the standard judges " + p_.in_words(measured_) + "; this is " + p_.in_words(type));
      ok_ = false;
    }
    return end;
  }

  std::string shown(const Decimal& d) const {
    if (measured_.unit == model::Unit::percent) return d.text() + "%";
    if (measured_.kind == model::Kind::elapsed) return d.text() + " milliseconds";
    return d.text();
  }

  // Of the tiers as they lie; of a local target it is said of the override.
  Diagnostic& problem(std::string code, Span span, std::string text) {
    if (!local_) return p_.error(std::move(code), span, std::move(text));
    Diagnostic& d = p_.error("A3055", *local_, "with the local target, " + text,
                             "restate the tiers: `override NAME: target ..., tier NAME: ..., tier "
                             "NAME: ..., from DATE, because ...`");
    d.notes.push_back({"the tier is here", span});
    return d;
  }

  // Lays the tiers along the line for one value of the target.
  void tile(const Decimal& target, const model::Target& from) {
    const bool high_meets =
        from.kind == TargetKind::at_least || from.kind == TargetKind::every_case;
    // What meets the target: from it up, or up to it.
    Stretch met{high_meets ? Cut{target, false} : Cut{}, high_meets ? Cut{} : Cut{target, true},
                nullptr};
    std::vector<Stretch> all;
    bool met_taken = false;
    for (std::size_t i = 0; i < s_.tiers.size(); ++i) {
      const model::Tier& t = s_.tiers[i];
      Stretch x{{}, {}, &decl_.tiers[i]};
      if (t.at_target) {
        x.low = met.low;
        x.high = met.high;
      } else {
        // A stretch that takes its lower end in begins before it; one that takes its upper end in
        // ends behind it.
        if (t.low.kind != TierEnd::Kind::none) x.low = {point(t.low, target), !t.low.included};
        if (t.high.kind != TierEnd::Kind::none) x.high = {point(t.high, target), t.high.included};
        if (x.low.at && x.high.at && !(x.low < x.high)) {
          problem("A3018", decl_.tiers[i].span,
                  "nothing lies in the tier `" + t.name + "` while the target is " + shown(target));
          ok_ = false;
          return;
        }
      }
      met_taken = met_taken || overlap(x, met);
      all.push_back(x);
    }
    if (!met_taken) all.push_back(met);
    std::stable_sort(all.begin(), all.end(), [](const Stretch& a, const Stretch& b) {
      if (!a.low.at || !b.low.at) return !a.low.at && b.low.at.has_value();
      return a.low < b.low;
    });
    for (std::size_t i = 1; i < all.size(); ++i) {
      const Stretch &a = all[i - 1], &b = all[i];
      if (overlap(a, b)) {
        const syntax::Tier* at = b.tier != nullptr ? b.tier : a.tier;
        Diagnostic& d = problem("A3026", at->span,
                                "the tiers " + name(a) + " and " + name(b) +
                                    " overlap while the target is " + shown(target));
        if (a.tier != nullptr && a.tier != at) d.notes.push_back({"the other tier", a.tier->span});
        ok_ = false;
        return;
      }
      if (*a.high.at != *b.low.at || a.high.behind != b.low.behind) {
        const syntax::Tier* at = a.tier != nullptr ? a.tier : b.tier;
        const bool single = *a.high.at == *b.low.at;
        problem(
            "A3027", at->span,
            "no tier holds " +
                (single ? shown(*a.high.at)
                        : "what lies between " + shown(*a.high.at) + " and " + shown(*b.low.at)) +
                " while the target is " + shown(target));
        ok_ = false;
        return;
      }
    }
    ends(all, target);
  }

  // A share lies from 0% to 100%; other measures have no ends.
  void ends(const std::vector<Stretch>& all, const Decimal& target) {
    const bool share = measured_.unit == model::Unit::percent;
    const Cut &first = all.front().low, &last = all.back().high;
    const bool low =
        !first.at ||
        (share && (*first.at < Decimal(0) || (*first.at == Decimal(0) && !first.behind)));
    const bool high =
        !last.at ||
        (share && (*last.at > Decimal(100) || (*last.at == Decimal(100) && last.behind)));
    if (low && high) return;
    const Stretch& s = low ? all.back() : all.front();
    problem("A3027", s.tier != nullptr ? s.tier->span : decl_.id.span,
            std::string("no tier holds what lies ") +
                (low ? "above " + shown(*last.at) : "below " + shown(*first.at)) +
                " while the target is " + shown(target));
    ok_ = false;
  }

  static Decimal point(const TierEnd& e, const Decimal& target) {
    return e.kind == TierEnd::Kind::target ? target : number_of(e.value);
  }
  static std::string name(const Stretch& s) {
    return s.tier == nullptr ? "at target" : "`" + s.tier->name.text + "`";
  }
  static bool overlap(const Stretch& a, const Stretch& b) {
    const bool left = !a.low.at || !b.high.at || a.low < b.high;
    const bool right = !b.low.at || !a.high.at || b.low < a.high;
    return left && right;
  }

  Program& p_;
  std::uint32_t module_;
  const syntax::StandardDecl& decl_;
  const Type& measured_;
  model::Standard& s_;
  std::optional<Span> local_;  // the override whose target the tiers are held against
  bool ok_ = true;
};

}  // namespace

void check_tiers(Program& p, std::uint32_t module, const syntax::StandardDecl& decl,
                 const Type& measured, model::Standard& s, std::optional<Span> local) {
  Tiers(p, module, decl, measured, s, local).check();
}

}  // namespace assize::check_detail
