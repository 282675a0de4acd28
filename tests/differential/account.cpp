#include "tests/differential/account.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <set>
#include <tuple>

#include "engine/findings/conclude.h"
#include "engine/run/run.h"

namespace assize::differential {

using Held = Account::Held;

std::optional<Days> both(const Days& a, const Days& b) {
  Days d;
  d.from = std::max(a.from, b.from);
  d.until = a.until.empty() ? b.until : b.until.empty() ? a.until : std::min(a.until, b.until);
  if (!d.until.empty() && d.until < d.from) return std::nullopt;
  return d;
}

bool holds_for(const Held& held, const std::string& provider) {
  const auto& all = held.providers;
  return all.empty() || std::find(all.begin(), all.end(), provider) != all.end();
}

std::string written(const Days& d) {
  return (d.from.empty() ? "" : ", from " + d.from) + (d.until.empty() ? "" : ", until " + d.until);
}

Day day_of_text(const std::string& text) {
  return *day_of(std::atoi(text.substr(0, 4).c_str()), std::atoi(text.substr(5, 2).c_str()),
                 std::atoi(text.substr(8, 2).c_str()));
}

std::string Account::Parameter::strictest(const std::vector<Held>& of) const {
  const auto figure = [](const Held& h) { return std::strtod(h.value.c_str(), nullptr); };
  const auto less = [&](const Held& a, const Held& b) { return figure(a) < figure(b); };
  return (tighter == "lower" ? std::min_element(of.begin(), of.end(), less)
                             : std::max_element(of.begin(), of.end(), less))
      ->value;
}

namespace {

// What is held of a standard for a provider on a day.
const Held* held(const std::vector<Held>& all, const std::string& name, const std::string& provider,
                 const std::string& day) {
  const auto at = std::find_if(all.begin(), all.end(), [&](const Held& h) {
    return h.name == name && holds_for(h, provider) && both(h.days, {day, day});
  });
  return at == all.end() ? nullptr : &*at;
}

}  // namespace

std::string contradiction(const Account& account, const model::Ruleset& ruleset,
                          const RunResult& found) {
  for (const Finding& f : found.findings) {
    if (f.kind != FindingKind::compliance || f.standard == model::kNone) continue;
    const model::Standard& s = ruleset.standards[f.standard];
    const bool named = std::any_of(account.bound.begin(), account.bound.end(),
                                   [&](const Held& h) { return h.name == s.name; });
    const bool known = f.provider && !f.provider->empty();
    const Day on = target_day(s, f.period, *day_of(2022, 6, 30));
    const std::string day = date_text(on);
    const std::string where = s.name + " for " + f.provider.value_or("-") + " in " +
                              text(f.period) + ", judged on " + day + ": ";
    const bool bound = !named || !known || held(account.bound, s.name, *f.provider, day) != nullptr;
    // Of no known period there is no one day: what differs from day to day cannot be told.
    const bool any_day = f.period.kind == PeriodKind::whole && s.per_period != PeriodKind::whole;
    const bool untold = any_day && f.status == Status::cannot_tell;
    if (!untold && bound == (f.status == Status::not_applicable))
      return where +
             (bound ? "it is bound, and the status is " : "it is not bound, and the status is ") +
             std::string(word(f.status)) + "\n";
    if (f.target == model::kNone) continue;
    // Who is not known is held to what holds for every provider.
    const Held* local = f.provider ? held(account.targets, s.name, *f.provider, day) : nullptr;
    const std::string expected = local == nullptr ? "" : local->because;
    const model::Index at = s.targets[f.target].of_override;
    const std::string said = at == model::kNone ? "" : s.overrides[at].because;
    if (said != expected)
      return where + "the target should be that of '" + expected + "' and is that of '" + said +
             "'\n";
  }
  return {};
}

std::string as_for(const std::string& rules, const Account& account, const std::string& provider) {
  std::string text = rules;
  const auto replace = [&](const std::string& old, const std::string& with) {
    text.replace(text.find(old), old.size(), with);
  };
  std::string nobody;
  for (const Account::Parameter& p : account.parameters) {
    // Local versions stand before everybody's value; of one day the first that holds is meant.
    std::vector<Held> all;
    for (const Held& h : account.values) {
      if (h.name == p.name && holds_for(h, provider)) all.push_back(h);
    }
    all.insert(all.end(), p.values.begin(), p.values.end());
    std::set<Day> starts;
    for (const Held& h : all) {
      starts.insert(day_of_text(h.days.from));
      if (!h.days.until.empty()) starts.insert(day_of_text(h.days.until) + 1);
    }
    std::string old = p.head, fresh = p.head;
    for (const Held& v : p.values) old += "  is " + v.value + written(v.days) + ";\n";
    for (auto at = starts.begin(); at != starts.end(); ++at) {
      const std::string from = date_text(*at);
      const std::string until = std::next(at) == starts.end() ? "" : date_text(*std::next(at) - 1);
      const auto held = std::find_if(all.begin(), all.end(), [&](const Held& h) {
        return both(h.days, {from, from}).has_value();
      });
      if (held != all.end()) fresh += "  is " + held->value + written({from, until}) + ";\n";
    }
    replace(old, fresh);
    // A value that providers have is looked up by provider here too, so that as much is worked out
    // of what is not known: of one that is nobody.
    const bool named =
        std::any_of(account.values.begin(), account.values.end(),
                    [&](const Held& h) { return h.name == p.name && !h.providers.empty(); });
    if (named)
      nobody += "  override " + p.name + ": is " + p.strictest(all) +
                ", because \"nobody\" agreed by \"nobody\" on 2030-01-01;\n";
  }
  if (!nobody.empty())
    nobody = "local specification NOBODY \"Nobody's\"\n  binds provider in (\"P0\") to " +
             account.bound.front().name + ";\n  in force since 2030-01-01;\n" + nobody + "end\n";
  replace(account.specifications, nobody);
  return text;
}

std::string contradiction(const model::Ruleset& ruleset, const RunResult& whole,
                          const RunResult& as_for, const std::string& provider) {
  using Place = std::tuple<std::string, std::uint32_t, std::uint64_t>;
  const auto place = [&](const RecordOutcome& o) {
    return Place{
        o.rule != model::kNone ? ruleset.rules[o.rule].name : ruleset.indicators[o.indicator].name,
        o.file, o.record};
  };
  std::map<Place, const RecordOutcome*> alone;
  for (const RecordOutcome& o : as_for.outcomes) alone[place(o)] = &o;
  for (const RecordOutcome& o : whole.outcomes) {
    if (o.provider != provider) continue;
    const RecordOutcome& other = *alone.at(place(o));
    if (o.result == other.result && o.could_be == other.could_be) continue;
    return std::get<0>(place(o)) + ", record " + std::to_string(o.record) + " of " + provider +
           ": " + o.result + " " + std::to_string(o.could_be.bits()) +
           ", and with its values everybody's " + other.result + " " +
           std::to_string(other.could_be.bits()) + "\n";
  }
  return {};
}

}  // namespace assize::differential
