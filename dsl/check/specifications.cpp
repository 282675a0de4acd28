// Specifications: which providers they bind to which standards, and the targets of local versions,
// each proved to be no weaker than what it overrides. Source: docs/language/meaning.md,
// "Specifications".
#include <algorithm>

#include "dsl/check/expressions.h"
#include "dsl/check/layers.h"
#include "dsl/check/literals.h"
#include "dsl/check/monotone.h"
#include "dsl/check/reads.h"
#include "dsl/check/tiers.h"

namespace assize::check_detail {

using model::Binding;
using model::Direction;
using model::Measure;
using model::Override;
using model::Target;
using model::TargetKind;
using model::Validity;

namespace {

bool wants_high(const Target& t) {
  return t.kind == TargetKind::at_least || t.kind == TargetKind::every_case;
}

class Specifications {
 public:
  Specifications(Program& p, Index at)
      : p_(p),
        at_(at),
        decl_(*p.specifications[at].decl),
        module_(p.specifications[at].module),
        name_(p.ruleset.specifications[at].name) {}

  void bind() {
    for (const syntax::Binds& b : decl_.binds) {
      const std::vector<Binding> who = bindings(p_, at_, b);
      for (const syntax::Name& n : b.standards) {
        const Symbol* s = p_.resolve(module_, n, What::standard);
        if (s == nullptr) continue;
        model::Standard& standard = p_.ruleset.standards[s->index];
        if (!standard.per_provider && standard.indicator != kNone) {
          Diagnostic& d = p_.error("A3050", n.span,
                                   "`" + standard.name +
                                       "` is not judged per provider: nobody "
                                       "can be bound to it",
                                   "add `per provider` to its `judges`");
          d.notes.push_back({"the standard is here", standard.span});
          continue;
        }
        standard.bound.insert(standard.bound.end(), who.begin(), who.end());
      }
    }
  }

  void override_targets() {
    for (const syntax::OverrideDecl& o : decl_.overrides) {
      if (o.target && !decl_.national) target(o);
    }
  }

 private:
  void target(const syntax::OverrideDecl& o) {
    const Symbol* symbol = p_.resolve(module_, o.of, What::standard);
    if (symbol == nullptr) return;
    model::Standard& s = p_.ruleset.standards[symbol->index];
    if (s.indicator != kNone && s.no_target) {
      Diagnostic& d = p_.error("A3082", o.span,
                               "`" + s.name + "` has no target that a local version could tighten");
      d.notes.push_back({"the standard is here", s.span});
    }
    if (s.indicator == kNone || s.targets.empty()) return;
    if (!s.local_may_tighten) {
      Diagnostic& d = p_.error("A3051", o.span,
                               "nothing lets a local version change the target of `" + s.name + "`",
                               "the standard says so: `local versions may tighten the target;`");
      d.notes.push_back({"the standard is here", s.span});
      return;
    }
    std::vector<Binding> who;
    for (const Binding& b : s.bound) {
      if (b.specification == at_) who.push_back(b);
    }
    if (who.empty()) {
      p_.error("A3050", o.span, "`" + name_ + "` binds nobody to `" + s.name + "`",
               "name it in a `binds` clause");
      return;
    }
    const std::optional<Validity> days = days_of_override(p_, at_, o);
    if (!days) return;
    Target t;
    t.kind = static_cast<TargetKind>(o.target->kind);
    t.of_cases = o.target->cases;
    t.of_size = s.targets[0].of_size;
    t.span = o.span;
    if (!same_kind(o, t, s.targets[0]) || !value(o, t, s)) return;
    if (!no_weaker(o, t, s, *days) || !tiers_fit(o, t, symbol->index)) return;
    for (const Binding& b : who) {
      const auto both = on_both(b.valid, *days);
      if (both) add(o, t, s, b.providers, *both);
    }
  }

  bool same_kind(const syntax::OverrideDecl& o, const Target& t, const Target& national) {
    if (t.kind == national.kind && t.of_cases == national.of_cases && o.target->per.empty() &&
        (t.kind == TargetKind::at_least || t.kind == TargetKind::at_most))
      return true;
    Diagnostic& d =
        p_.error("A3024", o.target->span,
                 t.kind == national.kind && !t.of_cases && o.target->per.empty()
                     ? "`every case` and `no case` cannot be tightened"
                     : "the local target is of another kind than the one that it overrides",
                 "write it as that is written, with another figure");
    d.notes.push_back({"the target that it overrides", national.span});
    return false;
  }

  bool value(const syntax::OverrideDecl& o, Target& t, const model::Standard& s) {
    const std::optional<Literal> l = literal(p_, *o.target->value);
    if (!l || !l->value.is_known()) return false;
    t.value = l->value.point();
    const model::Type wanted = measured(s, t);
    if (l->type == wanted) return true;
    p_.error("A3024", o.target->value->span,
             "`" + s.name + "` is judged by " + p_.in_words(wanted) + "; this is " +
                 p_.in_words(l->type));
    return false;
  }

  model::Type measured(const model::Standard& s, const Target& t) const {
    if (t.of_cases) return {model::Kind::number};
    return model::measured_type(p_.ruleset, s);
  }

  static int order(const Scalar& a, const Scalar& b) {
    if (const auto* m = std::get_if<MillisValue>(&a)) {
      const Millis other = std::get<MillisValue>(b).ms;
      return (m->ms > other) - (m->ms < other);
    }
    const Decimal &x = std::get<Decimal>(a), &y = std::get<Decimal>(b);
    return x < y ? -1 : y < x ? 1 : 0;
  }

  // Against every national target, and every value of its parameter, that holds on a shared day.
  bool no_weaker(const syntax::OverrideDecl& o, const Target& t, const model::Standard& s,
                 const Validity& days) {
    for (const Target& national : s.targets) {
      if (national.of_override != kNone) continue;
      const auto held = on_both(national.valid, days);
      if (!held) continue;
      std::vector<Scalar> values;
      if (national.parameter == kNone) values.push_back(national.value);
      if (national.parameter != kNone) {
        for (const model::DatedValue& v : p_.ruleset.parameters[national.parameter].values) {
          if (on_both(v.valid, *held)) values.push_back(v.value);
        }
      }
      for (const Scalar& v : values) {
        const int than = order(t.value, v);
        if (wants_high(t) ? than >= 0 : than <= 0) continue;
        Diagnostic& d =
            p_.error("A3052", o.span, "the local target is weaker than the one that it overrides",
                     wants_high(t) ? "a local version may only ask for more"
                                   : "a local version may only allow less");
        d.notes.push_back({"the target that it overrides", national.span});
        return false;
      }
    }
    return true;
  }

  // The standard's tiers, or those restated, against the local target.
  bool tiers_fit(const syntax::OverrideDecl& o, const Target& t, Index standard) {
    syntax::StandardDecl decl = *p_.standards[standard].decl;
    if (!o.tiers.empty()) decl.tiers = o.tiers;
    model::Standard copy = p_.ruleset.standards[standard];
    copy.targets = {t};
    copy.tiers.clear();
    const std::size_t before = p_.out.errors();
    check_tiers(p_, o.tiers.empty() ? p_.standards[standard].module : module_, decl,
                measured(copy, t), copy, o.span);
    tiers_ = o.tiers.empty() ? std::vector<model::Tier>{} : std::move(copy.tiers);
    return p_.out.errors() == before;
  }

  void add(const syntax::OverrideDecl& o, Target t, model::Standard& s,
           const std::vector<std::string>& providers, const Validity& days) {
    for (const Target& other : s.targets) {
      if (other.of_override == kNone || !on_both(other.valid, days)) continue;
      if (s.overrides[other.of_override].span.begin == o.span.begin &&
          other.span.file == o.span.file)
        continue;  // of another clause that binds the same provider: the same target
      const auto both = shared_provider(s.overrides[other.of_override].providers, providers);
      if (!both) continue;
      Diagnostic& d =
          p_.error("A3054", o.span, "two local targets of `" + s.name + "` hold for " + *both,
                   "a provider is held to one of them: say which");
      d.notes.push_back({"the other one", other.span});
      return;
    }
    Override made;
    made.specification = at_;
    made.providers = providers;
    made.tiers = tiers_;
    made.because = o.because[0].text;
    made.agreed_by = o.agreed_by.text;
    made.agreed_on = *whole_day(p_, o.agreed_on);
    made.span = o.span;
    t.valid = days;
    t.of_override = static_cast<Index>(s.overrides.size());
    s.overrides.push_back(std::move(made));
    s.targets.push_back(std::move(t));
  }

  Program& p_;
  Index at_;
  const syntax::SpecificationDecl& decl_;
  std::uint32_t module_;
  std::string name_;
  std::vector<model::Tier> tiers_;
};

// --- parameters with local values: is tighter what the declaration calls tighter? ---

class Proof {
 public:
  Proof(Program& p, Index parameter, const Program::LocalValue& local)
      : p_(p),
        q_(parameter),
        local_(local),
        lower_(parameter_().tighter == Direction::lower_is_better) {}

  // Of what an author wrote: `judges A and B` and the sides of a comparison are made of it, and get
  // no easier where it gets harder.
  void check() {
    for (std::size_t i = 0; i < p_.indicators.size(); ++i) {
      if (!indicator(p_.ruleset.indicators[i])) return;
    }
    for (const model::Indicator& i : p_.ruleset.indicators) {
      if (i.side_of != kNone && !side(i)) return;
    }
    for (model::Standard& s : p_.ruleset.standards) {
      if (!targets(s)) return;
    }
  }

 private:
  const model::Parameter& parameter_() const { return p_.ruleset.parameters[q_]; }

  bool reads(const std::vector<model::ExprId>& roots) const {
    const std::set<Index> read = parameters_read(p_.ruleset, roots);
    return std::any_of(read.begin(), read.end(), [&](Index q) {
      return q == q_ || p_.ruleset.parameters[q].overrides == q_;
    });
  }

  Diagnostic& refuse(const std::string& text, const std::string& hint, const char* note, Span at) {
    Diagnostic& d = p_.error("A3052", local_.span, text, hint);
    d.notes.push_back({note, at});
    return d;
  }

  bool decides_more(const std::string& where, const char* note, Span at) {
    refuse("`" + parameter_().name + "` has a local version, and in `" + where +
               "` it decides more than what is met",
           "a local version may change what `met when` or `counted when` asks for, and not who "
           "counts",
           note, at);
    return false;
  }

  bool indicator(const model::Indicator& i) {
    std::vector<model::ExprId> others{i.population, i.value, i.numerator, i.denominator};
    for (const model::Clause& c : i.left_out) others.push_back(c.condition);
    for (const model::Clause& c : i.excused) others.push_back(c.condition);
    if (reads(others)) return decides_more(i.name, "the indicator is here", i.span);
    if (i.met == model::kNoExpr || !reads({i.met})) return true;
    const unsigned way = way_of(p_.ruleset, i.met, q_);
    if (way == kEither) {
      Diagnostic& d =
          p_.out.warning("A3053", local_.span,
                         "that this local version is no weaker is not proved: `" + i.name +
                             "` does not move one way with `" + parameter_().name + "`");
      d.notes.push_back({"the indicator is here", i.span});
      return true;
    }
    // More records pass the test as the parameter grows, or fewer; whether that is easier is a
    // matter of which way is better.
    const bool harm = i.direction == Direction::lower_is_better ||
                      (i.direction == Direction::not_said && i.measure == Measure::counted);
    const bool growing_is_easier = (way == kUp) != harm;
    if (way == kStill || growing_is_easier == lower_) return true;
    refuse("`" + parameter_().name + "` says that " + (lower_ ? "lower" : "higher") +
               " is tighter, and in `" + i.name + "` it is easier",
           "say the other in the parameter, or leave its local version out",
           "the indicator is here", i.span);
    return false;
  }

  // Who is in a group of a comparison is not the parameter's to decide.
  bool side(const model::Indicator& i) {
    if (!reads({i.population})) return true;
    const model::Standard& s = p_.ruleset.standards[i.side_of];
    return decides_more(s.name, "the comparison is here", s.span);
  }

  // A target that is the parameter has the local version too, on its days.
  bool targets(model::Standard& s) {
    const std::size_t own = s.targets.size();
    for (std::size_t i = 0; i < own; ++i) {
      if (s.targets[i].parameter != q_ || s.targets[i].of_override != kNone) continue;
      if (wants_high(s.targets[i]) == lower_) {
        refuse("`" + parameter_().name + "` says that " + (lower_ ? "lower" : "higher") +
                   " is tighter, and as a target it is weaker",
               "", "the target is here", s.targets[i].span);
        return false;
      }
      Override made;
      made.specification = local_.specification;
      made.providers = local_.providers;
      made.because = p_.ruleset.parameters[local_.parameter].because;
      made.span = local_.span;
      for (const syntax::OverrideDecl& o :
           p_.specifications[local_.specification].decl->overrides) {
        if (!(o.span.begin == local_.span.begin && o.span.file == local_.span.file)) continue;
        made.agreed_by = o.agreed_by.text;
        made.agreed_on = *whole_day(p_, o.agreed_on);
      }
      Target t = s.targets[i];
      t.parameter = local_.parameter;
      t.of_override = static_cast<Index>(s.overrides.size());
      s.overrides.push_back(std::move(made));
      for (const Validity& days : local_.days) {
        const auto both = on_both(s.targets[i].valid, days);
        if (!both) continue;
        t.valid = *both;
        s.targets.push_back(t);
      }
    }
    return true;
  }

  Program& p_;
  Index q_;
  const Program::LocalValue& local_;
  bool lower_;
};

}  // namespace

void check_specifications(Program& p) {
  for (Index i = 0; i < p.specifications.size(); ++i) Specifications(p, i).bind();
  for (Index i = 0; i < p.specifications.size(); ++i) Specifications(p, i).override_targets();
  for (const auto& [parameter, values] : p.local_values) {
    for (const Program::LocalValue& v : values) Proof(p, parameter, v).check();
  }
}

}  // namespace assize::check_detail
