#include "engine/findings/judge.h"

#include <algorithm>
#include <cstdlib>

namespace assize {
namespace {

using model::TargetKind;
__extension__ typedef __int128 Wide;  // NOLINT: only a typedef may carry __extension__

int sign(auto difference) { return difference > 0 ? 1 : difference < 0 ? -1 : 0; }

// n x factor / d against a decimal of any width, by long division: no digit is lost and nothing
// overflows. n >= 0, d > 0.
int compare_share(std::int64_t n, std::int64_t d, int factor, const Decimal& target) {
  if (target.is_negative()) return 1;
  const std::string text = target.text();
  const std::size_t point = text.find('.');
  const std::string whole = text.substr(0, point);
  const std::string fraction = point == std::string::npos ? "" : text.substr(point + 1);
  const Wide product = static_cast<Wide>(n) * factor;
  Wide whole_of_target = 0;
  for (char digit : whole) {
    if (whole_of_target > product / d) return -1;  // already beyond
    whole_of_target = whole_of_target * 10 + (digit - '0');
  }
  if (product / d != whole_of_target) return product / d < whole_of_target ? -1 : 1;
  Wide rest = product % d;
  for (char digit : fraction) {
    rest *= 10;
    const int ours = static_cast<int>(rest / d);
    if (ours != digit - '0') return ours < digit - '0' ? -1 : 1;
    rest %= d;
  }
  return rest > 0 ? 1 : 0;
}

// --- tiers
// ---------------------------------------------------------------------------------------------------------------
struct Scale {
  const Scalar* target = nullptr;  // at least and at most only
  TargetKind kind = TargetKind::at_least;
  model::Type type;
};

const Scalar* end_value(const model::TierEnd& end, const Scale& scale) {
  if (end.kind == model::TierEnd::Kind::none) return nullptr;
  return end.kind == model::TierEnd::Kind::target ? scale.target : &end.value;
}

struct Bounds {
  const Scalar* low = nullptr;
  const Scalar* high = nullptr;
  bool low_included = true, high_included = false;
};

Bounds bounds(const model::Tier& tier, const Scale& scale) {
  if (tier.at_target) {
    if (scale.kind == TargetKind::at_most) return {nullptr, scale.target, true, true};
    return {scale.target, nullptr, true, false};
  }
  return {end_value(tier.low, scale), end_value(tier.high, scale), tier.low.included,
          tier.high.included};
}

bool above_low(const End& e, const Bounds& b, const Scale& scale) {
  if (!b.low) return true;
  const int o = compare(e, *b.low, scale.type);
  return o > 0 || (o == 0 && b.low_included);
}
bool below_high(const End& e, const Bounds& b, const Scale& scale) {
  if (!b.high) return true;
  const int o = compare(e, *b.high, scale.type);
  return o < 0 || (o == 0 && b.high_included);
}

// The tiers that a value between the ends can be in, in the standard's order. An end that does not
// exist bounds nothing.
std::vector<std::string> tiers_between(const Ends& ends, const std::vector<model::Tier>& tiers,
                                       const Scale& scale) {
  std::vector<std::string> names;
  for (const model::Tier& tier : tiers) {
    const Bounds b = bounds(tier, scale);
    if ((!ends.high.exists || above_low(ends.high, b, scale)) &&
        (!ends.low.exists || below_high(ends.low, b, scale))) {
      names.push_back(tier.name);
    }
  }
  return names;
}

void add_tiers(Judged& judged, const Ends& ends, const std::vector<model::Tier>& tiers,
               const Scale& scale) {
  if (tiers.empty() || !scale.target) return;
  std::vector<std::string> names = tiers_between(ends, tiers, scale);
  const bool decided = judged.status == Status::met || judged.status == Status::not_met;
  if (decided && names.size() == 1 && ends.low.exists && ends.high.exists) {
    judged.tier = names[0];
  } else {
    judged.possible_tiers = std::move(names);
  }
}

Status decide(const Ends& ends, const model::Target& how, const Scalar& target,
              const model::Type& type) {
  const auto against = [&](const End& e) { return compare(e, target, type); };
  const int over = how.strict ? 1 : 0;  // what reaches the target is over it, or on it too
  switch (how.kind) {
    case TargetKind::at_least:
      if (ends.low.exists && against(ends.low) >= over) return Status::met;
      if (ends.high.exists && against(ends.high) < over) return Status::not_met;
      break;
    case TargetKind::at_most:
      if (ends.high.exists && against(ends.high) <= -over) return Status::met;
      if (ends.low.exists && against(ends.low) > -over) return Status::not_met;
      break;
    case TargetKind::every_case:
    case TargetKind::no_case:
      if (ends.possible_breaches == 0) return Status::met;
      if (ends.certain_breaches > 0) return Status::not_met;
      break;
  }
  return Status::cannot_tell;
}

bool is_bound(TargetKind kind) {
  return kind == TargetKind::at_least || kind == TargetKind::at_most;
}

// A share is compared per hundred where the target is a percentage; a literal target of a share is
// one.
model::Type type_of_target(const model::Target& target, const model::Ruleset& ruleset,
                           const Ends& ends) {
  if (target.parameter != model::kNone) return ruleset.parameters[target.parameter].type;
  model::Type type;
  type.kind = model::Kind::number;
  if (ends.low.d > 0 || ends.high.d > 0) type.unit = model::Unit::percent;
  return type;
}

// Are there cases, and as many as it takes? Where that is not certain, or not so, the status.
std::optional<Judged> without_enough_cases(const Ends& ends, std::int64_t minimum) {
  Judged judged;
  judged.status = Status::no_cases;
  if (ends.cases_high == 0) return judged;
  judged.status = Status::too_few;
  if (ends.cases_high < minimum) return judged;
  judged.status = Status::cannot_tell;
  if (ends.cases_low > 0 && ends.cases_low >= minimum) return std::nullopt;
  judged.undecided_because = word(ends.cases_low == 0 ? Status::no_cases : Status::too_few);
  return judged;
}

// One pass where nothing is judged. A figure that nothing bounds is none.
Judged report_one(const Ends& ends, std::int64_t minimum) {
  if (auto short_of = without_enough_cases(ends, minimum)) return *std::move(short_of);
  Judged judged;
  judged.status = ends.low.exists || ends.high.exists ? Status::reported : Status::cannot_tell;
  return judged;
}

// Both passes by `one` (W3). A figure that is reported can still change as long as a record is not
// yet due: it is open as a verdict is that cannot be told.
template <class One>
Verdict of_both(const BothPasses& passes, One one) {
  Verdict verdict;
  verdict.judged = one(passes.later);
  verdict.whatever_comes =
      passes.any_not_yet_due &&
      (verdict.judged.status == Status::met || verdict.judged.status == Status::not_met) &&
      one(passes.now).status != verdict.judged.status;
  const bool is_open =
      verdict.judged.status == Status::cannot_tell || verdict.judged.status == Status::reported;
  if (is_open && passes.any_not_yet_due) {
    Judged now = one(passes.now);
    const bool is_empty = now.status == Status::too_few || now.status == Status::no_cases;
    const bool is_in_doubt = passes.any_gap || !verdict.judged.undecided_because.empty();
    if (now.status != Status::cannot_tell && !(is_empty && is_in_doubt)) {
      verdict.so_far = now.status;
      verdict.judged = std::move(now);
      verdict.judged.status = Status::not_yet_due;
    } else {
      verdict.judged.status = Status::cannot_tell;
    }
  }
  const Status status = verdict.judged.status;
  const bool stands = status == Status::cannot_tell || status == Status::not_in_force ||
                      status == Status::not_yet_due;
  if (!passes.period_over && !stands) {
    verdict.so_far = status;
    verdict.judged.status = Status::not_yet_due;
  }
  return verdict;
}

// The parameter's value on the day, where the target names one.
std::optional<Scalar> value_of(const model::Target& target, const model::Ruleset& r, Day day) {
  if (target.parameter == model::kNone) return target.value;
  for (const model::DatedValue& v : r.parameters[target.parameter].values) {
    if (v.valid.holds(day)) return v.value;
  }
  return std::nullopt;
}

}  // namespace

int compare(const End& end, const Scalar& target, const model::Type& type) {
  if (end.exact) {
    const auto* ms = std::get_if<MillisValue>(&target);
    return sign(*end.exact <=> (ms ? Ratio(ms->ms) : Ratio(std::get<Decimal>(target))));
  }
  if (end.number) return sign(*end.number <=> std::get<Decimal>(target));
  if (end.milliseconds) {
    const Millis t = std::get<MillisValue>(target).ms;
    return (*end.milliseconds > t) - (*end.milliseconds < t);
  }
  return compare_share(end.n, end.d, type.unit == model::Unit::percent ? 100 : 1,
                       std::get<Decimal>(target));
}

std::optional<std::pair<model::Index, Scalar>> target_on(
    const model::Standard& s, const model::Ruleset& r, Day day,
    const std::optional<std::string>& provider) {
  if (!s.in_force.holds(day)) return std::nullopt;
  const auto find = [&](bool local) -> std::optional<std::pair<model::Index, Scalar>> {
    for (std::size_t i = 0; i < s.targets.size(); ++i) {
      const model::Target& target = s.targets[i];
      if ((target.of_override != model::kNone) != local || !target.valid.holds(day)) continue;
      if (local && !s.overrides[target.of_override].holds_for(*provider)) continue;
      const auto index = static_cast<model::Index>(i);
      if (const auto value = value_of(target, r, day)) return std::pair(index, *value);
    }
    return std::nullopt;
  };
  if (provider) {
    if (auto found = find(true)) return found;
  }
  return find(false);
}

Judged judge(const Ends& ends, const model::Standard& standard,
             const std::optional<model::Target>& target, const model::Ruleset& ruleset,
             Day target_day, bool no_minimum) {
  Judged judged;
  judged.status = Status::not_in_force;
  if (!target) return judged;
  const std::optional<Scalar> value = value_of(*target, ruleset, target_day);
  if (!value) return judged;
  const std::int64_t minimum = no_minimum || !is_bound(target->kind) ? 0 : standard.minimum;
  const auto short_of = without_enough_cases(ends, minimum);
  if (short_of && short_of->status != Status::cannot_tell) return *short_of;

  Scale scale;
  scale.kind = target->kind;
  scale.type = type_of_target(*target, ruleset, ends);
  if (is_bound(target->kind)) scale.target = &*value;
  if (short_of)
    judged = *short_of;
  else
    judged.status = decide(ends, *target, *value, scale.type);
  const bool restated =
      target->of_override != model::kNone && !standard.overrides[target->of_override].tiers.empty();
  add_tiers(judged, ends, restated ? standard.overrides[target->of_override].tiers : standard.tiers,
            scale);
  return judged;
}

Verdict judge(const BothPasses& passes, const model::Standard& standard,
              const std::optional<model::Target>& target, const model::Ruleset& ruleset,
              Day target_day, bool no_minimum) {
  return of_both(passes, [&](const Ends& ends) {
    return judge(ends, standard, target, ruleset, target_day, no_minimum);
  });
}

Verdict report(const BothPasses& passes, const model::Standard& standard, bool no_minimum) {
  return of_both(passes, [&](const Ends& ends) {
    return report_one(ends, no_minimum ? 0 : standard.minimum);
  });
}

}  // namespace assize
