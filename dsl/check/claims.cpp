// Claims: a published sentence about a figure, or about how it moved, as a target for how far it is
// from the level that it names, or for the change.
#include <algorithm>

#include "dsl/check/expressions.h"
#include "dsl/check/literals.h"
#include "dsl/check/reads.h"

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
    is_level_ = says->kind >= syntax::SaysKind::at_least;
    claim_.kind = is_level_ ? Kind::level : static_cast<Kind>(says->kind);
    if (!(is_level_ ? level(*says) : target(*says)) || !chance()) return;
    parameters(s_.indicator);
    s_.claim = claim_;
  }

 private:
  bool refuse(Span span, std::string text, std::string hint = {}) {
    p_.error("A3092", span, std::move(text), std::move(hint));
    return false;
  }

  // Those that may have changed between the periods.
  void parameters(Index indicator) {
    const model::Indicator& i = p_.ruleset.indicators[indicator];
    if (i.combined) {
      for (const Index part : i.combined->parts) {
        if (part != kNone) parameters(part);
      }
      return;
    }
    for (const Index q : parameters_read(p_.ruleset, indicator_tests(i))) {
      if (p_.ruleset.parameters[q].values.size() > 1) claim_.parameters.push_back(q);
    }
  }

  bool periods(const syntax::Says& says) {
    for (const auto& [word, to] : {std::pair{&says.from, &claim_.from}, {&says.to, &claim_.to}}) {
      const auto period = parse_period(word->text);
      if (!period) {
        p_.error("A3011", word->span, "`" + word->text + "` is no period",
                 "periods are written `2022-03`, `2022 Q1`, `2021/22`, `2022` or `12 months to "
                 "2022-03`");
        return false;
      }
      *to = *period;
    }
    if (s_.per_period != PeriodKind::whole)
      return refuse(decl_.judges[0].span, "a claim names its periods itself",
                    "leave the period out of `about`");
    if (says.kind >= syntax::SaysKind::at_least) return true;
    if (claim_.from.kind == PeriodKind::rolling_year ||
        claim_.to.kind == PeriodKind::rolling_year) {
      p_.error("A3083", says.span,
               "windows of twelve months overlap: how a figure moved from one to another is told "
               "by what is at their ends",
               "name calendar or financial years, months or quarters");
      return false;
    }
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

  // The target is for the figure less the level, as it was published.
  bool level(const syntax::Says& says) {
    using Word = syntax::SaysKind;
    const model::Indicator& i = p_.ruleset.indicators[s_.indicator];
    const model::Type type = model::measured_type(p_.ruleset, i);
    if (type.kind != model::Kind::number)
      return refuse(decl_.judges[0].span,
                    "a claim is about a figure that is a number; this is " + p_.in_words(type));
    const std::optional<Literal> size = literal(p_, *says.size);
    if (!size || !size->value.is_known()) return false;
    if (says.out_of) {
      const auto of = whole_number(p_, *says.out_of), part = whole_number(p_, *says.size);
      if (!of || !part) return false;
      if (type.unit != model::Unit::percent || *part < 0 || *of < 1 || *part > *of)
        return refuse(says.span, type.unit != model::Unit::percent
                                     ? "so many in so many is a share; this is " + p_.in_words(type)
                                     : "so many in so many is from none to all of them");
      claim_.out_of = *of;
    } else if (!(size->type == type)) {
      return refuse(says.size->span,
                    "the figure is " + p_.in_words(type) + "; this is " + p_.in_words(size->type));
    }
    claim_.level = std::get<Decimal>(size->value.point());
    if (!as_published(says)) return false;
    model::Target t;
    t.span = says.span;
    const bool up = says.kind == Word::at_least || says.kind == Word::more;
    t.kind = up ? model::TargetKind::at_least : model::TargetKind::at_most;
    t.strict = says.kind == Word::more || says.kind == Word::less;
    t.of_size = says.kind == Word::about;
    t.value = t.of_size ? half_of_last_place(says.size->text) : Decimal(0);
    s_.targets.push_back(std::move(t));
    return true;
  }

  // To how many places the figure is rounded before it is held against the level.
  bool as_published(const syntax::Says& says) {
    constexpr std::int64_t kMostPlaces = 12;
    if (says.kind == syntax::SaysKind::about && (says.places || says.out_of))
      return refuse(says.span, "`about` is as exact as the figure behind it is written",
                    "write a percentage: `about 33%` is to the nearest whole number, `about 33.3%` "
                    "to one decimal place");
    if (!says.places) return true;
    const auto places = whole_number(p_, *says.places);
    if (!places) return false;
    if (*places < 0 || *places > kMostPlaces)
      return refuse(says.places->span, "a figure is published to 0 to 12 decimal places");
    claim_.places = static_cast<int>(*places);
    return true;
  }

  // About 32% is from 31.5% to 32.5%, about 32.0% from 31.95% to 32.05%.
  static Decimal half_of_last_place(const std::string& written) {
    std::size_t places = 0;
    if (const std::size_t point = written.find('.'); point != std::string::npos) {
      const std::size_t end = written.find_first_not_of("0123456789", point + 1);
      places = std::min(end, written.size()) - point - 1;
    }
    return Decimal::make(5, static_cast<int>(places) + 1).value_or(Decimal(0));
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
    if (is_level_ && s_.targets[0].of_size)
      return refuse(e->span, "that a figure is about so much is not held against chance");
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
  bool is_level_ = false;
};

}  // namespace

void check_claim(Program& p, const syntax::StandardDecl& decl, Index at) {
  Claims(p, decl, at).check();
}

}  // namespace assize::check_detail
