// Claims: a published sentence about how a figure moved, as a target for the change.
#include "dsl/check/expressions.h"
#include "dsl/check/literals.h"

namespace assize::check_detail {

using Kind = model::Claim::Kind;

namespace {

class Claims {
 public:
  Claims(Program& p, const syntax::StandardDecl& decl, Index at)
      : p_(p), decl_(decl), s_(p.ruleset.standards[at]) {}

  void check() {
    const syntax::Says* says = required(p_, decl_.says, "says", decl_.id.span);
    if (says == nullptr || !periods(*says)) return;
    claim_.kind = static_cast<Kind>(says->kind);
    if (!target(*says) || !chance()) return;
    s_.claim = claim_;
  }

 private:
  bool refuse(Span span, std::string text, std::string hint = {}) {
    p_.error("A3092", span, std::move(text), std::move(hint));
    return false;
  }

  bool periods(const syntax::Says& says) {
    for (const auto& [word, to] : {std::pair{&says.from, &claim_.from}, {&says.to, &claim_.to}}) {
      const auto period = parse_period(word->text);
      if (!period) return false;  // reported
      *to = *period;
    }
    if (s_.per_period != PeriodKind::whole)
      return refuse(decl_.judges[0].span, "a claim names its periods itself",
                    "leave the period out of `about`");
    if (claim_.from.kind != claim_.to.kind || !(claim_.from < claim_.to))
      return refuse(says.span, "the period that is spoken of comes after the other, and is like it",
                    "write `says higher in 2021/22 than in 2020/21`");
    return true;
  }

  bool target(const syntax::Says& says) {
    const model::Type type =
        model::difference_type(p_.ruleset, p_.ruleset.indicators[s_.indicator]);
    if (type.kind != model::Kind::number)
      return refuse(decl_.judges[0].span,
                    "a claim is about a figure that is a number; this is " + p_.in_words(type));
    const bool down = claim_.kind == Kind::lower || claim_.kind == Kind::falls;
    model::Target t;
    t.span = says.span;
    t.kind = down ? model::TargetKind::at_most : model::TargetKind::at_least;
    t.strict = !says.size;
    t.value = Decimal(0);
    if (says.size) {
      const std::optional<Literal> size = literal(p_, *says.size);
      if (!size || !size->value.is_known()) return false;
      if (!(size->type == type))
        return refuse(says.size->span, "the size of the change is " + p_.in_words(type) +
                                           "; this is " + p_.in_words(size->type));
      const Decimal n = std::get<Decimal>(size->value.point());
      t.value = down ? -n : n;
    }
    if (claim_.kind == Kind::steady) {
      t.kind = model::TargetKind::at_most;
      t.of_size = true;
    }
    s_.targets.push_back(std::move(t));
    return true;
  }

  bool chance() {
    const syntax::Expression* e = only(p_, decl_.chance, "by more than chance");
    if (e == nullptr) return true;
    const std::optional<Literal> level = literal(p_, *e);
    if (!level) return false;
    const Decimal n = std::get<Decimal>(level->value.point());
    if (!(n > Decimal(0)) || !(n < Decimal(100)))
      return refuse(e->span, "a level lies between 0% and 100%", "write `at 95%`");
    if (claim_.kind == Kind::steady)
      return refuse(e->span, "that a figure was steady is not held against chance");
    const bool trend = claim_.kind == Kind::rises || claim_.kind == Kind::falls;
    if (!trend && !model::gives_share(p_.ruleset.indicators[s_.indicator]))
      return refuse(e->span, "of this figure the checker does not know what chance does",
                    "a share has cases, by which chance is told");
    claim_.chance = n;
    return true;
  }

  Program& p_;
  const syntax::StandardDecl& decl_;
  model::Standard& s_;
  model::Claim claim_;
};

}  // namespace

void check_claim(Program& p, const syntax::StandardDecl& decl, Index at) {
  Claims(p, decl, at).check();
}

}  // namespace assize::check_detail
