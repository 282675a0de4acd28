#include "engine/ruletests/expectation.h"

#include <algorithm>
#include <set>

#include "engine/findings/judge.h"
#include "engine/ruletests/payments.h"

namespace assize {

namespace {

using Kind = model::Expectation::Kind;
using Word = model::OutcomeWord::Kind;

model::Index record_of(const model::Expectation& e, const model::Ruleset& r) {
  if (e.indicator != model::kNone) return r.indicators[e.indicator].record;
  return r.rules[e.rule].record;
}

Outcome outcome_of(Word w) {
  switch (w) {
    case Word::met:
      return Outcome::met;
    case Word::not_met:
      return Outcome::not_met;
    case Word::left_out:
      return Outcome::left_out;
    case Word::excused:
      return Outcome::excused;
    case Word::not_yet_due:
      return Outcome::not_yet_due;
    case Word::not_in_force:
      return Outcome::not_in_force;
    case Word::out:
      break;
  }
  return Outcome::out;
}

// Every part of the expectation's `for ... in ...` must fit; what it does not name may be anything.
bool fits(const model::Expectation& e, const Finding& f) {
  if (e.provider && f.provider != e.provider) return false;
  if (e.period && f.period != *e.period) return false;
  return std::all_of(e.subgroup.begin(), e.subgroup.end(), [&](const auto& part) {
    return std::find(f.subgroup.begin(), f.subgroup.end(), part) != f.subgroup.end();
  });
}

std::vector<const Finding*> findings_for(const model::Expectation& e, const RunResult& result) {
  std::vector<const Finding*> out;
  for (const Finding& f : result.findings) {
    if (f.kind != FindingKind::compliance || !fits(e, f)) continue;
    if (e.standard != model::kNone) {
      if (f.standard == e.standard) out.push_back(&f);
      continue;
    }
    const bool same_shape = f.standard == model::kNone && f.indicator == e.indicator &&
                            f.provider.has_value() == e.provider.has_value() &&
                            f.subgroup.size() == e.subgroup.size() &&
                            f.period.kind == (e.period ? e.period->kind : PeriodKind::whole);
    if (same_shape) out.push_back(&f);
  }
  return out;
}

std::string share(const End& e) {
  return e.exists ? std::to_string(e.n) + " of " + std::to_string(e.d) : "no figure";
}

std::string share(const Finding& f) {
  if (!f.low.exists && !f.high.exists) return "no cases";
  return f.low == f.high ? share(f.low) : "from " + share(f.low) + " to " + share(f.high);
}

std::string number(const End& e) {
  if (!e.exists) return "no figure";
  if (e.milliseconds) {
    const bool minutes = *e.milliseconds % kMinute == 0;
    return minutes ? std::to_string(*e.milliseconds / kMinute) + " minutes"
                   : Decimal::make(*e.milliseconds, 3).value_or(Decimal()).text() + " seconds";
  }
  if (e.exact) {
    const auto exactly = e.exact->decimal();
    return exactly ? exactly->text() : "about " + e.exact->rounded(4);
  }
  return e.number ? e.number->text() : share(e);
}

std::string sides(const Finding& f) {
  std::string text;
  for (const Side& s : f.sides) {
    text += text.empty() ? "it compares " : " with ";
    text += !s.low.exists && !s.high.exists ? "no cases"
            : s.low == s.high               ? share(s.low)
                                            : "from " + share(s.low) + " to " + share(s.high);
  }
  return text;
}

bool is_share(const End& e, std::int64_t n, std::int64_t d) {
  return e.exists && e.n == n && e.d == d;
}

bool is_value(const End& e, const std::optional<Scalar>& expected) {
  if (!e.exists || !expected) return e.exists == expected.has_value();
  if (const auto* ms = std::get_if<MillisValue>(&*expected); ms != nullptr && e.exact)
    return *e.exact == Ratio(ms->ms);
  if (e.milliseconds) {
    const auto* ms = std::get_if<MillisValue>(&*expected);
    return ms != nullptr && ms->ms == *e.milliseconds;
  }
  const auto* decimal = std::get_if<Decimal>(&*expected);
  if (decimal == nullptr) return false;
  if (e.number) return *e.number == *decimal;
  if (e.exact) return *e.exact == Ratio(*decimal);
  // A share against a percentage.
  const auto left = multiply(Decimal(e.n), Decimal(100)), right = multiply(*decimal, Decimal(e.d));
  return left && right && *left == *right;
}

// Words of status as tests write them: in lower case, and one word for special causes.
std::string reading_word(std::string_view status) {
  if (status.starts_with("Special cause")) return "special cause";
  std::string word(status);
  word.front() = static_cast<char>(std::tolower(static_cast<unsigned char>(word.front())));
  return word;
}

// Over time: the reading of the period that is named, or else of the last point.
std::string reading_of(const model::Expectation& e, const VariationFinding& f,
                       const model::Ruleset& ruleset) {
  const bool over_time = ruleset.variations[f.variation].form == model::Variation::Form::over_time;
  if (!over_time || !e.period) return reading_word(status_word(f, ruleset));
  for (const VariationPoint& p : f.points) {
    if (p.period != *e.period) continue;
    const bool told = f.cannot_tell.empty() && p.gap.empty() && p.point;
    return reading_word(told ? status_word(f.charted.points[*p.point].reading) : "Cannot tell");
  }
  return {};
}

bool fits(const model::Expectation& e, const VariationFinding& f, const model::Ruleset& r) {
  if (f.variation != e.variation || (e.provider && f.provider != e.provider)) return false;
  const bool over_time = r.variations[f.variation].form == model::Variation::Form::over_time;
  if (!over_time && e.period && f.period != *e.period) return false;
  return std::all_of(e.subgroup.begin(), e.subgroup.end(), [&](const auto& part) {
    const auto has = [&](const auto& all) {
      return std::find(all.begin(), all.end(), part) != all.end();
    };
    return has(f.subgroup) || has(f.group_codes);
  });
}

std::string cases_of(std::int64_t met, std::int64_t of) {
  return of == 0 ? "no cases" : std::to_string(met) + " of " + std::to_string(of);
}

std::string difference_of_sides(const model::Expectation& e, const VariationFinding& f) {
  const auto is = [](const model::Expectation::Share& s, const Figure& n, const Figure& d) {
    return s.low_n == n.low && s.high_n == n.high && s.low_d == d.low && s.high_d == d.high;
  };
  const Figure met{f.of_others.met, f.of_others.met}, of{f.of_others.of, f.of_others.of};
  if (is(e.sides[0], f.numerator, f.denominator) && is(e.sides[1], met, of)) return {};
  if (!f.cannot_tell.empty()) return "it compares nothing: " + f.cannot_tell;
  return "it compares " + cases_of(f.numerator.low, f.denominator.low) + " with " +
         cases_of(met.low, of.low);
}

std::string difference_of_variation(const model::Expectation& e, const RunResult& result,
                                    const model::Ruleset& ruleset) {
  for (const VariationFinding& f : result.variations) {
    if (!fits(e, f, ruleset)) continue;
    if (e.kind == Kind::sides) return difference_of_sides(e, f);
    const std::string reading = reading_of(e, f, ruleset);
    if (reading == e.word) return {};
    if (reading.empty()) return "there is no such period in the chart";
    return "it shows " + reading + (f.cannot_tell.empty() ? "" : ": " + f.cannot_tell);
  }
  return "there is no such finding: no record belongs to it";
}

bool is_side(const Side& s, const model::Expectation::Share& e) {
  if (e.low_d == 0) return s.denominator.high == 0;
  return is_share(s.low, e.low_n, e.low_d) && is_share(s.high, e.high_n, e.high_d);
}

const Figure* figure(const Finding& f, const std::string& name) {
  if (name == "numerator") return &f.numerator;
  if (name == "denominator") return &f.denominator;
  if (name == "left out") return &f.left_out;
  if (name == "excused") return &f.excused;
  if (name == "not yet due") return &f.not_yet_due;
  if (name == "unknown") return &f.unknown;
  if (name == "not placed") return &f.not_placed;
  return nullptr;
}

std::string difference_of_finding(const model::Expectation& e, const Finding& f) {
  switch (e.kind) {
    case Kind::share:
      if (is_share(f.low, e.low_n, e.low_d) && is_share(f.high, e.high_n, e.high_d)) return {};
      return "it is " + share(f);
    case Kind::value:
      if (is_value(f.low, e.low) && is_value(f.high, e.high ? e.high : e.low)) return {};
      return f.low == f.high ? "it is " + number(f.low)
                             : "it is from " + number(f.low) + " to " + number(f.high);
    case Kind::sides:
      if (f.sides.size() == 2 && is_side(f.sides[0], e.sides[0]) && is_side(f.sides[1], e.sides[1]))
        return {};
      return sides(f);
    case Kind::no_cases:
      return f.denominator.high == 0 ? std::string() : "it is " + share(f);
    case Kind::status: {
      if (e.word == word(f.status)) return {};
      std::string text = "it is " + std::string(word(f.status));
      if (f.so_far) text += ", " + std::string(word(*f.so_far)) + " so far";
      return text + " (" +
             (!f.sides.empty()                     ? sides(f)
              : f.low.number || f.low.milliseconds ? number(f.low)
                                                   : share(f)) +
             ")";
    }
    case Kind::tier:
      if (e.word == f.tier) return {};
      return f.tier.empty() ? "it has no tier, being " + std::string(word(f.status))
                            : "its tier is " + f.tier;
    case Kind::count: {
      const Figure* found = figure(f, e.word);
      if (found == nullptr) return "there is no count of that name";
      if (found->low == e.low_n && found->high == e.high_n) return {};
      return found->low == found->high ? "it is " + std::to_string(found->low)
                                       : "it is from " + std::to_string(found->low) + " to " +
                                             std::to_string(found->high);
    }
    case Kind::record_outcome:
    case Kind::record_rule:
    case Kind::shows:
    case Kind::pays:
    case Kind::holds:
    case Kind::listed:
    case Kind::instalments:
      break;
  }
  return {};
}

// Nothing in the return could belong to the finding: every count of it is 0.
std::string difference_of_nothing(const model::Expectation& e) {
  if (e.kind == Kind::no_cases) return {};
  if (e.kind == Kind::count && e.low_n == 0 && e.high_n == 0) return {};
  return "there is no such finding: no record belongs to it";
}

bool is_record(const model::Expectation& e, const RecordOutcome& o) {
  return o.key.empty() ? std::to_string(o.record) == e.record_key : o.key == e.record_key;
}

std::string reasons_in_words(const std::vector<FieldReason>& reasons) {
  std::string text;
  for (const FieldReason& r : reasons) {
    text += (text.empty() ? " because " : " and ") + r.field + " is " + std::string(word(r.reason));
  }
  return text;
}

struct Seen {
  bool any = false;
  OutcomeSet set;
  std::set<std::string> by;
  std::vector<FieldReason> reasons;
};

std::string in_words(const Seen& seen) {
  std::string text;
  for (int i = 0; i < kOutcomeCount; ++i) {
    const auto outcome = static_cast<Outcome>(i);
    if (seen.set.has(outcome))
      text += (text.empty() ? "it is " : " or ") + std::string(word(outcome));
  }
  for (const std::string& name : seen.by)
    text += (name == *seen.by.begin() ? " (by " : ", ") + name;
  if (!seen.by.empty()) text += ")";
  return text + reasons_in_words(seen.reasons);
}

std::string difference_of_record(const model::Expectation& e, const RunResult& result) {
  Seen seen;
  for (const RecordOutcome& o : result.outcomes) {
    if (o.indicator != e.indicator || o.rule != model::kNone || !is_record(e, o)) continue;
    seen.any = true;
    seen.set |= o.could_be;
    seen.by.insert(o.by.begin(), o.by.end());
    seen.reasons.insert(seen.reasons.end(), o.reasons.begin(), o.reasons.end());
  }
  if (!seen.any) return "there is no record \"" + e.record_key + "\"";
  std::sort(seen.reasons.begin(), seen.reasons.end());
  seen.reasons.erase(std::unique(seen.reasons.begin(), seen.reasons.end()), seen.reasons.end());

  OutcomeSet set;
  std::set<std::string> by;
  for (const model::OutcomeWord& o : e.outcomes) {
    set |= outcome_of(o.kind);
    if (!o.by.empty()) by.insert(o.by);
  }
  bool same = set == seen.set && (by.empty() || by == seen.by);
  if (same && e.reasons_given) {
    std::vector<FieldReason> reasons;
    for (const model::ExpectedReason& r : e.because) reasons.push_back({r.field, r.reason});
    std::sort(reasons.begin(), reasons.end());
    same = reasons == seen.reasons;
  }
  return same ? std::string() : in_words(seen);
}

std::string difference_of_rule(const model::Expectation& e, const RunResult& result) {
  const std::string expected = e.word == "not applicable" ? "does not apply"
                               : e.word == "is undecided" ? "undecided"
                                                          : e.word;
  bool any = false;
  for (const RecordOutcome& o : result.outcomes) {
    if (o.rule != e.rule || o.rule == model::kNone || !is_record(e, o)) continue;
    any = true;
    const std::string found = o.result == "not applicable" ? "does not apply" : o.result;
    if (found != expected)
      return "the rule " + std::string(found == "undecided" ? "is undecided" : found);
  }
  return any ? std::string() : "there is no record \"" + e.record_key + "\"";
}

}  // namespace

bool needs_figures(const model::Expectation& e) {
  return e.indicator != model::kNone && e.standard == model::kNone && e.variation == model::kNone &&
         (e.kind == Kind::share || e.kind == Kind::value || e.kind == Kind::no_cases ||
          e.kind == Kind::count);
}

FigureRequest figures_for(const model::Expectation& e, const model::Ruleset& ruleset) {
  FigureRequest request;
  request.indicator = e.indicator;
  request.per_provider = e.provider.has_value();
  request.per_period = e.period ? e.period->kind : PeriodKind::whole;
  const model::Record& record = ruleset.records[record_of(e, ruleset)];
  for (const auto& part : e.subgroup) {
    for (model::Index i = 0; i < record.parts(); ++i) {
      if (record.part(i).name == part.first) request.per_fields.push_back(i);
    }
  }
  return request;
}

std::string difference(const model::Expectation& e, const RunResult& result,
                       const model::Ruleset& ruleset) {
  if (is_of_payments(e)) return difference_of_payments(e, result, ruleset);
  if (e.variation != model::kNone) return difference_of_variation(e, result, ruleset);
  if (e.kind == Kind::record_outcome) return difference_of_record(e, result);
  if (e.kind == Kind::record_rule) return difference_of_rule(e, result);
  const std::vector<const Finding*> found = findings_for(e, result);
  if (found.empty()) return difference_of_nothing(e);
  if (found.size() > 1)
    return "it fits " + std::to_string(found.size()) +
           " findings; say which provider, period or group is meant";
  return difference_of_finding(e, *found.front());
}

}  // namespace assize
