// The values of parameters under local specifications: each a parameter of its own, read in place
// of the national one where the record is of a provider that is bound.
#include <algorithm>

#include "dsl/check/expressions.h"
#include "dsl/check/layers.h"
#include "dsl/check/literals.h"

namespace assize::check_detail {

using model::Binding;
using model::Direction;
using model::Op;
using model::Validity;

namespace {

// Of numbers, durations and days; calendar durations of one unit. nullopt: no order.
std::optional<int> order_of(const Scalar& a, const Scalar& b) {
  const auto sign = [](auto x, auto y) { return (x > y) - (x < y); };
  if (const auto* d = std::get_if<Decimal>(&a)) {
    const Decimal& other = std::get<Decimal>(b);
    return *d < other ? -1 : other < *d ? 1 : 0;
  }
  if (const auto* m = std::get_if<MillisValue>(&a)) return sign(m->ms, std::get<MillisValue>(b).ms);
  if (const auto* d = std::get_if<DayValue>(&a)) return sign(d->day, std::get<DayValue>(b).day);
  if (const auto* c = std::get_if<CalendarDuration>(&a)) {
    const auto& other = std::get<CalendarDuration>(b);
    if (c->months == 0 && other.months == 0) return sign(c->days, other.days);
    if (c->days == 0 && other.days == 0) return sign(c->months, other.months);
  }
  return std::nullopt;
}

// What is left of a value before and after the days of an override.
void outside(const model::DatedValue& v, const Validity& days, std::vector<model::DatedValue>& to) {
  if (days.from) {
    if (const auto part = on_both(v.valid, {std::nullopt, *days.from - 1}))
      to.push_back({v.value, *part});
  }
  if (days.until) {
    if (const auto part = on_both(v.valid, {*days.until + 1, std::nullopt}))
      to.push_back({v.value, *part});
  }
}

// In order, those that overlap or touch made one.
std::vector<Validity> merged(std::vector<Validity> all) {
  std::sort(all.begin(), all.end(), [](const Validity& a, const Validity& b) {
    return a.from.value_or(kFirstDay) < b.from.value_or(kFirstDay);
  });
  std::vector<Validity> out;
  for (const Validity& v : all) {
    if (out.empty() || (out.back().until && v.from && *v.from > *out.back().until + 1)) {
      out.push_back(v);
    } else if (out.back().until && (!v.until || *v.until > *out.back().until)) {
      out.back().until = v.until;
    }
  }
  return out;
}

class Values {
 public:
  Values(Program& p, Index at)
      : p_(p), at_(at), decl_(*p.specifications[at].decl), module_(p.specifications[at].module) {}

  void check() {
    model::Specification& s = p_.ruleset.specifications[at_];
    s.span = decl_.id.span;
    s.is_national = decl_.national;
    s.cites = citations(p_, module_, decl_.cites);
    if (const auto* f = required(p_, decl_.in_force, "in force since", decl_.id.span)) {
      s.in_force.from = whole_day(p_, f->since);
      if (f->until) s.in_force.until = whole_day(p_, *f->until);
    }
    if (decl_.binds.empty())
      p_.error("A2010", decl_.id.span, "this block has no `binds`",
               "say who is bound, and to what");
    for (const syntax::OverrideDecl& o : decl_.overrides) {
      if (decl_.national) {
        p_.error("A3051", o.span, "a national specification overrides nothing",
                 "change the standard, with the day from which the new value holds");
      } else if (o.value) {
        value(o);
      }
    }
  }

 private:
  void value(const syntax::OverrideDecl& o) {
    const Index of = overridden(o);
    if (of == kNone || p_.ruleset.parameters[of].values.empty()) return;
    const model::Parameter national = p_.ruleset.parameters[of];
    if (national.tighter == Direction::not_said) {
      Diagnostic& d = p_.error(
          "A3051", o.span, "nothing lets a local version change `" + national.name + "`",
          "where it may be tightened, declare it with `tighter is lower` or `tighter is higher`");
      d.notes.push_back({"declared here", national.span});
      return;
    }
    const std::optional<Literal> l = literal(p_, *o.value);
    if (!l || !l->value.is_known()) return;
    if (!(l->type == national.type)) {
      p_.error("A3014", o.value->span,
               "`" + national.name + "` is " + p_.in_words(national.type) + "; this is " +
                   p_.in_words(l->type));
      return;
    }
    const std::optional<Validity> days = days_of_override(p_, at_, o);
    if (!days || !no_weaker(o, national, l->value.point(), *days)) return;
    // By provider, the days on which the local value holds; "": every provider.
    std::map<std::string, std::vector<Validity>> held;
    for (const syntax::Binds& b : decl_.binds) {
      for (const Binding& w : bindings(p_, at_, b)) {
        const auto both = on_both(w.valid, *days);
        if (!both) continue;
        if (w.providers.empty()) held[""].push_back(*both);
        for (const std::string& provider : w.providers) held[provider].push_back(*both);
      }
    }
    const std::vector<Validity> every = held.contains("") ? held[""] : std::vector<Validity>{};
    std::vector<std::pair<std::vector<Validity>, std::vector<std::string>>> groups;
    for (auto& [provider, on] : held) {
      on.insert(on.end(), every.begin(), every.end());
      on = merged(std::move(on));
      const auto same = std::find_if(groups.begin(), groups.end(), [&](const auto& g) {
        return !provider.empty() && g.first == on;
      });
      if (same != groups.end() && !same->second.empty())
        same->second.push_back(provider);
      else
        groups.push_back({on, provider.empty() ? std::vector<std::string>{}
                                               : std::vector<std::string>{provider}});
    }
    // Whoever is named stands before everybody.
    std::stable_partition(groups.begin(), groups.end(),
                          [](const auto& g) { return !g.second.empty(); });
    for (auto& [on, providers] : groups) add(o, of, l->value.point(), on, providers);
  }

  // The parameter; of one that is keyed that of the code.
  Index overridden(const syntax::OverrideDecl& o) {
    if (!o.key) {
      const Symbol* s = p_.look_up(module_, o.of);
      if (s != nullptr && s->what == What::keyed) {
        p_.error("A3051", o.of.span, "`" + o.of.id + "` has a value for each code",
                 "say which: `override " + o.of.id + " for CODE: is ...`");
        return kNone;
      }
      s = p_.resolve(module_, o.of, What::parameter);
      return s == nullptr ? kNone : s->index;
    }
    const Symbol* s = p_.resolve(module_, o.of, What::keyed);
    if (s == nullptr || !p_.keyed[s->index].ok) return kNone;
    const Program::Keyed& k = p_.keyed[s->index];
    const syntax::Word& code = o.key->code;
    const auto at = p_.code_of[k.list].find(code.text);
    if (at == p_.code_of[k.list].end()) {
      p_.error("A2012", code.span,
               "`" + code.text + "` is not a code of " + p_.ruleset.code_lists[k.list].name,
               p_.code_hint(k.list, code.text));
      return kNone;
    }
    const Index of = k.of_code[at->second];
    if (of == k.otherwise || of == kNone) {
      Diagnostic& d = p_.error(
          "A3051", code.span, "`" + code.text + "` has no value of its own in `" + o.of.id + "`",
          of == kNone ? "a code that means not known has none"
                      : "give it a row in the parameter: `otherwise` stands for other codes too");
      d.notes.push_back({"declared here", s->span});
      return kNone;
    }
    return of;
  }

  void add(const syntax::OverrideDecl& o, Index of, const Scalar& value,
           const std::vector<Validity>& on, std::vector<std::string>& providers) {
    model::Parameter local = p_.ruleset.parameters[of];
    for (const Program::LocalValue& other : p_.local_values[of]) {
      const std::optional<std::string> both =
          other.specification == at_ && other.span.begin == o.span.begin
              ? std::nullopt
              : shared_provider(providers, other.providers);
      if (!both) continue;
      Diagnostic& d =
          p_.error("A3054", o.span, "two local versions of `" + local.name + "` hold for " + *both,
                   "a provider is held to one of them: say which");
      d.notes.push_back({"the other one", other.span});
      return;
    }
    std::vector<model::DatedValue> left = local.values;
    local.values.clear();
    for (const Validity& days : on) {
      std::vector<model::DatedValue> rest;
      for (const model::DatedValue& v : left) outside(v, days, rest);
      left = std::move(rest);
      local.values.push_back({value, days});
    }
    local.values.insert(local.values.end(), left.begin(), left.end());
    std::stable_sort(local.values.begin(), local.values.end(),
                     [](const model::DatedValue& a, const model::DatedValue& b) {
                       return a.valid.from.value_or(kFirstDay) < b.valid.from.value_or(kFirstDay);
                     });
    const std::string suffix =
        p_.local_values[of].empty() || p_.local_values[of].back().specification != at_
            ? ""
            : " (" + std::to_string(p_.local_values[of].size() + 1) + ")";
    local.name = p_.ruleset.specifications[at_].name + "." + local.name + suffix;
    local.overrides = of;
    local.span = o.span;
    local.because = o.because[0].text;
    const auto at = static_cast<Index>(p_.ruleset.parameters.size());
    p_.ruleset.parameters.push_back(std::move(local));
    p_.local_values[of].push_back({std::move(providers), at, at_, on, o.span});
  }

  bool no_weaker(const syntax::OverrideDecl& o, const model::Parameter& national,
                 const Scalar& value, const Validity& days) {
    for (const model::DatedValue& v : national.values) {
      if (!on_both(v.valid, days)) continue;
      const std::optional<int> order = order_of(value, v.value);
      const bool lower = national.tighter == Direction::lower_is_better;
      if (order && (lower ? *order <= 0 : *order >= 0)) continue;
      Diagnostic& d = p_.error(
          "A3052", o.span,
          order ? "a local version may only tighten `" + national.name + "`, and " +
                      (lower ? "lower" : "higher") + " is tighter"
                : "whether this is tighter cannot be said: its unit is another than that of the "
                  "national value",
          order ? "" : "write it in the unit of the value that it overrides");
      d.notes.push_back({"the value that it overrides", national.span});
      return false;
    }
    return true;
  }

  Program& p_;
  Index at_;
  const syntax::SpecificationDecl& decl_;
  std::uint32_t module_;
};

}  // namespace

std::optional<Validity> on_both(const Validity& a, const Validity& b) {
  Validity v;
  v.from = a.from && b.from ? std::max(*a.from, *b.from) : a.from ? a.from : b.from;
  v.until = a.until && b.until ? std::min(*a.until, *b.until) : a.until ? a.until : b.until;
  if (v.from && v.until && *v.until < *v.from) return std::nullopt;
  return v;
}

std::optional<std::string> shared_provider(const std::vector<std::string>& a,
                                           const std::vector<std::string>& b) {
  if (a.empty() && b.empty()) return "every provider";
  if (a.empty() || b.empty()) return "the provider " + (a.empty() ? b[0] : a[0]);
  std::vector<std::string> both;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
  if (both.empty()) return std::nullopt;
  return "the provider " + both[0];
}

std::optional<Validity> days_of_override(Program& p, Index specification,
                                         const syntax::OverrideDecl& o) {
  if (o.because.empty()) {
    p.error("A3032", o.span, "an override says why", "add `because \"...\"` before `agreed by`");
    return std::nullopt;
  }
  const std::optional<Day> agreed = whole_day(p, o.agreed_on);
  if (!agreed) return std::nullopt;
  const auto both =
      on_both(validity(p, o.dates, o.span), p.ruleset.specifications[specification].in_force);
  if (!both) {
    p.error("A3022", o.span, "the override and its specification share no day");
    return std::nullopt;
  }
  if (!both->from || *both->from < *agreed) {
    p.error("A3057", o.span,
            "it takes effect on " +
                (both->from ? date_in_words(*both->from) : std::string("the first of all days")) +
                ", before it was agreed, on " + date_in_words(*agreed),
            "say `from` the day on which providers began to be held to it: whoever replays an "
            "earlier day must find what was known then");
    return std::nullopt;
  }
  return both;
}

std::vector<Binding> bindings(Program& p, Index specification, const syntax::Binds& binds) {
  std::vector<Binding> out;
  const auto days = on_both(p.ruleset.specifications[specification].in_force,
                            validity(p, binds.dates, binds.span));
  if (!days) {
    p.error("A3022", binds.span, "the clause and its specification share no day");
    return out;
  }
  Binding b{specification, {}, *days};
  if (binds.list) {
    const Symbol* s = p.resolve(p.specifications[specification].module, *binds.list, What::codes);
    if (s == nullptr) return out;
    auto& lists = p.ruleset.specifications[specification].lists;
    if (std::find(lists.begin(), lists.end(), s->index) == lists.end()) lists.push_back(s->index);
    for (const model::Code& c : p.ruleset.code_lists[s->index].codes) {
      const auto both = on_both(*days, c.valid);
      if (c.role != model::CodeRole::ordinary || !both) continue;
      if (!c.valid.from && !c.valid.until)
        b.providers.push_back(c.text);
      else
        out.push_back({specification, {c.text}, *both});
    }
    if (b.providers.empty()) return out;
  }
  for (const syntax::Expression& e : binds.providers) {
    if (e.kind == syntax::Kind::literal && e.literal == syntax::LiteralKind::text)
      b.providers.push_back(e.text);
    else
      p.error("A3050", e.span, "a provider is named by its code, a text: `\"RQ3\"`");
  }
  if (!binds.every && !binds.list && b.providers.empty()) return out;
  std::sort(b.providers.begin(), b.providers.end());
  out.push_back(std::move(b));
  return out;
}

Typed Typer::cut_off(Span span) {
  Node n;
  n.op = Op::cut_off;
  return make(std::move(n), {model::Kind::date}, span);
}

Typed Typer::local_value(Index parameter, Typed national, Span span) {
  const model::Record& record = p_.ruleset.records[record_];
  Node choice;
  choice.op = Op::choose;
  for (const Program::LocalValue& v : p_.local_values[parameter]) {
    Node n;
    n.op = Op::parameter;
    n.index = v.parameter;
    const Typed local = make(std::move(n), national.type, span);
    if (v.providers.empty()) {  // the last: everybody who is not named
      national = local;
      break;
    }
    if (record.provider == kNone) {
      Diagnostic& d = p_.error("A3050", span,
                               "`" + record.name +
                                   "` does not say whose its records are, and a local version of "
                                   "this parameter is for some providers alone");
      d.notes.push_back({"the local version", v.span});
      return national;
    }
    const model::Type text = record.fields[record.provider].type;
    Node whose;
    whose.op = Op::field;
    whose.index = record.provider;
    Node is;
    is.op = Op::in;
    is.args = {make(std::move(whose), text, span).id};
    for (const std::string& provider : v.providers)
      is.args.push_back(literal(Value::of(provider), text, span).id);
    choice.args.push_back(make(std::move(is), {model::Kind::yes_no}, span).id);
    choice.args.push_back(local.id);
  }
  if (choice.args.empty()) return national;
  choice.args.push_back(national.id);
  return make(std::move(choice), national.type, span);
}

void check_local_values(Program& p) {
  for (Index i = 0; i < p.specifications.size(); ++i) Values(p, i).check();
}

}  // namespace assize::check_detail
